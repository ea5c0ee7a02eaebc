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

/// The name on the wire: as the row states it, else the Rust name in camelCase, worked out by the compiler.
macro_rules! wire_name {
    // A row that states its wire name.
    ($name:ident = $wire:literal) => {
        $wire
    };
    // The others. The length must be known before the bytes are, hence the two steps.
    ($name:ident) => {
        const {
            const BYTES: [u8; $crate::table::camel_case_len(stringify!($name))] =
                $crate::table::camel_case(stringify!($name));
            match std::str::from_utf8(&BYTES) {
                Ok(name) => name,
                Err(_) => panic!("a row's name is ASCII"),
            }
        }
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
                name: $crate::table::wire_name!($rname $(= $rwire)?),
                required: true,
                kind: <$rtype as $crate::param::ParamType>::KIND,
                rules: &[$($($rrule),+)?],
            },)*
            $($crate::operation::Param {
                name: $crate::table::wire_name!($oname $(= $owire)?),
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
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct $builder($crate::request::Request);

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
                fn set(&mut self, name: &'static str, value: serde_json::Value) {
                    self.0.set(name, value);
                }

                /// Checks the request without sending it: every violation at once, no network, no token.
                ///
                /// # Errors
                ///
                /// [`Error::is_validation`](crate::Error::is_validation), with each
                /// [`Violation`](crate::Violation) and its JSON path.
                #[inline]
                pub fn validate(&self) -> Result<(), $crate::Error> {
                    self.0.validate()
                }

                /// Checks the request and gives its wire form instead of sending it.
                ///
                /// # Errors
                ///
                /// As [`validate`](Self::validate).
                #[inline]
                pub fn into_parts(self) -> Result<$crate::Parts, $crate::Error> {
                    self.0.into_parts()
                }

                /// Checks the request, sends it, and waits for the answer.
                ///
                /// # Errors
                ///
                /// [`Error`](crate::Error) tells them apart: the request is invalid (nothing was sent), the
                /// service could not be reached, it refused, or its answer could not be read.
                #[inline]
                pub fn send(self) -> Result<$crate::Response<$output>, $crate::Error> {
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
        #[derive(Clone, Debug, Default, PartialEq)]
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
            fn set(&mut self, name: &'static str, value: serde_json::Value) {
                self.0.insert(name.to_owned(), value);
            }
        }

        impl $crate::param::ParamType for $name {
            const KIND: $crate::operation::Kind = $crate::operation::Kind::Object(&$crate::operation::Model {
                name: stringify!($name),
                fields: {
                    #[allow(unused_imports)]
                    use $crate::operation::Rule::*;
                    $crate::table::params!(required $required optional $optional)
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

        impl $crate::decode::Object for $name {
            const HAS_SUCCESS: bool =
                $crate::table::contains_success(&[$($crate::table::wire_name!($field $(= $wire)?)),*]);

            #[inline]
            fn read_field<'de, A: serde::de::MapAccess<'de>>(
                &mut self,
                entry: $crate::decode::Entry<'_, 'de, A>,
            ) -> Result<(), A::Error> {
                // A chain of comparisons, which is also what a `match` on text compiles to.
                $(if entry.key() == $crate::table::wire_name!($field $(= $wire)?) {
                    self.$field = entry.read()?;
                    return Ok(());
                })*
                entry.skip()
            }
        }
    )*};
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

pub(crate) use {effect, enums, inputs, operations, outputs, params, setters, wire_name};

/// Rust spells a field that is a keyword `r#type`; the wire does not.
const fn bare(name: &str) -> &[u8] {
    match name.as_bytes() {
        [b'r', b'#', bare @ ..] => bare,
        bytes => bytes,
    }
}

/// Length of [`camel_case`] of a name: each underscore goes.
pub(crate) const fn camel_case_len(name: &str) -> usize {
    let mut rest = bare(name);
    let mut len = 0;
    while let [byte, tail @ ..] = rest {
        if *byte != b'_' {
            len += 1;
        }
        rest = tail;
    }
    len
}

/// `app_id` as `appId`: each underscore goes, and the letter behind it becomes a capital.
pub(crate) const fn camel_case<const N: usize>(name: &str) -> [u8; N] {
    let mut rest = bare(name);
    let mut out = [0; N];
    let mut at = 0;
    let mut capital = false;
    while let [byte, tail @ ..] = rest {
        if *byte == b'_' {
            capital = true;
        } else {
            out[at] = if capital { byte.to_ascii_uppercase() } else { *byte };
            at += 1;
            capital = false;
        }
        rest = tail;
    }
    out
}

/// Whether one of the names is `success`.
pub(crate) const fn contains_success(names: &[&str]) -> bool {
    let mut rest = names;
    while let [name, tail @ ..] = rest {
        if matches!(name.as_bytes(), b"success") {
            return true;
        }
        rest = tail;
    }
    false
}

#[cfg(test)]
mod tests {
    #[test]
    fn wire_names_follow_from_rust_names() {
        assert_eq!(wire_name!(app_id), "appId");
        assert_eq!(wire_name!(inherit_by_children), "inheritByChildren");
        assert_eq!(wire_name!(code), "code");
        assert_eq!(wire_name!(r#type), "type");
        assert_eq!(wire_name!(mfa_token_2), "mfaToken2");
        assert_eq!(wire_name!(access_token = "access_token"), "access_token");
    }
}
