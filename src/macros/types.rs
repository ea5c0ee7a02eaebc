//! Types: inputs, outputs and enums.

/// Nested inputs: JSON objects with typed setters.
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

        $crate::macros::parameters! {
            $name: static $name: Fields {}
            in Post;
            methods {
                /// An empty value. It is validated with the request that contains it.
                #[inline]
                pub fn new() -> Self {
                    Self::default()
                }

                // A function, because an object may contain itself and a constant may not.
                fn fields() -> &'static [$crate::schema::Param] {
                    $name.params
                }

                #[cfg(feature = "descriptions")]
                fn field_docs() -> &'static [&'static str] {
                    $name.docs
                }
            }
            required $required optional $optional
        }

        /// Shows which fields are set, but not their values.
        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::request::debug_names(f, stringify!($name), &self.inner)
            }
        }

        impl $crate::value::ParamValue for $name {
            const TYPE: $crate::schema::ParamType = $crate::schema::ParamType::Object($crate::schema::ObjectSchema {
                name: stringify!($name),
                fields: $name::fields,
                #[cfg(feature = "descriptions")]
                docs: $name::field_docs,
            });
        }

        impl $crate::value::ApiType for $name {
            #[inline]
            fn into_value(self, _: $crate::value::Sealed) -> serde_json::Value {
                serde_json::Value::Object(self.inner)
            }
        }

        #[cfg(test)]
        impl $crate::value::Sample for $name {
            fn sample() -> Self {
                let empty = Self::new();
                match $crate::value::enter_nested() {
                    Some(_nested) => $crate::macros::fill!(empty required $required optional $optional),
                    None => empty,
                }
            }
        }
    )*};
}

/// Parts of responses: structs whose fields take their default if the server sends none. A page says where its items
/// are: `GroupPaging, page list: Group, total_count { .. }`. Secret fields are marked: `secret: String as secret`.
macro_rules! outputs {
    ($(
        $(#$doc:tt)*
        $name:ident $(, page $list:ident: $item:ty $(, $total:ident)?)? {
            $($(#$field_doc:tt)* $field:ident $(= $wire:literal)? : $type:ty $(as $secret:ident)? ,)*
        }
    )*) => {$(
        $(#$doc)*
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#$field_doc)* pub $field: $type,)*
        }

        /// Secret fields are redacted.
        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::codec::decode::debug(f, self)
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::codec::decode::equal(self, other)
            }
        }

        /// Writes wire names, with secrets in clear, and leaves out options that are `None`.
        impl serde::Serialize for $name {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codec::decode::serialize(self, serializer)
            }
        }

        $crate::codec::decode::object! { $name { $($field $(= $wire)? $(as $secret)?),* } }

        $(
            impl $crate::request::pages::Page for $name {
                type Item = $item;

                #[inline]
                fn list_path(&self, _: Option<&[String]>, _: $crate::value::Sealed) -> Option<Vec<String>> {
                    Some(vec![stringify!($list).to_owned()])
                }

                #[inline]
                fn into_items(self, _: Option<&[String]>, _: $crate::value::Sealed) -> Vec<$item> {
                    self.$list
                }
            }
        )?
    )*};
}

macro_rules! enum_type {
    (&[$($value:expr),*]) => {
        $crate::schema::ParamType::Enum(&[$($value),*])
    };
    (&[$($value:expr),*] open) => {
        $crate::schema::ParamType::OpenEnum(&[$($value),*])
    };
}

/// Enums: the documented values, and a variant for values that are newer than the crate. If marked `, open`,
/// undocumented values can also be sent.
macro_rules! enums {
    ($(
        $(#$doc:tt)*
        $name:ident $(, $open:ident)? { $($(#$variant_doc:tt)* $variant:ident = $wire:literal,)* }
    )*) => {$(
        $(#$doc)*
        ///
        /// Values are equal if their texts on the wire are.
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#$variant_doc)*
                #[doc = concat!("\n`", $wire, "` on the wire.")]
                $variant,
            )*
            /// A value that this version of the crate does not know, as on the wire.
            Unknown(String),
        }

        // As the derive does it, but without a call for each variant.
        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => stringify!($variant),)*
                    Self::Unknown(wire) => return f.debug_tuple("Unknown").field(wire).finish(),
                })
            }
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

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(wire: &str) -> Result<Self, Self::Err> {
                Ok(wire.into())
            }
        }

        impl $name {
            /// The text on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(wire) => wire,
                }
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            #[inline]
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl serde::Serialize for $name {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl $crate::value::ApiEnum for $name {}

        #[cfg(test)]
        impl $crate::value::Sample for $name {
            fn sample() -> Self {
                Self::from([$($wire),*][0])
            }
        }

        impl $crate::value::ParamValue for $name {
            const TYPE: $crate::schema::ParamType = $crate::macros::enum_type!(&[$($wire),*] $($open)?);
        }

        /// Unknown and empty, for a response without the field.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl $crate::codec::decode::AsValueMut for $name {
            #[inline]
            fn value_mut(&mut self) -> $crate::codec::decode::ValueMut<'_> {
                $crate::codec::decode::ValueMut::Enum(self)
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

pub(crate) use {enum_type, enums, inputs, outputs};
