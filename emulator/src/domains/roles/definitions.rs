//! Creates, updates, lists and removes roles.

use serde_json::{Map, Value, json};

use super::{CODE, DEFAULT_NAMESPACE, ROLES, find, id_of, named};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{State, object, text};

pub(super) const RULES: &[Rule] = &[
    read("get_role", Documented, get_role),
    read("list_roles", Documented, list_roles),
    write("create_role", Seen, create_role),
    write("create_roles_batch", Seen, create_roles_batch),
    write("update_role", Seen, update_role),
    write("delete_roles_batch", Documented, delete_roles_batch),
    write("delete_roles", Documented, delete_roles),
    read("check_role_params", Documented, check_role_params),
    read("check_role_mutual_exclusion", Assumed, check_role_mutual_exclusion),
    write("create_admin_role", Assumed, create_admin_role),
    write("delete_admin_roles_batch", Assumed, delete_admin_roles_batch),
];

/// The namespace of administrator roles.
const SYSTEM: &str = "system";

/// A code consists of letters, digits, `-` and `_`.
fn check_code(code: &str) -> Result<(), Refusal> {
    let is_valid = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if code.chars().all(is_valid) {
        Ok(())
    } else {
        Err(Refusal::new(400, format!("invalid role code: {code}")))
    }
}

fn get_role(call: &Call<'_>, state: &State) -> Reply {
    Ok(named(call, state)?.clone().into())
}

/// The oldest roles come first.
fn list_roles(call: &Call<'_>, state: &State) -> Reply {
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let keywords = call.params.search("keywords");
    let roles = state
        .table(&ROLES)
        .iter()
        .filter(|role| text(role, "namespace") == namespace && keywords.is_in(role, &["code", "name"]));
    Ok(call.params.page().of("list", roles, |role| role.clone().into()))
}

fn create_role(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params.text("namespace"), call.params)
}

fn create_roles_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for role in call.params.objects("list") {
        create(call, state, role.text("namespace"), role)?;
    }
    success()
}

fn create(call: &Call<'_>, state: &mut State, namespace: Option<&str>, params: Params<'_>) -> Reply {
    let code = params.required("code");
    check_code(code)?;
    let namespace = namespace.unwrap_or(DEFAULT_NAMESPACE);
    let role = json!({
        "id": state.ids.next(call.now),
        "code": code,
        "name": params.text("name").unwrap_or(code),
        "description": params.text("description").unwrap_or_default(),
        "namespace": namespace,
        "namespaceName": namespace,
        "status": "ENABLE",
        "disableTime": params.integer("disableTime"),
        "enablePermissionApply": false,
    });
    state.insert(&ROLES, object(role.clone()))?;
    Ok(role)
}

fn update_role(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let id = text(named(call, state)?, ROLES.id).to_owned();
    check_code(params.required("newCode"))?;
    let mut changes: Map<String, Value> = params.only(&["name", "description", "status", "enablePermissionApply"]);
    changes.retain(|_, value| !value.is_null());
    changes.insert("code".to_owned(), params.required("newCode").into());
    if params.fields().any(|(name, _)| name == "disableTime") {
        let time = params.integer("disableTime");
        changes.insert("disableTime".to_owned(), time.into());
    }
    state.change(&ROLES, &id, changes)?;
    success()
}

/// Absent roles are skipped.
fn remove(state: &mut State, namespace: Option<&str>, code: &str) {
    if let Ok(id) = id_of(state, namespace, code) {
        state.remove(&ROLES, &id);
    }
}

fn delete_roles_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for code in call.params.texts("codeList") {
        remove(state, call.params.text("namespace"), code);
    }
    success()
}

fn delete_roles(call: &Call<'_>, state: &mut State) -> Reply {
    for role in call.params.objects("roleList") {
        remove(state, role.text("namespace"), role.required("code"));
    }
    success()
}

/// A code is available if no role of the namespace has it, and a name likewise.
fn check_role_params(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let namespace = params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let code = params.required("code");
    let has_name = |name: &str| {
        let mut roles = state.table(&ROLES).iter();
        roles.any(|role| text(role, "namespace") == namespace && text(role, "name") == name)
    };
    let reason = if state.table(&ROLES).find(CODE, &[namespace, code]).is_some() {
        Some("code already exists".to_owned())
    } else if params.text("name").is_some_and(has_name) {
        Some("name already exists".to_owned())
    } else {
        check_code(code).err().map(|refusal| refusal.message)
    };
    Ok(match reason {
        Some(message) => json!({"isValid": false, "message": message}),
        None => json!({"isValid": true}),
    })
}

/// The emulator has no rules about which roles exclude each other.
fn check_role_mutual_exclusion(call: &Call<'_>, state: &State) -> Reply {
    for role in call.params.objects("roles") {
        find(state, role.text("namespace"), role.required("code"))?;
    }
    Ok(json!({"existMutuallyExclusive": false}))
}

fn create_admin_role(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, Some(SYSTEM), call.params)
}

fn delete_admin_roles_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for code in call.params.texts("codeList") {
        remove(state, Some(SYSTEM), code);
    }
    success()
}
