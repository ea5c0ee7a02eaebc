//! Resources of namespaces, and the tenants that they are linked to.

use serde_json::{Value, json};

use super::namespaces::{all, find as find_namespace, named};
use super::{NAMESPACES, RESOURCE_CODE, RESOURCES};
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::roles::DEFAULT_NAMESPACE;
use crate::domains::users::TENANTS;
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_resource", Seen, create_resource),
    write("create_resources_batch", Seen, create_resources_batch),
    read("get_resource", Seen, get_resource),
    read("get_resources_batch", Documented, get_resources_batch),
    read("list_resources", Seen, list_resources),
    read("list_common_resource", Documented, list_common_resource),
    write("update_resource", Seen, update_resource),
    write("delete_resource", Documented, delete_resource),
    write("delete_resources_batch", Documented, delete_resources_batch),
    write("batch_delete_common_resource", Documented, batch_delete_common_resource),
];

/// The parameters that are stored as they are, and returned.
const FIELDS: &[&str] = &["code", "description", "name", "type", "actions", "apiIdentifier"];

const MAX_CODE: usize = 64;

/// The field with the IDs of the tenants that a resource is linked to.
const TENANT_IDS: &str = "tenantIds";

/// A code consists of letters, digits and some punctuation, as in `ecs:1` and `books:*`.
fn check_code(code: &str) -> Result<(), Refusal> {
    let is_valid = |letter: char| letter.is_ascii_alphanumeric() || "-_:.*".contains(letter);
    if code.chars().all(is_valid) && (1..=MAX_CODE).contains(&code.len()) {
        Ok(())
    } else {
        Err(Refusal::new(400, format!("invalid resource code: {code}")))
    }
}

pub(super) fn absent() -> Refusal {
    Refusal::not_found("资源不存在")
}

/// The resource with this code in a namespace.
pub(super) fn find<'a>(state: &'a State, namespace: &str, code: &str) -> Option<&'a Record> {
    state.table(&RESOURCES).find(RESOURCE_CODE, &[namespace, code])
}

/// The ID of the resource that an application calls by this code: in the application's namespace, which has the ID of the
/// application as its code, or else in the first namespace that has such a resource.
pub(in crate::domains) fn find_for_application(state: &State, app_id: &str, code: &str) -> Result<String, Refusal> {
    let others = all(state).map(|namespace| text(namespace, NAMESPACES.id));
    let namespaces = std::iter::once(app_id).chain(others);
    let mut found = namespaces.filter_map(|namespace| find(state, namespace, code));
    let resource = found.next().ok_or_else(absent)?;
    Ok(text(resource, RESOURCES.id).to_owned())
}

/// Links a resource to a tenant, or removes the link.
pub(in crate::domains) fn link_to_tenant(
    state: &mut State,
    resource: &str,
    tenant: &str,
    is_linked: bool,
) -> Result<(), Refusal> {
    let linked = state.get(&RESOURCES, resource).into_iter().flat_map(tenants);
    let mut linked: Vec<String> = linked.filter(|id| *id != tenant).map(str::to_owned).collect();
    if is_linked {
        linked.push(tenant.to_owned());
    }
    let mut changes = Record::new();
    changes.insert(TENANT_IDS.to_owned(), linked.into());
    Ok(state.change(&RESOURCES, resource, changes)?)
}

fn tenants(resource: &Record) -> impl Iterator<Item = &str> {
    let ids = resource.get(TENANT_IDS).and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(Value::as_str)
}

/// A resource as responses show it: linked to the tenant of the header, or without one to any.
fn view(call: &Call<'_>, state: &State, resource: &Record) -> Value {
    let mut tenants = tenants(resource).filter(|id| state.get(&TENANTS, id).is_some());
    let is_linked = tenants.any(|id| call.tenant_id.is_none_or(|tenant| tenant == id));
    let mut shown = Params::new(resource).only(FIELDS);
    shown.insert("namespace".to_owned(), value(resource, "namespace").clone());
    shown.insert("linkedToTenant".to_owned(), is_linked.into());
    shown.into()
}

/// The resource that `code` and `namespace` name.
fn named_resource<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    find(state, namespace, call.params.required("code")).ok_or_else(absent)
}

fn create_resource(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params)?;
    get_resource(call, state)
}

fn create_resources_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for resource in call.params.objects("list") {
        create(call, state, resource)?;
    }
    success()
}

/// Creates a resource in the namespace that the request names.
fn create(call: &Call<'_>, state: &mut State, params: Params<'_>) -> Result<(), Refusal> {
    let code = params.required("code");
    check_code(code)?;
    let namespace = named(state, call.params)?;
    let mut resource = object(json!({
        "id": state.ids.next(call.now),
        "name": code,
        "description": "",
        "actions": [],
        "namespace": namespace,
        "createdAt": call.time(),
        "updatedAt": call.time(),
    }));
    let given = params.only(FIELDS).into_iter().filter(|(_, value)| !value.is_null());
    resource.extend(given);
    state.insert(&RESOURCES, resource)?;
    Ok(())
}

fn get_resource(call: &Call<'_>, state: &State) -> Reply {
    Ok(view(call, state, named_resource(call, state)?))
}

/// Absent resources are left out.
fn get_resources_batch(call: &Call<'_>, state: &State) -> Reply {
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let codes = call.params.texts("codeList");
    let resources = codes.filter_map(|code| find(state, namespace, code));
    Ok(resources.map(|resource| view(call, state, resource)).collect())
}

/// The oldest resources come first.
fn list_resources(call: &Call<'_>, state: &State) -> Reply {
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let ty = call.params.text("type");
    let resources = state.table(&RESOURCES).iter().filter(|resource| {
        text(resource, "namespace") == namespace && ty.is_none_or(|ty| text(resource, "type") == ty)
    });
    let view = |resource: &Record| view(call, state, resource);
    Ok(call.params.page().of("list", resources, view))
}

/// The resources of all namespaces, or of those in a list that is written as JSON or with commas.
fn list_common_resource(call: &Call<'_>, state: &State) -> Reply {
    let keyword = call.params.search("keyword");
    let namespaces: Option<Vec<String>> = call.params.text("namespaceCodeList").map(|list| {
        let codes = serde_json::from_str(list);
        codes.unwrap_or_else(|_| list.split(',').map(|code| code.trim().to_owned()).collect())
    });
    let resources = state.table(&RESOURCES).iter().filter(|resource| {
        let is_in = |code: &String| text(resource, "namespace") == *code;
        keyword.is_in(resource, &["code", "name"]) && namespaces.as_ref().is_none_or(|codes| codes.iter().any(is_in))
    });
    let view = |resource: &Record| {
        let mut shown = view(call, state, resource);
        for name in ["id", "createdAt", "updatedAt"] {
            shown[name] = value(resource, name).clone();
        }
        if let Some(namespace) = find_namespace(state, text(resource, "namespace")) {
            shown["namespaceId"] = value(namespace, "namespaceId").clone();
            shown["namespaceName"] = value(namespace, "name").clone();
        }
        shown["userPoolId"] = call.user_pool_id.into();
        shown
    };
    Ok(call.params.page().of("list", resources, view))
}

/// Fields that are not given keep their values, and `null` removes a value.
fn update_resource(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named_resource(call, state)?, RESOURCES.id).to_owned();
    let mut changes = call.params.only(FIELDS);
    changes.remove("code");
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(&RESOURCES, &id, changes)?;
    get_resource(call, state)
}

fn delete_resource(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named_resource(call, state)?, RESOURCES.id).to_owned();
    state.remove(&RESOURCES, &id);
    success()
}

/// Absent resources are skipped.
fn delete_resources_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    if params.items("codeList").is_empty() && params.items("ids").is_empty() {
        return Err(Refusal::malformed("codeList, ids", "at least one of them is required"));
    }
    let namespace = params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let found = params.texts("codeList").filter_map(|code| find(state, namespace, code));
    let ids = found.map(|resource| text(resource, RESOURCES.id).to_owned());
    let ids: Vec<String> = ids.chain(params.texts("ids").map(str::to_owned)).collect();
    for id in ids {
        state.remove(&RESOURCES, &id);
    }
    success()
}

/// Absent resources are skipped.
fn batch_delete_common_resource(call: &Call<'_>, state: &mut State) -> Reply {
    for id in call.params.texts("ids") {
        state.remove(&RESOURCES, id);
    }
    success()
}
