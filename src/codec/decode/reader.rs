//! The one reader that fills values of any type from JSON.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::context::{Context, NULL, Names, Outcome};
use super::scalar::Scalar;
use super::value_mut::{AsValueMut, ListMut, ValueMut};
use crate::schema::json_path::{JsonPath, Step};

const A_LIST: &str = "a list";
const AN_OBJECT: &str = "an object";

/// Fills a value from JSON. It only fails if the parser does.
pub(crate) struct Reader<'v, 'c> {
    target: ValueMut<'v>,
    context: &'c Context,
    path: &'c JsonPath<'c>,
}

impl<'v, 'c> Reader<'v, 'c> {
    /// The reader for `data`.
    pub(crate) fn new(target: ValueMut<'v>, context: &'c Context) -> Self {
        let path = &JsonPath::DATA;
        Reader { target, context, path }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Outcome, D::Error> {
        match self.target {
            ValueMut::Json(value) => {
                *value = Value::deserialize(input)?;
                Ok(if value.is_null() {
                    Outcome::Absent(ValueMut::Json(value).mismatch(NULL))
                } else {
                    Outcome::Read
                })
            }
            ValueMut::Unit => {
                IgnoredAny::deserialize(input)?;
                Ok(Outcome::Read)
            }
            ValueMut::Option(_) => input.deserialize_option(self),
            _ => input.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.target.expected())
    }

    /// `null` stands for the default.
    fn visit_unit<E>(self) -> Result<Outcome, E> {
        let mismatch = self.target.mismatch(NULL);
        self.target.reset();
        Ok(Outcome::Absent(mismatch))
    }

    fn visit_none<E: Error>(self) -> Result<Outcome, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, input: D) -> Result<Outcome, D::Error> {
        let Reader { target, context, path } = self;
        let ValueMut::Option(option) = target else {
            return Reader { target, context, path }.deserialize(input);
        };
        let target = option.insert();
        let outcome = Reader { target, context, path }.deserialize(input)?;
        Ok(outcome.or_clear(option))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Outcome, E> {
        Ok(Scalar::Boolean(value).assign_to(self.target))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Outcome, E> {
        Ok(Scalar::Integer(value).assign_to(self.target))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Outcome, E> {
        let number = i64::try_from(value).map_or(Scalar::Unsigned(value), Scalar::Integer);
        Ok(number.assign_to(self.target))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Outcome, E> {
        Ok(Scalar::Float(value).assign_to(self.target))
    }

    fn visit_str<E>(self, value: &str) -> Result<Outcome, E> {
        // The most frequent case by far.
        if let ValueMut::String(text) = self.target {
            *text = String::from(value);
            return Ok(Outcome::Read);
        }
        Ok(Scalar::Text(value).assign_to(self.target))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Outcome, A::Error> {
        let mismatch = self.target.mismatch(A_LIST);
        match self.target {
            ValueMut::List(list) => read_items(list, &mut items, self.context, self.path),
            target => {
                let mut is_empty = true;
                while items.next_element::<IgnoredAny>()?.is_some() {
                    is_empty = false;
                }
                // Servers in PHP cannot tell an empty object from an empty list.
                Ok(match target {
                    ValueMut::Object(_) | ValueMut::Map(_) if is_empty => Outcome::Absent(mismatch),
                    _ => Outcome::Odd(mismatch),
                })
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome, A::Error> {
        let first = map.next_key_seed(Key)?;
        // With serde_json's feature `arbitrary_precision`, which any crate of a program can enable for all of them, a
        // float is an object with this one key.
        if first.as_deref() == Some("$serde_json::private::Number") {
            let digits = map.next_value::<Cow<'de, str>>()?;
            return Ok(Scalar::from_digits(&digits).assign_to(self.target));
        }
        self.read_object(first, &mut map)
    }
}

impl Reader<'_, '_> {
    /// Reads an object whose first key has been read.
    fn read_object<'de, A: MapAccess<'de>>(
        self,
        mut first: Option<Cow<'de, str>>,
        map: &mut A,
    ) -> Result<Outcome, A::Error> {
        let Reader { target, context, path } = self;
        let mismatch = target.mismatch(AN_OBJECT);
        match target {
            ValueMut::Object(object) => {
                let mut result = Ok(Outcome::Read);
                object.fields(&mut |_, names, values| {
                    let fields = Fields { names, values };
                    result = fields.read(first.take(), map, context, path);
                });
                result
            }
            // An empty object is no item.
            ValueMut::List(list) if first.is_none() => {
                list.clear();
                Ok(Outcome::Absent(mismatch))
            }
            // A single item is accepted as a list of one, because upstream's sources disagree on whether some fields are
            // lists.
            ValueMut::List(list) => {
                list.clear();
                let target = list.push();
                let outcome = Reader { target, context, path }.read_object(first, map)?;
                let outcome = outcome.of_lone_item(mismatch);
                if !outcome.exists() {
                    list.pop();
                }
                Ok(outcome)
            }
            ValueMut::Option(option) => {
                let target = option.insert();
                let outcome = Reader { target, context, path }.read_object(first, map)?;
                Ok(outcome.or_clear(option))
            }
            ValueMut::Map(fields) => {
                *fields = read_map(first, map)?;
                Ok(Outcome::Read)
            }
            ValueMut::Json(value) => {
                *value = read_map(first, map)?.into();
                Ok(Outcome::Read)
            }
            _ => {
                if first.is_some() {
                    map.next_value::<IgnoredAny>()?;
                    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                }
                Ok(Outcome::Odd(mismatch))
            }
        }
    }
}

fn read_map<'de, A: MapAccess<'de>>(first: Option<Cow<'de, str>>, map: &mut A) -> Result<Map<String, Value>, A::Error> {
    let mut fields = Map::new();
    let mut next = first;
    while let Some(key) = next {
        fields.insert(key.into_owned(), map.next_value()?);
        next = map.next_key_seed(Key)?;
    }
    Ok(fields)
}

/// Appends the next item to a list, if there is one.
struct NextItem<'v, 'c> {
    list: &'v mut dyn ListMut,
    context: &'c Context,
    path: &'c JsonPath<'c>,
}

impl<'de> DeserializeSeed<'de> for NextItem<'_, '_> {
    type Value = Outcome;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Outcome, D::Error> {
        let target = self.list.push();
        let (context, path) = (self.context, self.path);
        Reader { target, context, path }.deserialize(input)
    }
}

/// Reads a list. An item that cannot be read is left out, unless it has to keep its place.
fn read_items<'de, A: SeqAccess<'de>>(
    list: &mut dyn ListMut,
    items: &mut A,
    context: &Context,
    path: &JsonPath<'_>,
) -> Result<Outcome, A::Error> {
    list.clear();
    let places = context.places(path);
    let (mut sent, mut readable) = (0, 0);
    loop {
        let step = Step::Index(sent);
        let path = &path.join(&step);
        let outcome = items.next_element_seed(NextItem { list, context, path });
        match context.at(path, outcome)? {
            Some(Outcome::Read | Outcome::Unknown) => readable += 1,
            // Its fields have been reported.
            Some(Outcome::Undecodable) => leave_out(list, places),
            Some(Outcome::Absent(mismatch) | Outcome::Odd(mismatch)) => {
                context.report(path, mismatch);
                leave_out(list, places);
            }
            None => break,
        }
        sent += 1;
    }
    Ok(if sent > 0 && readable == 0 && places == 0 {
        Outcome::Undecodable
    } else {
        Outcome::Read
    })
}

/// Removes the last item, or replaces it by a default if it is within the places to keep.
fn leave_out(list: &mut dyn ListMut, places: usize) {
    list.pop();
    if list.len() < places {
        list.push();
    }
}

/// The fields of an object, with their names.
struct Fields<'v, 'f> {
    names: &'static str,
    values: &'v mut [&'f mut dyn AsValueMut],
}

impl Fields<'_, '_> {
    /// Reads an object whose first key has been read. Fields that are absent keep their values.
    fn read<'de, A: MapAccess<'de>>(
        self,
        first: Option<Cow<'de, str>>,
        map: &mut A,
        context: &Context,
        path: &JsonPath<'_>,
    ) -> Result<Outcome, A::Error> {
        let names = context.wire_names(self.names);
        let (mut expected, mut highest) = (0, None);
        let (mut sent, mut readable) = (0, 0);
        let mut next = first;
        while let Some(key) = next {
            if let Some(index) = index_of(&key, &names, expected) {
                expected = index + 1;
                let mut target = self.values[index].value_mut();
                // Of duplicate keys the last one counts, so nothing of an earlier object may stay. A key is new if it
                // comes after all others in the documented order, as nearly all do.
                let step = Step::Key(&*key);
                let path = &path.join(&step);
                if highest >= Some(index) {
                    target.reborrow().reset();
                    context.forget(path);
                }
                highest = highest.max(Some(index));
                let outcome = map.next_value_seed(Reader { target, context, path });
                sent += 1;
                match context.at(path, outcome)? {
                    Outcome::Read | Outcome::Unknown => readable += 1,
                    Outcome::Absent(mismatch) if context.accepts_absent(mismatch) => readable += 1,
                    Outcome::Undecodable => {}
                    Outcome::Absent(mismatch) | Outcome::Odd(mismatch) => context.report(path, mismatch),
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            next = map.next_key_seed(Key)?;
        }
        Ok(match (sent, readable) {
            (0, _) => Outcome::Unknown,
            (_, 0) => Outcome::Undecodable,
            _ => Outcome::Read,
        })
    }
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
