//! Administrators of one tenant, and of several.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::members::{change, list, listed, named, tenant_of};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, TENANTS, USERS, find_tenant};
use crate::params::Page;
use crate::reply::{Refusal, Reply};
use crate::store::{Link, LinkSpec, Record, State, object, text};

/// The tenants of users who administer several. The fact is whether they may use the API.
pub(super) static MULTIPLE_TENANT_ADMINS: LinkSpec = LinkSpec {
    name: "multiple_tenant_admins",
    left: &TENANTS,
    right: &USERS,
};

pub(super) const RULES: &[Rule] = &[
    read("list_tenant_admin", Documented, list_tenant_admin),
    write("set_tenant_admin", Documented, set_tenant_admin),
    write("delete_tenant_admin", Documented, delete_tenant_admin),
    read("list_multiple_tenant_admin", Documented, list_multiple_tenant_admin),
    read("get_multiple_tenant_admin", Assumed, get_multiple_tenant_admin),
    write("create_multiple_tenant_admin", Documented, create_multiple_tenant_admin),
    write("update_multiple_tenant_admin", Documented, update_multiple_tenant_admin),
    write("delete_multiple_tenant_admin", Documented, delete_multiple_tenant_admin),
];

fn is_admin(value: bool) -> Record {
    Record::from_iter([("isTenantAdmin".to_owned(), value.into())])
}

fn list_tenant_admin(call: &Call<'_>, state: &State) -> Reply {
    let tenant = tenant_of(call, state)?;
    let is_wanted = |link: &Link| link.facts.get("isTenantAdmin") == Some(&Value::Bool(true));
    Ok(list(call, state, tenant, call.params, is_wanted))
}

fn set_tenant_admin(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = tenant_of(call, state)?;
    for user in listed(call, state, tenant) {
        let user = user.map_err(|id| Refusal::not_found(format!("tenant member {id} not found")))?;
        change(state, tenant, &user, is_admin(true));
    }
    Ok(Value::Null)
}

/// The member stays in the tenant.
fn delete_tenant_admin(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = tenant_of(call, state)?;
    let user = named(call, state, tenant)?.right.clone();
    change(state, tenant, &user, is_admin(false));
    Ok(Value::Null)
}

/// The ID of the user that `userId` names.
fn user_of(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    let user = users::find(state, None, call.params.required("userId"))?;
    Ok(text(user, USERS.id).to_owned())
}

/// An administrator of several tenants as responses show it. The tenants are not part of it.
fn view(user: &Record, facts: &Map<String, Value>) -> Value {
    let shown = ["userId", "name", "phone", "email"];
    let mut admin = user.clone();
    admin.retain(|name, _| shown.contains(&name.as_str()));
    admin.extend(facts.clone());
    admin.into()
}

/// The facts of an administrator, who must be one.
fn facts_of(state: &State, user: &str) -> Result<Map<String, Value>, Refusal> {
    let mut links = state.links(&MULTIPLE_TENANT_ADMINS).of_right(user);
    let link = links.next();
    let link = link.ok_or_else(|| Refusal::not_found("multiple tenant admin not found"))?;
    Ok(link.facts.clone())
}

fn list_multiple_tenant_admin(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let mut seen = HashSet::new();
    let links = state.links(&MULTIPLE_TENANT_ADMINS).iter();
    let links = links.filter(|link| seen.insert(&*link.right));
    let admins = links.filter_map(|link| Some((state.get(&USERS, &link.right)?, &link.facts)));
    let admins = admins.filter(|(user, _)| keywords.is_in(user, &["username", "name", "phone", "email"]));
    Ok(call.params.page().of("list", admins, |(user, facts)| view(user, facts)))
}

/// A page with the administrator, if the user is one.
fn get_multiple_tenant_admin(call: &Call<'_>, state: &State) -> Reply {
    let user = users::find(state, None, call.params.required("userId"))?;
    let facts = facts_of(state, text(user, USERS.id)).ok();
    Ok(Page::all(facts.iter(), |facts| view(user, facts)))
}

fn connect(call: &Call<'_>, state: &mut State, user: &str, facts: &Map<String, Value>) -> Reply {
    for tenant in call.params.texts("tenantIds") {
        find_tenant(state, tenant)?;
        state.connect(&MULTIPLE_TENANT_ADMINS, tenant, user, facts.clone());
    }
    Ok(Value::Null)
}

/// Nobody is notified.
fn create_multiple_tenant_admin(call: &Call<'_>, state: &mut State) -> Reply {
    let user = user_of(call, state)?;
    if facts_of(state, &user).is_ok() {
        return Err(Refusal::conflict("the user is a multiple tenant admin already"));
    }
    let facts = json!({"apiAuthorized": call.params.flag("apiAuthorized")});
    connect(call, state, &user, &object(facts))
}

/// The tenants replace those that the administrator had.
fn update_multiple_tenant_admin(call: &Call<'_>, state: &mut State) -> Reply {
    let user = user_of(call, state)?;
    let mut facts = facts_of(state, &user)?;
    facts.extend(call.params.only(&["apiAuthorized"]));
    disconnect(state, &user);
    connect(call, state, &user, &facts)
}

fn delete_multiple_tenant_admin(call: &Call<'_>, state: &mut State) -> Reply {
    let user = user_of(call, state)?;
    facts_of(state, &user)?;
    disconnect(state, &user);
    Ok(Value::Null)
}

fn disconnect(state: &mut State, user: &str) {
    let links = state.links(&MULTIPLE_TENANT_ADMINS).of_right(user);
    let tenants: Vec<_> = links.map(|link| link.left.clone()).collect();
    for tenant in tenants {
        state.disconnect(&MULTIPLE_TENANT_ADMINS, &tenant, user);
    }
}
