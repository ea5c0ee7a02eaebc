//! Answers are read leniently: the server may drift, and a program should go on.
//!
//! - an absent field or a `null` takes the type's default, an unknown field is skipped;
//! - an integer may come as an integral float or as text, a text as an integer;
//! - a value of a wrong shape is an error that knows its JSON path and what was expected there.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::json_path::{self, Step};
use crate::validate::kind_of;
use crate::wire_name::WireName;

/// A type that a part of an answer can be read into.
///
/// It differs from `serde::Deserialize` in that it leaves a trail: serde's errors cannot say where they happened.
pub(crate) trait Decode: Sized {
    /// Whether the type may hold a field `success`.
    const REPORTS_SUCCESS: bool = false;

    /// Reads the value, or marks the trail.
    fn decode<'de, D: Deserializer<'de>>(input: D, trail: &Trail) -> Result<Self, D::Error>;
}

/// Where reading failed. The innermost reader writes first; the others add the way on the way out.
#[derive(Default)]
pub(crate) struct Trail {
    steps: RefCell<Vec<Step<String>>>,
    expected: Cell<Option<&'static str>>,
}

impl Trail {
    /// Marks the place where reading failed, unless a place further in has been marked.
    fn mark<T, E>(&self, expected: &'static str, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() && self.expected.get().is_none() {
            self.expected.set(Some(expected));
        }
        result
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
    let trail = Trail::default();
    T::decode(&mut serde_json::Deserializer::from_str(json), &trail).map_err(|_| {
        let mut steps = trail.steps.take();
        steps.reverse();
        WrongShape {
            found: found_at(json, &steps),
            steps,
            expected: trail.expected.get().unwrap_or("JSON"),
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

/// A value that reads itself from the JSON kinds it names below; any other kind is a wrong shape.
macro_rules! leaf {
    ($type:ty, $expected:literal, { $($body:item)* }) => {
        impl Decode for $type {
            fn decode<'de, D: Deserializer<'de>>(input: D, trail: &Trail) -> Result<Self, D::Error> {
                struct Leaf;
                impl Visitor<'_> for Leaf {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_unit<E>(self) -> Result<$type, E> {
                        Ok(<$type>::default())
                    }

                    $($body)*
                }
                trail.mark($expected, input.deserialize_any(Leaf))
            }
        }
    };
}

leaf!(bool, "true or false", {
    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }
});

leaf!(String, "text", {
    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
    fn visit_string<E>(self, text: String) -> Result<String, E> {
        Ok(text)
    }
    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }
    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }
});

leaf!(i64, "an integer", {
    fn visit_i64<E>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(E::custom)
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        integral(number).ok_or_else(|| E::custom("not integral"))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
        let text = text.trim();
        text.parse()
            .ok()
            .or_else(|| integral(text.parse().ok()?))
            .ok_or_else(|| E::custom("not a number"))
    }
});

/// The integer that a float stands for, if it stands for one.
fn integral(number: f64) -> Option<i64> {
    // The bounds are powers of two, so they are exact; the upper one is the first that does not fit.
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation)] // in range and without a fraction
    let integer = number as i64;
    (number.fract() == 0.0 && (-BOUND..BOUND).contains(&number)).then_some(integer)
}

impl Decode for Value {
    // Nothing is known of its fields, so the flag has to be looked for.
    const REPORTS_SUCCESS: bool = true;

    fn decode<'de, D: Deserializer<'de>>(input: D, trail: &Trail) -> Result<Self, D::Error> {
        trail.mark("JSON", serde::Deserialize::deserialize(input))
    }
}

impl<T: Decode> Decode for Option<T> {
    const REPORTS_SUCCESS: bool = T::REPORTS_SUCCESS;

    fn decode<'de, D: Deserializer<'de>>(input: D, trail: &Trail) -> Result<Self, D::Error> {
        struct Maybe<'t, T>(&'t Trail, PhantomData<T>);
        impl<'de, T: Decode> Visitor<'de> for Maybe<'_, T> {
            type Value = Option<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }

            fn visit_none<E>(self) -> Result<Option<T>, E> {
                Ok(None)
            }

            fn visit_unit<E>(self) -> Result<Option<T>, E> {
                Ok(None)
            }

            fn visit_some<D: Deserializer<'de>>(self, input: D) -> Result<Option<T>, D::Error> {
                T::decode(input, self.0).map(Some)
            }
        }
        input.deserialize_option(Maybe(trail, PhantomData))
    }
}

/// A struct of the tables.
pub(crate) trait Object: Default {
    /// The names of its fields.
    const FIELDS: &'static [WireName];

    /// Reads the entry into the field of that index.
    fn read_field<'de, A: MapAccess<'de>>(&mut self, index: usize, entry: Entry<'_, 'de, A>) -> Result<(), A::Error>;
}

/// A key that has been read, and the value behind it that has not.
pub(crate) struct Entry<'a, 'de, A> {
    key: &'a Cow<'de, str>,
    map: &'a mut A,
    trail: &'a Trail,
}

impl<'de, A: MapAccess<'de>> Entry<'_, 'de, A> {
    #[inline]
    pub(crate) fn read_into<T: Decode>(self, field: &mut T) -> Result<(), A::Error> {
        let result = self.map.next_value_seed(Seed(self.trail, PhantomData));
        *field = self.trail.step(&Step::Key(self.key), result)?;
        Ok(())
    }
}

impl<T: Object> Decode for T {
    const REPORTS_SUCCESS: bool = has_success(T::FIELDS);

    fn decode<'de, D: Deserializer<'de>>(input: D, trail: &Trail) -> Result<Self, D::Error> {
        let result = input.deserialize_any(Fields(trail, PhantomData));
        trail.mark("an object", result)
    }
}

const fn has_success(fields: &[WireName]) -> bool {
    let mut rest = fields;
    while let [field, tail @ ..] = rest {
        if field.is_success() {
            return true;
        }
        rest = tail;
    }
    false
}

/// Reads an object field by field.
struct Fields<'t, T>(&'t Trail, PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for Fields<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut object = T::default();
        let mut next = 0;
        while let Some(key) = map.next_key_seed(Key)? {
            let Some(index) = position(T::FIELDS, &key, next) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            let entry = Entry {
                key: &key,
                map: &mut map,
                trail: self.0,
            };
            object.read_field(index, entry)?;
        }
        Ok(object)
    }
}

/// Which field a key is. Servers send fields in the order of the documentation as a rule, so the search begins
/// behind the last one.
fn position(fields: &[WireName], key: &str, begin: usize) -> Option<usize> {
    let (before, after) = fields.split_at(begin);
    let found = after.iter().position(|field| field.is(key));
    match found {
        Some(index) => Some(begin + index),
        None => before.iter().position(|field| field.is(key)),
    }
}

/// Hands the trail down to a value.
struct Seed<'t, T>(&'t Trail, PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<T, D::Error> {
        T::decode(input, self.0)
    }
}

/// Reads a key without copying it, which `Cow<str>` does not do by itself.
struct Key;

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
            assert_eq!(read(json), Sample::default(), "{json}");
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
            Inner::REPORTS_SUCCESS,
            Option::<Inner>::REPORTS_SUCCESS,
            Value::REPORTS_SUCCESS,
            Sample::REPORTS_SUCCESS,
            String::REPORTS_SUCCESS,
        ];
        assert_eq!(known, [true, true, true, false, false]);
    }
}
