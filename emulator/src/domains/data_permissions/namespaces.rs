//! Namespaces, as permission spaces.

use serde_json::{Value, json};

use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::namespaces::{
    all, create, find, is_built_in, remove, roles, update, view, view_in_list,
};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_permission_namespace", Seen, create_permission_namespace),
    write(
        "create_permission_namespaces_batch",
        Seen,
        create_permission_namespaces_batch,
    ),
    read("get_permission_namespace", Seen, get_permission_namespace),
    read("get_permission_namespaces_batch", Seen, get_permission_namespaces_batch),
    read("list_permission_namespaces", Seen, list_permission_namespaces),
    write("update_permission_namespace", Seen, update_permission_namespace),
    write("delete_permission_namespace", Seen, delete_permission_namespace),
    write(
        "delete_permission_namespaces_batch",
        Seen,
        delete_permission_namespaces_batch,
    ),
    read(
        "check_permission_namespace_exists",
        Documented,
        check_permission_namespace_exists,
    ),
    read("list_permission_namespace_roles", Seen, list_permission_namespace_roles),
];

fn absent() -> Refusal {
    Refusal::not_found("权限空间不存在")
}

/// The operation for one namespace refuses a built-in code with another status than that for several.
fn create_permission_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    if is_built_in(call.params.required("code")) {
        let message = "can't use permission namespace code 'default' or 'system'";
        return Err(Refusal::new(403, message));
    }
    create(state, call.params)?;
    get_permission_namespace(call, state)
}

fn create_permission_namespaces_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for namespace in call.params.objects("list") {
        create(state, namespace)?;
    }
    success()
}

fn get_permission_namespace(call: &Call<'_>, state: &State) -> Reply {
    let found = find(state, call.params.required("code"));
    found.map(view).ok_or_else(absent)
}

fn get_permission_namespaces_batch(call: &Call<'_>, state: &State) -> Reply {
    let codes = call.params.texts("codes");
    let found: Option<Vec<Value>> = codes.map(|code| find(state, code).map(view)).collect();
    let found = found.ok_or_else(|| Refusal::not_found("有不存在的权限空间"))?;
    Ok(found.into())
}

fn list_permission_namespaces(call: &Call<'_>, state: &State) -> Reply {
    let query = call.params.search("query");
    let namespaces = all(state).filter(|namespace| query.is_in(namespace, &["name"]));
    Ok(call.params.page().of("list", namespaces, view_in_list))
}

fn update_permission_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    let absent = || Refusal::not_found("namespace not found");
    let code = call.params.required("code");
    find(state, code).ok_or_else(absent)?;
    update(state, code, call.params)?;
    let code = call.params.text("newCode").unwrap_or(code);
    find(state, code).map(view).ok_or_else(absent)
}

fn delete_permission_namespace(call: &Call<'_>, state: &mut State) -> Reply {
    if remove(state, call.params.required("code"))? {
        success()
    } else {
        Err(absent())
    }
}

fn delete_permission_namespaces_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for code in call.params.texts("codes") {
        if !remove(state, code)? {
            return Err(absent());
        }
    }
    success()
}

fn check_permission_namespace_exists(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    if params.text("code").or(params.text("name")).is_none() {
        return Err(Refusal::malformed("code, name", "one of them is required"));
    }
    let taken = ["code", "name"].into_iter().find(|field| {
        let has_value = |value| all(state).any(|namespace| text(namespace, field) == value);
        params.text(field).is_some_and(has_value)
    });
    Ok(availability(taken))
}

/// Whether a value can be used, and which field has it already.
pub(super) fn availability(taken: Option<&str>) -> Value {
    match taken {
        Some(field) => json!({"isValid": false, "message": format!("{field} already exists")}),
        None => json!({"isValid": true}),
    }
}

fn list_permission_namespace_roles(call: &Call<'_>, state: &State) -> Reply {
    let code = call.params.required("code");
    find(state, code).ok_or_else(absent)?;
    let roles = roles(state, code, call.params.search("query"));
    let view = |role: &Record| {
        json!({
            "name": text(role, "name"),
            "code": text(role, "code"),
            "description": text(role, "description"),
            "namespace": code,
        })
    };
    Ok(call.params.page().of("list", roles, view))
}
