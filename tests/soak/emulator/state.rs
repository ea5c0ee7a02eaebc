//! The state of the emulator as facts.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Facts;

/// Tables of which each record is a fact: the table, the field with the ID, the field that names the record in facts, and
/// the field with the value of the fact.
const TABLES: [(&str, &str, &str, &str); 4] = [
    ("users", "userId", "username", "name"),
    ("groups", "id", "code", "name"),
    ("roles", "id", "code", "name"),
    ("applications", "appId", "appIdentifier", "appName"),
];

/// Links between records of these tables, each of which is a fact.
const LINKS: [(&str, &str); 3] = [
    ("group_members", "groups"),
    ("role_users", "roles"),
    ("application_users", "applications"),
];

/// The fact that something exists.
pub fn record(table: &str, name: &str) -> String {
    format!("{table}: {name}")
}

/// The fact that two records are linked.
pub fn link(links: &str, left: &str, right: &str) -> String {
    format!("{links}: {left}: {right}")
}

/// The facts in a snapshot. The value of a link is its `effect`, if it has one.
pub fn facts(snapshot: &Value) -> Facts {
    let mut facts = Facts::new();
    let mut names = BTreeMap::new();
    let list = |kind: &str, name: &str| {
        let list = snapshot["state"][kind][name].as_array();
        list.unwrap_or_else(|| panic!("the snapshot has no {kind}.{name}"))
    };
    for (table, id, name, value) in TABLES {
        for entry in list("tables", table) {
            let [id, name, value] = [id, name, value].map(|field| entry[field].as_str().unwrap_or_default());
            names.insert((table, id), name);
            facts.insert(record(table, name), value.to_owned());
        }
    }
    for (links, left) in LINKS {
        for entry in list("links", links) {
            let name = |table, id: &Value| names[&(table, id.as_str().unwrap_or_default())];
            let fact = link(links, name(left, &entry[0]), name("users", &entry[1]));
            facts.insert(fact, entry[2]["effect"].as_str().unwrap_or_default().to_owned());
        }
    }
    // Names of tenants are not unique: a second one would show that a write was applied twice.
    for tenant in list("tables", "tenants") {
        let fact = record("tenants", tenant["name"].as_str().unwrap_or_default());
        *facts.entry(fact).or_default() += "1";
    }
    facts
}
