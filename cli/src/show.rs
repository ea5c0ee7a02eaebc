//! `genauth show`: parameters, types, limits and docs of an operation.

mod constraints;

use std::ffi::OsString;
use std::fmt::Write;

use clap::Arg;
use genauth::schema::{Availability, Certainty, Operation, ParamLocation, ParamType};
use serde_json::{Value, json};

use crate::arguments::{command, output_args};
use crate::failure::{Exit, Failure};
use crate::list::{certainty, effect};
use crate::names::{self, kebab};
use crate::operation::parse;
use crate::options::{self, Global};
use crate::output::{self, Printer};
use crate::parameters::{Flag, flags};
pub use constraints::sentences;

/// Width of a line of text.
const WIDTH: usize = 100;

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let command = command("show")
        .about("Shows the parameters, types, limits and docs of an operation.")
        .arg(Arg::new("operation").value_name("OPERATION").required(true))
        .args(
            output_args()
                .into_iter()
                .filter(|arg| matches!(arg.get_id().as_str(), "output" | "fields" | "jq")),
        )
        .arg(
            Arg::new("envelope")
                .long("envelope")
                .hide(true)
                .action(clap::ArgAction::SetTrue),
        );
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let word = matches
        .get_one::<String>("operation")
        .map(String::as_str)
        .unwrap_or_default();
    let operation = names::find(word).ok_or_else(|| {
        let nearest = names::nearest(word, genauth::operations().map(|operation| operation.name)).join(", ");
        Failure::usage(format!("no operation {word:?} (did you mean {nearest}?)"))
    })?;
    let output = output::Options::new(global, &matches)?;
    if output.format.is_some() || output.jq.is_some() || !output.fields.is_empty() {
        Printer::new(output)?.data(to_json(operation))?;
        return Ok(Exit::Done);
    }
    options::print(&text(operation))
}

/// The page for people.
pub fn text(operation: &'static Operation) -> String {
    let mut text = format!("{}", kebab(operation.name));
    if let Some(name) = operation.documented_name {
        let _ = write!(text, " (documented as {name})");
    }
    let _ = writeln!(text, "\n\n{}\n", wrapped(&plain(operation.description()), ""));
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
        let depth = "  ".repeat(flag.path.len());
        let _ = writeln!(text, "{depth}{}", headline(&flag));
        let mut description = plain(flag.description);
        for sentence in sentences(flag.param) {
            let separator = if description.is_empty() { "" } else { " " };
            let _ = write!(description, "{separator}{sentence}");
        }
        let indent = format!("{depth}    ");
        if !description.is_empty() {
            let _ = writeln!(text, "{indent}{}", wrapped(&description, &indent));
        }
        if let ParamType::Enum(values) | ParamType::OpenEnum(values) = values_of(&flag.param.ty) {
            let _ = writeln!(
                text,
                "{indent}{}",
                wrapped(&format!("Values: {}", values.join(", ")), &indent)
            );
        }
    }
    text
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

fn values_of(ty: &ParamType) -> &ParamType {
    match ty {
        ParamType::List(item) => values_of(item),
        ty => ty,
    }
}

/// The type in a few words.
pub fn type_name(ty: &ParamType) -> String {
    match ty {
        ParamType::List(item) => format!("list of {}", type_name(item)),
        ParamType::OneOf(types) => types.iter().map(type_name).collect::<Vec<_>>().join(" or "),
        ParamType::String => "string".to_owned(),
        ParamType::Enum(_) => "one of the values".to_owned(),
        ParamType::OpenEnum(_) => "one of the values, or another string".to_owned(),
        ParamType::Boolean => "boolean".to_owned(),
        ParamType::Integer => "integer".to_owned(),
        ParamType::Number => "number".to_owned(),
        ParamType::Object(schema) => schema.name.to_owned(),
        ParamType::Map => "object".to_owned(),
        ParamType::File => "file".to_owned(),
        _ => "JSON".to_owned(),
    }
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

/// The row as JSON.
fn to_json(operation: &'static Operation) -> Value {
    let params: Vec<_> = flags(operation).iter().map(param_to_json).collect();
    json!({
        "name": kebab(operation.name),
        "documentedName": operation.documented_name,
        "description": plain(operation.description()),
        "method": operation.method.as_str(),
        "path": operation.path,
        "effect": effect(operation.effect),
        "domain": operation.domain,
        "pages": operation.has_pages(),
        "genauth": operation.availability == Availability::GenAuth,
        "certainty": certainty(operation.certainty),
        "params": params,
    })
}

fn param_to_json(flag: &Flag) -> Value {
    let location = match flag.param.location {
        ParamLocation::Query => "query",
        ParamLocation::Path => "path",
        _ => "body",
    };
    let values = match values_of(&flag.param.ty) {
        ParamType::Enum(values) | ParamType::OpenEnum(values) => Some(values),
        _ => None,
    };
    json!({
        "flag": format!("--{}", flag.long()),
        "name": flag.wire(),
        "type": type_name(&flag.param.ty),
        "values": values,
        "required": flag.param.required,
        "secret": flag.param.secret,
        "location": location,
        "limits": sentences(flag.param),
        "description": plain(flag.description),
    })
}

/// The prose of a description: without code examples and the marks of code.
pub fn plain(markdown: &str) -> String {
    let mut paragraphs = vec![String::new()];
    let mut is_code = false;
    for line in markdown.lines().map(str::trim) {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if line.is_empty() {
            paragraphs.push(String::new());
        } else if let (false, Some(paragraph)) = (is_code, paragraphs.last_mut()) {
            let separator = if paragraph.is_empty() { "" } else { " " };
            let _ = write!(paragraph, "{separator}{line}");
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n\n").replace('`', "")
}

/// The first sentence, for lists.
pub fn first_sentence(markdown: &str) -> String {
    let text = plain(markdown);
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    match paragraph.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => paragraph.to_owned(),
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
