//! The one reader that fills values of any type from JSON.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::ptr;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::Mismatch;
use super::value_mut::{AsValueMut, ListMut, ValueMut};
use crate::schema::FieldName;
use crate::schema::json_path::Step;
use crate::schema::validate::type_name;

/// State shared by the readers of one JSON text.
#[derive(Default)]
pub(crate) struct Context {
    /// Where decoding failed, innermost step first: each reader appends its own while returning.
    steps: RefCell<Vec<Step<String>>>,
    mismatch: Cell<Option<Mismatch>>,
    /// The wire names of each type, since a page contains many objects of one type.
    names: RefCell<Vec<(&'static str, Rc<Names>)>>,
}

type Names = [Cow<'static, str>];

impl Context {
    fn wire_names(&self, names: &'static str) -> Rc<Names> {
        let mut known = self.names.borrow_mut();
        if let Some((_, wire_names)) = known.iter().find(|(key, _)| ptr::eq(*key, names)) {
            return Rc::clone(wire_names);
        }
        let wire_names = FieldName::each(names).map(FieldName::wire).collect();
        known.push((names, Rc::clone(&wire_names)));
        wire_names
    }

    /// Adds a step to the path if decoding failed below it.
    fn at<T, E>(&self, step: &Step<&str>, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.steps.borrow_mut().push(match *step {
                Step::Key(key) => Step::Key(key.to_owned()),
                Step::Index(index) => Step::Index(index),
            });
        }
        result
    }

    /// The path of the failure, outermost step first, and the types if they differ. Otherwise the parser failed.
    pub(super) fn into_failure(self) -> (Vec<Step<String>>, Option<Mismatch>) {
        let mut steps = self.steps.into_inner();
        steps.reverse();
        (steps, self.mismatch.get())
    }
}

/// Fills a value from JSON, or records in the context why that is not possible.
pub(crate) struct Reader<'v, 'c> {
    pub(crate) target: ValueMut<'v>,
    pub(crate) context: &'c Context,
}

impl Reader<'_, '_> {
    /// The reader for a value that is not a list. A single value is accepted as a list of one, because upstream's
    /// sources disagree on whether some fields are lists.
    fn single(mut self) -> Self {
        while let ValueMut::List(list) = self.target {
            list.clear();
            self.target = list.push();
        }
        self
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        let context = self.context;
        match self.target {
            ValueMut::Json(value) => {
                *value = Value::deserialize(input)?;
            }
            ValueMut::Map(map) => {
                *map = match Value::deserialize(input)? {
                    Value::Object(fields) => fields,
                    Value::Null => Map::new(),
                    other => return Err(mismatch(&ValueMut::Map(map), type_name(&other), context)),
                };
            }
            ValueMut::Unit => {
                IgnoredAny::deserialize(input)?;
            }
            ValueMut::Option(_) => return input.deserialize_option(self),
            _ => return input.deserialize_any(self),
        }
        Ok(())
    }
}

/// Appends the next item to a list, if there is one.
struct NextItem<'v, 'c> {
    list: &'v mut dyn ListMut,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for NextItem<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        let target = self.list.push();
        let context = self.context;
        Reader { target, context }.deserialize(input)
    }
}

/// The error for a value of the given type. It is of no type of its own, so the context keeps what it is about.
fn mismatch<E: Error>(target: &ValueMut<'_>, found: &'static str, context: &Context) -> E {
    let expected = target.expected();
    context.mismatch.set(Some(Mismatch { expected, found }));
    E::custom("type mismatch")
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.target.expected())
    }

    /// `null` stands for the default.
    fn visit_unit<E>(self) -> Result<(), E> {
        self.target.reset();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, input: D) -> Result<(), D::Error> {
        if let ValueMut::Option(option) = self.target {
            self.target = option.insert();
        }
        self.deserialize(input)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        let Reader { target, context } = self;
        match target {
            ValueMut::Boolean(flag) => *flag = value,
            // Some flags are documented as strings and sent as booleans.
            ValueMut::String(text) => *text = value.to_string(),
            other => return Err(mismatch(&other, "a boolean", context)),
        }
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)] // a caller who wants a float accepts its precision
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        let Reader { target, context } = self;
        match target {
            ValueMut::Integer(number) => *number = value,
            ValueMut::Float(number) => *number = value as f64,
            ValueMut::String(text) => *text = value.to_string(),
            other => return Err(mismatch(&other, "a number", context)),
        }
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        if let Ok(value) = i64::try_from(value) {
            return self.visit_i64(value);
        }
        let Reader { target, context } = self;
        match target {
            ValueMut::Float(number) => *number = value as f64,
            ValueMut::String(text) => *text = value.to_string(),
            other => return Err(mismatch(&other, "a number", context)),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let Reader { target, context } = self;
        match (target, to_integer(value)) {
            (ValueMut::Float(number), _) => *number = value,
            (ValueMut::Integer(number), Some(value)) => *number = value,
            (other, _) => return Err(mismatch(&other, "a number", context)),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        let Reader { target, context } = self.single();
        match target {
            ValueMut::String(text) => *text = String::from(value),
            ValueMut::Enum(variant) => variant.set(value),
            ValueMut::Integer(number) => match parse_integer(value.trim()) {
                Some(value) => *number = value,
                None => return Err(mismatch(&ValueMut::Integer(number), "a string", context)),
            },
            ValueMut::Float(number) => match parse_float(value.trim()) {
                Some(value) => *number = value,
                None => return Err(mismatch(&ValueMut::Float(number), "a string", context)),
            },
            other => return Err(mismatch(&other, "a string", context)),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Reader { target, context } = self;
        let ValueMut::List(list) = target else {
            return Err(mismatch(&target, "a list", context));
        };
        list.clear();
        for index in 0.. {
            let item = items.next_element_seed(NextItem { list, context });
            if context.at(&Step::Index(index), item)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Reader { target, context } = self.single();
        let object = match target {
            ValueMut::Object(object) => object,
            other => return read_number(&mut map, Reader { target: other, context }),
        };
        let mut result = Ok(());
        object.fields(&mut |_, names, values| result = read_fields(&mut map, names, values, context));
        result
    }
}

/// Reads a number from an object. With serde_json's feature `arbitrary_precision`, which any crate of a program can
/// enable for all of them, a float is an object with this one key.
fn read_number<'de, A: MapAccess<'de>>(map: &mut A, reader: Reader<'_, '_>) -> Result<(), A::Error> {
    if map.next_key_seed(Key)?.as_deref() != Some("$serde_json::private::Number") {
        return Err(mismatch(&reader.target, "an object", reader.context));
    }
    let mut number = String::new();
    let (target, context) = (ValueMut::String(&mut number), reader.context);
    map.next_value_seed(Reader { target, context })?;
    match reader.target {
        ValueMut::Integer(_) | ValueMut::Float(_) => reader.visit_str(&number),
        other => Err(mismatch(&other, "a number", context)),
    }
}

/// Reads an object into the given fields. Fields that are absent keep their values.
fn read_fields<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &'static str,
    values: &mut [&mut dyn AsValueMut],
    context: &Context,
) -> Result<(), A::Error> {
    let names = context.wire_names(names);
    let (mut next, mut highest) = (0, None);
    while let Some(key) = map.next_key_seed(Key)? {
        let Some(index) = index_of(&key, &names, next) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        next = index + 1;
        let mut target = values[index].value_mut();
        // Of duplicate keys the last one counts, so nothing of an earlier object may stay. A key is new if it comes after
        // all others in the documented order, as nearly all do.
        if highest >= Some(index) {
            target.reborrow().reset();
        }
        highest = highest.max(Some(index));
        let value = map.next_value_seed(Reader { target, context });
        context.at(&Step::Key(&key), value)?;
    }
    Ok(())
}

/// Parses with the JSON parser, because programs contain it anyway and a second parser of floats is large.
pub(crate) fn parse_float(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

fn parse_integer(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| to_integer(parse_float(text)?))
}

/// The integer that a float is equal to, if there is one.
fn to_integer(number: f64) -> Option<i64> {
    // The bounds are powers of two, so they are exact; the upper one is the first value that does not fit.
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation)] // within the bounds and without a fraction
    let integer = number as i64;
    (number.fract() == 0.0 && (-BOUND..BOUND).contains(&number)).then_some(integer)
}

/// The index of a field. Servers usually send fields in the documented order, so the search starts after the last one.
fn index_of(key: &str, names: &Names, start: usize) -> Option<usize> {
    let (before, after) = names.split_at(start);
    let found = after.iter().position(|name| name == key);
    match found {
        Some(index) => Some(start + index),
        None => before.iter().position(|name| name == key),
    }
}

/// Reads a key without copying it, which `Cow<str>` alone does not do.
pub(crate) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Cow<'de, str>, D::Error> {
        input.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
