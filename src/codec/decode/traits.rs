//! `Debug`, `PartialEq` and `Serialize` of output types, written once for all of them.
//!
//! They work on clones, because fields can only be visited mutably: a second, immutable way to visit them would cost
//! the compiler more than everything here.

use std::cell::RefCell;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::value_mut::{ObjectMut, ValueMut};
use crate::redact::{Redacted, body};
use crate::schema::FieldName;

/// `Debug` of an output. Secret fields are redacted.
pub(crate) fn debug<T: ObjectMut + Clone>(f: &mut fmt::Formatter<'_>, output: &T) -> fmt::Result {
    debug_object(f, &mut output.clone())
}

fn debug_object(f: &mut fmt::Formatter<'_>, object: &mut dyn ObjectMut) -> fmt::Result {
    let mut result = Ok(());
    object.fields(&mut |type_name, names, values| {
        let mut f = f.debug_struct(type_name);
        for (name, value) in FieldName::each(names).zip(values) {
            if name.is_secret() {
                f.field(name.rust(), &Redacted);
            } else {
                f.field(name.rust(), &Visited::new(value.value_mut()));
            }
        }
        result = f.finish();
    });
    result
}

/// Whether two outputs of one type are equal.
pub(crate) fn equal<T: ObjectMut + Clone>(left: &T, right: &T) -> bool {
    equal_objects(&mut left.clone(), &mut right.clone())
}

fn equal_objects(left: &mut dyn ObjectMut, right: &mut dyn ObjectMut) -> bool {
    let mut equal = true;
    left.fields(&mut |_, _, left| {
        right.fields(&mut |_, _, right| {
            let mut pairs = left.iter_mut().zip(right);
            equal = pairs.all(|(left, right)| equal_values(left.value_mut(), right.value_mut()));
        });
    });
    equal
}

#[allow(clippy::float_cmp)] // the same semantics as `PartialEq` of the field
fn equal_values(left: ValueMut<'_>, right: ValueMut<'_>) -> bool {
    match (left, right) {
        (ValueMut::String(left), ValueMut::String(right)) => left == right,
        (ValueMut::Boolean(left), ValueMut::Boolean(right)) => left == right,
        (ValueMut::Integer(left), ValueMut::Integer(right)) => left == right,
        (ValueMut::Float(left), ValueMut::Float(right)) => left == right,
        (ValueMut::Enum(left), ValueMut::Enum(right)) => left.get() == right.get(),
        (ValueMut::Map(left), ValueMut::Map(right)) => left == right,
        (ValueMut::Json(left), ValueMut::Json(right)) => left == right,
        (ValueMut::Object(left), ValueMut::Object(right)) => equal_objects(left, right),
        (ValueMut::List(left), ValueMut::List(right)) => {
            let len = left.len();
            let mut is_equal = |index| match (left.get(index), right.get(index)) {
                (Some(left), Some(right)) => equal_values(left, right),
                _ => false,
            };
            (0..len).all(&mut is_equal) && right.len() == len
        }
        (ValueMut::Option(left), ValueMut::Option(right)) => match (left.get(), right.get()) {
            (Some(left), Some(right)) => equal_values(left, right),
            (left, right) => left.is_none() && right.is_none(),
        },
        (ValueMut::Unit, ValueMut::Unit) => true,
        _ => false, // one type has values of one kind
    }
}

/// `Serialize` of an output: wire names, secrets included, absent options left out.
pub(crate) fn serialize<T: ObjectMut + Clone, S: Serializer>(output: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_object(&mut output.clone(), serializer)
}

fn serialize_object<S: Serializer>(object: &mut dyn ObjectMut, serializer: S) -> Result<S::Ok, S::Error> {
    let mut serializer = Some(serializer);
    let mut result = None;
    object.fields(&mut |_, names, values| {
        result = serializer.take().map(|serializer| {
            let mut map = serializer.serialize_map(None)?;
            for (name, value) in FieldName::each(names).zip(values) {
                let is_absent = match value.value_mut() {
                    ValueMut::Option(option) => option.get().is_none(),
                    _ => false,
                };
                if !is_absent {
                    map.serialize_entry(&name.wire(), &Visited::new(value.value_mut()))?;
                }
            }
            map.end()
        });
    });
    result.expect("`fields` calls its argument once")
}

/// A value behind a shared reference.
struct Visited<'a>(RefCell<ValueMut<'a>>);

impl<'a> Visited<'a> {
    fn new(value: ValueMut<'a>) -> Self {
        Visited(RefCell::new(value))
    }
}

impl fmt::Debug for Visited<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &mut *self.0.borrow_mut() {
            ValueMut::String(text) => text.fmt(f),
            ValueMut::Boolean(flag) => flag.fmt(f),
            ValueMut::Integer(number) => number.fmt(f),
            ValueMut::Float(number) => number.fmt(f),
            ValueMut::Enum(value) => value.fmt(f),
            ValueMut::Map(map) => body::redacted_map(map).fmt(f),
            ValueMut::Json(value) => body::redacted_value(value).fmt(f),
            ValueMut::Unit => f.write_str("()"),
            ValueMut::Object(object) => debug_object(f, *object),
            ValueMut::List(list) => {
                let mut f = f.debug_list();
                for index in 0..list.len() {
                    f.entries(list.get(index).map(Visited::new));
                }
                f.finish()
            }
            ValueMut::Option(option) => match option.get() {
                Some(value) => f.debug_tuple("Some").field(&Visited::new(value)).finish(),
                None => f.write_str("None"),
            },
        }
    }
}

impl Serialize for Visited<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &mut *self.0.borrow_mut() {
            ValueMut::String(text) => serializer.serialize_str(text),
            ValueMut::Boolean(flag) => serializer.serialize_bool(**flag),
            ValueMut::Integer(number) => serializer.serialize_i64(**number),
            ValueMut::Float(number) => serializer.serialize_f64(**number),
            ValueMut::Enum(value) => serializer.serialize_str(value.get()),
            ValueMut::Map(map) => map.serialize(serializer),
            ValueMut::Json(value) => value.serialize(serializer),
            ValueMut::Unit => serializer.serialize_unit(),
            ValueMut::Object(object) => serialize_object(*object, serializer),
            ValueMut::List(list) => {
                let mut items = serializer.serialize_seq(Some(list.len()))?;
                for index in 0..list.len() {
                    if let Some(item) = list.get(index) {
                        items.serialize_element(&Visited::new(item))?;
                    }
                }
                items.end()
            }
            ValueMut::Option(option) => match option.get() {
                Some(value) => serializer.serialize_some(&Visited::new(value)),
                None => serializer.serialize_none(),
            },
        }
    }
}
