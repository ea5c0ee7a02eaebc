//! The tenants of users: what is created and shown together with users. Everything else about tenants is a domain of its
//! own, which imports from here.

use serde_json::{Value, json};

use super::USERS;
use crate::behavior::Call;
use crate::reply::Refusal;
use crate::store::{Key, LinkSpec, Record, State, TableSpec, object};

/// Tenants of the user pool.
pub(in crate::domains) static TENANTS: TableSpec = TableSpec {
    name: "tenants",
    id: "tenantId",
    unique: &[TENANT_CODE],
};

pub(in crate::domains) const TENANT_CODE: Key = Key::of(&["code"]);

/// The users who are members of tenants. The facts are the member's ID, whether it is an administrator, and fields in
/// which the member differs from the user.
pub(in crate::domains) static TENANT_MEMBERS: LinkSpec = LinkSpec {
    name: "tenant_members",
    left: &TENANTS,
    right: &USERS,
};

pub(in crate::domains) fn find_tenant<'a>(state: &'a State, id: &str) -> Result<&'a Record, Refusal> {
    let found = state.get(&TENANTS, id);
    found.ok_or_else(|| Refusal::not_found("tenant not found"))
}

/// Makes a user a member of a tenant. Nothing changes for a user who is one already.
pub(in crate::domains) fn add_to_tenant(
    call: &Call<'_>,
    state: &mut State,
    tenant: &str,
    user: &str,
) -> Result<(), Refusal> {
    find_tenant(state, tenant)?;
    if state.links(&TENANT_MEMBERS).get(tenant, user).is_none() {
        let facts = object(json!({"memberId": state.ids.next(call.now), "isTenantAdmin": false}));
        state.connect(&TENANT_MEMBERS, tenant, user, facts);
    }
    Ok(())
}

/// The IDs of a user's tenants.
pub(super) fn ids_of_user(state: &State, user: &str) -> Value {
    let links = state.links(&TENANT_MEMBERS).of_right(user);
    links.map(|link| Value::from(link.left.as_str())).collect()
}
