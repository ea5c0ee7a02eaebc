//! Creates, updates, lists and removes tenants.

use serde_json::{Value, json};

use super::certification::CERTIFICATIONS;
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{TENANT_CODE, TENANT_MEMBERS, TENANTS, find_tenant};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_tenant", Seen, create_tenant),
    write("update_tenant", Documented, update_tenant),
    write("delete_tenant", Documented, delete_tenant),
    read("list_tenants", Seen, list_tenants),
    read("get_tenant", Seen, get_tenant),
    read("get_tenant_little_info", Documented, get_tenant),
    read("get_tenant_by_code", Documented, get_tenant_by_code),
];

/// The parameters that are stored as they are. The limits of a tenant are not enforced, because it is not documented how
/// the service refuses what exceeds them.
const FIELDS: &[&str] = &[
    "name",
    "appIds",
    "logo",
    "description",
    "rejectHint",
    "sourceAppId",
    "enterpriseDomains",
    "expireTime",
    "mauAmount",
    "memberAmount",
    "adminAmount",
];

/// A tenant's code is its ID. No parameter states one.
fn create_tenant(call: &Call<'_>, state: &mut State) -> Reply {
    let mut tenant = call.params.only(FIELDS);
    tenant.retain(|_, value| !value.is_null());
    tenant.entry("appIds").or_insert_with(|| json!([]));
    let id = state.ids.next(call.now);
    for (name, value) in [("tenantId", &*id), ("code", &*id), ("userPoolId", call.user_pool_id)] {
        tenant.insert(name.to_owned(), value.into());
    }
    let id = state.insert(&TENANTS, tenant)?;
    Ok(view(state, find_tenant(state, &id)?, Params::NONE))
}

/// A tenant as responses show it. `flags` has the parameters that begin with `with`. There are no details of the creator,
/// which is no user here.
fn view(state: &State, tenant: &Record, flags: Params<'_>) -> Value {
    let mut tenant = tenant.clone();
    if flags.flag("withMembersCount") {
        let members = state.links(&TENANT_MEMBERS).of_left(text(&tenant, TENANTS.id));
        tenant.insert("membersCount".to_owned(), members.count().into());
    }
    tenant.into()
}

fn update_tenant(call: &Call<'_>, state: &mut State) -> Reply {
    let id = call.params.required("tenantId");
    find_tenant(state, id)?;
    state.change(&TENANTS, id, call.params.only(FIELDS))?;
    success()
}

/// The members stay users of the pool.
fn delete_tenant(call: &Call<'_>, state: &mut State) -> Reply {
    let id = call.params.required("tenantId");
    find_tenant(state, id)?;
    state.remove(&CERTIFICATIONS, id);
    state.remove(&TENANTS, id);
    success()
}

/// The oldest tenants come first.
fn list_tenants(call: &Call<'_>, state: &State) -> Reply {
    if call.params.get("source").is_some() {
        return Err(Refusal::not_emulated("a filter by source"));
    }
    let keywords = call.params.search("keywords");
    let tenants = state
        .table(&TENANTS)
        .iter()
        .filter(|tenant| keywords.is_in(tenant, &["name", "code"]));
    let page = call.params.page();
    Ok(page.of("list", tenants, |tenant| view(state, tenant, call.params)))
}

fn get_tenant(call: &Call<'_>, state: &State) -> Reply {
    let tenant = find_tenant(state, call.params.required("tenantId"))?;
    Ok(view(state, tenant, call.params))
}

fn get_tenant_by_code(call: &Call<'_>, state: &State) -> Reply {
    let found = state.table(&TENANTS).find(TENANT_CODE, &[call.params.required("code")]);
    let tenant = found.ok_or_else(|| Refusal::not_found("tenant not found"))?;
    Ok(view(state, tenant, Params::NONE))
}
