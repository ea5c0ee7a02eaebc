//! Valid requests made of nothing but the schema, and every place in them where something can be changed.

use genauth::{Kind, Operation, Param, Rule};
use serde_json::{Map, Value, json};

/// What has to be encoded in a URL: reserved characters, a space, and characters of three and four bytes.
const ODD: &str = "&+?#/% 户😀";

pub const FILE_NAME: &str = "名单 \"1\".xlsx";
pub const FILE_CONTENT: &str = "a,b\r\n用户\r\n";
const FILE_CONTENT_BASE64: &str = "YSxiDQrnlKjmiLcNCg==";

/// A request with all parameters set that can be set together.
pub fn request(operation: &Operation) -> Value {
    object(operation.params, &mut Vec::new())
}

/// Every field has a value, but of two that exclude each other the second has none, and an input that contains itself
/// does so once.
fn object(params: &[Param], within: &mut Vec<&'static str>) -> Value {
    let mut object = Map::new();
    for param in params {
        let excluded = |rule: &Rule| matches!(rule, Rule::Excludes(field) if object.contains_key(*field));
        if !param.rules.iter().any(excluded) && !is_too_deep(&param.kind, within) {
            object.insert(param.name().into_owned(), value(param, within));
        }
    }
    Value::Object(object)
}

fn is_too_deep(kind: &Kind, within: &[&'static str]) -> bool {
    match kind {
        Kind::Object(model) => within.iter().filter(|name| **name == model.name).count() > 1,
        Kind::List(item) => is_too_deep(item, within),
        _ => false,
    }
}

fn value(param: &Param, within: &mut Vec<&'static str>) -> Value {
    let mut items = 2;
    for rule in param.rules {
        if let Rule::Items(range) = rule {
            items = items.clamp(*range.start(), *range.end());
        }
    }
    value_of(&param.kind, param, items, within)
}

fn value_of(kind: &Kind, param: &Param, items: usize, within: &mut Vec<&'static str>) -> Value {
    match kind {
        Kind::Text => text(param).into(),
        Kind::OpenChoice(_) => ODD.into(),
        Kind::Boolean => (param.name().len() % 2 == 0).into(),
        Kind::Integer => integer(param).into(),
        Kind::Number => json!(0.25),
        Kind::Choice(values) => values.last().copied().into(),
        Kind::List(item) => {
            let item = |index| match value_of(item, param, items, within) {
                // So that the order of items shows.
                Value::String(text) if matches!(item, Kind::Text) => format!("{index}{text}").into(),
                item => item,
            };
            (0..items).map(item).collect()
        }
        Kind::Object(model) => {
            within.push(model.name);
            let object = object(model.fields(), within);
            within.pop();
            object
        }
        Kind::Map => json!({"键": [ODD, null, {}], "n": -1}),
        // A limit of length says that it may be text.
        Kind::Any if param.rules.iter().any(|rule| matches!(rule, Rule::Length(_))) => text(param).into(),
        Kind::Any => json!([{"a": ODD}, 1.5, null]),
        Kind::File => json!({"fileName": FILE_NAME, "content": FILE_CONTENT_BASE64}),
        other => panic!("no sample of {other:?}"),
    }
}

/// As odd as its rules let it be, and another one for each parameter.
fn text(param: &Param) -> String {
    let (mut odd, mut longest) = (ODD, usize::MAX);
    for rule in param.rules {
        match rule {
            Rule::AlphanumericOr(others) => odd = others,
            Rule::Length(range) => longest = *range.end(),
            _ => {}
        }
    }
    odd.chars().chain(param.name().chars()).take(longest).collect()
}

fn integer(param: &Param) -> i64 {
    let range = param.rules.iter().find_map(|rule| match rule {
        Rule::Range(range) => Some(range),
        _ => None,
    });
    range.map_or(1_700_000_000_000, |range| 7.clamp(*range.start(), *range.end()))
}

/// As many items as that, each valid.
pub fn items(param: &Param, count: usize) -> Value {
    value_of(&param.kind, param, count, &mut Vec::new())
}

/// One parameter at one place of a request.
pub struct Site {
    pub operation: &'static Operation,
    /// Whether it is a parameter of the operation itself.
    pub is_top: bool,
    /// As JSON has it: a pointer to the object that it stands in.
    pointer: String,
    /// As violations have it: a path to that object, and the dot behind it.
    prefix: String,
    /// All that the object may hold.
    pub beside: &'static [Param],
    pub param: &'static Param,
}

impl Site {
    /// Where a violation of this parameter is.
    pub fn path(&self) -> String {
        self.path_beside(&self.param.name())
    }

    /// Where a violation of the field beside it is.
    pub fn path_beside(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    /// Whether an object around it is the value of such a parameter too.
    pub fn is_nested_in_itself(&self) -> bool {
        self.pointer.split('/').any(|step| step == self.param.name())
    }

    /// The object that it stands in.
    pub fn object<'a>(&self, request: &'a mut Value) -> &'a mut Map<String, Value> {
        let object = request.pointer_mut(&self.pointer).and_then(Value::as_object_mut);
        object.expect("the sites were read from this request")
    }

    /// The request with another value here, and without what that excludes.
    pub fn with(&self, request: &Value, value: impl Into<Value>) -> Value {
        let mut request = request.clone();
        let object = self.object(&mut request);
        for rule in self.param.rules {
            if let Rule::Excludes(other) = rule {
                object.remove(*other);
            }
        }
        object.insert(self.param.name().into_owned(), value.into());
        request
    }

    /// The request without these fields, each at this place.
    pub fn without(&self, request: &Value, fields: &[impl AsRef<str>]) -> Value {
        let mut request = request.clone();
        self.object(&mut request)
            .retain(|name, _| fields.iter().all(|field| field.as_ref() != name));
        request
    }
}

/// Every place of a request where a parameter stands or may stand; of a list, those in its last item.
pub fn sites(operation: &'static Operation, request: &Value) -> Vec<Site> {
    let mut sites = Vec::new();
    collect(
        operation,
        operation.params,
        request,
        (String::new(), String::new()),
        &mut sites,
    );
    sites
}

fn collect(
    operation: &'static Operation,
    beside: &'static [Param],
    object: &Value,
    (pointer, prefix): (String, String),
    sites: &mut Vec<Site>,
) {
    for param in beside {
        let name = param.name();
        let name = &*name;
        let (mut kind, mut value) = (&param.kind, object.get(name));
        let (mut inner, mut path) = (format!("{pointer}/{name}"), format!("{prefix}{name}"));
        while let (Kind::List(item), Some(Value::Array(items))) = (kind, value) {
            let last = items.len() - 1;
            (kind, value) = (item, items.last());
            inner = format!("{inner}/{last}");
            path = format!("{path}[{last}]");
        }
        if let (Kind::Object(model), Some(value)) = (kind, value) {
            collect(operation, model.fields(), value, (inner, format!("{path}.")), sites);
        }
        sites.push(Site {
            operation,
            is_top: prefix.is_empty(),
            pointer: pointer.clone(),
            prefix: prefix.clone(),
            beside,
            param,
        });
    }
}
