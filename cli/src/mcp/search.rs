//! The tool `search`: finds operations by words.

use genauth::OperationEffect;
use genauth::schema::Operation;
use serde_json::{Value, json};

use super::policy::Policy;
use super::tools::{Arguments, Texts};
use crate::failure::Failure;
use crate::names::kebab;
use crate::show::first_sentence;

const DEFAULT_LIMIT: usize = 20;

/// The values of `effect`.
pub const EFFECTS: [&str; 3] = ["read", "write", "destructive"];

pub fn effect(operation: &Operation) -> &'static str {
    match operation.effect {
        OperationEffect::Read => EFFECTS[0],
        OperationEffect::Destructive => EFFECTS[2],
        _ => EFFECTS[1],
    }
}

pub fn run(policy: &Policy, arguments: &mut Arguments) -> Result<Texts, Failure> {
    let query = arguments.text("query")?.unwrap_or_default();
    let domain = arguments.text("domain")?;
    let wanted = arguments.text("effect")?;
    let limit = arguments.count("limit")?.unwrap_or(DEFAULT_LIMIT);
    arguments.end()?;
    if let Some(wanted) = wanted.as_deref().filter(|wanted| !EFFECTS.contains(wanted)) {
        return Err(Failure::usage(format!(
            "effect must be one of {} (got {wanted:?})",
            EFFECTS.join(", ")
        )));
    }
    let words = words(&query);
    if words.is_empty() && domain.is_none() && wanted.is_none() {
        return Ok(vec![domains().to_string()]);
    }
    let mut found: Vec<_> = genauth::operations()
        .filter(|operation| {
            domain
                .as_deref()
                .is_none_or(|domain| domain.replace('-', "_") == operation.domain)
        })
        .filter(|operation| wanted.as_deref().is_none_or(|wanted| wanted == effect(operation)))
        .filter_map(|operation| Some((score(operation, &words)?, operation)))
        .collect();
    // The sort is stable, so equal ones stay in the order of the registry.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let rows: Vec<_> = found
        .iter()
        .take(limit)
        .map(|(_, operation)| row(policy, operation))
        .collect();
    let mut texts = vec![Value::Array(rows).to_string()];
    if found.is_empty() {
        texts.push("No operation has all these words. Try fewer, or list a domain.".to_owned());
    } else if found.len() > limit {
        texts.push(format!("{limit} of {}; use more words, or raise `limit`.", found.len()));
    }
    Ok(texts)
}

fn row(policy: &Policy, operation: &Operation) -> Value {
    json!({
        "operation": kebab(operation.name),
        "effect": effect(operation),
        "allowed": policy.allows(operation),
        "summary": first_sentence(operation.description()),
    })
}

/// The domains and their numbers of operations.
fn domains() -> Value {
    let mut domains: Vec<(&str, usize)> = Vec::new();
    for operation in genauth::operations() {
        match domains.iter_mut().find(|(domain, _)| *domain == operation.domain) {
            Some((_, count)) => *count += 1,
            None => domains.push((operation.domain, 1)),
        }
    }
    domains
        .iter()
        .map(|(domain, count)| json!({"domain": domain, "operations": count}))
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// How well an operation matches all words. `None` if it does not.
fn score(operation: &Operation, query: &[String]) -> Option<u32> {
    let name = words(operation.name);
    let other_names = operation.documented_name.unwrap_or_default().to_lowercase();
    let description = operation.description().to_lowercase();
    let mut total = 0;
    for word in query {
        // Singular and plural mean the same: `user` finds `list_users`.
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word);
        let is_same = |part: &String| part == word || part.strip_suffix('s').unwrap_or(part) == stem;
        total += if name.iter().any(is_same) {
            8
        } else if name.iter().any(|part| part.starts_with(stem)) {
            4
        } else if operation.domain.contains(stem) || other_names.contains(stem) || operation.path.contains(stem) {
            2
        } else if description.contains(stem) {
            1
        } else {
            return None;
        };
    }
    // Of two operations with the same words, the one that is about less besides them comes first.
    let extra = u32::try_from(name.len()).unwrap_or(u32::MAX).min(15);
    Some(total * 16 + (15 - extra))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;

    fn search(arguments: Value) -> (Vec<String>, Option<String>) {
        let Value::Object(arguments) = arguments else {
            panic!("an object")
        };
        let texts = run(&Policy::default(), &mut arguments_of(arguments)).unwrap();
        let rows: Vec<Value> = serde_json::from_str(&texts[0]).unwrap();
        let names = rows.iter().map(|row| row["operation"].as_str().unwrap().to_owned());
        (names.collect(), texts.get(1).cloned())
    }

    fn arguments_of(arguments: Map<String, Value>) -> Arguments {
        Arguments::from(arguments)
    }

    #[test]
    fn names_come_before_descriptions() {
        let (names, _) = search(json!({"query": "list users", "limit": 1}));
        assert_eq!(names, ["list-users"]);
        let (names, _) = search(json!({"query": "create user", "limit": 1}));
        assert_eq!(names, ["create-user"]);
        let (names, _) = search(json!({"query": "tenant resource associate", "limit": 1}));
        assert_eq!(names, ["associate-tenant-resource"]);
    }

    #[test]
    fn effects_and_domains_limit_what_is_found() {
        let (names, _) =
            search(json!({"query": "user delete", "effect": "destructive", "domain": "users", "limit": 3}));
        assert!(names.contains(&"delete-users-batch".to_owned()), "{names:?}");
        assert!(
            search(json!({"query": "delete-users-batch", "effect": "read"}))
                .0
                .is_empty()
        );
        let (_, note) = search(json!({"query": "user", "limit": 2}));
        assert!(note.unwrap().starts_with("2 of "));
    }

    #[test]
    fn without_a_query_the_domains_are_listed() {
        let texts = run(&Policy::default(), &mut arguments_of(Map::new())).unwrap();
        let rows: Vec<Value> = serde_json::from_str(&texts[0]).unwrap();
        let total: u64 = rows.iter().map(|row| row["operations"].as_u64().unwrap()).sum();
        assert_eq!(usize::try_from(total).unwrap(), genauth::operations().count());
    }
}
