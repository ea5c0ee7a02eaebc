//! The tool `describe`: an operation, and its parameters as a JSON Schema.

use genauth::schema::{Param, ParamType};
use serde_json::{Map, Value, json};

use super::policy::Policy;
use super::search::effect;
use super::tools::{Arguments, Texts};
use crate::failure::Failure;
use crate::names::kebab;
use crate::show::{plain, sentences_with};

pub fn run(policy: &Policy, arguments: &mut Arguments) -> Result<Texts, Failure> {
    let operation = arguments.operation()?;
    arguments.end()?;
    let params = object_schema(operation.params, operation.param_descriptions(), &mut Vec::new());
    let description = json!({
        "operation": kebab(operation.name),
        "description": plain(operation.description()),
        "effect": effect(operation),
        "tool": if operation.effect.is_read() { "read" } else { "write" },
        "allowed": policy.allows(operation),
        "endpoint": format!("{} {}", operation.method, operation.path),
        "pages": operation.has_pages(),
        "params": params,
    });
    let mut texts = vec![description.to_string()];
    if !policy.allows(operation) {
        texts.push(Policy::refusal(operation));
    }
    Ok(texts)
}

/// The schema of an object. `around` has the objects around it, because some contain themselves.
fn object_schema(
    params: &'static [Param],
    descriptions: impl Iterator<Item = &'static str>,
    around: &mut Vec<&'static str>,
) -> Value {
    let mut properties = Map::new();
    for (param, description) in params.iter().zip(descriptions) {
        let mut schema = type_schema(&param.ty, around);
        let mut sentences = vec![plain(description)];
        sentences.extend(sentences_with(param, str::to_owned));
        if param.secret {
            sentences.push("A secret.".to_owned());
            schema["writeOnly"] = true.into();
        }
        sentences.retain(|sentence| !sentence.is_empty());
        schema["description"] = sentences.join(" ").into();
        properties.insert(param.name().into_owned(), schema);
    }
    let required: Vec<_> = params.iter().filter(|param| param.required).map(Param::name).collect();
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn type_schema(ty: &'static ParamType, around: &mut Vec<&'static str>) -> Value {
    match ty {
        ParamType::String => json!({"type": "string"}),
        ParamType::Boolean => json!({"type": "boolean"}),
        ParamType::Integer => json!({"type": "integer"}),
        ParamType::Number => json!({"type": "number"}),
        ParamType::Enum(values) => json!({"type": "string", "enum": values}),
        ParamType::OpenEnum(values) => json!({"type": "string", "examples": values}),
        ParamType::List(item) => json!({"type": "array", "items": type_schema(item, around)}),
        ParamType::OneOf(types) => {
            let schemas: Vec<_> = types.iter().map(|ty| type_schema(ty, around)).collect();
            json!({"anyOf": schemas})
        }
        ParamType::Object(schema) if around.contains(&schema.name) => json!({"type": "object"}),
        ParamType::Object(schema) => {
            around.push(schema.name);
            let object = object_schema(schema.fields(), schema.field_descriptions(), around);
            around.pop();
            object
        }
        ParamType::Map => json!({"type": "object"}),
        ParamType::File => json!({
            "type": "object",
            "properties": {
                "fileName": {"type": "string"},
                "content": {"type": "string", "contentEncoding": "base64"},
            },
            "required": ["fileName", "content"],
        }),
        // Any JSON.
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe(name: &str) -> Value {
        let arguments = Map::from_iter([("operation".to_owned(), name.into())]);
        let texts = run(&Policy::default(), &mut Arguments::from(arguments)).unwrap();
        serde_json::from_str(&texts[0]).unwrap()
    }

    #[test]
    fn parameters_are_a_json_schema_in_wire_names() {
        let described = describe("add-group-members");
        assert_eq!(described["effect"], "write");
        assert_eq!(described["tool"], "write");
        assert_eq!(described["allowed"], false);
        assert_eq!(described["endpoint"], "POST /api/v3/add-group-members");
        let params = &described["params"];
        assert_eq!(params["required"], json!(["userIds", "code"]));
        assert_eq!(params["properties"]["userIds"]["type"], "array");
        assert_eq!(params["properties"]["userIds"]["items"], json!({"type": "string"}));
        assert_eq!(
            params["properties"]["userIds"]["description"],
            "IDs of the users to add. 1 to 50 items."
        );
        assert_eq!(params["properties"]["code"]["description"], "Code of the group.");
    }

    #[test]
    fn nested_objects_and_secrets_are_described() {
        let params = &describe("create-user")["params"];
        assert_eq!(params["properties"]["password"]["writeOnly"], true);
        let options = &params["properties"]["options"];
        assert_eq!(options["type"], "object");
        assert!(!options["properties"].as_object().unwrap().is_empty());
    }

    #[test]
    fn every_operation_can_be_described() {
        for operation in genauth::operations() {
            let described = describe(operation.name);
            assert_eq!(described["operation"], kebab(operation.name));
            let properties = described["params"]["properties"].as_object().unwrap();
            assert_eq!(properties.len(), operation.params.len(), "{}", operation.name);
        }
    }
}
