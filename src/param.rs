//! What setters take, and how it becomes JSON.

use std::borrow::Cow;

use serde_json::Value;

use crate::operation::Kind;

/// Everything that a setter for a `T` accepts.
///
/// | the table says | a setter takes |
/// |---|---|
/// | `String` | `&str`, `String`, `&String`, `Cow<str>` |
/// | `bool` | `bool` |
/// | an enum such as [`Effect`](crate::Effect) | the enum or its text on the wire: `Effect::Deny`, `"DENY"` |
/// | a nested input such as [`ApplicationPermissionRecordItem`](crate::ApplicationPermissionRecordItem) | the input, or a reference to it |
/// | `Vec<T>` | arrays, slices and vectors of whatever `T` takes |
///
/// Setters never fail. What is wrong with a value is reported when the whole request is checked.
pub trait IntoParam<T> {
    #[doc(hidden)]
    fn into_param(self) -> Value;
}

/// A type that may stand in a row.
pub(crate) trait ParamType {
    /// What the value looks like, for validation and for the registry.
    const KIND: Kind;
}

/// An enum of the wire, open for values that are not known here.
pub trait WireEnum {
    /// The value on the wire.
    fn as_str(&self) -> &str;
}

impl ParamType for String {
    const KIND: Kind = Kind::Text;
}

impl ParamType for bool {
    const KIND: Kind = Kind::Boolean;
}

impl<T: ParamType> ParamType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

/// Whatever holds text serves a text and, as its wire form, an enum.
macro_rules! texts {
    ($($source:ty),*) => {$(
        impl IntoParam<String> for $source {
            fn into_param(self) -> Value {
                Value::String(self.into())
            }
        }

        impl<T: WireEnum> IntoParam<T> for $source {
            fn into_param(self) -> Value {
                Value::String(self.into())
            }
        }
    )*};
}

texts!(String, &String, &str, Cow<'_, str>);

// What iterating over a slice of `&str` yields. It does not convert into a `String` by itself.
impl IntoParam<String> for &&str {
    fn into_param(self) -> Value {
        IntoParam::<String>::into_param(*self)
    }
}

impl<T: WireEnum> IntoParam<T> for &&str {
    fn into_param(self) -> Value {
        IntoParam::<T>::into_param(*self)
    }
}

impl<T: WireEnum> IntoParam<T> for T {
    fn into_param(self) -> Value {
        Value::String(self.as_str().to_owned())
    }
}

impl<T: WireEnum> IntoParam<T> for &T {
    fn into_param(self) -> Value {
        Value::String(self.as_str().to_owned())
    }
}

impl IntoParam<bool> for bool {
    fn into_param(self) -> Value {
        Value::Bool(self)
    }
}

fn list<T, U: IntoParam<T>>(items: impl IntoIterator<Item = U>) -> Value {
    items.into_iter().map(IntoParam::into_param).collect()
}

impl<T, U: IntoParam<T>> IntoParam<Vec<T>> for Vec<U> {
    fn into_param(self) -> Value {
        list(self)
    }
}

impl<T, U: IntoParam<T>, const N: usize> IntoParam<Vec<T>> for [U; N] {
    fn into_param(self) -> Value {
        list(self)
    }
}

impl<'a, T, U> IntoParam<Vec<T>> for &'a [U]
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Value {
        list(self)
    }
}

impl<'a, T, U, const N: usize> IntoParam<Vec<T>> for &'a [U; N]
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Value {
        list(self)
    }
}

impl<'a, T, U> IntoParam<Vec<T>> for &'a Vec<U>
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Value {
        list(self)
    }
}
