//! Members of tenants. A member is a user of the pool, and can differ from the user in fields of its own.

use serde_json::Value;

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::{self, DEPARTMENT_MEMBERS, TENANT_MEMBERS, USERS, add_to_tenant, find_tenant};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, Record, State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_tenant_user", Documented, create_tenant_user),
    write("add_tenant_users", Documented, add_tenant_users),
    write("update_tenant_user", Documented, update_tenant_user),
    write("remove_tenant_users", Documented, remove_tenant_users),
    write("delete_tenant_user", Documented, delete_tenant_user),
    read("get_tenant_user", Documented, get_tenant_user),
    read("list_tenant_users", Documented, list_tenant_users),
];

/// The fields of users that members have, too.
const FIELDS: &[&str] = &[
    "email",
    "phone",
    "phoneCountryCode",
    "username",
    "name",
    "nickname",
    "photo",
    "loginsCount",
    "gender",
    "birthdate",
    "country",
    "province",
    "city",
    "address",
    "streetAddress",
    "postalCode",
    "givenName",
    "familyName",
    "middleName",
    "preferredUsername",
];

/// The fields that keywords are searched in.
const SEARCHED: &[&str] = &["username", "name", "nickname", "email", "phone"];

/// The tenant that `tenantId` names.
pub(super) fn tenant_of<'a>(call: &Call<'a>, state: &State) -> Result<&'a str, Refusal> {
    let id = call.params.required("tenantId");
    find_tenant(state, id)?;
    Ok(id)
}

/// The member with this user ID or member ID.
fn find<'a>(state: &'a State, tenant: &str, user: Option<&str>, member: Option<&str>) -> Option<&'a Link> {
    let members = state.links(&TENANT_MEMBERS);
    match (user, member) {
        (Some(user), _) => members.get(tenant, user),
        (None, member) => {
            let member = member?;
            members
                .of_left(tenant)
                .find(|link| text(&link.facts, "memberId") == member)
        }
    }
}

/// The member that `linkUserId` or `memberId` names.
pub(super) fn named<'a>(call: &Call<'_>, state: &'a State, tenant: &str) -> Result<&'a Link, Refusal> {
    let [user, member] = ["linkUserId", "memberId"].map(|name| call.params.text(name));
    if user.is_none() && member.is_none() {
        let reason = "at least one of them is required";
        return Err(Refusal::malformed("linkUserId, memberId", reason));
    }
    find(state, tenant, user, member).ok_or_else(|| Refusal::not_found("tenant member not found"))
}

/// The members that `linkUserIds` and `memberIds` name; `Err` has the first that does not exist.
pub(super) fn listed<'a>(call: &Call<'a>, state: &State, tenant: &str) -> Vec<Result<String, &'a str>> {
    let users = call.params.texts("linkUserIds").map(|id| (id, Some(id), None));
    let members = call.params.texts("memberIds").map(|id| (id, None, Some(id)));
    let found = users.chain(members).map(|(id, user, member)| {
        let link = find(state, tenant, user, member).ok_or(id)?;
        Ok(link.right.clone())
    });
    found.collect()
}

/// A member as responses show it.
fn view(call: &Call<'_>, state: &State, link: &Link) -> Value {
    let mut member = state.get(&USERS, &link.right).cloned().unwrap_or_default();
    member.retain(|name, _| FIELDS.contains(&name.as_str()));
    member.extend(link.facts.clone());
    let ids = [
        ("tenantId", &*link.left),
        ("linkUserId", &*link.right),
        ("userPoolId", call.user_pool_id),
    ];
    for (name, id) in ids {
        member.insert(name.to_owned(), id.into());
    }
    if call.params.object("options").flag("withDepartmentIds") {
        let departments = state.links(&DEPARTMENT_MEMBERS).of_right(&link.right);
        let ids = departments.map(|link| Value::from(&*link.left)).collect();
        member.insert("departmentIds".to_owned(), ids);
    }
    member.into()
}

/// The members of a tenant that have the keywords, oldest first.
pub(super) fn list(
    call: &Call<'_>,
    state: &State,
    tenant: &str,
    pagination: Params<'_>,
    is_wanted: impl Fn(&Link) -> bool,
) -> Value {
    let keywords = call.params.search("keywords");
    let members = state.links(&TENANT_MEMBERS).of_left(tenant);
    let members = members
        .filter(|link| is_wanted(link))
        .map(|link| view(call, state, link));
    let has_keywords = |member: &Record| keywords.is_in(member, SEARCHED);
    let members = members.filter(|member| member.as_object().is_some_and(has_keywords));
    pagination.page().of("list", members, |member| member)
}

/// Changes facts of a member; `null` removes one.
pub(super) fn change(state: &mut State, tenant: &str, user: &str, changes: Record) {
    let link = state.links(&TENANT_MEMBERS).get(tenant, user);
    let mut facts = link.map(|link| link.facts.clone()).unwrap_or_default();
    facts.extend(changes);
    facts.retain(|_, value| !value.is_null());
    state.connect(&TENANT_MEMBERS, tenant, user, facts);
}

/// Also creates the user.
fn create_tenant_user(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = tenant_of(call, state)?;
    let user = users::create(call, state, call.params, call.params.object("options"))?;
    let user = user["userId"].as_str().unwrap_or_default();
    add_to_tenant(call, state, tenant, user)?;
    let link = state.links(&TENANT_MEMBERS).get(tenant, user);
    Ok(link.map(|link| view(call, state, link)).unwrap_or_default())
}

fn add_tenant_users(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = tenant_of(call, state)?;
    for id in call.params.texts("linkUserIds") {
        let user = text(users::find(state, None, id)?, USERS.id).to_owned();
        add_to_tenant(call, state, tenant, &user)?;
    }
    success()
}

/// Changes the member, and not its user.
fn update_tenant_user(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = tenant_of(call, state)?;
    let user = named(call, state, tenant)?.right.clone();
    change(state, tenant, &user, call.params.object("updates").only(FIELDS));
    success()
}

/// Absent members are skipped. The users stay in the pool.
fn remove(call: &Call<'_>, state: &mut State) -> Result<(), Refusal> {
    let tenant = tenant_of(call, state)?;
    for user in listed(call, state, tenant).into_iter().flatten() {
        state.disconnect(&TENANT_MEMBERS, tenant, &user);
    }
    Ok(())
}

fn remove_tenant_users(call: &Call<'_>, state: &mut State) -> Reply {
    remove(call, state)?;
    success()
}

fn delete_tenant_user(call: &Call<'_>, state: &mut State) -> Reply {
    remove(call, state)?;
    Ok(Value::Null)
}

fn get_tenant_user(call: &Call<'_>, state: &State) -> Reply {
    let tenant = tenant_of(call, state)?;
    Ok(view(call, state, named(call, state, tenant)?))
}

fn list_tenant_users(call: &Call<'_>, state: &State) -> Reply {
    let tenant = tenant_of(call, state)?;
    let pagination = call.params.object("options").object("pagination");
    Ok(list(call, state, tenant, pagination, |_| true))
}
