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

/// Words of questions that say nothing about an operation.
const FILLERS: [&str; 18] = [
    "a", "all", "an", "by", "every", "for", "from", "how", "in", "is", "many", "of", "on", "the", "to", "which", "who",
    "with",
];

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
    let words = meaningful(words(&query));
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
        texts.push("No operation has these words. Try others, or list a domain.".to_owned());
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

/// The words that distinguish operations: not those of every question, and not the `s` of a genitive.
fn meaningful(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| word.chars().count() > 1 && !FILLERS.contains(&&**word));
    words
}

/// How well an operation matches the words. `None` if it has less than half of them.
fn score(operation: &Operation, query: &[String]) -> Option<u32> {
    let name = words(operation.name);
    let documented_name = operation.documented_name.unwrap_or_default();
    let others = [operation.domain, documented_name, operation.path];
    let description = operation.description().to_lowercase();
    let (mut total, mut matched) = (0, 0);
    for word in query {
        // Singular and plural mean the same: `user` finds `list_users`.
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word);
        let is_same = |part: &String| part == word || part.strip_suffix('s').unwrap_or(part) == stem;
        let weight = if name.iter().any(is_same) {
            8
        } else if name.iter().any(|part| part.starts_with(stem)) {
            4
        } else if others.iter().any(|other| other.contains(stem)) {
            2
        } else {
            u32::from(description.contains(stem))
        };
        total += weight;
        matched += usize::from(weight > 0);
    }
    // Of two operations with the same words, the one that is about less besides them comes first.
    let extra = u32::try_from(name.len()).unwrap_or(u32::MAX).min(15);
    (matched * 2 >= query.len()).then_some(total * 16 + (15 - extra))
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
    fn questions_find_operations_that_have_most_of_their_words() {
        for (query, expected) in [
            ("list all applications", "list-applications"),
            ("login history of a user", "get-user-login-history"),
            ("user's roles", "get-user-roles"),
            ("assign the role to a user", "assign-role"),
            ("how many webhook logs", "get-webhook-logs"),
            (
                "remove xylophone members from a department",
                "remove-department-members",
            ),
        ] {
            assert_eq!(search(json!({"query": query, "limit": 1})).0, [expected], "{query}");
        }
    }

    #[test]
    fn effects_and_domains_limit_what_is_found() {
        let (names, _) =
            search(json!({"query": "user delete", "effect": "destructive", "domain": "users", "limit": 3}));
        assert!(names.contains(&"delete-users-batch".to_owned()), "{names:?}");
        let (names, note) = search(json!({"query": "xylophone", "effect": "read"}));
        assert!(names.is_empty());
        assert_eq!(
            note.unwrap(),
            "No operation has these words. Try others, or list a domain."
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
