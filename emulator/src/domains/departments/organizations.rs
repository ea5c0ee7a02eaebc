//! Organizations. Each is a tree of departments.

use serde_json::{Value, json};

use super::definitions::{change_department, insert_department};
use super::{ORGANIZATIONS, absent_organization, check_code, find_organization, memberships, shown, tree};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::posts;
use crate::domains::users::DEPARTMENTS;
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    read("get_organization", Documented, get_organization),
    read("get_organizations_batch", Documented, get_organizations_batch),
    read("list_organizations", Documented, list_organizations),
    read("search_organizations", Documented, search_organizations),
    write("create_organization", Seen, create_organization),
    write("update_organization", Seen, update_organization),
    write("delete_organization", Documented, delete_organization),
    write("update_organization_status", Assumed, update_organization_status),
];

/// An organization as responses show it: mostly the fields of its root department.
fn view(state: &State, organization: &Record, flags: Params<'_>) -> Value {
    let root = state.get(&DEPARTMENTS, text(organization, ORGANIZATIONS.id));
    let mut shown = root.map(|root| shown(state, root, flags)).unwrap_or_default();
    let name = shown.remove("name").unwrap_or_default();
    if let Some(i18n) = shown.get_mut("i18n") {
        *i18n = json!({"organizationName": i18n["name"]});
    }
    shown.insert("organizationName".to_owned(), name);
    shown.extend(organization.clone());
    shown.into()
}

/// The organization that `organizationCode` names. It must be one of the tenant, if the request names one.
fn named<'a>(params: Params<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    let code = params.required("organizationCode");
    let organization = find_organization(state, code)?;
    match params.text("tenantId") {
        Some(tenant) if text(organization, "tenantId") != tenant => Err(absent_organization(code)),
        _ => Ok(organization),
    }
}

/// The fields of a root department that a request for its organization states.
fn fields(params: Params<'_>) -> Record {
    let mut fields = params.only(&["description", "openDepartmentId"]);
    if let Some(name) = params.get("organizationName") {
        fields.insert("name".to_owned(), name.clone());
    }
    if let Some(name) = params.object("i18n").get("organizationName") {
        fields.insert("i18n".to_owned(), json!({"name": name}));
    }
    fields
}

fn get_organization(call: &Call<'_>, state: &State) -> Reply {
    let organization = named(call.params, state)?;
    Ok(view(state, organization, call.params))
}

/// Absent organizations are left out.
fn get_organizations_batch(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let tenant = params.text("tenantId");
    let codes = params.texts("organizationCodeList");
    let organizations = codes.filter_map(|code| find_organization(state, code).ok());
    let organizations = organizations.filter(|found| tenant.is_none_or(|tenant| text(found, "tenantId") == tenant));
    Ok(organizations
        .map(|organization| view(state, organization, params))
        .collect())
}

/// The organizations that `tenantId` and `status` ask for, oldest first.
fn wanted<'a>(params: Params<'_>, state: &'a State) -> impl Iterator<Item = &'a Record> {
    let tenant = params.text("tenantId").map(str::to_owned);
    let status = params.get("status").map(Value::to_string);
    state.table(&ORGANIZATIONS).iter().filter(move |organization| {
        tenant
            .as_deref()
            .is_none_or(|tenant| text(organization, "tenantId") == tenant)
            && status
                .as_deref()
                .is_none_or(|status| text(organization, "status") == status)
    })
}

fn list_organizations(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let organizations = wanted(params, state);
    let view = |organization: &Record| view(state, organization, params);
    Ok(if params.flag("fetchAll") {
        Page::all(organizations, view)
    } else {
        params.page().of("list", organizations, view)
    })
}

fn search_organizations(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let keywords = params.search("keywords");
    let organizations = wanted(params, state).filter(|organization| {
        let root = state.get(&DEPARTMENTS, text(organization, ORGANIZATIONS.id));
        keywords.is_in(organization, &["organizationCode"]) || root.is_some_and(|root| keywords.is_in(root, &["name"]))
    });
    Ok(params
        .page()
        .of("list", organizations, |organization| view(state, organization, params)))
}

/// A new organization consists of its root department.
fn create_organization(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let code = params.required("organizationCode");
    check_code(code)?;
    let id = insert_department(call, state, code, fields(params))?;
    let mut organization = params.only(&["organizationCode", "tenantId"]);
    organization.retain(|_, value| !value.is_null());
    organization.insert(ORGANIZATIONS.id.to_owned(), id.as_str().into());
    organization.insert("status".to_owned(), "true".into());
    state.insert(&ORGANIZATIONS, organization)?;
    posts::set_of_department(state, &id, params.texts("postIdList"))?;
    Ok(view(state, find_organization(state, code)?, Params::NONE))
}

/// A new code is also that of all departments.
fn update_organization(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let mut code = params.required("organizationCode");
    let id = text(named(params, state)?, ORGANIZATIONS.id).to_owned();
    if let Some(new) = params.text("organizationNewCode") {
        check_code(new)?;
        let renamed = || Record::from_iter([("organizationCode".to_owned(), new.into())]);
        state.change(&ORGANIZATIONS, &id, renamed())?;
        let departments = tree::subtree(state, &id).into_iter().map(super::id_of);
        for department in departments.collect::<Vec<_>>() {
            state.change(&DEPARTMENTS, &department, renamed())?;
        }
        code = new;
    }
    change_department(call, state, &id, fields(params))?;
    if params.get("leaderUserIds").is_some() {
        memberships::set_leaders(call, state, &id, params.texts("leaderUserIds"))?;
    }
    if params.get("postIdList").is_some() {
        posts::set_of_department(state, &id, params.texts("postIdList"))?;
    }
    Ok(view(state, find_organization(state, code)?, Params::NONE))
}

/// All departments go, too, whether or not they have members.
fn delete_organization(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(named(call.params, state)?, ORGANIZATIONS.id).to_owned();
    tree::remove(state, &id);
    state.remove(&ORGANIZATIONS, &id);
    success()
}

fn update_organization_status(call: &Call<'_>, state: &mut State) -> Reply {
    let id = call.params.required("rootNodeId");
    if state.get(&ORGANIZATIONS, id).is_none() {
        return Err(Refusal::not_found(format!("organization not found for ID: {id}")));
    }
    let mut changes = call.params.only(&["status"]);
    changes.retain(|_, value| !value.is_null());
    state.change(&ORGANIZATIONS, id, changes)?;
    success()
}
