//! The page of an operation for people.

use std::borrow::Cow;
use std::fmt::Write;

use genauth::schema::{Availability, Certainty, Operation, Param, ParamType};

use super::{described, described_with, sentences_with, type_name, values_of};
use crate::list::effect;
use crate::names::kebab;
use crate::parameters::{Flag, flags};

/// Width of a line of text.
const WIDTH: usize = 100;
/// How deep the fields of the items of lists are shown.
const MAX_DEPTH: usize = 3;

pub fn text(operation: &'static Operation) -> String {
    let mut text = kebab(operation.name);
    if let Some(name) = operation.documented_name {
        let _ = write!(text, " (documented as {name})");
    }
    let _ = writeln!(
        text,
        "\n\n{}\n",
        wrapped(&described(operation, operation.description()), "")
    );
    let _ = writeln!(text, "{} {}", operation.method, operation.path);
    let _ = write!(text, "{}, in {}", effect(operation.effect), operation.domain);
    text.push_str(if operation.has_pages() {
        ", has pages (--all)\n"
    } else {
        "\n"
    });
    if let Some(note) = availability(operation) {
        let _ = writeln!(text, "{}", wrapped(note, ""));
    }
    let flags = flags(operation);
    if flags.is_empty() {
        text.push_str("\nNo parameters.\n");
        return text;
    }
    text.push_str("\nParameters:\n");
    for flag in flags {
        let depth = flag.path.len();
        let parent = flag
            .name
            .rsplit_once('.')
            .map(|(parent, _)| format!("{parent}."))
            .unwrap_or_default();
        let sibling = |wire: &str| format!("--{parent}{}", kebab(wire));
        let description = described(operation, flag.description);
        write_param(&mut text, flag.param, &headline(&flag), description, depth, &sibling);
        write_items(&mut text, &flag.param.ty, depth, &mut Vec::new());
    }
    text
}

/// The fields of the objects in a list, which have no flags, by their names in JSON.
fn write_items(text: &mut String, ty: &ParamType, depth: usize, around: &mut Vec<&'static str>) {
    let (ParamType::List(item), true) = (ty, around.len() < MAX_DEPTH) else {
        return;
    };
    let ParamType::Object(schema) = item else { return };
    if around.contains(&schema.name) {
        return;
    }
    around.push(schema.name);
    let _ = writeln!(text, "{}    Fields of an item:", "  ".repeat(depth));
    for (field, description) in schema.fields().iter().zip(schema.field_descriptions()) {
        let required = if field.required { " [required]" } else { "" };
        let head = format!("{} <{}>{required}", field.name(), type_name(&field.ty));
        let rename = |name: &str| {
            let mut names = schema.fields().iter().map(Param::name);
            names.find(|wire| kebab(wire) == kebab(name)).map(Cow::into_owned)
        };
        let description = described_with(description, &rename);
        write_param(text, field, &head, description, depth + 3, &str::to_owned);
        write_items(text, &field.ty, depth + 3, around);
    }
    around.pop();
}

fn write_param(
    text: &mut String,
    param: &Param,
    headline: &str,
    mut description: String,
    depth: usize,
    sibling: &dyn Fn(&str) -> String,
) {
    let indent = "  ".repeat(depth);
    let _ = writeln!(text, "{indent}{headline}");
    for sentence in sentences_with(param, sibling) {
        let separator = if description.is_empty() { "" } else { " " };
        let _ = write!(description, "{separator}{sentence}");
    }
    let indent = format!("{indent}    ");
    if !description.is_empty() {
        let _ = writeln!(text, "{indent}{}", wrapped(&description, &indent));
    }
    if let ParamType::Enum(values) | ParamType::OpenEnum(values) = values_of(&param.ty) {
        let values = format!("Values: {}", values.join(", "));
        let _ = writeln!(text, "{indent}{}", wrapped(&values, &indent));
    }
}

/// The flag, its type, and whether it is required.
fn headline(flag: &Flag) -> String {
    let mut line = format!("--{} <{}>", flag.long(), type_name(&flag.param.ty));
    if flag.is_secret() {
        let _ = write!(line, " (secret: --{0}-file or --{0}-env)", flag.long());
    }
    if flag.param.required {
        line.push_str(" [required]");
    }
    line
}

/// What to expect of operations that GenAuth does not document.
fn availability(operation: &Operation) -> Option<&'static str> {
    match (operation.certainty, operation.availability) {
        (Certainty::Documented, Availability::GenAuth) => None,
        (Certainty::Documented, _) => Some("Documented for Authing only; GenAuth's service may not have it."),
        (Certainty::Seen, _) => Some(
            "Known from Authing's live service only; GenAuth's service may not have it. Its parameters are those that \
             programs were seen to send.",
        ),
        (Certainty::Inferred, _) => Some(
            "Known from Authing's live service only; GenAuth's service may not have it. Its parameters are inferred from \
             names and from similar operations; set others with --body.",
        ),
        _ => Some(
            "Known from Authing's live service only; GenAuth's service may not have it. Its parameters are not known; set \
             them with --body.",
        ),
    }
}

/// Breaks lines between words.
fn wrapped(text: &str, indent: &str) -> String {
    let mut result = String::new();
    for (index, paragraph) in text.split("\n\n").enumerate() {
        if index > 0 {
            let _ = write!(result, "\n\n{indent}");
        }
        let mut width = indent.len();
        for (index, word) in paragraph.split_whitespace().enumerate() {
            let length = word.chars().count();
            if index > 0 && width + 1 + length > WIDTH {
                let _ = write!(result, "\n{indent}");
                width = indent.len();
            } else if index > 0 {
                result.push(' ');
                width += 1;
            }
            result.push_str(word);
            width += length;
        }
    }
    result
}
