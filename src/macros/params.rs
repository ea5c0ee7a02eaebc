//! Parameters of operations and fields of inputs.

/// The facts of a list of parameters as a static, and their setters, for a type whose `inner` is a [`SetParam`]. One
/// macro does both, because most of its cost is parsing the rows. The type has one `impl` block for all its methods,
/// because a block costs the compiler a third of a function.
///
/// [`SetParam`]: crate::request::SetParam
macro_rules! parameters {
    // Two groups. `$wire` is a stated wire name, `$constraint` a constraint, `$flag` a flag.
    (
        $owner:ident: static $static:ident: $facts:ident { $($fact:tt)* } in $location:ident;
        methods { $($method:tt)* }
        required { $($(#$rdoc:tt)* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rconstraint:ident($($rarg:tt)*)),+])? $(as $($rflag:ident)+)? ,)* }
        optional { $($(#$odoc:tt)* $oname:ident $(= $owire:literal)? : $otype:ty $([$($oconstraint:ident($($oarg:tt)*)),+])? $(as $($oflag:ident)+)? ,)* }
    ) => {
        // Named after the method or type that it describes. Values have their own namespace, so the names do not clash.
        // A struct, because the compiler takes longer to promote a list that is an argument of a function.
        static $static: $crate::schema::$facts = $crate::schema::$facts {
            params: &[
                $($crate::schema::param::$location::required(
                    stringify!($($rwire)? $rname),
                    <$rtype as $crate::value::ParamValue>::TYPE,
                )$(.constraints(&[$($crate::macros::constraint!($rconstraint $($rarg)*)),+]))? $($(.$rflag())+)?,)*
                $($crate::schema::param::$location::optional(
                    stringify!($($owire)? $oname),
                    <$otype as $crate::value::ParamValue>::TYPE,
                )$(.constraints(&[$($crate::macros::constraint!($oconstraint $($oarg)*)),+]))? $($(.$oflag())+)?,)*
            ],
            #[cfg(feature = "descriptions")]
            docs: $crate::macros::docs!($({$($rdoc)*})* $({$($odoc)*})*),
            $($fact)*
        };

        impl $owner {
            $($method)*

            $(
                $(#$rdoc)*
                /// Required.
                $($(#[doc = $crate::macros::sentence!($rconstraint $($rarg)*)])+)?
                $($(#[doc = $crate::macros::param_flag_sentence!($rflag)])+)?
                pub fn $rname(self, $rname: impl $crate::value::IntoParam<$rtype>) -> Self {
                    Self { inner: $crate::request::with(self.inner, stringify!($($rwire)? $rname), $rname) }
                }
            )*

            $(
                $(#$odoc)*
                $($(#[doc = $crate::macros::sentence!($oconstraint $($oarg)*)])+)?
                $($(#[doc = $crate::macros::param_flag_sentence!($oflag)])+)?
                pub fn $oname(self, $oname: impl $crate::value::IntoParam<$otype>) -> Self {
                    Self { inner: $crate::request::with(self.inner, stringify!($($owire)? $oname), $oname) }
                }
            )*

            /// Sets a field that this version of the crate does not know, by its wire name.
            pub fn extra(self, name: &str, value: impl Into<serde_json::Value>) -> Self {
                Self { inner: $crate::request::with_extra(self.inner, name, value) }
            }
        }
    };
}

/// Doc comments as a list of texts, one for each item.
#[cfg(feature = "descriptions")]
macro_rules! docs {
    ($({$([doc = $line:literal])*})*) => {
        &[$(concat!($($line, "\n"),*)),*]
    };
}

/// A constraint of a row as a value.
macro_rules! constraint {
    (RequiredWhen $field:ident, $value:literal) => {
        $crate::schema::Constraint::RequiredWhen {
            field: $crate::schema::FieldName(stringify!($field)),
            value: $value,
        }
    };
    (OnlyWith $field:ident) => {
        $crate::schema::Constraint::OnlyWith($crate::schema::FieldName(stringify!($field)))
    };
    (Excludes $field:ident) => {
        $crate::schema::Constraint::Excludes($crate::schema::FieldName(stringify!($field)))
    };
    (AnyOf $($field:ident),+) => {
        $crate::schema::Constraint::AnyOf(&[$($crate::schema::FieldName(stringify!($field))),+])
    };
    ($kind:ident $min:literal..=$max:literal) => {
        $crate::schema::Constraint::$kind($crate::schema::Bounds::between($min, $max))
    };
    ($kind:ident $min:literal..) => {
        $crate::schema::Constraint::$kind($crate::schema::Bounds::at_least($min))
    };
    ($kind:ident ..=$max:literal) => {
        $crate::schema::Constraint::$kind($crate::schema::Bounds::at_most($max))
    };
    // Constraints with one literal: `JsonLength`, `Depth`, `AlphanumericOr`, `DocumentedMax`.
    ($kind:ident $value:literal) => {
        $crate::schema::Constraint::$kind($value)
    };
}

/// The same constraint as a sentence of the documentation, so that the two cannot drift apart.
macro_rules! sentence {
    (RequiredWhen $field:ident, $value:literal) => {
        concat!("Required when `", stringify!($field), "` is `", $value, "`.")
    };
    (OnlyWith $field:ident) => {
        concat!("Allowed only together with `", stringify!($field), "`.")
    };
    (Excludes $field:ident) => {
        concat!("Cannot be combined with `", stringify!($field), "`.")
    };
    (AnyOf $field:ident) => {
        "Required."
    };
    (AnyOf $first:ident, $($other:ident),+) => {
        concat!("`", stringify!($first), "`", $(" or `", stringify!($other), "`",)+ " is required (at least one of them).")
    };
    (DocumentedMax $max:literal) => {
        concat!("Documented as at most ", $max, ", but not checked before sending: the service decides.")
    };
    (JsonLength $max:literal) => {
        concat!("At most ", $max, " characters as JSON.")
    };
    (Depth $max:literal) => {
        concat!("Nested at most ", $max, " levels deep.")
    };
    (AlphanumericOr $others:literal) => {
        concat!("Only ASCII letters, digits and `", $others, "`.")
    };
    (Items 1..) => {
        "At least 1 item."
    };
    (Items ..=1) => {
        "At most 1 item."
    };
    (Length 1..) => {
        "At least 1 character."
    };
    (Items $($bounds:tt)+) => {
        $crate::macros::sentence!(@ " items." $($bounds)+)
    };
    (Length $($bounds:tt)+) => {
        $crate::macros::sentence!(@ " characters." $($bounds)+)
    };
    (Range $($bounds:tt)+) => {
        $crate::macros::sentence!(@ "." $($bounds)+)
    };
    (@ $end:literal $min:literal..=$max:literal) => {
        concat!($min, " to ", $max, $end)
    };
    (@ $end:literal $min:literal..) => {
        concat!("At least ", $min, $end)
    };
    (@ $end:literal ..=$max:literal) => {
        concat!("At most ", $max, $end)
    };
}

/// What a flag of a parameter means for the callers of its setter, if it means anything to them.
macro_rules! param_flag_sentence {
    (unenforced) => {
        "Documented as required, but not checked before sending: the service decides."
    };
    (text) => {
        "May be empty."
    };
    ($other:ident) => {
        ""
    };
}

/// Calls every setter with a sample value.
#[cfg(test)]
macro_rules! fill {
    (
        $target:ident
        required { $($(#$rdoc:tt)* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rconstraint:ident($($rarg:tt)*)),+])? $(as $($rflag:ident)+)? ,)* }
        optional { $($(#$odoc:tt)* $oname:ident $(= $owire:literal)? : $otype:ty $([$($oconstraint:ident($($oarg:tt)*)),+])? $(as $($oflag:ident)+)? ,)* }
    ) => {
        $target
            $(.$rname(<$rtype as $crate::value::Sample>::sample()))*
            $(.$oname(<$otype as $crate::value::Sample>::sample()))*
    };
}

#[cfg(feature = "descriptions")]
pub(crate) use docs;
#[cfg(test)]
pub(crate) use fill;
pub(crate) use {constraint, param_flag_sentence, parameters, sentence};

#[cfg(test)]
mod tests {
    #[test]
    fn constraints_read_as_sentences() {
        assert_eq!(sentence!(Items..=50), "At most 50 items.");
        assert_eq!(sentence!(Items 1..), "At least 1 item.");
        assert_eq!(sentence!(Length 1..=64), "1 to 64 characters.");
        assert_eq!(sentence!(Range..=1_000), "At most 1000.");
        assert_eq!(sentence!(Range 1..), "At least 1.");
        assert_eq!(
            sentence!(RequiredWhen target_type, "ROLE"),
            "Required when `target_type` is `ROLE`."
        );
        assert_eq!(
            sentence!(AnyOf email, phone, username),
            "`email` or `phone` or `username` is required (at least one of them)."
        );
        assert_eq!(
            sentence!(AnyOf department_id, department_code),
            "`department_id` or `department_code` is required (at least one of them)."
        );
        assert_eq!(sentence!(AnyOf department_id), "Required.");
        assert_eq!(
            sentence!(DocumentedMax 50),
            "Documented as at most 50, but not checked before sending: the service decides."
        );
        assert_eq!(sentence!(Excludes ip_cond), "Cannot be combined with `ip_cond`.");
        assert_eq!(sentence!(OnlyWith field_id), "Allowed only together with `field_id`.");
        assert_eq!(sentence!(Depth 5), "Nested at most 5 levels deep.");
    }

    #[test]
    fn flags_read_as_sentences_or_say_nothing() {
        assert_eq!(
            param_flag_sentence!(unenforced),
            "Documented as required, but not checked before sending: the service decides."
        );
        assert_eq!(param_flag_sentence!(text), "May be empty.");
        assert_eq!(param_flag_sentence!(secret), "");
    }
}
