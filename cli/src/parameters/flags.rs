//! The flags of an operation.

use genauth::schema::{ObjectSchema, Operation, Param, ParamType};

use crate::arguments::OPERATION_OPTIONS;
use crate::names::kebab;

/// How deep objects are nested that have flags for their fields.
const MAX_DEPTH: usize = 5;

/// The flag of a parameter, or of a field of a nested object.
#[derive(Clone, Debug)]
pub struct Flag {
    /// Without dashes: `options.pagination.limit`.
    pub name: String,
    /// Names on the wire, outermost first.
    pub path: Vec<String>,
    pub param: &'static Param,
    /// The documentation of the row, as Markdown.
    pub description: &'static str,
    /// Whether a value must be given: it is required, and so are the objects around it.
    pub required: bool,
}

impl Flag {
    /// The flag as it is written. One with the name of an option has the prefix `param.`.
    pub fn long(&self) -> String {
        if OPERATION_OPTIONS.contains(&&*self.name) {
            format!("param.{}", self.name)
        } else {
            self.name.clone()
        }
    }

    /// The name on the wire, with dots.
    pub fn wire(&self) -> String {
        self.path.join(".")
    }

    /// Whether the value may only come from a file, a variable or a prompt.
    pub fn is_secret(&self) -> bool {
        self.param.secret
    }
}

/// The flags of an operation, in the order of the rows. The fields of an object follow the object.
pub fn flags(operation: &'static Operation) -> Vec<Flag> {
    let mut flags = Vec::new();
    let descriptions = operation.param_descriptions();
    add(&mut flags, operation.params, descriptions, &Parent::default());
    flags
}

#[derive(Default)]
struct Parent {
    names: Vec<String>,
    path: Vec<String>,
    /// The objects around, to recognize one that contains itself.
    schemas: Vec<&'static str>,
    is_optional: bool,
}

fn add(
    flags: &mut Vec<Flag>,
    params: &'static [Param],
    descriptions: impl Iterator<Item = &'static str>,
    parent: &Parent,
) {
    for (param, description) in params.iter().zip(descriptions) {
        let wire = param.name().into_owned();
        let names: Vec<_> = parent.names.iter().cloned().chain([kebab(&wire)]).collect();
        let path: Vec<_> = parent.path.iter().cloned().chain([wire]).collect();
        let required = param.required && !parent.is_optional;
        flags.push(Flag {
            name: names.join("."),
            path: path.clone(),
            param,
            description,
            required,
        });
        if let Some(schema) = nested(param, parent) {
            let schemas = parent.schemas.iter().copied().chain([schema.name]).collect();
            let is_optional = !required;
            let parent = Parent {
                names,
                path,
                schemas,
                is_optional,
            };
            add(flags, schema.fields(), schema.field_descriptions(), &parent);
        }
    }
}

/// The schema of an object whose fields have flags of their own.
fn nested(param: &'static Param, parent: &Parent) -> Option<&'static ObjectSchema> {
    let ParamType::Object(schema) = &param.ty else {
        return None;
    };
    let is_new = !parent.schemas.contains(&schema.name) && parent.schemas.len() < MAX_DEPTH;
    (is_new && !param.secret).then_some(schema)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::GENERATED_SUFFIXES;

    #[test]
    fn no_operation_has_two_flags_of_one_name() {
        for operation in genauth::operations() {
            let mut names = Vec::new();
            for flag in flags(operation) {
                names.push(flag.long());
                if flag.is_secret() {
                    names.extend(GENERATED_SUFFIXES.map(|suffix| format!("{}{suffix}", flag.long())));
                }
            }
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all, "{}", operation.name);
            assert!(
                names.iter().all(|name| !OPERATION_OPTIONS.contains(&&**name)),
                "{}",
                operation.name
            );
        }
    }

    #[test]
    fn fields_of_objects_have_dots_in_their_names() {
        let operation = crate::names::find("list-users").unwrap();
        let flags = flags(operation);
        let limit = flags
            .iter()
            .find(|flag| flag.name == "options.pagination.limit")
            .unwrap();
        assert_eq!(limit.path, ["options", "pagination", "limit"]);
        assert!(!limit.required);
        assert!(!limit.description.is_empty());
    }

    #[test]
    fn no_string_with_the_name_of_a_secret_is_taken_from_the_command_line() {
        let mut found = Vec::new();
        for operation in genauth::operations() {
            for flag in flags(operation).into_iter().filter(|flag| !flag.is_secret()) {
                let name = flag.path.last().expect("a name");
                let mut value = serde_json::json!({ name: "x" });
                genauth::redact(&mut value);
                let is_string = matches!(flag.param.ty, ParamType::String | ParamType::OneOf(_));
                if is_string && value[name] != "x" {
                    found.push(format!("{} --{}", operation.name, flag.long()));
                }
            }
        }
        assert_eq!(found, [] as [&str; 0]);
    }
}
