//! Answers are read leniently: the server may drift, and a program should go on.
//!
//! - an absent field or a `null` takes the type's default, an unknown field is skipped;
//! - a number may come as text, an integer as an integral float, a text as an integer or a boolean;
//! - one item alone is a list of one;
//! - a value of a wrong shape is an error that knows its JSON path and what was expected there.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::ptr;
use std::rc::Rc;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::json_path::{self, Step};
use crate::param::WireEnum;
use crate::validate::kind_of;
use crate::wire_name::WireName;

/// A type that a part of an answer can be read into: those of the tables, and what they are made of.
pub trait Decode: Place + Default {}

impl<T: Place + Default> Decode for T {}

/// Where a value goes, whatever its type.
pub trait Place {
    #[doc(hidden)]
    fn slot(&mut self) -> Slot<'_>;
}

/// A place, by what it waits for. One reader fills them all: what a type adds is data and a few pointers, not a
/// reader of its own.
pub enum Slot<'a> {
    Text(&'a mut String),
    Boolean(&'a mut bool),
    Integer(&'a mut i64),
    Number(&'a mut f64),
    Choice(&'a mut dyn Choice),
    Object(&'a mut dyn Fields),
    List(&'a mut dyn Items),
    Optional(&'a mut dyn Perhaps),
    /// An object whose fields are nobody's to know.
    Map(&'a mut Map<String, Value>),
    Json(&'a mut Value),
    /// Whatever comes is skipped.
    Nothing,
}

/// A struct of the tables.
pub trait Fields {
    /// Shows the name of the struct, the names of all fields (see [`WireName::each`]), and their places in the same
    /// order.
    fn fields(&mut self, show: &mut ShowFields<'_>);
}

pub(crate) type ShowFields<'a> = dyn FnMut(&'static str, &'static str, &mut [&mut dyn Place]) + 'a;

/// An enum of the tables.
pub trait Choice: fmt::Debug {
    fn choose(&mut self, wire: &str);
}

impl<T: WireEnum + fmt::Debug + for<'a> From<&'a str>> Choice for T {
    fn choose(&mut self, wire: &str) {
        *self = T::from(wire);
    }
}

/// A list.
pub trait Items {
    fn clear(&mut self);

    /// Adds an item, and gives its place.
    fn add(&mut self) -> Slot<'_>;

    /// The place of an item, if there are so many.
    fn item(&mut self, index: usize) -> Option<Slot<'_>>;
}

/// A value that may be absent.
pub trait Perhaps {
    fn clear(&mut self);

    /// Makes it present, and gives its place.
    fn some(&mut self) -> Slot<'_>;

    /// The place of what is there, if something is.
    fn present(&mut self) -> Option<Slot<'_>>;
}

/// What a plain type waits for.
macro_rules! plain {
    ($($type:ty => $slot:ident,)*) => {$(
        impl Place for $type {
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }
    )*};
}

plain! {
    String => Text,
    bool => Boolean,
    i64 => Integer,
    f64 => Number,
    Map<String, Value> => Map,
}

impl<T: Fields> Place for T {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

impl Place for Value {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }
}

impl Place for () {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Nothing
    }
}

impl<T: Decode> Place for Vec<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Decode> Items for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn add(&mut self) -> Slot<'_> {
        self.push(T::default());
        match self.last_mut() {
            Some(item) => item.slot(),
            None => Slot::Nothing, // it was pushed just now
        }
    }

    fn item(&mut self, index: usize) -> Option<Slot<'_>> {
        Some(self.get_mut(index)?.slot())
    }
}

impl<T: Decode> Place for Option<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Optional(self)
    }
}

impl<T: Decode> Perhaps for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn some(&mut self) -> Slot<'_> {
        self.insert(T::default()).slot()
    }

    fn present(&mut self) -> Option<Slot<'_>> {
        Some(self.as_mut()?.slot())
    }
}

/// Whether a value in that place may hold a field `success`. Of JSON nothing is known, so it may.
pub(crate) fn may_hold_success(slot: Slot<'_>) -> bool {
    match slot {
        Slot::Object(object) => {
            let mut may = false;
            object.fields(&mut |_, names, _| may = WireName::each(names).any(|name| name.is("success")));
            may
        }
        Slot::Optional(perhaps) => may_hold_success(perhaps.some()),
        Slot::Json(_) => true,
        _ => false,
    }
}

/// What the readers of one JSON text share.
#[derive(Default)]
pub(crate) struct Context {
    /// Where reading failed. The innermost reader writes first; the others add the way on the way out.
    steps: RefCell<Vec<Step<String>>>,
    expected: Cell<Option<&'static str>>,
    /// What the names of each struct are on the wire: a page holds many of one.
    names: RefCell<Vec<(&'static str, Rc<Names>)>>,
}

type Names = [Cow<'static, str>];

impl Context {
    fn on_the_wire(&self, names: &'static str) -> Rc<Names> {
        let mut known = self.names.borrow_mut();
        if let Some((_, worked_out)) = known.iter().find(|(of, _)| ptr::eq(*of, names)) {
            return Rc::clone(worked_out);
        }
        let worked_out = WireName::each(names).map(WireName::text).collect();
        known.push((names, Rc::clone(&worked_out)));
        worked_out
    }

    /// Marks the place where reading failed, unless a place further in has been marked.
    fn expect(&self, expected: &'static str) {
        if self.expected.get().is_none() {
            self.expected.set(Some(expected));
        }
    }

    fn mark<T, E>(&self, expected: &'static str, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.expect(expected))
    }

    fn step<T, E>(&self, step: &Step<&str>, result: Result<T, E>) -> Result<T, E> {
        // Cold: a place was marked below, so this step belongs to its path.
        if result.is_err() && self.expected.get().is_some() {
            self.steps.borrow_mut().push(match *step {
                Step::Key(key) => Step::Key(key.to_owned()),
                Step::Index(index) => Step::Index(index),
            });
        }
        result
    }
}

/// A value of a wrong shape: where, what was expected, what is there (its kind, never its content).
#[derive(Debug, PartialEq)]
pub(crate) struct WrongShape {
    /// From the value that was read down to the one that is wrong.
    steps: Vec<Step<String>>,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

impl WrongShape {
    /// The JSON path, if the value that was read stands in that field.
    pub(crate) fn path_below(&self, field: &str) -> String {
        let field = Step::Key(field.to_owned());
        json_path::path_of(std::iter::once(&field).chain(&self.steps))
    }
}

/// Reads a JSON text that is known to be well formed.
pub(crate) fn from_json<T: Decode>(json: &str) -> Result<T, WrongShape> {
    let mut value = T::default();
    fill(json, value.slot())?;
    Ok(value)
}

/// Reads the data of an answer, or says in words what is wrong with it.
pub(crate) fn read_data(json: &str, slot: Slot<'_>) -> Result<(), String> {
    fill(json, slot).map_err(|wrong| {
        let path = wrong.path_below("data");
        format!("{path}: expected {}, found {}", wrong.expected, wrong.found)
    })
}

pub(crate) fn fill(json: &str, slot: Slot<'_>) -> Result<(), WrongShape> {
    let context = Context::default();
    let reader = Reader {
        slot,
        context: &context,
    };
    let read = reader.deserialize(&mut serde_json::Deserializer::from_str(json));
    read.map_err(|_| {
        let mut steps = context.steps.take();
        steps.reverse();
        WrongShape {
            found: found_at(json, &steps),
            steps,
            expected: context.expected.get().unwrap_or("JSON"),
        }
    })
}

fn found_at(json: &str, steps: &[Step<String>]) -> &'static str {
    let Ok(value) = serde_json::from_str::<Value>(json) else {
        return "JSON that is nested too deep";
    };
    let found = steps.iter().try_fold(&value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    });
    found.map_or("something else", kind_of)
}

/// Fills a slot with what the JSON holds, or marks in the context where it cannot.
pub(crate) struct Reader<'s, 'c> {
    pub(crate) slot: Slot<'s>,
    pub(crate) context: &'c Context,
}

impl Reader<'_, '_> {
    /// The reader of a value that may be an item: a lone one is a list, since upstream is not of one mind whether some
    /// lists are lists.
    fn of_item(mut self) -> Self {
        while let Slot::List(items) = self.slot {
            items.clear();
            self.slot = items.add();
        }
        self
    }
}

impl Slot<'_> {
    fn expected(&self) -> &'static str {
        match self {
            Slot::Text(_) | Slot::Choice(_) => "text",
            Slot::Boolean(_) => "true or false",
            Slot::Integer(_) => "an integer",
            Slot::Number(_) => "a number",
            Slot::Object(_) | Slot::Map(_) => "an object",
            Slot::List(_) => "a list",
            Slot::Optional(_) | Slot::Json(_) | Slot::Nothing => "JSON",
        }
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        let context = self.context;
        match self.slot {
            Slot::Json(value) => {
                *value = context.mark("JSON", Value::deserialize(input))?;
            }
            Slot::Map(map) => {
                *map = match context.mark("an object", Value::deserialize(input))? {
                    Value::Object(fields) => fields,
                    Value::Null => Map::new(),
                    _ => return Err(wrong(&Slot::Map(map), context)),
                };
            }
            Slot::Nothing => {
                IgnoredAny::deserialize(input)?;
            }
            Slot::Optional(_) => return input.deserialize_option(self),
            _ => return input.deserialize_any(self),
        }
        Ok(())
    }
}

/// Reads one more item into a list, if there is one.
struct NextItem<'s, 'c> {
    items: &'s mut dyn Items,
    context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for NextItem<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        let slot = self.items.add();
        let context = self.context;
        Reader { slot, context }.deserialize(input)
    }
}

/// A value of another kind than the slot waits for.
fn wrong<E: Error>(slot: &Slot<'_>, context: &Context) -> E {
    context.expect(slot.expected());
    E::custom("wrong shape")
}

impl<'de> Visitor<'de> for Reader<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    /// `null` is the type's default. A struct has it already.
    fn visit_unit<E>(self) -> Result<(), E> {
        match self.slot {
            Slot::Text(text) => text.clear(),
            Slot::Boolean(flag) => *flag = false,
            Slot::Integer(number) => *number = 0,
            Slot::Number(number) => *number = 0.0,
            Slot::Choice(choice) => choice.choose(""),
            Slot::List(items) => items.clear(),
            Slot::Optional(perhaps) => perhaps.clear(),
            Slot::Object(_) | Slot::Map(_) | Slot::Json(_) | Slot::Nothing => {}
        }
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, input: D) -> Result<(), D::Error> {
        if let Slot::Optional(perhaps) = self.slot {
            self.slot = perhaps.some();
        }
        self.deserialize(input)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        let Reader { slot, context } = self;
        match slot {
            Slot::Boolean(flag) => *flag = value,
            // Some flags are declared as text and sent as booleans.
            Slot::Text(text) => *text = value.to_string(),
            other => return Err(wrong(&other, context)),
        }
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)] // JSON has no other numbers for those who ask for a float
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        let Reader { slot, context } = self;
        match slot {
            Slot::Integer(number) => *number = value,
            Slot::Number(number) => *number = value as f64,
            Slot::Text(text) => *text = value.to_string(),
            other => return Err(wrong(&other, context)),
        }
        Ok(())
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        if let Ok(value) = i64::try_from(value) {
            return self.visit_i64(value);
        }
        let Reader { slot, context } = self;
        match slot {
            Slot::Number(number) => *number = value as f64,
            Slot::Text(text) => *text = value.to_string(),
            other => return Err(wrong(&other, context)),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let Reader { slot, context } = self;
        match (slot, integral(value)) {
            (Slot::Number(number), _) => *number = value,
            (Slot::Integer(number), Some(value)) => *number = value,
            (other, _) => return Err(wrong(&other, context)),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        let Reader { slot, context } = self.of_item();
        match slot {
            Slot::Text(text) => *text = String::from(value),
            Slot::Choice(choice) => choice.choose(value),
            Slot::Integer(number) => match integer_in(value.trim()) {
                Some(value) => *number = value,
                None => return Err(wrong(&Slot::Integer(number), context)),
            },
            Slot::Number(number) => match float_in(value.trim()) {
                Some(value) => *number = value,
                None => return Err(wrong(&Slot::Number(number), context)),
            },
            other => return Err(wrong(&other, context)),
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let Reader { slot, context } = self;
        let Slot::List(items) = slot else {
            return Err(wrong(&slot, context));
        };
        items.clear();
        for index in 0.. {
            let read = values.next_element_seed(NextItem { items, context });
            if context.step(&Step::Index(index), read)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Reader { slot, context } = self.of_item();
        let object = match slot {
            Slot::Object(object) => object,
            Slot::Integer(_) | Slot::Number(_) => return read_number(&mut map, Reader { slot, context }),
            other => return Err(wrong(&other, context)),
        };
        let mut read = Ok(());
        object.fields(&mut |_, names, places| read = read_fields(&mut map, names, places, context));
        read
    }
}

/// Reads a number where an object is. With serde_json's feature `arbitrary_precision`, which any crate of a program can
/// switch on for all, a float comes as an object with this one key.
fn read_number<'de, A: MapAccess<'de>>(map: &mut A, reader: Reader<'_, '_>) -> Result<(), A::Error> {
    let mut number = String::new();
    let (slot, context) = (Slot::Text(&mut number), reader.context);
    match map.next_entry_seed(Key, Reader { slot, context }) {
        Ok(Some((key, ()))) if key == "$serde_json::private::Number" => reader.visit_str(&number),
        _ => Err(wrong(&reader.slot, context)),
    }
}

/// Reads an object into the places of its fields; those it does not name stay as they are.
fn read_fields<'de, A: MapAccess<'de>>(
    map: &mut A,
    names: &'static str,
    places: &mut [&mut dyn Place],
    context: &Context,
) -> Result<(), A::Error> {
    let names = context.on_the_wire(names);
    let mut next = 0;
    while let Some(key) = map.next_key_seed(Key)? {
        let Some(index) = position(&names, &key, next) else {
            map.next_value::<IgnoredAny>()?;
            continue;
        };
        next = index + 1;
        let slot = places[index].slot();
        let read = map.next_value_seed(Reader { slot, context });
        context.step(&Step::Key(&key), read)?;
    }
    Ok(())
}

/// By JSON's own parser: the program holds it anyway, and a second one is large.
pub(crate) fn float_in(text: &str) -> Option<f64> {
    serde_json::from_str(text).ok()
}

fn integer_in(text: &str) -> Option<i64> {
    text.parse().ok().or_else(|| integral(float_in(text)?))
}

/// The integer that a float stands for, if it stands for one.
fn integral(number: f64) -> Option<i64> {
    // The bounds are powers of two, so they are exact; the upper one is the first that does not fit.
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation)] // in range and without a fraction
    let integer = number as i64;
    (number.fract() == 0.0 && (-BOUND..BOUND).contains(&number)).then_some(integer)
}

/// Which field a key is. Servers send fields in the order of the documentation as a rule, so the search begins
/// behind the last one.
fn position(names: &Names, key: &str, begin: usize) -> Option<usize> {
    let (before, after) = names.split_at(begin);
    let found = after.iter().position(|name| name == key);
    match found {
        Some(index) => Some(begin + index),
        None => before.iter().position(|name| name == key),
    }
}

/// Reads a key without copying it, which `Cow<str>` does not do by itself.
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

/// `Debug` of a struct of the tables, written once for all of them. It shows a copy, since there are places only in
/// what may change.
pub(crate) fn show<T: Fields + Clone>(f: &mut fmt::Formatter<'_>, shown: &T) -> fmt::Result {
    show_fields(f, &mut shown.clone())
}

fn show_fields(f: &mut fmt::Formatter<'_>, object: &mut dyn Fields) -> fmt::Result {
    let mut shown = Ok(());
    object.fields(&mut |type_name, names, places| {
        let mut f = f.debug_struct(type_name);
        for (name, place) in WireName::each(names).zip(places) {
            f.field(name.in_rust(), &Shown(RefCell::new(place.slot())));
        }
        shown = f.finish();
    });
    shown
}

/// What is in a place.
struct Shown<'a>(RefCell<Slot<'a>>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &mut *self.0.borrow_mut() {
            Slot::Text(text) => text.fmt(f),
            Slot::Boolean(flag) => flag.fmt(f),
            Slot::Integer(number) => number.fmt(f),
            Slot::Number(number) => number.fmt(f),
            Slot::Choice(choice) => choice.fmt(f),
            Slot::Map(map) => map.fmt(f),
            Slot::Json(value) => value.fmt(f),
            Slot::Nothing => f.write_str("()"),
            Slot::Object(object) => show_fields(f, *object),
            Slot::List(items) => {
                let mut list = f.debug_list();
                let mut index = 0;
                while let Some(item) = items.item(index) {
                    list.entry(&Shown(RefCell::new(item)));
                    index += 1;
                }
                list.finish()
            }
            Slot::Optional(perhaps) => match perhaps.present() {
                Some(slot) => f.debug_tuple("Some").field(&Shown(RefCell::new(slot))).finish(),
                None => f.write_str("None"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::outputs;

    // The lint is about items that could be private; the macro serves public ones.
    #[allow(unreachable_pub, missing_docs)]
    mod sample {
        use super::*;

        outputs! {
            Sample {
                name: String,
                login_count: i64,
                created_at: Option<i64>,
                blocked: bool,
                inner: Inner,
                access_token = "access_token": Option<String>,
            }
            Inner {
                success: bool,
            }
        }
    }
    use sample::{Inner, Sample};

    fn read(json: &str) -> Sample {
        from_json(json).unwrap()
    }

    #[test]
    fn absent_null_and_unknown_fields_leave_the_default() {
        for json in [
            "{}",
            "null",
            r#"{"name": null, "loginCount": null, "createdAt": null, "blocked": null, "inner": null}"#,
            r#"{"new": {"deep": [1, {}]}, "na\u006de2": 1}"#,
        ] {
            assert_eq!(
                format!("{:?}", read(json)),
                format!("{:?}", Sample::default()),
                "{json}"
            );
        }
    }

    #[test]
    fn values_come_in_more_than_one_spelling() {
        for (json, count) in [
            ("7", 7),
            ("7.0", 7),
            ("\"7\"", 7),
            ("\" 7 \"", 7),
            ("\"7.0\"", 7),
            ("1.7e3", 1700),
            ("-9223372036854775808", i64::MIN),
            ("9223372036854775807", i64::MAX),
        ] {
            assert_eq!(
                read(&format!(r#"{{"loginCount": {json}}}"#)).login_count,
                count,
                "{json}"
            );
        }
        assert_eq!(read(r#"{"name": 7}"#).name, "7");
        assert_eq!(read(r#"{"name": -7}"#).name, "-7");
        assert_eq!(read(r#"{"n\u0061me": "a\nb"}"#).name, "a\nb");
        assert_eq!(read(r#"{"access_token": "t"}"#).access_token.as_deref(), Some("t"));
        assert_eq!(
            read(r#"{"createdAt": "1700000000000"}"#).created_at,
            Some(1_700_000_000_000)
        );
    }

    #[test]
    fn a_wrong_shape_knows_its_place() {
        for (json, path, expected, found) in [
            (r#"{"name": {}}"#, "data.name", "text", "an object"),
            (r#"{"name": 1.5}"#, "data.name", "text", "a number"),
            (r#"{"blocked": "yes"}"#, "data.blocked", "true or false", "text"),
            (r#"{"loginCount": "many"}"#, "data.loginCount", "an integer", "text"),
            (r#"{"loginCount": 1.5}"#, "data.loginCount", "an integer", "a number"),
            (
                r#"{"loginCount": 9223372036854775808}"#,
                "data.loginCount",
                "an integer",
                "a number",
            ),
            (r#"{"loginCount": 1e300}"#, "data.loginCount", "an integer", "a number"),
            (r#"{"createdAt": []}"#, "data.createdAt", "an integer", "a list"),
            (
                r#"{"name": "x", "inner": {"success": 1}}"#,
                "data.inner.success",
                "true or false",
                "a number",
            ),
            (r#"{"inner": []}"#, "data.inner", "an object", "a list"),
            ("[]", "data", "an object", "a list"),
        ] {
            let wrong = from_json::<Sample>(json).expect_err(json);
            let told = (&*wrong.path_below("data"), wrong.expected, wrong.found);
            assert_eq!(told, (path, expected, found), "{json}");
        }
    }

    #[test]
    fn what_may_hold_a_success_flag_is_known() {
        let known = [
            may_hold_success(Inner::default().slot()),
            may_hold_success(Some(Inner::default()).slot()),
            may_hold_success(None::<Inner>.slot()),
            may_hold_success(Value::Null.slot()),
            may_hold_success(Sample::default().slot()),
            may_hold_success(String::new().slot()),
        ];
        assert_eq!(known, [true, true, true, true, false, false]);
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        assert_eq!(read(r#"{"name": "a", "loginCount": 1, "name": "b"}"#).name, "b");
    }
}
