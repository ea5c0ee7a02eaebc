//! What setters take, and how it becomes JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::operation::Kind;

/// Everything that a setter for a `T` accepts.
///
/// | the table says | a setter takes |
/// |---|---|
/// | `String` | `&str`, `String`, `&String`, `Cow<str>` |
/// | `bool` | `bool` |
/// | `i64` | `i64`, `i32`, `u32`, `u64`, `usize`, smaller ones |
/// | `f64` | `f64`, `f32`, `i32`, `u32`, `i64` |
/// | `Map<String, Value>` | a JSON object: `Map`, or `json!({..})` |
/// | `Value` | any JSON: `json!(..)`, and the plain types above |
/// | [`File`](crate::File) | a `File` |
/// | an enum such as [`Effect`](crate::Effect) | the enum or its text on the wire: `Effect::Deny`, `"DENY"` |
/// | a nested input such as [`ApplicationPermissionRecordItem`](crate::ApplicationPermissionRecordItem) | the input, or a reference to it |
/// | `Vec<T>` | arrays, slices and vectors of whatever `T` takes |
/// | [`JsonText`](crate::JsonText) | a JSON value, which travels as text; text is taken as JSON already |
/// | any of them | an `Option` of what it takes: with `None` the parameter stays absent; and [`Null`](crate::Null) |
///
/// Setters never fail. What is wrong with a value is reported when the whole request is checked.
#[diagnostic::on_unimplemented(
    message = "a parameter of type `{T}` does not take `{Self}`",
    note = "collect an iterator into a `Vec` first; the documentation of `genauth::IntoParam` has a table"
)]
pub trait IntoParam<T> {
    /// The value, or nothing to leave it absent.
    #[doc(hidden)]
    fn into_param(self) -> Option<Value>;
}

/// An explicit `null`, for a parameter or a field that is to be emptied on the server.
///
/// ```
/// # let client = genauth::ManagementClient::builder().access_key_id("id").access_key_secret("secret").build()?;
/// use genauth::Null;
///
/// let request = client.update_user().user_id("6229ffaxxxxxxxx4d3a0b1c2").nickname(Null);
/// let body = request.into_parts()?.body.unwrap();
/// assert_eq!(body, br#"{"nickname":null,"userId":"6229ffaxxxxxxxx4d3a0b1c2"}"#);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// What is not set is not sent, and `false`, `0` and `""` are values like others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

/// JSON that travels as a text within JSON, which is how upstream's SDKs send the data of an event.
///
/// ```
/// # let client = genauth::ManagementClient::builder().access_key_id("id").access_key_secret("secret").build()?;
/// use serde_json::json;
///
/// let request = client.pub_event().event_type("myapp.user.created").event_data(json!({"id": 7}));
/// let body = request.into_parts()?.body.unwrap();
/// assert_eq!(body, br#"{"eventData":"{\"id\":7}","eventType":"myapp.user.created"}"#);
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonText(String);

impl ParamType for JsonText {
    const KIND: Kind = Kind::Text;
}

impl From<Value> for JsonText {
    fn from(json: Value) -> Self {
        JsonText(json.to_string())
    }
}

impl IntoParam<JsonText> for JsonText {
    fn into_param(self) -> Option<Value> {
        Some(self.0.into())
    }
}

impl IntoParam<JsonText> for Value {
    fn into_param(self) -> Option<Value> {
        JsonText::from(self).into_param()
    }
}

impl IntoParam<JsonText> for &str {
    fn into_param(self) -> Option<Value> {
        Some(self.into())
    }
}

impl IntoParam<JsonText> for String {
    fn into_param(self) -> Option<Value> {
        Some(self.into())
    }
}

impl<T> IntoParam<T> for Null {
    fn into_param(self) -> Option<Value> {
        Some(Value::Null)
    }
}

impl<T, U: IntoParam<T>> IntoParam<T> for Option<U> {
    fn into_param(self) -> Option<Value> {
        self?.into_param()
    }
}

/// A type that may stand in a row.
pub(crate) trait ParamType {
    /// What the value looks like, for validation and for the registry.
    const KIND: Kind;
}

/// A type that the tables make: a nested input, or an enum.
pub trait TableType: Clone {
    #[doc(hidden)]
    fn into_value(self) -> Value;
}

/// An enum of the tables: its wire text will do for it.
pub trait WireEnum {}

impl ParamType for String {
    const KIND: Kind = Kind::Text;
}

impl ParamType for bool {
    const KIND: Kind = Kind::Boolean;
}

impl ParamType for i64 {
    const KIND: Kind = Kind::Integer;
}

impl ParamType for f64 {
    const KIND: Kind = Kind::Number;
}

impl ParamType for Value {
    const KIND: Kind = Kind::Any;
}

impl ParamType for Map<String, Value> {
    const KIND: Kind = Kind::Map;
}

impl<T: ParamType> ParamType for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

/// Whatever holds text serves a text and, as its wire form, an enum.
macro_rules! texts {
    ($($source:ty),*) => {$(
        impl IntoParam<String> for $source {
            fn into_param(self) -> Option<Value> {
                Some(Value::String(self.into()))
            }
        }

        impl<T: WireEnum> IntoParam<T> for $source {
            fn into_param(self) -> Option<Value> {
                Some(Value::String(self.into()))
            }
        }
    )*};
}

texts!(String, &String, &str, Cow<'_, str>);

// What iterating over a slice of `&str` yields. It does not convert into a `String` by itself.
impl IntoParam<String> for &&str {
    fn into_param(self) -> Option<Value> {
        IntoParam::<String>::into_param(*self)
    }
}

impl<T: WireEnum> IntoParam<T> for &&str {
    fn into_param(self) -> Option<Value> {
        IntoParam::<T>::into_param(*self)
    }
}

impl<T: TableType> IntoParam<T> for T {
    fn into_param(self) -> Option<Value> {
        Some(self.into_value())
    }
}

impl<T: TableType> IntoParam<T> for &T {
    fn into_param(self) -> Option<Value> {
        Some(self.clone().into_value())
    }
}

impl IntoParam<bool> for bool {
    fn into_param(self) -> Option<Value> {
        Some(Value::Bool(self))
    }
}

/// What JSON values are made of by `From`.
macro_rules! plain {
    ($($type:ty: $($source:ty),*;)*) => {$($(
        impl IntoParam<$type> for $source {
            fn into_param(self) -> Option<Value> {
                Some(self.into())
            }
        }
    )*)*};
}

plain! {
    i64: i64, i32, u32, u64, usize, i16, u16, u8;
    f64: f64, f32, i32, u32, i64;
    Map<String, Value>: Map<String, Value>, Value;
    Value: Value, Map<String, Value>, &str, String, bool, i64, i32, f64, Vec<Value>;
}

fn list<T, U: IntoParam<T>>(items: impl IntoIterator<Item = U>) -> Value {
    items.into_iter().filter_map(IntoParam::into_param).collect()
}

impl<T, U: IntoParam<T>> IntoParam<Vec<T>> for Vec<U> {
    fn into_param(self) -> Option<Value> {
        Some(list(self))
    }
}

impl<T, U: IntoParam<T>, const N: usize> IntoParam<Vec<T>> for [U; N] {
    fn into_param(self) -> Option<Value> {
        Some(list(self))
    }
}

impl<'a, T, U> IntoParam<Vec<T>> for &'a [U]
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Option<Value> {
        Some(list(self))
    }
}

impl<'a, T, U, const N: usize> IntoParam<Vec<T>> for &'a [U; N]
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Option<Value> {
        Some(list(self))
    }
}

impl<'a, T, U> IntoParam<Vec<T>> for &'a Vec<U>
where
    &'a U: IntoParam<T>,
{
    fn into_param(self) -> Option<Value> {
        Some(list(self))
    }
}

/// A value to call a setter with.
#[cfg(test)]
pub(crate) trait Sample {
    fn sample() -> Self;
}

#[cfg(test)]
pub(crate) use sample::deeper;

#[cfg(test)]
mod sample {
    use std::cell::Cell;

    use serde_json::{Map, Value, json};

    use super::Sample;

    macro_rules! samples {
        ($($type:ty: $value:expr;)*) => {$(
            impl Sample for $type {
                fn sample() -> Self {
                    $value
                }
            }
        )*};
    }

    samples! {
        String: "text".to_owned();
        bool: true;
        i64: 1;
        f64: 1.5;
        Value: json!({"any": [1, null]});
        Map<String, Value>: Map::from_iter([("key".to_owned(), json!(1))]);
        super::JsonText: json!({"key": 1}).into();
        crate::File: crate::File::from_bytes("a.txt", "content");
    }

    impl<T: Sample> Sample for Vec<T> {
        fn sample() -> Self {
            vec![T::sample()]
        }
    }

    thread_local!(static LEVEL: Cell<usize> = const { Cell::new(0) });

    /// Stands for one level of nesting while it lives.
    pub(crate) struct Level;

    /// One level more, unless that is deep enough.
    pub(crate) fn deeper() -> Option<Level> {
        let level = LEVEL.get();
        (level < 3).then(|| {
            LEVEL.set(level + 1);
            Level
        })
    }

    impl Drop for Level {
        fn drop(&mut self) {
            LEVEL.set(LEVEL.get() - 1);
        }
    }
}
