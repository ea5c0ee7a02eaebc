//! `genauth show`: parameters, types, limits and docs of an operation.

mod constraints;
mod page;

use std::ffi::OsString;
use std::fmt::Write;

use clap::Arg;
use genauth::schema::{Availability, Operation, ParamLocation, ParamType};
use serde_json::{Value, json};

use crate::arguments::{command, output_args};
use crate::failure::{Exit, Failure};
use crate::list::{certainty, effect};
use crate::names::{self, kebab};
use crate::operation::parse;
use crate::options::{self, Global};
use crate::output::{self, Printer};
use crate::parameters::{Flag, flags};
pub use constraints::{sentences, sentences_with};

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
        let nearest = names::nearest(word, genauth::operations().map(|operation| operation.name));
        Failure::usage(format!("no operation {word:?}{}", names::hint(&nearest)))
    })?;
    let output = output::Options::new(global, &matches)?;
    if output.format.is_some() || output.jq.is_some() || !output.fields.is_empty() {
        Printer::new(output)?.data(to_json(operation))?;
        return Ok(Exit::Done);
    }
    options::print(&page::text(operation))
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

/// The prose of a description, without code examples and the marks of code.
pub fn plain(markdown: &str) -> String {
    paragraphs(markdown).replace('`', "")
}

/// The paragraphs of a description, each on one line, without code examples.
fn paragraphs(markdown: &str) -> String {
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
    paragraphs.join("\n\n")
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

/// A description of an operation in the names of the command line: operations in kebab case, and parameters as flags.
pub fn described(operation: &Operation, markdown: &str) -> String {
    described_with(markdown, &|name| {
        let first = name.split('.').next().unwrap_or_default();
        let is_param = operation
            .params
            .iter()
            .any(|param| kebab(&param.name()) == kebab(first));
        let names: Vec<_> = name.split('.').map(kebab).collect();
        is_param.then(|| format!("--{}", names.join(".")))
    })
}

/// A description in which `rename` finds the names of parameters.
fn described_with(markdown: &str, rename: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut was_value = false;
    // What stands between two of these marks is code.
    for (index, part) in paragraphs(markdown).split('`').enumerate() {
        if index % 2 == 0 {
            text.push_str(part);
            continue;
        }
        // A default is a value, whatever it looks like.
        let is_value = ["Defaults to ", " is "].iter().any(|before| text.ends_with(before))
            || (was_value && text.ends_with(" or "));
        let is_word = part
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.'));
        was_value = is_value;
        let operation = names::find(part).filter(|_| part.contains('_'));
        let renamed = operation.map(|operation| kebab(operation.name));
        let renamed = renamed.or_else(|| rename(part).filter(|_| is_word && !is_value));
        text.push_str(renamed.as_deref().unwrap_or(part));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_have_the_names_of_the_command_line() {
        let operation = names::find("delete-users-batch").unwrap();
        for (markdown, expected) in [
            (
                "IDs, see `options.user_id_type`.\nNot `userIds`.",
                "IDs, see --options.user-id-type. Not userIds.",
            ),
            ("Call `get_user` with `user_ids`.", "Call get-user with --user-ids."),
            ("Defaults to `user_ids`.", "Defaults to user_ids."),
            (
                "`options` is set or `user_ids` is.",
                "--options is set or --user-ids is.",
            ),
            ("One.\n\n```\ncode\n```\n\nTwo.", "One.\n\nTwo."),
        ] {
            assert_eq!(described(operation, markdown), expected);
        }
        assert_eq!(first_sentence("One `a`, e.g.b. Two."), "One a, e.g.b.");
    }
}
