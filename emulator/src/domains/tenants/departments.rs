//! Members of tenants in departments.

use super::members::listed;
use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Rule, write};
use crate::domains::users::{
    DEPARTMENT_MEMBERS, DEPARTMENTS, absent_department, find_department, find_tenant, join_department,
};
use crate::reply::{Refusal, Reply, success};
use crate::store::{State, text};

pub(super) const RULES: &[Rule] = &[
    write(
        "add_tenant_department_members",
        Documented,
        add_tenant_department_members,
    ),
    write(
        "remove_tenant_department_members",
        Documented,
        remove_tenant_department_members,
    ),
];

/// The department and the tenant that a request names, the tenant by a parameter or by its header.
fn named<'a>(call: &Call<'a>, state: &State) -> Result<(String, &'a str), Refusal> {
    let tenant = call.params.text("tenantId").or(call.tenant_id).unwrap_or_default();
    find_tenant(state, tenant)?;
    let id = call.params.required("departmentId");
    let department = find_department(state, call.params.text("departmentIdType"), id)?;
    if text(department, "organizationCode") != call.params.required("organizationCode") {
        return Err(absent_department(id));
    }
    Ok((text(department, DEPARTMENTS.id).to_owned(), tenant))
}

fn add_tenant_department_members(call: &Call<'_>, state: &mut State) -> Reply {
    let (department, tenant) = named(call, state)?;
    for user in listed(call, state, tenant) {
        let user = user.map_err(|id| Refusal::not_found(format!("tenant member {id} not found")))?;
        join_department(call, state, &DEPARTMENT_MEMBERS, &department, &user);
    }
    success()
}

/// Absent members are skipped.
fn remove_tenant_department_members(call: &Call<'_>, state: &mut State) -> Reply {
    let (department, tenant) = named(call, state)?;
    for user in listed(call, state, tenant).into_iter().flatten() {
        state.disconnect(&DEPARTMENT_MEMBERS, &department, &user);
    }
    success()
}
