//! What data policies allow a user to do. A denial wins over any number of permissions.

use serde_json::{Value, json};

use super::policies::{Permission, of_principal, permissions};
use super::structs::{locate, texts};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read};
use crate::domains::permissions::principals_of_user;
use crate::domains::users::{self, USERS};
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    read("check_permission", Documented, check_permission),
    read(
        "check_external_user_permission",
        Documented,
        check_external_user_permission,
    ),
    read(
        "check_user_same_level_permission",
        Documented,
        check_user_same_level_permission,
    ),
    read(
        "get_user_resource_permission_list",
        Documented,
        get_user_resource_permission_list,
    ),
    read("list_resource_targets", Assumed, list_resource_targets),
];

/// The permissions that a user has directly, and through groups, roles and departments. A policy cannot state conditions,
/// so that the environment of a request does not matter.
pub(super) struct Permissions<'a>(Vec<Permission<'a>>);

impl<'a> Permissions<'a> {
    pub(super) fn of_user(state: &'a State, user: &str, now: i64) -> Self {
        let principals = principals_of_user(state, user, now).into_iter();
        let policies = principals.flat_map(|acting| of_principal(state, &acting.principal));
        Permissions(policies.flat_map(permissions).collect())
    }

    /// Whether they allow an action on a data resource or a node, whose path includes the namespace.
    fn allow(&self, path: &str, action: &str) -> bool {
        let mut covering = self.0.iter().filter(|permission| permission.covers(path, action));
        let first = covering.next().is_some_and(|permission| permission.is_allowed);
        first && covering.all(|permission| permission.is_allowed)
    }

    /// The actions of a data resource that they allow on it, or on one of its nodes.
    pub(super) fn actions<'r>(&self, resource: &'r Record, path: &str) -> Vec<&'r str> {
        let actions = texts(resource, "actions");
        actions.filter(|action| self.allow(path, action)).collect()
    }

    /// The actions that they allow on what a path names within a namespace.
    fn actions_on<'r>(&self, state: &'r State, namespace: &str, path: &str) -> Vec<&'r str> {
        let resource = locate(state, namespace, path);
        resource.map_or_else(Vec::new, |resource| {
            self.actions(resource, &format!("{namespace}/{path}"))
        })
    }
}

/// The ID of the user that a parameter names.
fn user<'a>(call: &Call<'_>, state: &'a State, id_type: &str, param: &str) -> Result<&'a str, Refusal> {
    let user = users::find(state, Some(id_type), call.params.required(param))?;
    Ok(text(user, USERS.id))
}

/// The result for each path.
fn check_paths(call: &Call<'_>, state: &State, user: &str) -> Value {
    let params = call.params;
    let (namespace, action) = (params.required("namespaceCode"), params.required("action"));
    let permissions = Permissions::of_user(state, user, call.now);
    let results = params.texts("resources").map(|path| {
        json!({
            "namespaceCode": namespace,
            "action": action,
            "resource": path,
            "enabled": permissions.actions_on(state, namespace, path).contains(&action),
        })
    });
    json!({"checkResultList": results.collect::<Vec<_>>()})
}

fn check_permission(call: &Call<'_>, state: &State) -> Reply {
    Ok(check_paths(call, state, user(call, state, "user_id", "userId")?))
}

fn check_external_user_permission(call: &Call<'_>, state: &State) -> Reply {
    Ok(check_paths(
        call,
        state,
        user(call, state, "external_id", "externalId")?,
    ))
}

fn check_user_same_level_permission(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let (namespace, action) = (params.required("namespaceCode"), params.required("action"));
    let user = user(call, state, "user_id", "userId")?;
    let permissions = Permissions::of_user(state, user, call.now);
    let results = params.texts("resourceNodeCodes").map(|code| {
        let path = format!("{}/{code}", params.required("resource"));
        json!({
            "action": action,
            "resourceNodeCode": code,
            "enabled": permissions.actions_on(state, namespace, &path).contains(&action),
        })
    });
    Ok(json!({"checkLevelResultList": results.collect::<Vec<_>>()}))
}

fn get_user_resource_permission_list(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let namespace = params.required("namespaceCode");
    let user = user(call, state, "user_id", "userId")?;
    let permissions = Permissions::of_user(state, user, call.now);
    let list = params.texts("resources").map(|path| {
        json!({
            "namespaceCode": namespace,
            "actions": permissions.actions_on(state, namespace, path),
            "resource": path,
        })
    });
    Ok(json!({"permissionList": list.collect::<Vec<_>>()}))
}

fn list_resource_targets(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let namespace = params.required("namespaceCode");
    let users = state.table(&USERS).iter().map(|user| {
        let id = text(user, USERS.id);
        (id, Permissions::of_user(state, id, call.now))
    });
    let users: Vec<_> = users.collect();
    let list = params.texts("resources").map(|path| {
        let actions = params.texts("actions").map(|action| {
            let may = |permissions: &Permissions<'_>| permissions.actions_on(state, namespace, path).contains(&action);
            let users = users.iter().filter(|(_, permissions)| may(permissions));
            json!({"action": action, "userIds": users.map(|(id, _)| *id).collect::<Vec<_>>()})
        });
        json!({"resource": path, "actionAuthList": actions.collect::<Vec<_>>()})
    });
    Ok(json!({"authUserList": list.collect::<Vec<_>>()}))
}
