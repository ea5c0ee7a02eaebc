//! The undecoded items of a page. They are counted and compared instead of the decoded ones, because two different items
//! can be equal once the fields that their type does not know are dropped.

use std::borrow::Cow;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::codec::decode::{self, Key};
use crate::redact::body::without_bom;
use crate::transport::HttpResponse;

/// Names under which the service returns lists, the preferred one first.
const LIST_NAMES: [&str; 3] = ["list", "data", "records"];

/// Names under which the service returns the number of items on all pages.
const TOTAL_NAMES: [&str; 2] = ["totalCount", "total"];

/// How deep the list of an untyped page may be nested.
const MAX_DEPTH: usize = 1;

/// The names of the fields that lead to the list of a page, outermost first. Without names, the page itself is the list.
pub(super) type ListPath = Vec<String>;

/// What a page contains.
pub(super) struct RawPage {
    /// A hash of each item.
    pub(super) items: Vec<u64>,
    /// The number of items on all pages, according to the service.
    pub(super) total: Option<i64>,
    /// Whether the response has `data` at all.
    pub(super) has_data: bool,
}

impl RawPage {
    /// Reads a page from a response that has been decoded. Returns `None` if it cannot find the items.
    ///
    /// Without a path, a page may only be empty or state a total, since some servers leave an empty list out.
    #[inline]
    pub(super) fn read(
        response: &HttpResponse,
        data_in_body: bool,
        path: Option<&[String]>,
        hasher: &RandomState,
    ) -> Option<Self> {
        let body = std::str::from_utf8(without_bom(&response.body)).ok()?;
        let data = match fields(body)?.get("data") {
            Some(data) => data.get(),
            None if data_in_body => body,
            None => "null",
        };
        let (mut json, mut total) = (data, None);
        for name in path.unwrap_or_default() {
            let fields = fields(json)?;
            total = stated_total(&fields).or(total);
            json = fields.get(name).map_or("null", RawValue::get);
        }
        let items = match (path, json.as_bytes()) {
            (Some(_), [b'[', ..]) => hashes(json, hasher)?,
            (_, b"null") => Vec::new(),
            // A single item is decoded as a list of one. Nothing else is an item.
            (Some(_), [b'{', ..]) => fields(json)?
                .0
                .first()
                .map(|_| hasher.hash_one(json))
                .into_iter()
                .collect(),
            (Some(_), _) => Vec::new(),
            (None, _) => {
                let fields = fields(json)?;
                total = stated_total(&fields);
                let is_nested = |(_, value): &(_, &RawValue)| value.get().starts_with(['[', '{']);
                if (total.is_none() && !fields.0.is_empty()) || fields.0.iter().any(is_nested) {
                    return None;
                }
                Vec::new()
            }
        };
        Some(RawPage {
            items,
            total,
            has_data: data != "null",
        })
    }
}

/// The fields of an object in their order. A vector, because maps cost the compiler and programs more than they save.
#[derive(Default)]
struct RawFields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> RawFields<'a> {
    /// The last of duplicate keys wins.
    #[inline]
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        let (_, value) = self.0.iter().rfind(|(key, _)| key == name)?;
        Some(value)
    }
}

impl<'de> Deserialize<'de> for RawFields<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = RawFields<'de>;

            #[inline]
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            #[inline]
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawFields<'de>, A::Error> {
                let mut fields = RawFields::default();
                while let Some(key) = map.next_key_seed(Key)? {
                    fields.0.push((key, map.next_value()?));
                }
                Ok(fields)
            }
        }

        input.deserialize_map(Fields)
    }
}

/// The fields of an object, or none for `null`.
#[inline]
fn fields(json: &str) -> Option<RawFields<'_>> {
    serde_json::from_str::<Option<_>>(json)
        .ok()
        .map(Option::unwrap_or_default)
}

#[inline]
fn hashes(list: &str, hasher: &RandomState) -> Option<Vec<u64>> {
    let items: Vec<&RawValue> = serde_json::from_str(list).ok()?;
    Some(items.iter().map(|item| hasher.hash_one(item.get())).collect())
}

#[inline]
fn stated_total(fields: &RawFields<'_>) -> Option<i64> {
    let number = |name: &&str| decode::from_json::<Option<i64>>(fields.get(name)?.get()).ok()?;
    TOTAL_NAMES.iter().find_map(number)
}

/// Where the list of an untyped page is: at the known path, or else under one of the names that the service uses, or
/// else the only list that the page or an object in it contains.
#[inline]
pub(super) fn find_list(page: &Value, known: Option<&[String]>) -> Option<ListPath> {
    match known {
        Some(path) if list_at(page, path).is_some() => Some(path.to_vec()),
        _ => search(page, MAX_DEPTH),
    }
}

#[inline]
fn list_at<'a>(page: &'a Value, path: &[String]) -> Option<&'a Vec<Value>> {
    path.iter().try_fold(page, |value, name| value.get(name))?.as_array()
}

#[inline]
fn search(value: &Value, depth: usize) -> Option<ListPath> {
    let fields = match value {
        Value::Array(_) => return Some(ListPath::new()),
        Value::Object(fields) => fields,
        _ => return None,
    };
    for is_list in [Value::is_array, Value::is_null] {
        if let Some(name) = LIST_NAMES.iter().find(|name| fields.get(**name).is_some_and(is_list)) {
            return Some(vec![(*name).to_owned()]);
        }
    }
    let mut lists = fields.iter().filter(|(_, value)| value.is_array());
    match (lists.next(), lists.next()) {
        (Some((name, _)), None) => return Some(vec![name.clone()]),
        (Some(_), Some(_)) => return None,
        (None, _) if depth == 0 => return None,
        (None, _) => {}
    }
    let mut nested = fields.iter().filter_map(|(name, value)| {
        let mut path = value.as_object().and_then(|_| search(value, depth - 1))?;
        path.insert(0, name.clone());
        Some(path)
    });
    nested.next().filter(|_| nested.next().is_none())
}

/// The items of an untyped page.
#[inline]
pub(super) fn take_list(mut page: Value, path: Option<&[String]>) -> Vec<Value> {
    let mut names = path.unwrap_or_default().iter();
    let list = names.try_fold(&mut page, |value, name| value.get_mut(name));
    match list.map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}
