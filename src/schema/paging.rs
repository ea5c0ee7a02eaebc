//! Where an operation takes the page number and the page size.

use serde_json::{Map, Value};

use super::{Constraint, Operation, Param, ParamType};

/// How deep the object with `page` and `limit` may be nested: `options.pagination`.
const MAX_DEPTH: usize = 2;

/// The parameters `page` and `limit` of an operation, which may be in a nested object.
#[derive(Clone, Debug)]
pub(crate) struct Paging {
    /// The names of the objects they are in, outermost first.
    path: Vec<String>,
    /// The largest documented `limit`.
    pub(crate) max_limit: Option<i64>,
    /// One operation takes both as strings only.
    as_text: bool,
    /// Whether a number stays a number where the row says text, because the rows are not enforced.
    pub(crate) keeps_numbers: bool,
}

impl Paging {
    #[inline]
    pub(crate) fn of(operation: &Operation) -> Option<Self> {
        Self::find(operation.params, MAX_DEPTH)
    }

    #[inline]
    fn find(params: &[Param], depth: usize) -> Option<Self> {
        let named = |name: &str| params.iter().find(|param| param.name.is(name));
        if let (Some(page), Some(limit)) = (named("page"), named("limit")) {
            let max_limit = limit.constraints.iter().find_map(|constraint| match constraint {
                Constraint::Range(bounds) => bounds.max,
                Constraint::DocumentedMax(max) => Some(*max),
                _ => None,
            });
            return Some(Paging {
                path: Vec::new(),
                max_limit,
                as_text: matches!(page.ty, ParamType::String),
                keeps_numbers: false,
            });
        }
        params.iter().filter(|_| depth > 0).find_map(|param| {
            let ParamType::Object(schema) = &param.ty else {
                return None;
            };
            let mut paging = Self::find(schema.fields(), depth - 1)?;
            paging.path.insert(0, param.name().into_owned());
            Some(paging)
        })
    }

    /// The value of `page` or `limit`, if it is set.
    #[inline]
    pub(crate) fn get(&self, params: &Map<String, Value>, name: &str) -> Option<i64> {
        let object = self
            .path
            .iter()
            .try_fold(params, |object, name| object.get(name)?.as_object())?;
        Self::parse(object.get(name)?)
    }

    fn parse(value: &Value) -> Option<i64> {
        match value {
            Value::String(text) => text.parse().ok(),
            value => value.as_i64(),
        }
    }

    /// Sets `page` or `limit`, and returns whether it is set. Invalid values stay, so that validation reports them.
    #[inline]
    pub(crate) fn set(&self, params: &mut Map<String, Value>, name: &str, value: i64) -> bool {
        let mut object = params;
        for name in &self.path {
            match object.entry(name).or_insert_with(|| Value::Object(Map::new())) {
                Value::Object(nested) => object = nested,
                _ => return false,
            }
        }
        let old = object.get(name);
        let is_replaceable = |old: &Value| old.is_null() || Self::parse(old).is_some();
        if !old.is_none_or(is_replaceable) {
            return false;
        }
        let is_text = match old {
            // Text in place of a number stays, too: it is valid if the rows are not enforced.
            Some(Value::String(_)) => true,
            Some(Value::Number(_)) if self.keeps_numbers => false,
            _ => self.as_text,
        };
        let value = if is_text {
            Value::String(value.to_string())
        } else {
            value.into()
        };
        object.insert(name.to_owned(), value);
        true
    }
}

impl Operation {
    /// Whether the operation returns pages, so that [`pages`](crate::Request::pages) and
    /// [`items`](crate::Request::items) work with it.
    #[must_use]
    #[inline]
    pub fn has_pages(&self) -> bool {
        Paging::of(self).is_some()
    }
}
