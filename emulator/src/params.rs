//! The parameters of a validated request, and pages.

use serde_json::{Map, Value, json};

use crate::store::{Record, text};

/// An object in a request. Its values have the types that the rows declare, because the request has been validated; the
/// accessors treat a value of another type as absent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Params<'a>(Option<&'a Map<String, Value>>);

impl<'a> Params<'a> {
    /// No parameters at all.
    pub(crate) const NONE: Params<'static> = Params(None);

    pub(crate) fn new(object: &'a Map<String, Value>) -> Self {
        Params(Some(object))
    }

    /// A value that is present and not `null`.
    pub(crate) fn get(self, name: &str) -> Option<&'a Value> {
        self.0?.get(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_str()
    }

    /// A string that the row requires.
    pub(crate) fn required(self, name: &str) -> &'a str {
        self.text(name).unwrap_or_default()
    }

    pub(crate) fn integer(self, name: &str) -> Option<i64> {
        match self.get(name)? {
            // Some rows declare numbers as text.
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_i64(),
        }
    }

    /// A boolean. Absence means `false`.
    pub(crate) fn flag(self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A nested object. An absent one is empty.
    pub(crate) fn object(self, name: &str) -> Params<'a> {
        Params(self.get(name).and_then(Value::as_object))
    }

    /// The items of a list. A single value is a list of one.
    pub(crate) fn items(self, name: &str) -> &'a [Value] {
        match self.get(name) {
            Some(Value::Array(items)) => items,
            Some(value) => std::slice::from_ref(value),
            None => &[],
        }
    }

    /// The strings of a list.
    pub(crate) fn texts(self, name: &str) -> impl Iterator<Item = &'a str> {
        self.items(name).iter().filter_map(Value::as_str)
    }

    /// The objects of a list.
    pub(crate) fn objects(self, name: &str) -> impl Iterator<Item = Params<'a>> {
        self.items(name).iter().map(|item| Params(item.as_object()))
    }

    /// All fields, also those that are `null`.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.into_iter().flatten()
    }

    /// The fields with these names, also those that are `null`, as a record.
    pub(crate) fn only(self, names: &[&str]) -> Map<String, Value> {
        let found = self.fields().filter(|(name, _)| names.contains(&name.as_str()));
        found.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// What a parameter searches for. An absent one finds everything.
    pub(crate) fn search(self, name: &str) -> Search {
        Search(self.text(name).unwrap_or_default().to_lowercase())
    }

    /// The page that `page` and `limit` ask for.
    pub(crate) fn page(self) -> Page {
        let number = |name, default| {
            let value = self.integer(name).and_then(|value| usize::try_from(value).ok());
            value.filter(|value| *value > 0).unwrap_or(default)
        };
        Page {
            page: number("page", 1),
            limit: number("limit", 10),
        }
    }
}

/// A text to search for, whatever its case.
pub(crate) struct Search(String);

impl Search {
    pub(crate) fn is_part_of(&self, text: &str) -> bool {
        text.to_lowercase().contains(&self.0)
    }

    /// Whether one of these fields contains it.
    pub(crate) fn is_in(&self, record: &Record, fields: &[&str]) -> bool {
        self.0.is_empty() || fields.iter().any(|field| self.is_part_of(text(record, field)))
    }
}

/// A page of a list. Pages begin with 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    page: usize,
    limit: usize,
}

impl Page {
    /// The items on the page under this name, and the number of all items.
    pub(crate) fn of<T>(self, name: &str, items: impl Iterator<Item = T>, view: impl Fn(T) -> Value) -> Value {
        let start = (self.page - 1).saturating_mul(self.limit);
        let (least, most) = items.size_hint();
        if most == Some(least) {
            // The number is known without counting.
            let list: Vec<Value> = items.skip(start).take(self.limit).map(view).collect();
            return json!({"totalCount": least, name: list});
        }
        let end = start.saturating_add(self.limit);
        let (mut total, mut list) = (0, Vec::new());
        for item in items {
            if (start..end).contains(&total) {
                list.push(view(item));
            }
            total += 1;
        }
        json!({"totalCount": total, name: list})
    }

    /// A list without pages: all items, and their number.
    pub(crate) fn all<T>(items: impl Iterator<Item = T>, view: impl Fn(T) -> Value) -> Value {
        let list: Vec<Value> = items.map(view).collect();
        json!({"totalCount": list.len(), "list": list})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_items_and_the_total() {
        let page = |params: Value| {
            let params = params.as_object().expect("an object").clone();
            Params::new(&params).page().of("list", 1..=5, Value::from)
        };
        assert_eq!(page(json!({})), json!({"totalCount": 5, "list": [1, 2, 3, 4, 5]}));
        assert_eq!(
            page(json!({"page": 2, "limit": 2})),
            json!({"totalCount": 5, "list": [3, 4]})
        );
        assert_eq!(
            page(json!({"page": "3", "limit": "2"})),
            json!({"totalCount": 5, "list": [5]})
        );
        assert_eq!(
            page(json!({"page": 4, "limit": 2})),
            json!({"totalCount": 5, "list": []})
        );
        assert_eq!(
            page(json!({"page": i64::MAX, "limit": 50})),
            json!({"totalCount": 5, "list": []})
        );
    }

    #[test]
    fn absent_and_null_values_are_the_same() {
        let json = json!({"a": null, "list": ["x", 1, null], "one": "y", "on": true});
        let params = Params::new(json.as_object().expect("an object"));
        assert_eq!(params.text("a"), None);
        assert_eq!(params.object("a").object("b").text("c"), None);
        assert_eq!(params.texts("list").collect::<Vec<_>>(), ["x"]);
        assert_eq!(params.texts("one").collect::<Vec<_>>(), ["y"]);
        assert_eq!(
            [params.flag("on"), params.flag("a"), params.flag("b")],
            [true, false, false]
        );
        assert_eq!(
            Value::Object(params.only(&["a", "one"])),
            json!({"a": null, "one": "y"})
        );
    }
}
