//! What setters accept, and how it becomes JSON.

mod file;
mod one_of;
#[cfg(test)]
mod sample;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use serde_json::{Map, Value};

pub use file::File;
pub use one_of::OneOf;

use crate::schema::{ParamType, validate};

/// Everything that a setter for a parameter of type `T` accepts.
///
/// | parameter type | accepted |
/// |---|---|
/// | `String` | `&str`, `String`, `&String`, `Cow<str>` |
/// | `bool` | `bool` |
/// | `i64` | `i64`, `i32`, `u32`, `u64`, `usize`, `i16`, `u16`, `u8` |
/// | `f64` | `f64`, `f32`, `i32`, `u32`, `i64` |
/// | an enum such as [`Effect`](crate::types::Effect) | the enum, or its text on the wire: `Effect::Deny`, `"DENY"` |
/// | an input such as [`ApplicationPermissionRecordItem`](crate::types::ApplicationPermissionRecordItem) | the input, or a reference to it |
/// | `Vec<T>` | arrays, slices, vectors and sets of anything that `T` accepts; any iterator through [`list`] |
/// | `Map<String, Value>` | a JSON object: a `Map`, `json!({..})`, or anything serializable through [`json`] |
/// | `Value` | any JSON: `json!(..)`, `&str`, `String`, `bool`, `i64`, `i32`, `f64`, a `Map`, a `Vec<Value>`, or anything serializable through [`json`] |
/// | [`JsonText`] | a JSON value, which is sent as a string; a string is taken to be JSON already; a `Map` is sent as an object |
/// | [`OneOf<A, B>`](OneOf) | what `A` accepts, and what `B` accepts |
/// | [`File`] | a `File` |
/// | any of them | an `Option`, which sets nothing if it is `None`; and [`Null`], except in queries and paths |
///
/// Setters never fail. Invalid values, such as NaN and infinities, are reported when the whole request is validated.
///
/// This trait is sealed: it cannot be implemented outside this crate.
#[diagnostic::on_unimplemented(
    message = "a parameter of type `{T}` does not accept `{Self}`",
    label = "not accepted for `{T}`",
    note = "a list takes an array, slice, vector or set: put brackets around a single item, as in `[item]`",
    note = "a list takes an iterator as `genauth::list(iterator)`",
    note = "an input type takes its own builder, as in `Target::new().target_type(..)`, not text or `json!`",
    note = "free JSON takes `json!(..)`, or anything that serializes as `genauth::json(&value)`"
)]
pub trait IntoParam<T> {
    /// The JSON value, or `None` to leave the parameter absent.
    #[doc(hidden)]
    fn into_param(self, _: Sealed) -> Option<Value>;
}

/// Seals the methods of traits: it cannot be named outside this crate.
#[derive(Clone, Copy)]
pub struct Sealed;

/// An explicit `null`, which clears a field on the server.
///
/// ```
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// use genauth::Null;
///
/// let request = client.update_user().user_id("6229ffaxxxxxxxx4d3a0b1c2").nickname(Null);
/// let body = request.build()?.body.unwrap();
/// assert_eq!(body, br#"{"nickname":null,"userId":"6229ffaxxxxxxxx4d3a0b1c2"}"#);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// Parameters that are not set are not sent. `false`, `0` and `""` are values like any others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

/// JSON that is sent as a string inside JSON, the way upstream's SDKs send event data, or as an object, the way it is
/// documented.
///
/// ```
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// use serde_json::json;
///
/// let request = client.pub_event().event_type("myapp.user.created").event_data(json!({"id": 7}));
/// let body = request.build()?.body.unwrap();
/// assert_eq!(body, br#"{"eventData":"{\"id\":7}","eventType":"myapp.user.created"}"#);
///
/// let object = serde_json::Map::from_iter([("id".to_owned(), json!(7))]);
/// let request = client.pub_event().event_type("myapp.user.created").event_data(object);
/// let body = request.build()?.body.unwrap();
/// assert_eq!(body, br#"{"eventData":{"id":7},"eventType":"myapp.user.created"}"#);
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct JsonText(String);

/// A list parameter from any iterator.
///
/// ```
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// let ids = (0..3).map(|number| format!("user-{number}"));
/// let request = client.delete_users_batch().user_ids(genauth::list(ids));
/// assert_eq!(request.build()?.body.unwrap(), br#"{"userIds":["user-0","user-1","user-2"]}"#);
/// # Ok::<(), genauth::Error>(())
/// ```
pub fn list<I: IntoIterator>(items: I) -> List<I> {
    List(items)
}

/// The result of [`list`].
#[derive(Clone, Debug)]
#[must_use]
pub struct List<I>(I);

/// A free JSON parameter from anything that serializes.
///
/// ```
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// use std::collections::BTreeMap;
///
/// let custom_data = BTreeMap::from([("school", "Tsinghua"), ("grade", "3")]);
/// let request = client.update_group().code("g1").description("").custom_data(genauth::json(&custom_data));
/// # let _ = request;
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// A value that cannot be serialized, such as a map whose keys are tuples, is a violation of the request.
pub fn json<T: Serialize>(value: T) -> Json {
    Json(serde_json::to_value(value).unwrap_or_else(validate::unserializable))
}

/// The result of [`json`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Json(Value);

/// A type that a row may name. It cannot be named outside this crate, so it seals its subtraits.
pub trait ParamValue {
    /// The type, for validation and for the registry.
    const TYPE: ParamType;
}

/// An input or an enum of this API.
///
/// This trait is sealed: it cannot be implemented outside this crate.
pub trait ApiType: Clone + ParamValue {
    #[doc(hidden)]
    fn into_value(self, _: Sealed) -> Value;
}

/// An enum of this API. Setters accept its text on the wire as well.
///
/// This trait is sealed: it cannot be implemented outside this crate.
pub trait ApiEnum: ApiType + AsRef<str> {}

impl<T: ApiEnum> ApiType for T {
    fn into_value(self, _: Sealed) -> Value {
        self.as_ref().into()
    }
}

macro_rules! param_values {
    ($($type:ty => $param_type:ident,)*) => {$(
        impl ParamValue for $type {
            const TYPE: ParamType = ParamType::$param_type;
        }
    )*};
}

param_values! {
    String => String,
    bool => Boolean,
    i64 => Integer,
    f64 => Number,
    Value => Json,
    Map<String, Value> => Map,
    File => File,
}

impl ParamValue for JsonText {
    const TYPE: ParamType = ParamType::OneOf(&[ParamType::String, ParamType::Map]);
}

impl<T: ParamValue> ParamValue for Vec<T> {
    const TYPE: ParamType = ParamType::List(&T::TYPE);
}

impl<T> IntoParam<T> for Null {
    fn into_param(self, _: Sealed) -> Option<Value> {
        Some(Value::Null)
    }
}

impl<T, U: IntoParam<T>> IntoParam<T> for Option<U> {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        self?.into_param(seal)
    }
}

/// Types that hold text: they are accepted for strings and, as wire texts, for enums.
macro_rules! texts {
    ($($source:ty: |$text:ident| $into_string:expr;)*) => {$(
        impl IntoParam<String> for $source {
            fn into_param(self, _: Sealed) -> Option<Value> {
                let $text = self;
                Some(Value::String($into_string))
            }
        }

        // Without this attribute, an error about a list says that it is not an enum.
        #[diagnostic::do_not_recommend]
        impl<T: ApiEnum> IntoParam<T> for $source {
            fn into_param(self, _: Sealed) -> Option<Value> {
                let $text = self;
                Some(Value::String($into_string))
            }
        }
    )*};
}

texts! {
    String: |text| text;
    &String: |text| text.clone();
    &str: |text| text.to_owned();
    &&str: |text| (*text).to_owned();
    Cow<'_, str>: |text| text.into_owned();
}

#[diagnostic::do_not_recommend]
impl<T: ApiType> IntoParam<T> for T {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        Some(self.into_value(seal))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ApiType> IntoParam<T> for &T {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        Some(self.clone().into_value(seal))
    }
}

/// Types that convert into a JSON value.
macro_rules! convertible {
    ($($type:ty: $($source:ty),*;)*) => {$($(
        impl IntoParam<$type> for $source {
            fn into_param(self, _: Sealed) -> Option<Value> {
                Some(self.into())
            }
        }
    )*)*};
}

convertible! {
    bool: bool;
    i64: i64, i32, u32, u64, usize, i16, u16, u8;
    f64: i32, u32, i64;
    Map<String, Value>: Map<String, Value>, Value, Json;
    Value: Value, Map<String, Value>, &str, String, bool, i64, i32, Vec<Value>, Json;
    Vec<Value>: Json;
    JsonText: JsonText, &str, String, Map<String, Value>;
}

/// Floats: not every float is a JSON number.
macro_rules! floats {
    ($($type:ty: $($source:ty),*;)*) => {$($(
        impl IntoParam<$type> for $source {
            fn into_param(self, _: Sealed) -> Option<Value> {
                Some(validate::finite(self.into()))
            }
        }
    )*)*};
}

floats! {
    f64: f64, f32;
    Value: f64;
}

impl From<Json> for Value {
    fn from(json: Json) -> Self {
        json.0
    }
}

impl From<Value> for JsonText {
    fn from(json: Value) -> Self {
        JsonText(json.to_string())
    }
}

impl From<JsonText> for Value {
    fn from(text: JsonText) -> Self {
        Value::String(text.0)
    }
}

impl IntoParam<JsonText> for Value {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        JsonText::from(self).into_param(seal)
    }
}

impl<T, I: IntoIterator<Item = U>, U: IntoParam<T>> IntoParam<Vec<T>> for List<I> {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        Some(self.0.into_iter().filter_map(|item| item.into_param(seal)).collect())
    }
}

/// Collections, by value and by reference.
macro_rules! collections {
    ($([$($generics:tt)*] $source:ty, $item:ty;)*) => {$(
        impl<$($generics)* T, U> IntoParam<Vec<T>> for $source
        where
            $item: IntoParam<T>,
        {
            fn into_param(self, seal: Sealed) -> Option<Value> {
                list(self).into_param(seal)
            }
        }
    )*};
}

impl<T, U: IntoParam<T>, const N: usize> IntoParam<Vec<T>> for [U; N] {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        list(self).into_param(seal)
    }
}

impl<'a, T, U, const N: usize> IntoParam<Vec<T>> for &'a [U; N]
where
    &'a U: IntoParam<T>,
{
    fn into_param(self, seal: Sealed) -> Option<Value> {
        list(self).into_param(seal)
    }
}

collections! {
    [] Vec<U>, U;
    ['a,] &'a Vec<U>, &'a U;
    ['a,] &'a [U], &'a U;
    [] BTreeSet<U>, U;
    ['a,] &'a BTreeSet<U>, &'a U;
    [S,] HashSet<U, S>, U;
    ['a, S,] &'a HashSet<U, S>, &'a U;
}

/// A value to call a setter with in tests.
#[cfg(test)]
pub(crate) trait Sample {
    fn sample() -> Self;
}

#[cfg(test)]
pub(crate) use sample::enter_nested;
