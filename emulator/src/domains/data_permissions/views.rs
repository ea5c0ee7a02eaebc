//! Data resources with what users may do with them.

use serde_json::{Value, json};

use super::decisions::Permissions;
use super::policies::{is_about, of_principal};
use super::resources::named;
use super::structs::path_of;
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read};
use crate::domains::permissions::{
    DATA_RESOURCES, NAMESPACES, Principal, PrincipalKind, namespaces, principals_of_user,
};
use crate::domains::users::{self, USERS};
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, text, value};

pub(super) const RULES: &[Rule] = &[
    read("get_user_permission_list", Documented, get_user_permission_list),
    read("get_user_resource_struct", Documented, get_user_resource_struct),
    read(
        "get_external_user_resource_struct",
        Documented,
        get_external_user_resource_struct,
    ),
    read("list_permission_view", Assumed, list_permission_view),
];

/// The nodes of a level.
fn nodes(level: &Value) -> impl Iterator<Item = &Value> {
    level.as_array().into_iter().flatten()
}

/// A data resource with the permissions on it. `None` if there are none.
fn authorized(permissions: &Permissions<'_>, resource: &Record) -> Option<Value> {
    let path = path_of(resource);
    let actions = permissions.actions(resource, &path);
    let content = value(resource, "struct");
    let (name, authorized) = match text(resource, "type") {
        "TREE" => {
            let mut list = Vec::new();
            list_nodes(permissions, resource, &path, content, &mut list);
            if list.is_empty() {
                return None;
            }
            ("treeAuthorize", json!({"authList": list}))
        }
        _ if actions.is_empty() => return None,
        "STRING" => ("strAuthorize", json!({"value": content, "actions": actions})),
        _ => ("arrAuthorize", json!({"values": content, "actions": actions})),
    };
    Some(json!({
        "resourceCode": value(resource, "resourceCode"),
        "resourceType": value(resource, "type"),
        name: authorized,
    }))
}

/// Adds the nodes on and below a level that have permissions. Their paths begin after the data resource.
fn list_nodes(permissions: &Permissions<'_>, resource: &Record, parent: &str, level: &Value, list: &mut Vec<Value>) {
    for node in nodes(level) {
        let path = format!("{parent}/{}", node["code"].as_str().unwrap_or_default());
        let actions = permissions.actions(resource, &path);
        if !actions.is_empty() {
            list.push(json!({
                "nodePath": path.strip_prefix(&path_of(resource)),
                "nodeName": node["name"],
                "nodeActions": actions,
                "nodeValue": node["value"],
                "nodeExtendFieldValue": node["extendFieldValue"],
            }));
        }
        list_nodes(permissions, resource, &path, &node["children"], list);
    }
}

/// Those without permissions are left out.
fn get_user_permission_list(call: &Call<'_>, state: &State) -> Reply {
    let wanted: Vec<&str> = call.params.texts("namespaceCodes").collect();
    let mut list = Vec::new();
    for user in call.params.texts("userIds") {
        let user = text(users::find(state, None, user)?, USERS.id);
        let permissions = Permissions::of_user(state, user, call.now);
        let namespaces = namespaces::all(state).map(|namespace| text(namespace, NAMESPACES.id));
        for namespace in namespaces.filter(|code| wanted.is_empty() || wanted.contains(code)) {
            let resources = state.table(&DATA_RESOURCES).iter();
            let resources = resources.filter(|resource| text(resource, "namespaceCode") == namespace);
            let resources: Vec<Value> = resources
                .filter_map(|resource| authorized(&permissions, resource))
                .collect();
            if !resources.is_empty() {
                list.push(json!({
                    "userId": user,
                    "namespaceCode": namespace,
                    "resourceList": resources,
                }));
            }
        }
    }
    Ok(json!({"userPermissionList": list}))
}

fn get_user_resource_struct(call: &Call<'_>, state: &State) -> Reply {
    let user = users::find(state, None, call.params.required("userId"))?;
    structure(call, state, user)
}

fn get_external_user_resource_struct(call: &Call<'_>, state: &State) -> Reply {
    let user = users::find(state, Some("external_id"), call.params.required("externalId"))?;
    structure(call, state, user)
}

/// The whole content of a data resource, with the actions that a user may perform.
fn structure(call: &Call<'_>, state: &State, user: &Record) -> Result<Value, Refusal> {
    let resource = named(call.params, state)?;
    let permissions = Permissions::of_user(state, text(user, USERS.id), call.now);
    let path = path_of(resource);
    let actions = permissions.actions(resource, &path);
    let content = value(resource, "struct");
    let (name, shown) = match text(resource, "type") {
        "TREE" => {
            let nodes = with_actions(&permissions, resource, &path, content);
            ("treeResourceAuthAction", json!({"nodeAuthActionList": nodes}))
        }
        "STRING" => ("strResourceAuthAction", json!({"value": content, "actions": actions})),
        _ => ("arrResourceAuthAction", json!({"values": content, "actions": actions})),
    };
    Ok(json!({
        "namespaceCode": value(resource, "namespaceCode"),
        "resourceCode": value(resource, "resourceCode"),
        "resourceType": value(resource, "type"),
        name: shown,
    }))
}

/// The nodes of a level, with their actions and children.
fn with_actions(permissions: &Permissions<'_>, resource: &Record, parent: &str, level: &Value) -> Value {
    let nodes = nodes(level).map(|node| {
        let path = format!("{parent}/{}", node["code"].as_str().unwrap_or_default());
        let mut shown = node.clone();
        shown["actions"] = permissions.actions(resource, &path).into();
        shown["children"] = with_actions(permissions, resource, &path, &node["children"]);
        shown
    });
    nodes.collect()
}

/// Each user with each data resource that one of the user's policies is about.
fn list_permission_view(call: &Call<'_>, state: &State) -> Reply {
    let keyword = call.params.search("keyword");
    let users = state
        .table(&USERS)
        .iter()
        .map(|user| Principal::new(PrincipalKind::User, text(user, USERS.id)));
    let users = users.filter(|user| keyword.is_part_of(user.name(state)));
    let rows = users.flat_map(|user| {
        let resources = state.table(&DATA_RESOURCES).iter();
        resources.filter_map(move |resource| row(call, state, &user, resource))
    });
    Ok(call.params.page().of("list", rows, |row| row))
}

fn row(call: &Call<'_>, state: &State, user: &Principal, resource: &Record) -> Option<Value> {
    let mut lists: [Vec<Value>; 4] = Default::default();
    let [policies, roles, groups, nodes] = &mut lists;
    for acting in principals_of_user(state, &user.id, call.now) {
        let principal = acting.principal;
        for policy in of_principal(state, &principal).filter(|policy| is_about(policy, resource)) {
            let shown =
                json!({"dataPolicyId": value(policy, "policyId"), "dataPolicyName": value(policy, "policyName")});
            add(policies, shown);
            let (id, name, code) = (&principal.id, principal.name(state), principal.text(state, "code"));
            match principal.kind {
                PrincipalKind::User => {}
                PrincipalKind::Role => add(roles, json!({"roleId": id, "roleName": name, "roleCode": code})),
                PrincipalKind::Group => add(groups, json!({"groupId": id, "groupName": name, "groupCode": code})),
                PrincipalKind::Department => add(nodes, json!({"nodeId": id, "nodeName": name, "nodeCode": code})),
            }
        }
    }
    if policies.is_empty() {
        return None;
    }
    let namespace = namespaces::find(state, text(resource, "namespaceCode"));
    let [policies, roles, groups, nodes] = lists;
    Some(json!({
        "userId": user.id,
        "username": user.name(state),
        "namespaceId": namespace.map(|namespace| value(namespace, "namespaceId").to_string()),
        "namespaceCode": value(resource, "namespaceCode"),
        "namespaceName": namespace.map(|namespace| value(namespace, "name")),
        "dataResourceId": value(resource, DATA_RESOURCES.id),
        "dataResourceCode": value(resource, "resourceCode"),
        "dataResourceName": value(resource, "resourceName"),
        "dataPolicyList": policies,
        "roleList": roles,
        "groupList": groups,
        "nodeList": nodes,
    }))
}

/// Adds an item to a list that does not have it.
fn add(list: &mut Vec<Value>, item: Value) {
    if !list.contains(&item) {
        list.push(item);
    }
}
