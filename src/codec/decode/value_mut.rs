//! Mutable references to values of any decodable type. One reader fills them all, so that a type adds only data and a
//! few pointers instead of a reader of its own.

use std::fmt;

use serde_json::{Map, Value};

use super::Mismatch;
use crate::schema::FieldName;
use crate::value::ApiEnum;

/// A type that response data can be decoded into: an output, an enum, or a plain type, `Option` or `Vec` of these.
///
/// This trait is sealed: it cannot be implemented outside this crate. For types of your own see
/// [`send_as`](crate::Request::send_as).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type of this API",
    note = "`send_as` and `RawRequest::send` decode into any type that implements `serde::Deserialize`"
)]
pub trait Decode: AsValueMut + Default + Send + 'static {}

impl<T: AsValueMut + Default + Send + 'static> Decode for T {}

/// Anything that has a [`ValueMut`].
pub trait AsValueMut {
    #[doc(hidden)]
    fn value_mut(&mut self) -> ValueMut<'_>;
}

/// A mutable reference to a value, by its type.
pub enum ValueMut<'a> {
    String(&'a mut String),
    Boolean(&'a mut bool),
    Integer(&'a mut i64),
    Float(&'a mut f64),
    Enum(&'a mut dyn EnumMut),
    Object(&'a mut dyn ObjectMut),
    List(&'a mut dyn ListMut),
    Option(&'a mut dyn OptionMut),
    /// An object with arbitrary fields.
    Map(&'a mut Map<String, Value>),
    Json(&'a mut Value),
    /// Any value is skipped.
    Unit,
}

/// An output type.
pub trait ObjectMut {
    /// Calls `visit` with the name of the type, the names of its fields (see [`FieldName::each`]), and references to
    /// the fields in the same order.
    fn fields(&mut self, visit: &mut VisitFields<'_>);
}

pub(crate) type VisitFields<'a> = dyn FnMut(&'static str, &'static str, &mut [&mut dyn AsValueMut]) + 'a;

/// An enum.
pub trait EnumMut: fmt::Debug {
    fn set(&mut self, wire: &str);

    fn get(&self) -> &str;
}

impl<T: ApiEnum + fmt::Debug + AsRef<str> + for<'a> From<&'a str>> EnumMut for T {
    fn set(&mut self, wire: &str) {
        *self = T::from(wire);
    }

    fn get(&self) -> &str {
        self.as_ref()
    }
}

/// A list.
pub trait ListMut {
    fn clear(&mut self);

    /// Appends a default item and returns a reference to it.
    fn push(&mut self) -> ValueMut<'_>;

    /// Removes the last item.
    fn pop(&mut self);

    fn len(&self) -> usize;

    fn get(&mut self, index: usize) -> Option<ValueMut<'_>>;
}

/// A value that may be absent.
pub trait OptionMut {
    fn clear(&mut self);

    /// Inserts a default value and returns a reference to it.
    fn insert(&mut self) -> ValueMut<'_>;

    /// The value, if it is present.
    fn get(&mut self) -> Option<ValueMut<'_>>;
}

macro_rules! plain_types {
    ($($type:ty => $variant:ident,)*) => {$(
        impl AsValueMut for $type {
            fn value_mut(&mut self) -> ValueMut<'_> {
                ValueMut::$variant(self)
            }
        }
    )*};
}

plain_types! {
    String => String,
    bool => Boolean,
    i64 => Integer,
    f64 => Float,
    Map<String, Value> => Map,
    Value => Json,
}

impl<T: ObjectMut> AsValueMut for T {
    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Object(self)
    }
}

impl AsValueMut for () {
    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Unit
    }
}

impl<T: Decode> AsValueMut for Vec<T> {
    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::List(self)
    }
}

impl<T: Decode> ListMut for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self) -> ValueMut<'_> {
        self.push(T::default());
        match self.last_mut() {
            Some(item) => item.value_mut(),
            None => ValueMut::Unit, // unreachable after the push
        }
    }

    fn pop(&mut self) {
        self.pop();
    }

    fn len(&self) -> usize {
        self.len()
    }

    fn get(&mut self, index: usize) -> Option<ValueMut<'_>> {
        Some(self.get_mut(index)?.value_mut())
    }
}

impl<T: Decode> AsValueMut for Option<T> {
    fn value_mut(&mut self) -> ValueMut<'_> {
        ValueMut::Option(self)
    }
}

impl<T: Decode> OptionMut for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn insert(&mut self) -> ValueMut<'_> {
        self.insert(T::default()).value_mut()
    }

    fn get(&mut self) -> Option<ValueMut<'_>> {
        Some(self.as_mut()?.value_mut())
    }
}

impl ValueMut<'_> {
    /// A reference to the same value with a shorter life.
    pub(super) fn reborrow(&mut self) -> ValueMut<'_> {
        match self {
            ValueMut::String(text) => ValueMut::String(text),
            ValueMut::Boolean(flag) => ValueMut::Boolean(flag),
            ValueMut::Integer(number) => ValueMut::Integer(number),
            ValueMut::Float(number) => ValueMut::Float(number),
            ValueMut::Enum(value) => ValueMut::Enum(*value),
            ValueMut::Object(object) => ValueMut::Object(*object),
            ValueMut::List(list) => ValueMut::List(*list),
            ValueMut::Option(option) => ValueMut::Option(*option),
            ValueMut::Map(map) => ValueMut::Map(map),
            ValueMut::Json(value) => ValueMut::Json(value),
            ValueMut::Unit => ValueMut::Unit,
        }
    }

    /// Sets the value to its default.
    pub(super) fn reset(self) {
        match self {
            ValueMut::String(text) => text.clear(),
            ValueMut::Boolean(flag) => *flag = false,
            ValueMut::Integer(number) => *number = 0,
            ValueMut::Float(number) => *number = 0.0,
            ValueMut::Enum(value) => value.set(""),
            ValueMut::Object(object) => object.fields(&mut |_, _, values| {
                for value in values {
                    value.value_mut().reset();
                }
            }),
            ValueMut::List(list) => list.clear(),
            ValueMut::Option(option) => option.clear(),
            ValueMut::Map(map) => map.clear(),
            ValueMut::Json(value) => *value = Value::Null,
            ValueMut::Unit => {}
        }
    }

    pub(super) fn mismatch(&self, found: &'static str) -> Mismatch {
        Mismatch {
            expected: self.expected(),
            found,
        }
    }

    /// The expected type with its article, for error messages.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            ValueMut::String(_) | ValueMut::Enum(_) => "a string",
            ValueMut::Boolean(_) => "a boolean",
            ValueMut::Integer(_) => "an integer",
            ValueMut::Float(_) => "a number",
            ValueMut::Object(_) | ValueMut::Map(_) => "an object",
            ValueMut::List(_) => "a list",
            ValueMut::Option(_) | ValueMut::Json(_) | ValueMut::Unit => "a value",
        }
    }
}

/// Whether a value may have a field `success`. Free JSON may.
pub(crate) fn has_success_field(value: ValueMut<'_>) -> bool {
    match value {
        ValueMut::Object(object) => {
            let mut found = false;
            object.fields(&mut |_, names, _| found = FieldName::each(names).any(|name| name.is("success")));
            found
        }
        ValueMut::Option(option) => has_success_field(option.insert()),
        ValueMut::Json(_) => true,
        _ => false,
    }
}

/// Sets the field `success` of an object that has one.
pub(crate) fn affirm_success(value: ValueMut<'_>) {
    match value {
        ValueMut::Object(object) => object.fields(&mut |_, names, values| {
            let mut fields = FieldName::each(names).zip(values);
            if let Some((_, success)) = fields.find(|(name, _)| name.is("success")) {
                if let ValueMut::Boolean(flag) = success.value_mut() {
                    *flag = true;
                }
            }
        }),
        ValueMut::Option(option) => {
            if option.get().is_none() {
                option.insert();
            }
            if let Some(value) = option.get() {
                affirm_success(value);
            }
        }
        _ => {}
    }
}

/// Whether a value is free JSON, or of no interest.
pub(crate) fn is_free_json(value: ValueMut<'_>) -> bool {
    match value {
        ValueMut::Option(option) => is_free_json(option.insert()),
        ValueMut::Json(_) | ValueMut::Map(_) | ValueMut::Unit => true,
        _ => false,
    }
}
