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

/// The same as text that is there before the program runs, for the registry.
macro_rules! const_wire_name {
    ($name:ident = $wire:literal) => {
        $wire
    };
    // The length must be known before the bytes are, hence the two steps.
    ($name:ident) => {{
        const BYTES: [u8; $crate::wire_name::camel_case_len(stringify!($name))] =
            $crate::wire_name::camel_case(stringify!($name));
        $crate::wire_name::ascii(&BYTES)
    }};
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
                name: $crate::table::const_wire_name!($rname $(= $rwire)?),
                required: true,
                kind: <$rtype as $crate::param::ParamType>::KIND,
                rules: &[$($($rrule),+)?],
            },)*
            $($crate::operation::Param {
                name: $crate::table::const_wire_name!($oname $(= $owire)?),
                required: false,
                kind: <$otype as $crate::param::ParamType>::KIND,
                rules: &[$($($orule),+)?],
            },)*
        ]
    };
}

/// The setters of a list of parameters. The type they are for has a `set(&mut self, wire_name, value)`.
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
            $(#[doc = concat!("Limits: `", stringify!($($rrule),+), "`.")])?
            #[inline]
            pub fn $rname(mut self, $rname: impl $crate::IntoParam<$rtype>) -> Self {
                self.set($crate::table::wire_name!($rname $(= $rwire)?), $rname.into_param());
                self
            }
        )*
        $(
            $(#[$odoc])*
            $(
                #[doc = ""]
                #[doc = concat!("Limits: `", stringify!($($orule),+), "`.")]
            )?
            #[inline]
            pub fn $oname(mut self, $oname: impl $crate::IntoParam<$otype>) -> Self {
                self.set($crate::table::wire_name!($oname $(= $owire)?), $oname.into_param());
                self
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
/// }
/// ```
macro_rules! operations {
    (
        $(#[$heading:meta])*
        $domain:literal
        $(
            $(#[$doc:meta])*
            $effect:ident $method:ident $path:literal
            fn $name:ident($builder:ident) -> $output:ty {
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
                #[inline]
                pub fn $name(&self) -> $builder {
                    $builder($crate::request::Request::new(self, &$builder::OPERATION))
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
                pub(crate) const OPERATION: $crate::operation::Operation = $crate::operation::Operation {
                    name: stringify!($name),
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
                    reports_success: <$output as $crate::decode::Decode>::REPORTS_SUCCESS,
                };

                $crate::table::setters!(required $required optional $optional);

                #[inline]
                fn set(&mut self, name: $crate::wire_name::WireName, value: serde_json::Value) {
                    self.0.set(name.into(), value);
                }

                /// Checks the request without sending it: every violation at once, no network, no token.
                ///
                /// # Errors
                ///
                /// [`Error::is_validation`](crate::Error::is_validation), with each
                /// [`Violation`](crate::Violation) and its JSON path.
                #[inline]
                pub fn validate(&self) -> std::result::Result<(), $crate::Error> {
                    self.0.validate()
                }

                /// Checks the request and gives its wire form instead of sending it.
                ///
                /// # Errors
                ///
                /// As [`validate`](Self::validate).
                #[inline]
                pub fn into_parts(self) -> std::result::Result<$crate::Parts, $crate::Error> {
                    self.0.into_parts()
                }

                /// Checks the request, sends it, and waits for the answer.
                ///
                /// # Errors
                ///
                /// [`Error`](crate::Error) tells them apart: the request is invalid (nothing was sent), the
                /// service could not be reached, it refused, or its answer could not be read.
                #[inline]
                pub fn send(self) -> std::result::Result<$crate::Response<$output>, $crate::Error> {
                    self.0.send()
                }
            }
        )*

        /// The rows of this domain.
        pub(crate) static OPERATIONS: &[$crate::operation::Operation] = &[$($builder::OPERATION),*];
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

            #[inline]
            fn set(&mut self, name: $crate::wire_name::WireName, value: serde_json::Value) {
                self.0.insert(name.into(), value);
            }
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
                    const FIELDS: &[$crate::operation::Param] =
                        $crate::table::params!(required $required optional $optional);
                    FIELDS
                },
            });
        }

        impl $crate::IntoParam<$name> for $name {
            #[inline]
            fn into_param(self) -> serde_json::Value {
                serde_json::Value::Object(self.0)
            }
        }

        impl $crate::IntoParam<$name> for &$name {
            #[inline]
            fn into_param(self) -> serde_json::Value {
                serde_json::Value::Object(self.0.clone())
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
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        $crate::table::reader! { $name { $($field $(= $wire)?),* } }
    )*};
}

/// The lenient reader of a struct: which fields it has, and how each is filled.
macro_rules! reader {
    ($name:ident { $($field:ident $(= $wire:literal)?),* }) => {
        impl $crate::decode::Object for $name {
            const FIELDS: &'static [$crate::wire_name::WireName] =
                &[$($crate::table::wire_name!($field $(= $wire)?)),*];

            #[inline]
            fn read_field<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                index: usize,
                entry: $crate::decode::Entry<'_, 'de, A>,
            ) -> std::result::Result<(), A::Error> {
                // Macros cannot count, but the optimizer can: `field` is a constant in each line.
                let mut field = 0;
                $(
                    if index == field {
                        return entry.read_into(&mut self.$field);
                    }
                    field += 1;
                )*
                unreachable!("field {index} of {field}")
            }
        }
    };
}

/// Open enums: the documented values, and room for one that came later.
macro_rules! enums {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $wire:literal,)* }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

        impl $crate::param::WireEnum for $name {
            fn as_str(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::operation::Kind = $crate::operation::Kind::Choice(&[$($wire),*]);
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

pub(crate) use {const_wire_name, effect, enums, inputs, operations, outputs, params, reader, setters, wire_name};
