//! Users.

mod accounts;
mod departments;
mod fields;
mod filters;
mod identities;
mod listing;
mod mfa;
mod security;
mod tenants;

use serde_json::Value;

use crate::behavior::{Domain, Seed};
use crate::params::Params;
use crate::reply::Refusal;
use crate::store::{Conflict, Key, LinkSpec, Record, State, TableSpec, text};

pub(super) use accounts::{create, remove};
pub(super) use departments::{
    DEPARTMENT_CODE, DEPARTMENT_MEMBERS, DEPARTMENTS, OPEN_DEPARTMENT_ID, absent_department, find_department,
    join_department, join_departments,
};
pub(super) use fields::{changes, field, new_record, resignation};
pub(super) use filters::{Condition, compare_by, has_keywords};
pub(super) use listing::{list, time_of};
pub(super) use tenants::{TENANT_CODE, TENANT_MEMBERS, TENANTS, add_to_tenant, find_tenant};

/// Users, without their passwords, which are dropped.
pub(crate) static USERS: TableSpec = TableSpec {
    name: "users",
    id: "userId",
    unique: &[USERNAME, EMAIL, PHONE, EXTERNAL_ID],
};

/// Public accounts, which several users share. Everything else about them is a domain of its own; they are here because
/// what identifies a user must not identify a public account, either.
pub(super) static PUBLIC_ACCOUNTS: TableSpec = TableSpec {
    name: "public_accounts",
    id: "userId",
    unique: &[USERNAME, EMAIL, PHONE, EXTERNAL_ID],
};

/// Accounts of users at identity sources.
static IDENTITIES: TableSpec = TableSpec {
    name: "identities",
    id: "identityId",
    unique: &[IDENTITY],
};

const USERNAME: Key = Key::of(&["username"]);
const EMAIL: Key = Key::ignoring_case(&["email"]);
const PHONE: Key = Key::of(&["phone"]);
const EXTERNAL_ID: Key = Key::of(&["externalId"]);
const IDENTITY: Key = Key::of(&["extIdpId", "userIdInIdp"]);

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&USERS, &PUBLIC_ACCOUNTS, &IDENTITIES, &mfa::MFA, &DEPARTMENTS, &TENANTS],
    links: &[&DEPARTMENT_MEMBERS, &TENANT_MEMBERS],
    rules: &[
        accounts::RULES,
        listing::RULES,
        identities::RULES,
        mfa::RULES,
        security::RULES,
    ],
    seeds: &[Seed {
        section: "users",
        operation: "create_user",
    }],
};

/// The user with this identifier, whose type is `user_id` by default.
pub(super) fn find<'a>(state: &'a State, id_type: Option<&str>, id: &str) -> Result<&'a Record, Refusal> {
    match id_type {
        Some("identity") => id
            .split_once(':')
            .and_then(|(source, id)| {
                let identity = state.table(&IDENTITIES).find(IDENTITY, &[source, id])?;
                state.get(&USERS, text(identity, "userId"))
            })
            .ok_or_else(absent),
        _ => find_in(state, &USERS, id_type, id),
    }
}

/// The user or the public account with this identifier.
pub(super) fn find_in<'a>(
    state: &'a State,
    table: &TableSpec,
    id_type: Option<&str>,
    id: &str,
) -> Result<&'a Record, Refusal> {
    check_id_type(id_type)?;
    let records = state.table(table);
    let found = match id_type.unwrap_or("user_id") {
        "user_id" => records.get(id),
        "username" => records.find(USERNAME, &[id]),
        "email" => records.find(EMAIL, &[id]),
        "phone" => records.find(PHONE, &[id]),
        "external_id" => records.find(EXTERNAL_ID, &[id]),
        _ => None,
    };
    found.ok_or_else(absent)
}

/// Refuses types of identifiers that only the service can find users by.
pub(super) fn check_id_type(id_type: Option<&str>) -> Result<(), Refusal> {
    match id_type {
        Some(ty @ ("custom_field" | "sync_relation")) => Err(Refusal::not_emulated(&format!("the user ID type {ty}"))),
        _ => Ok(()),
    }
}

fn absent() -> Refusal {
    Refusal::not_found("用户不存在")
}

/// Refuses a user or a public account that is identified by what a record of the other table has.
pub(super) fn check_identifiers(state: &State, other: &TableSpec, record: &Record) -> Result<(), Refusal> {
    for key in [USERNAME, EMAIL, PHONE, EXTERNAL_ID] {
        let value = text(record, key.fields[0]);
        if state.table(other).find(key, &[value]).is_some() {
            return Err(Conflict { fields: key.fields }.into());
        }
    }
    Ok(())
}

/// The user that `userId` names, with its type in `userIdType` of `options`.
pub(super) fn named<'a>(state: &'a State, params: Params<'_>, options: Params<'_>) -> Result<&'a Record, Refusal> {
    find(state, options.text("userIdType"), params.required("userId"))
}

/// The ID of the user that `userId` and `userIdType` name.
pub(super) fn id_of(state: &State, params: Params<'_>) -> Result<String, Refusal> {
    Ok(text(named(state, params, params)?, USERS.id).to_owned())
}

/// A user as responses show it. `flags` has the parameters that begin with `with`.
pub(super) fn view(state: &State, user: &Record, flags: Params<'_>) -> Value {
    let mut shown = view_in(state, &DEPARTMENT_MEMBERS, user, flags);
    if flags.flag("withIdentities") {
        let identities = identities::of_user(state, text(user, USERS.id));
        shown.insert("identities".to_owned(), identities);
    }
    if flags.flag("withTenantIds") {
        let tenants = tenants::ids_of_user(state, text(user, USERS.id));
        shown.insert("tenantIds".to_owned(), tenants);
    }
    shown.into()
}

/// A user or a public account as responses show it, without identities.
pub(super) fn view_in(state: &State, departments: &LinkSpec, record: &Record, flags: Params<'_>) -> Record {
    let mut shown = fields::with_defaults(record);
    if !flags.flag("withCustomData") {
        shown.remove("customData");
    }
    departments::show(state, departments, &mut shown, flags);
    shown
}
