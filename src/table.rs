//! The table macros: the one clever place of this crate.
//!
//! A file under `src/api/` states facts and nothing else. Four macros turn them into code:
//!
//! | macro | one entry is | and becomes |
//! |---|---|---|
//! | [`operations!`] | an operation | a method on `ManagementClient`, a builder, a row of the registry |
//! | [`inputs!`] | a nested input | a type with setters, and its schema |
//! | [`outputs!`] | a part of an answer | a plain struct, its lenient reader, and what pages need of it |
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
//! Five hundred rows cost the compiler five hundred times what one costs, so a row becomes as little as can be. What
//! all builders can do is written once, on `Request`, to which they dereference. Everything generated is `#[inline]`,
//! which defers its compilation to the programs that use it: a program that uses two builders pays for two.
//!
//! What that is has been counted, in instructions of the compiler: of 16,600 million for the library, a function takes
//! about 0.9, whatever it does, a call in it 0.14 more, and a parameter of a row 0.4; a literal next to nothing. Hence
//! the few functions of a row, with one call each, and the names of an answer's fields in one literal.

/// What a list of parameters becomes, for a type whose `inner` is something [`Settable`]: a static with its facts,
/// the parameters among them, and the setters. Both at once, since reading the rows is most of what this macro costs
/// the compiler.
///
/// [`Settable`]: crate::request::Settable
macro_rules! parameters {
    // Two groups, of any length each. `$($wire)?` is the stated wire name, `$($rule),*` are the rules.
    (
        $owner:ident: static $facts_of_owner:ident: $facts:ident { $($fact:ident: $value:expr,)* }
        required { $($(#$rdoc:tt)* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rrule:expr),+])?,)* }
        optional { $($(#$odoc:tt)* $oname:ident $(= $owire:literal)? : $otype:ty $([$($orule:expr),+])?,)* }
    ) => {
        // Named like the method or the type it is for; in Rust, values have a namespace of their own.
        #[allow(non_upper_case_globals)]
        static $facts_of_owner: $crate::operation::$facts = {
            // In reach here only: the rules of the rows.
            #[allow(unused_imports)]
            use $crate::operation::Rule::*;
            $crate::operation::$facts {
                $($fact: $value,)*
                params: &[
                    // What the type says of itself (`ParamType`) becomes the kind.
                    $($crate::operation::Param::required(
                        concat!($("=", $rwire, "=",)? stringify!($rname)),
                        <$rtype as $crate::param::ParamType>::KIND,
                    )$(.with_rules(&[$($rrule),+]))?,)*
                    $($crate::operation::Param::optional(
                        concat!($("=", $owire, "=",)? stringify!($oname)),
                        <$otype as $crate::param::ParamType>::KIND,
                    )$(.with_rules(&[$($orule),+]))?,)*
                ],
            }
        };

        impl $owner {
            $(
                $(#$rdoc)*
                ///
                /// Required.
                // The rules are part of the documentation, so the two cannot drift apart.
                $(#[doc = concat!("Rules: `", stringify!($($rrule),+), "`.")])?
                #[inline]
                pub fn $rname(self, $rname: impl $crate::IntoParam<$rtype>) -> Self {
                    Self { inner: $crate::request::with(self.inner, concat!($("=", $rwire, "=",)? stringify!($rname)), $rname) }
                }
            )*

            $(
                $(#$odoc)*
                $(
                    #[doc = ""]
                    #[doc = concat!("Rules: `", stringify!($($orule),+), "`.")]
                )?
                #[inline]
                pub fn $oname(self, $oname: impl $crate::IntoParam<$otype>) -> Self {
                    Self { inner: $crate::request::with(self.inner, concat!($("=", $owire, "=",)? stringify!($oname)), $oname) }
                }
            )*
        }
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
        $(#$heading:tt)*
        $domain:literal
        $(
            $(#$doc:tt)*
            $effect:ident $method:ident $path:literal
            fn $name:ident($builder:ident) $(as $documented:literal)? -> $output:ty $(, $in_body:ident)? {
                required $required:tt
                optional $optional:tt
            }
        )*
    ) => {
        // One `impl` block a domain: its documentation is the heading, its methods are the operations.
        $(#$heading)*
        impl $crate::ManagementClient {
            $(
                $(#$doc)*
                ///
                #[doc = concat!("Upstream: `", stringify!($method), " ", $path, "`, a ", stringify!($effect), ".")]
                $(
                    #[doc = concat!("Documented as `", $documented, "`.")]
                    #[doc(alias = $documented)]
                )?
                #[inline]
                pub fn $name(&self) -> $builder {
                    $builder { inner: $crate::Request::new(self, &$name) }
                }
            )*
        }

        $(
            #[doc = concat!("A request of [`ManagementClient::", stringify!($name), "`](crate::ManagementClient::", stringify!($name), ").")]
            ///
            /// Set the parameters, then [`send`](crate::Request::send).
            #[must_use = "a request does nothing until it is sent"]
            pub struct $builder {
                inner: $crate::Request<$output>,
            }

            $crate::table::parameters! {
                $builder: static $name: Operation {
                    name: stringify!($name),
                    documented_name: $crate::table::optional!($($documented)?),
                    method: $crate::operation::Method::$method,
                    path: $path,
                    effect: $crate::table::effect!($effect),
                    domain: $domain,
                    data_in_body: $crate::table::in_body!($($in_body)?),
                }
                required $required optional $optional
            }

            impl Clone for $builder {
                #[inline]
                fn clone(&self) -> Self {
                    Self { inner: Clone::clone(&self.inner) }
                }
            }

            impl std::fmt::Debug for $builder {
                #[inline]
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Debug::fmt(&self.inner, f)
                }
            }

            impl std::ops::Deref for $builder {
                type Target = $crate::Request<$output>;

                #[inline]
                fn deref(&self) -> &Self::Target {
                    &self.inner
                }
            }
        )*

        /// What the tests of the tables ask each operation for.
        #[cfg(test)]
        pub(crate) static PROBES: &[$crate::api::tests::Probe] = &[$(
            $crate::api::tests::Probe {
                operation: &$name,
                filled: |client| {
                    let request = client.$name();
                    $crate::table::fill!(request required $required optional $optional).params().clone()
                },
                output: |json, look| {
                    let mut output = <$output as Default>::default();
                    $crate::decode::fill(json, $crate::decode::Place::slot(&mut output))?;
                    look(&output, $crate::decode::Place::slot(&mut output.clone()));
                    Ok(())
                },
            },
        )*];

        /// The table.
        pub(crate) static OPERATIONS: &[&$crate::operation::Operation] = &[$(&$name),*];
    };
}

/// Calls every setter with a sample.
#[cfg(test)]
macro_rules! fill {
    (
        $target:ident
        required { $($(#$rdoc:tt)* $rname:ident $(= $rwire:literal)? : $rtype:ty $([$($rrule:expr),+])?,)* }
        optional { $($(#$odoc:tt)* $oname:ident $(= $owire:literal)? : $otype:ty $([$($orule:expr),+])?,)* }
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
        $(#$doc:tt)*
        $name:ident {
            required $required:tt
            optional $optional:tt
        }
    )*) => {$(
        $(#$doc)*
        #[derive(Clone, Default, PartialEq)]
        #[must_use]
        pub struct $name {
            inner: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            /// An empty one; nothing is checked before the request that holds it.
            #[inline]
            pub fn new() -> Self {
                Self::default()
            }

            /// Sets a field that this version of the crate does not know, by its name on the wire.
            #[inline]
            pub fn extra(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
                self.inner.insert(name.to_owned(), value.into());
                self
            }
        }

        $crate::table::parameters! {
            $name: static $name: Fields {}
            required $required optional $optional
        }

        /// Shows which fields are set, not what they say.
        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::request::show_names(f, stringify!($name), &self.inner)
            }
        }

        impl $name {
            // A model may contain itself and a constant may not, so its fields are behind a function.
            fn fields() -> &'static [$crate::operation::Param] {
                $name.params
            }
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::operation::Kind = $crate::operation::Kind::Object($crate::operation::Model {
                name: stringify!($name),
                fields: $name::fields,
            });
        }

        impl $crate::param::TableType for $name {
            #[inline]
            fn into_value(self) -> serde_json::Value {
                serde_json::Value::Object(self.inner)
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

/// Parts of answers: plain structs whose fields take their default where the server is silent. One that is a page
/// says what it is full of: `GroupPaging, page list: Group, total_count { .. }`.
macro_rules! outputs {
    ($(
        $(#$doc:tt)*
        $name:ident $(, page $list:ident: $item:ty $(, $total:ident)?)? {
            $($(#$field_doc:tt)* $field:ident $(= $wire:literal)? : $type:ty,)*
        }
    )*) => {$(
        $(#$doc)*
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#$field_doc)* pub $field: $type,)*
        }

        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::decode::show(f, self)
            }
        }

        $crate::table::reader! { $name { $($field $(= $wire)?),* } }

        $(
            impl $crate::Page for $name {
                type Item = $item;

                #[inline]
                fn into_items(self) -> Vec<$item> {
                    self.$list
                }

                #[inline]
                fn item_count(&self) -> usize {
                    self.$list.len()
                }

                $(
                    #[inline]
                    fn total(&self) -> Option<i64> {
                        Some(self.$total)
                    }
                )?
            }
        )?
    )*};
}

/// What a struct gives the reader of answers: the names of its fields, as one literal that costs the compiler next to
/// nothing, and their places.
macro_rules! reader {
    ($name:ident { $($field:ident $(= $wire:literal)?),* }) => {
        impl $crate::decode::Fields for $name {
            #[inline]
            fn fields(&mut self, show: &mut $crate::decode::ShowFields<'_>) {
                show(
                    stringify!($name),
                    concat!($($("=", $wire, "=",)? stringify!($field), " "),*),
                    &mut [$(&mut self.$field),*],
                );
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
        $(#$doc:tt)*
        $name:ident $(, $open:ident)? { $($(#$variant_doc:tt)* $variant:ident = $wire:literal,)* }
    )*) => {$(
        $(#$doc)*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#$variant_doc)*
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

        impl $crate::decode::Place for $name {
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
pub(crate) use {choice, effect, enums, in_body, inputs, operations, optional, outputs, parameters, reader};
