//! The question before a destructive operation.

use genauth::OperationEffect;
use genauth::schema::Operation;
use serde_json::Value;

use crate::credentials;
use crate::failure::Failure;
use crate::names::kebab;
use crate::options::Global;
use crate::terminal::{ask, can_ask, printable};

/// Number of items of a list that a question shows.
const SHOWN_ITEMS: usize = 3;
/// Number of characters of a value that a question shows.
const SHOWN_CHARS: usize = 60;

/// Asks before a destructive operation, unless `--yes` is given. Off a terminal, nobody can be asked.
pub fn operation(global: &Global, operation: &Operation, params: &Value, host: &str, yes: bool) -> Result<(), Failure> {
    if operation.effect != OperationEffect::Destructive || yes {
        return Ok(());
    }
    let mut params = params.clone();
    operation.redact_params(&mut params);
    destructive(global, &kebab(operation.name), &summary(&params), host)
}

/// Asks before something destructive.
pub fn destructive(global: &Global, name: &str, what: &str, host: &str) -> Result<(), Failure> {
    if !can_ask() {
        return Err(Failure::usage(format!(
            "{name} is destructive: add --yes to confirm it. Nothing was sent"
        )));
    }
    let user_pool = credentials::find(global)?.user_pool();
    let question =
        format!("{name} is destructive.\n  host       {host}\n  user pool  {user_pool}\n{what}Continue? [y/N] ");
    match &*ask(&question)?.to_ascii_lowercase() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::usage("not confirmed. Nothing was sent")),
    }
}

/// A line for each parameter.
fn summary(params: &Value) -> String {
    let params = params.as_object().into_iter().flatten();
    let lines: Vec<_> = params
        .map(|(name, value)| format!("  {name:<9}  {}\n", describe(value)))
        .collect();
    lines.concat()
}

fn describe(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let mut shown: Vec<_> = items.iter().take(SHOWN_ITEMS).map(describe).collect();
            if items.len() > SHOWN_ITEMS {
                shown.push("...".to_owned());
            }
            let unit = if items.len() == 1 { "item" } else { "items" };
            format!("{} {unit}: {}", items.len(), shown.join(", "))
        }
        Value::String(text) => excerpt(text),
        value => excerpt(&value.to_string()),
    }
}

fn excerpt(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN_CHARS).collect();
    let ellipsis = if shown.len() < text.len() { "..." } else { "" };
    printable(&format!("{shown}{ellipsis}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_question_shows_what_is_concerned() {
        let params = json!({"userIds": ["a", "b", "c", "d"], "code": "x\u{1b}[2J", "all": true, "one": ["a"]});
        assert_eq!(
            summary(&params),
            "  all        true\n  code       x [2J\n  one        1 item: a\n  userIds    4 items: a, b, c, ...\n"
        );
    }
}
