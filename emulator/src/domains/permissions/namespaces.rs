//! Namespaces, as permission groups.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::{DATA_RESOURCES, NAMESPACES, RESOURCES};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::roles::{DEFAULT_NAMESPACE, ROLES};
use crate::params::{Params, Search};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_namespace", Seen, create_namespace),
    write("create_namespaces_batch", Seen, create_namespaces_batch),
    read("get_namespace", Seen, get_namespace),
    read("get_namespaces_batch", Documented, get_namespaces_batch),
    write("update_namespace", Seen, update_namespace),
    write("delete_namespace", Seen, delete_namespace),
    write("delete_namespaces_batch", Documented, delete_namespaces_batch),
    read("list_namespaces", Documented, list_namespaces),
    read("list_namespace_roles", Assumed, list_namespace_roles),
];

/// What belongs to namespaces: the table, and the field with the code of the namespace.
static CONTENT: [(&TableSpec, &str); 3] = [
    (&RESOURCES, "namespace"),
    (&ROLES, "namespace"),
    (&DATA_RESOURCES, "namespaceCode"),
];

const MAX_CODE: usize = 64;

/// The namespaces that each user pool has. They are never changed or removed.
static BUILT_IN: LazyLock<[Record; 2]> = LazyLock::new(|| {
    let namespaces = [(DEFAULT_NAMESPACE, "Default", 1), ("system", "System", 2)];
    namespaces.map(|(code, name, number)| record(code, name, "", number))
});

fn record(code: &str, name: &str, description: &str, number: i64) -> Record {
    let record = json!({
        "code": code,
        "name": name,
        "description": description,
        "status": 1,
        "namespaceId": number,
    });
    object(record)
}

pub(in crate::domains) fn is_built_in(code: &str) -> bool {
    BUILT_IN.iter().any(|namespace| text(namespace, NAMESPACES.id) == code)
}

/// All namespaces, the built-in ones first.
pub(in crate::domains) fn all(state: &State) -> impl Iterator<Item = &Record> {
    BUILT_IN.iter().chain(state.table(&NAMESPACES).iter())
}

pub(in crate::domains) fn find<'a>(state: &'a State, code: &str) -> Option<&'a Record> {
    let mut built_in = BUILT_IN.iter();
    let built_in = built_in.find(|namespace| text(namespace, NAMESPACES.id) == code);
    state.get(&NAMESPACES, code).or(built_in)
}

/// The code that `namespace` names, or that of the default namespace.
pub(super) fn named<'a>(state: &State, params: Params<'a>) -> Result<&'a str, Refusal> {
    let code = params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    match find(state, code) {
        Some(_) => Ok(code),
        None => Err(absent_group()),
    }
}

fn absent_group() -> Refusal {
    Refusal::not_found("权限组不存在")
}

fn absent() -> Refusal {
    Refusal::not_found("namespace not exists")
}

/// A code consists of letters, digits, `-` and `_`.
fn check_code(code: &str) -> Result<(), Refusal> {
    let is_valid = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if code.chars().all(is_valid) && (1..=MAX_CODE).contains(&code.len()) {
        Ok(())
    } else {
        Err(Refusal::new(400, format!("invalid namespace code: {code}")))
    }
}

/// Creates a namespace with the code, name and description in `params`.
pub(in crate::domains) fn create(state: &mut State, params: Params<'_>) -> Result<(), Refusal> {
    let code = params.required("code");
    check_code(code)?;
    if is_built_in(code) {
        let message = "can't use built-in namespace code 'default' and 'system'";
        return Err(Refusal::conflict(message));
    }
    let name = params.text("name").unwrap_or(code);
    let description = params.text("description").unwrap_or_default();
    let numbers = all(state).filter_map(|namespace| value(namespace, "namespaceId").as_i64());
    let number = numbers.max().unwrap_or_default() + 1;
    state.insert(&NAMESPACES, record(code, name, description, number))?;
    Ok(())
}

/// Changes a namespace that exists. `params` has `name`, `description` and `newCode`. A new code also replaces the old
/// one in all that belongs to the namespace.
pub(in crate::domains) fn update(state: &mut State, code: &str, params: Params<'_>) -> Result<(), Refusal> {
    if is_built_in(code) {
        return Err(Refusal::new(403, "a built-in namespace cannot be changed"));
    }
    let mut changes = params.only(&["name", "description"]);
    changes.retain(|_, value| !value.is_null());
    let new_code = params.text("newCode").filter(|new_code| *new_code != code);
    if let Some(new_code) = new_code {
        check_code(new_code)?;
        if find(state, new_code).is_some() {
            let message = format!("namespace with code {new_code} already exists.");
            return Err(Refusal::conflict(message));
        }
        changes.insert(NAMESPACES.id.to_owned(), new_code.into());
    }
    state.change(&NAMESPACES, code, changes)?;
    for (table, field) in CONTENT.into_iter().filter(|_| new_code.is_some()) {
        for id in content(state, table, field, code) {
            let mut changes = Record::new();
            changes.insert(field.to_owned(), new_code.into());
            let old = state.get(table, &id);
            if old.is_some_and(|record| text(record, "namespaceName") == code) {
                changes.insert("namespaceName".to_owned(), new_code.into());
            }
            state.change(table, &id, changes)?;
        }
    }
    Ok(())
}

/// Removes a namespace, and all that belongs to it. Returns whether it existed.
pub(in crate::domains) fn remove(state: &mut State, code: &str) -> Result<bool, Refusal> {
    if is_built_in(code) {
        return Err(Refusal::new(403, "a built-in namespace cannot be removed"));
    }
    if !state.remove(&NAMESPACES, code) {
        return Ok(false);
    }
    for (table, field) in CONTENT {
        for id in content(state, table, field, code) {
            state.remove(table, &id);
        }
    }
    Ok(true)
}

/// The IDs of the records that belong to a namespace.
fn content(state: &State, table: &TableSpec, field: &str, code: &str) -> Vec<String> {
    let records = state.table(table).iter().filter(|record| text(record, field) == code);
    records.map(|record| text(record, table.id).to_owned()).collect()
}

/// The roles of a namespace whose codes or names contain the keywords.
pub(in crate::domains) fn roles<'a>(
    state: &'a State,
    code: &'a str,
    keywords: Search,
) -> impl Iterator<Item = &'a Record> {
    state
        .table(&ROLES)
        .iter()
        .filter(move |role| text(role, "namespace") == code && keywords.is_in(role, &["code", "name"]))
}

pub(in crate::domains) fn view(namespace: &Record) -> Value {
    json!({
        "code": value(namespace, "code"),
        "name": value(namespace, "name"),
        "description": value(namespace, "description"),
    })
}

/// A namespace as lists show it.
pub(in crate::domains) fn view_in_list(namespace: &Record) -> Value {
    let mut shown = view(namespace);
    shown["status"] = value(namespace, "status").clone();
    shown
}

fn create_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    create(state, call.params)?;
    get_namespace(call, state)
}

fn create_namespaces_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for namespace in call.params.objects("list") {
        create(state, namespace)?;
    }
    success()
}

fn get_namespace(call: &Call<'_>, state: &State) -> Reply {
    let found = find(state, call.params.required("code"));
    found.map(view).ok_or_else(absent)
}

/// Absent namespaces are left out.
fn get_namespaces_batch(call: &Call<'_>, state: &State) -> Reply {
    let codes = call.params.texts("codeList");
    Ok(codes.filter_map(|code| find(state, code)).map(view).collect())
}

fn update_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    let code = call.params.required("code");
    find(state, code).ok_or_else(absent)?;
    update(state, code, call.params)?;
    let new_code = call.params.text("newCode").unwrap_or(code);
    let mut shown = find(state, new_code).map(view).ok_or_else(absent)?;
    shown["code"] = code.into();
    shown["newCode"] = new_code.into();
    Ok(shown)
}

fn delete_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    if remove(state, call.params.required("code"))? {
        success()
    } else {
        Err(absent_group())
    }
}

/// Absent namespaces are skipped.
fn delete_namespaces_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for code in call.params.texts("codeList") {
        remove(state, code)?;
    }
    success()
}

fn list_namespaces(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let namespaces = all(state).filter(|namespace| keywords.is_in(namespace, &["code"]));
    Ok(call.params.page().of("list", namespaces, view_in_list))
}

fn list_namespace_roles(call: &Call<'_>, state: &State) -> Reply {
    let code = call.params.required("code");
    find(state, code).ok_or_else(absent)?;
    let roles = roles(state, code, call.params.search("keywords"));
    Ok(call.params.page().of("list", roles, |role| role.clone().into()))
}
