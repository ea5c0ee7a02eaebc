//! The table macros: the one clever place of this crate.
//!
//! A file under `src/api/` states facts and nothing else. Four macros turn them into code:
//!
//! | macro | one entry is | and becomes |
//! |---|---|---|
//! | [`operations!`] | an operation | a method on `ManagementClient`, a builder, a row of the registry |
//! | [`inputs!`] | a nested input | a type with setters, and its schema |
//! | [`outputs!`] | a part of an answer | a plain struct, and its lenient reader |
//! | [`enums!`] | a set of values | an open enum |
//!
//! `operations!` and `inputs!` share the grammar of a parameter, one line each:
//!
//! ```text
//! /// What it is; this becomes the setter's documentation.
//! target_identifier: Vec<String> [Items(1..=50)],
//! ^ setter           ^ type      ^ rules, if any: variants of `Rule`
//!
//! /// The wire name is the setter's name in camelCase, unless the row states another one.
//! access_token = "access_token": String,
//! ```
//!
//! Everything generated is `#[inline]`, which defers its compilation to the programs that use it: five hundred
//! builders cost a program that uses two of them nothing.

/// The name on the wire: as the row states it, else the Rust name in camelCase.
macro_rules! wire_name {
    ($name:ident = $wire:literal) => {
        $crate::wire_name::WireName::Stated($wire)
    };
    ($name:ident) => {
        $crate::wire_name::WireName::Derived(stringify!($name))
    };
}

/// The schema of a list of parameters: a slice of `Param`, required ones first.
macro_rules! params {
    // Two groups, of any length each. `$($wire)?` is the stated wire name, `$($rule),*` are the rules.
    (
        required { $($(#[$rdoc:meta])* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rrule:expr),+])?,)* }
        optional { $($(#[$odoc:meta])* $oname:ident $(= $owire:literal)? : $otype:ty $([$($orule:expr),+])?,)* }
    ) => {
        &[
            // What the type says of itself (`ParamType`) becomes the kind.
            $($crate::operation::Param {
                name: $crate::table::wire_name!($rname $(= $rwire)?).constant(),
                required: true,
                kind: <$rtype as $crate::param::ParamType>::KIND,
                rules: &[$($($rrule),+)?],
            },)*
            $($crate::operation::Param {
                name: $crate::table::wire_name!($oname $(= $owire)?).constant(),
                required: false,
                kind: <$otype as $crate::param::ParamType>::KIND,
                rules: &[$($($orule),+)?],
            },)*
        ]
    };
}

/// The setters of a list of parameters. The type they are for is a newtype over something that is [`Settable`].
///
/// [`Settable`]: crate::request::Settable
macro_rules! setters {
    (
        required { $($(#[$rdoc:meta])* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rrule:expr),+])?,)* }
        optional { $($(#[$odoc:meta])* $oname:ident $(= $owire:literal)? : $otype:ty $([$($orule:expr),+])?,)* }
    ) => {
        $(
            $(#[$rdoc])*
            ///
            /// Required.
            // The rules are part of the documentation, so the two cannot drift apart.
            $(#[doc = concat!("Rules: `", stringify!($($rrule),+), "`.")])?
            #[inline]
            pub fn $rname(self, $rname: impl $crate::IntoParam<$rtype>) -> Self {
                Self($crate::request::with(self.0, $crate::table::wire_name!($rname $(= $rwire)?), $rname))
            }
        )*
        $(
            $(#[$odoc])*
            $(
                #[doc = ""]
                #[doc = concat!("Rules: `", stringify!($($orule),+), "`.")]
            )?
            #[inline]
            pub fn $oname(self, $oname: impl $crate::IntoParam<$otype>) -> Self {
                Self($crate::request::with(self.0, $crate::table::wire_name!($oname $(= $owire)?), $oname))
            }
        )*
    };
}

/// Operations of one domain.
///
/// ```text
/// operations! {
///     /// # Applications                                      the heading on the client's page
///     "applications"                                          the domain in the registry
///
///     /// What the operation does.
///     write Post "/api/v3/authorize-application-access"       effect, verb, path
///     fn authorize_application_access(AuthorizeApplicationAccess) -> IsSuccess {
///        ^ method                     ^ builder                  ^ type of `data`
///         required { .. }                                     parameters, see the module
///         optional { .. }
///     }
///
///     read Get "/api/v3/get-post"                             two rare columns:
///     fn get_post(GetPost) as "documented_name" -> Post, in_body { .. }
///                          ^ upstream's name            ^ the answer's body may be the data itself
/// }
/// ```
macro_rules! operations {
    (
        $(#[$heading:meta])*
        $domain:literal
        $(
            $(#[$doc:meta])*
            $effect:ident $method:ident $path:literal
            fn $name:ident($builder:ident) $(as $documented:literal)? -> $output:ty $(, $in_body:ident)? {
                required $required:tt
                optional $optional:tt
            }
        )*
    ) => {
        // One `impl` block a domain: its documentation is the heading, its methods are the operations.
        $(#[$heading])*
        impl $crate::ManagementClient {
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("Upstream: `", stringify!($method), " ", $path, "`, a ", stringify!($effect), ".")]
                $(
                    #[doc = concat!("Documented as `", $documented, "`.")]
                    #[doc(alias = $documented)]
                )?
                #[inline]
                pub fn $name(&self) -> $builder {
                    $builder($crate::request::Request::new(self, &OPERATIONS[TableLine::$name as usize]))
                }
            )*
        }

        $(
            #[doc = concat!("A request of [`ManagementClient::", stringify!($name), "`](crate::ManagementClient::", stringify!($name), ").")]
            ///
            /// Set the parameters, then [`send`](Self::send).
            #[derive(Clone)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct $builder($crate::request::Request);

            /// Shows which parameters are set, not what they say.
            impl std::fmt::Debug for $builder {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    $crate::request::debug_names(f, stringify!($builder), self.0.params())
                }
            }

            impl $builder {
                $crate::table::setters!(required $required optional $optional);

                /// Checks the request: every violation at once, no network, no token.
                #[inline]
                pub fn validate(&self) -> std::result::Result<(), $crate::Error> {
                    self.0.validate()
                }

                /// Checks the request and gives its wire form instead of sending it.
                #[inline]
                pub fn into_parts(self) -> std::result::Result<$crate::Parts, $crate::Error> {
                    self.0.into_parts()
                }

                /// Checks the request, sends it, and waits. [`Error`](crate::Error) says what can go wrong.
                #[inline]
                pub fn send(self) -> std::result::Result<$crate::Response<$output>, $crate::Error> {
                    self.0.send()
                }
            }
        )*

        /// What the tests of the tables ask each operation for.
        #[cfg(test)]
        pub(crate) static PROBES: &[$crate::api::tests::Probe] = &[$(
            $crate::api::tests::Probe {
                operation: &OPERATIONS[TableLine::$name as usize],
                filled: |client| {
                    let request = client.$name();
                    $crate::table::fill!(request required $required optional $optional).0
                },
                output: |json, look| {
                    let mut output = <$output as Default>::default();
                    $crate::decode::fill(json, $crate::decode::Decode::slot(&mut output))?;
                    look(&output, $crate::decode::Decode::slot(&mut output.clone()));
                    Ok(())
                },
            },
        )*];

        /// Which line of the table an operation is.
        #[allow(non_camel_case_types)]
        enum TableLine {
            $($name,)*
        }

        /// The table.
        pub(crate) static OPERATIONS: &[$crate::operation::Operation] = &[$(
            $crate::operation::Operation {
                name: stringify!($name),
                documented_name: $crate::table::optional!($($documented)?),
                method: $crate::operation::Method::$method,
                path: $path,
                effect: $crate::table::effect!($effect),
                domain: $domain,
                params: {
                    // In reach here only: the rules of the rows.
                    #[allow(unused_imports)]
                    use $crate::operation::Rule::*;
                    $crate::table::params!(required $required optional $optional)
                },
                data_in_body: $crate::table::in_body!($($in_body)?),
            },
        )*];
    };
}

/// Calls every setter with a sample.
#[cfg(test)]
macro_rules! fill {
    (
        $target:ident
        required { $($(#[$rdoc:meta])* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rrule:expr),+])?,)* }
        optional { $($(#[$odoc:meta])* $oname:ident $(= $owire:literal)? : $otype:ty $([$($orule:expr),+])?,)* }
    ) => {
        $target
            $(.$rname(<$rtype as $crate::param::Sample>::sample()))*
            $(.$oname(<$otype as $crate::param::Sample>::sample()))*
    };
}

/// What stands there, or `None`.
macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

/// The word behind the type of `data`.
macro_rules! in_body {
    () => {
        false
    };
    (in_body) => {
        true
    };
}

/// The words of the effect column.
macro_rules! effect {
    (read) => {
        $crate::operation::OperationEffect::Read
    };
    (write) => {
        $crate::operation::OperationEffect::Write
    };
}

/// Nested inputs: a JSON object behind typed setters.
macro_rules! inputs {
    ($(
        $(#[$doc:meta])*
        $name:ident {
            required $required:tt
            optional $optional:tt
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq)]
        #[must_use]
        pub struct $name(serde_json::Map<String, serde_json::Value>);

        impl $name {
            /// An empty one; nothing is checked before the request that holds it.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }

            $crate::table::setters!(required $required optional $optional);
        }

        /// Shows which fields are set, not what they say.
        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::request::debug_names(f, stringify!($name), &self.0)
            }
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::operation::Kind = $crate::operation::Kind::Object($crate::operation::Model {
                name: stringify!($name),
                // Behind a function, since a model may contain itself and a constant may not.
                fields: || {
                    #[allow(unused_imports)]
                    use $crate::operation::Rule::*;
                    static FIELDS: &[$crate::operation::Param] =
                        $crate::table::params!(required $required optional $optional);
                    FIELDS
                },
            });
        }

        impl $crate::param::TableType for $name {
            #[inline]
            fn into_value(self) -> serde_json::Value {
                serde_json::Value::Object(self.0)
            }
        }

        #[cfg(test)]
        impl $crate::param::Sample for $name {
            fn sample() -> Self {
                // One level of fields: a model may contain itself.
                let empty = Self::new();
                match $crate::param::deeper() {
                    Some(_level) => $crate::table::fill!(empty required $required optional $optional),
                    None => empty,
                }
            }
        }
    )*};
}

/// Parts of answers: plain structs whose fields take their default where the server is silent.
macro_rules! outputs {
    ($(
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $field:ident $(= $wire:literal)? : $type:ty,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        $crate::table::reader! { $name { $($field $(= $wire)?),* } }
    )*};
}

/// What a struct gives the reader of answers: the names of its fields, and their places.
macro_rules! reader {
    ($name:ident { $($field:ident $(= $wire:literal)?),* }) => {
        impl $crate::decode::Fields for $name {
            #[inline]
            fn names(&self) -> &'static [$crate::wire_name::Name] {
                const { &[$($crate::table::wire_name!($field $(= $wire)?).constant()),*] }
            }

            #[inline]
            fn field(&mut self, index: usize) -> $crate::decode::Slot<'_> {
                // Macros cannot count, but the optimizer can: `line` is a constant in each line.
                let mut line = 0_usize;
                $(
                    if index == line {
                        return $crate::decode::Decode::slot(&mut self.$field);
                    }
                    line += 1;
                )*
                let _ = line;
                $crate::decode::Slot::Nothing
            }
        }
    };
}

/// Whether other values than the documented ones may be sent.
macro_rules! choice {
    (&[$($value:expr),*]) => {
        $crate::operation::Kind::Choice(&[$($value),*])
    };
    (&[$($value:expr),*] open) => {
        $crate::operation::Kind::OpenChoice(&[$($value),*])
    };
}

/// Enums: the documented values, and room in answers for one that came later. An enum marked `, open` may be sent with
/// other values too.
macro_rules! enums {
    ($(
        $(#[$doc:meta])*
        $name:ident $(, $open:ident)? { $($(#[$variant_doc:meta])* $variant:ident = $wire:literal,)* }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$variant_doc])*
                ///
                #[doc = concat!("On the wire: `", $wire, "`.")]
                $variant,
            )*
            /// A value that this version of the crate does not know, as it stands on the wire.
            Unknown(String),
        }

        impl From<&str> for $name {
            #[inline]
            fn from(wire: &str) -> Self {
                match wire {
                    $($wire => Self::$variant,)*
                    _ => Self::Unknown(wire.to_owned()),
                }
            }
        }

        impl $name {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(wire) => wire,
                }
            }
        }

        impl $crate::param::WireEnum for $name {}

        #[cfg(test)]
        impl $crate::param::Sample for $name {
            fn sample() -> Self {
                Self::from([$($wire),*][0])
            }
        }

        impl $crate::param::TableType for $name {
            #[inline]
            fn into_value(self) -> serde_json::Value {
                self.as_str().into()
            }
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::operation::Kind = $crate::table::choice!(&[$($wire),*] $($open)?);
        }

        /// Empty and unknown, for an answer that is silent.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl $crate::decode::Decode for $name {
            #[inline]
            fn slot(&mut self) -> $crate::decode::Slot<'_> {
                $crate::decode::Slot::Choice(self)
            }
        }

        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

#[cfg(test)]
pub(crate) use fill;
pub(crate) use {
    choice, effect, enums, in_body, inputs, operations, optional, outputs, params, reader, setters, wire_name,
};
