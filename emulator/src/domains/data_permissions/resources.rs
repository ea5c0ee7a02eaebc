//! Data resources.

use serde_json::{Value, json};

use super::namespaces::availability;
use super::policies::grants_on;
use super::structs::{check, find};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::{DATA_RESOURCE_CODE, DATA_RESOURCE_NAME, DATA_RESOURCES, namespaces};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_data_resource", Documented, create_data_resource),
    write(
        "create_data_resource_by_string",
        Documented,
        create_data_resource_by_string,
    ),
    write(
        "create_data_resource_by_array",
        Documented,
        create_data_resource_by_array,
    ),
    write("create_data_resource_by_tree", Documented, create_data_resource_by_tree),
    read("list_data_resources", Documented, list_data_resources),
    read("get_data_resource", Documented, get_data_resource),
    write("update_data_resource", Documented, update_data_resource),
    write("delete_data_resource", Assumed, delete_data_resource),
    read("check_data_resource_exists", Documented, check_data_resource_exists),
];

/// The fields of responses.
const FIELDS: &[&str] = &[
    "resourceName",
    "resourceCode",
    "type",
    "description",
    "struct",
    "extendFieldList",
    "actions",
];

/// The data resource that `namespaceCode` and `resourceCode` name.
pub(super) fn named<'a>(params: Params<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let found = find(state, params.required("namespaceCode"), params.required("resourceCode"));
    found.ok_or_else(|| Refusal::not_found("数据资源不存在"))
}

/// The ID of the data resource that `namespaceCode` and `resourceCode` name.
pub(super) fn id_of(params: Params<'_>, state: &State) -> Result<String, Refusal> {
    Ok(text(named(params, state)?, DATA_RESOURCES.id).to_owned())
}

fn view(resource: &Record) -> Value {
    Params::new(resource).only(FIELDS).into()
}

fn create_data_resource(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params.required("type"))
}

fn create_data_resource_by_string(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, "STRING")
}

fn create_data_resource_by_array(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, "ARRAY")
}

fn create_data_resource_by_tree(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, "TREE")
}

fn create(call: &Call<'_>, state: &mut State, ty: &str) -> Reply {
    let params = call.params;
    let namespace = params.required("namespaceCode");
    if namespaces::find(state, namespace).is_none() {
        return Err(Refusal::not_found("权限空间不存在"));
    }
    let content = params.get("struct").unwrap_or(&Value::Null);
    check(ty, content)?;
    let fields = params.items("extendFieldList");
    if ty != "TREE" && !fields.is_empty() {
        return Err(Refusal::malformed("extendFieldList", "is for trees only"));
    }
    let resource = object(json!({
        "resourceId": state.ids.next(call.now),
        "namespaceCode": namespace,
        "resourceCode": params.required("resourceCode"),
        "resourceName": params.required("resourceName"),
        "type": ty,
        "description": params.text("description").unwrap_or_default(),
        "struct": content,
        "actions": params.items("actions"),
        "extendFieldList": fields,
        "createdAt": call.time(),
        "updatedAt": call.time(),
    }));
    state.insert(&DATA_RESOURCES, resource)?;
    named(params, state).map(view)
}

/// The oldest data resources come first.
fn list_data_resources(call: &Call<'_>, state: &State) -> Reply {
    let query = call.params.search("query");
    let namespaces: Vec<&str> = call.params.texts("namespaceCodes").collect();
    let resources = state.table(&DATA_RESOURCES).iter().filter(|resource| {
        query.is_in(resource, &["resourceName", "resourceCode"])
            && (namespaces.is_empty() || namespaces.contains(&text(resource, "namespaceCode")))
    });
    let view = |resource: &Record| {
        let mut shown = view(resource);
        if let Some(shown) = shown.as_object_mut() {
            shown.retain(|name, _| !matches!(name.as_str(), "struct" | "extendFieldList" | "actions"));
        }
        let namespace = text(resource, "namespaceCode");
        shown["namespaceCode"] = namespace.into();
        shown["namespaceName"] = namespaces::find(state, namespace)
            .map(|found| text(found, "name"))
            .into();
        shown["authorizationNum"] = grants_on(state, resource).into();
        shown["updatedAt"] = value(resource, "updatedAt").clone();
        shown
    };
    Ok(call.params.page().of("list", resources, view))
}

fn get_data_resource(call: &Call<'_>, state: &State) -> Reply {
    let resource = named(call.params, state)?;
    let mut shown = view(resource);
    shown["namespaceCode"] = value(resource, "namespaceCode").clone();
    Ok(shown)
}

/// Fields that are not given keep their values.
fn update_data_resource(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let resource = named(params, state)?;
    if let Some(content) = params.get("struct") {
        check(text(resource, "type"), content)?;
    }
    let id = text(resource, DATA_RESOURCES.id).to_owned();
    let mut changes = params.only(&["resourceName", "description", "struct", "actions"]);
    changes.retain(|_, value| !value.is_null());
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(&DATA_RESOURCES, &id, changes)?;
    named(params, state).map(view)
}

fn delete_data_resource(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(call.params, state)?;
    state.remove(&DATA_RESOURCES, &id);
    Ok(Value::Null)
}

fn check_data_resource_exists(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    if params.text("resourceName").or(params.text("resourceCode")).is_none() {
        let names = "resourceName, resourceCode";
        return Err(Refusal::malformed(names, "one of them is required"));
    }
    let namespace = params.required("namespaceCode");
    let keys = [
        ("resourceCode", DATA_RESOURCE_CODE),
        ("resourceName", DATA_RESOURCE_NAME),
    ];
    let taken = keys.into_iter().find(|(name, key)| {
        let has_value = |value| state.table(&DATA_RESOURCES).find(*key, &[namespace, value]).is_some();
        params.text(name).is_some_and(has_value)
    });
    Ok(availability(taken.map(|(name, _)| name)))
}
