//! Generates valid requests from the registry, and finds every site in them that a test can change.

use genauth::schema::{Bounds, Constraint, Operation, Param, ParamType};
use serde_json::{Map, Value, json};

/// Characters that must be escaped in a URL: reserved ones, a space, and characters of three and four bytes.
const SPECIAL_CHARACTERS: &str = "&+?#/% 户😀";

/// The value of integers without bounds. It is a time in milliseconds, which does not fit into 32 bits.
const TIMESTAMP: i64 = 1_700_000_000_000;

pub const FILE_NAME: &str = "名单 \"1\".xlsx";
pub const FILE_CONTENT: &str = "a,b\r\n用户\r\n";
const FILE_CONTENT_BASE64: &str = "YSxiDQrnlKjmiLcNCg==";

/// A valid request with as many parameters as can be set together.
pub fn request(operation: &Operation) -> Value {
    object(operation.params, &mut Vec::new())
}

/// A valid list of this length.
pub fn items(param: &Param, count: usize) -> Value {
    value_of_type(&param.ty, param, count, &mut Vec::new())
}

/// Sets every field, except the second of two that exclude each other. If an object may contain an object of its own
/// schema, it does so once. `ancestors` are the names of the schemas of the objects around this one.
fn object(params: &[Param], ancestors: &mut Vec<&'static str>) -> Value {
    let mut object = Map::new();
    for param in params {
        let is_excluded = param
            .constraints
            .iter()
            .any(|constraint| matches!(constraint, Constraint::Excludes(field) if object.contains_key(&*field.wire())));
        if !is_excluded && !is_too_deep(&param.ty, ancestors) {
            object.insert(param.name().into_owned(), value(param, ancestors));
        }
    }
    Value::Object(object)
}

fn is_too_deep(ty: &ParamType, ancestors: &[&'static str]) -> bool {
    let repeated = |name| ancestors.iter().filter(|ancestor| **ancestor == name).count() > 1;
    ty.object().is_some_and(|schema| repeated(schema.name))
}

fn value(param: &Param, ancestors: &mut Vec<&'static str>) -> Value {
    let bounds = param.constraints.iter().find_map(|constraint| match constraint {
        Constraint::Items(bounds) => Some(bounds),
        _ => None,
    });
    let count = bounds.map_or(2, |bounds| clamp(2, bounds));
    value_of_type(&param.ty, param, count, ancestors)
}

/// The allowed value that is closest to this one.
fn clamp<T: Copy + Ord>(value: T, bounds: &Bounds<T>) -> T {
    let value = bounds.min.map_or(value, |min| value.max(min));
    bounds.max.map_or(value, |max| value.min(max))
}

fn value_of_type(ty: &ParamType, param: &Param, count: usize, ancestors: &mut Vec<&'static str>) -> Value {
    match ty {
        ParamType::String => text(param).into(),
        ParamType::OpenEnum(_) => SPECIAL_CHARACTERS.into(),
        // The value depends on the name so that both values occur.
        ParamType::Boolean => (param.name().len() % 2 == 0).into(),
        ParamType::Integer => integer(param).into(),
        ParamType::Number => json!(0.25),
        ParamType::Enum(values) => values.last().copied().into(),
        ParamType::List(item_type) => {
            let item = |index| match value_of_type(item_type, param, count, ancestors) {
                // The strings are distinct so that a test can see the order of the items.
                Value::String(text) if matches!(item_type, ParamType::String) => format!("{index}{text}").into(),
                item => item,
            };
            (0..count).map(item).collect()
        }
        ParamType::Object(schema) => {
            ancestors.push(schema.name);
            let object = object(schema.fields(), ancestors);
            ancestors.pop();
            object
        }
        ParamType::Map => json!({"键": [SPECIAL_CHARACTERS, null, {}], "n": -1}),
        ParamType::Json if accepts_text(param) => text(param).into(),
        ParamType::Json => json!([{"a": SPECIAL_CHARACTERS}, 1.5, null]),
        ParamType::OneOf(types) => value_of_type(&types[0], param, count, ancestors),
        ParamType::File => json!({"fileName": FILE_NAME, "content": FILE_CONTENT_BASE64}),
        other => panic!("no sample of {other:?}"),
    }
}

/// Whether free JSON may be a string. It has a maximum length only if it may.
fn accepts_text(param: &Param) -> bool {
    let limits_length = |constraint: &Constraint| matches!(constraint, Constraint::Length(_));
    param.constraints.iter().any(limits_length)
}

/// A string of all special characters that the constraints allow. It also contains the parameter's name, so that
/// strings are distinct.
fn text(param: &Param) -> String {
    let (mut special, mut max_length) = (SPECIAL_CHARACTERS, usize::MAX);
    for constraint in param.constraints {
        match constraint {
            Constraint::AlphanumericOr(others) => special = others,
            Constraint::Length(bounds) => max_length = bounds.max.unwrap_or(max_length),
            _ => {}
        }
    }
    special.chars().chain(param.name().chars()).take(max_length).collect()
}

fn integer(param: &Param) -> i64 {
    let bounds = param.constraints.iter().find_map(|constraint| match constraint {
        Constraint::Range(bounds) => Some(bounds),
        _ => None,
    });
    bounds.map_or(TIMESTAMP, |bounds| clamp(7, bounds))
}

/// A parameter in a request, which may be nested.
pub struct Site {
    pub operation: &'static Operation,
    /// Whether the parameter belongs to the operation itself, not to a nested object.
    pub is_top: bool,
    /// The JSON pointer to the object that contains the parameter.
    pointer: String,
    /// The path to that object as violations print it, including the dot that follows.
    prefix: String,
    /// All fields of that object, including the parameter itself.
    pub beside: &'static [Param],
    pub param: &'static Param,
}

impl Site {
    /// The path of a violation of this parameter.
    pub fn path(&self) -> String {
        self.path_beside(&self.param.name())
    }

    /// The path of a violation of another field of the same object.
    pub fn path_beside(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }

    /// Whether the parameter is inside a value of the same parameter.
    pub fn is_nested_in_itself(&self) -> bool {
        self.pointer.split('/').any(|step| step == self.param.name())
    }

    /// The object that contains the parameter.
    pub fn object<'a>(&self, request: &'a mut Value) -> &'a mut Map<String, Value> {
        let object = request.pointer_mut(&self.pointer).and_then(Value::as_object_mut);
        object.expect("sites are collected from this request")
    }

    /// Returns the request with another value for this parameter, and without the fields that it excludes.
    pub fn with(&self, request: &Value, value: impl Into<Value>) -> Value {
        let mut request = request.clone();
        let object = self.object(&mut request);
        for constraint in self.param.constraints {
            if let Constraint::Excludes(other) = constraint {
                object.remove(&*other.wire());
            }
        }
        object.insert(self.param.name().into_owned(), value.into());
        request
    }

    /// Returns the request without these fields of the object.
    pub fn without(&self, request: &Value, fields: &[impl AsRef<str>]) -> Value {
        let mut request = request.clone();
        self.object(&mut request)
            .retain(|name, _| fields.iter().all(|field| field.as_ref() != name));
        request
    }
}

/// Every site of a request, including parameters that are not set. Only the last item of each list is visited.
pub fn sites(operation: &'static Operation, request: &Value) -> Vec<Site> {
    let mut sites = Vec::new();
    let root = (String::new(), String::new());
    collect(operation, operation.params, request, root, &mut sites);
    sites
}

fn collect(
    operation: &'static Operation,
    params: &'static [Param],
    object: &Value,
    (pointer, prefix): (String, String),
    sites: &mut Vec<Site>,
) {
    for param in params {
        let name = param.name();
        let name = &*name;
        let (mut ty, mut value) = (&param.ty, object.get(name));
        let (mut inner, mut path) = (format!("{pointer}/{name}"), format!("{prefix}{name}"));
        while let (ParamType::List(item_type), Some(Value::Array(items))) = (ty, value) {
            let last = items.len() - 1;
            (ty, value) = (item_type, items.last());
            inner = format!("{inner}/{last}");
            path = format!("{path}[{last}]");
        }
        if let (ParamType::Object(schema), Some(value)) = (ty, value) {
            collect(operation, schema.fields(), value, (inner, format!("{path}.")), sites);
        }
        sites.push(Site {
            operation,
            is_top: prefix.is_empty(),
            pointer: pointer.clone(),
            prefix: prefix.clone(),
            beside: params,
            param,
        });
    }
}
