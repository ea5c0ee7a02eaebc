//! Users.

mod accounts;
mod departments;
mod filters;
mod identities;
mod listing;
mod mfa;
mod security;
mod tenants;

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::behavior::{Domain, Seed};
use crate::params::Params;
use crate::reply::Refusal;
use crate::store::{Key, Record, State, TableSpec, text};

pub(super) use accounts::create;
pub(super) use departments::{DEPARTMENT_MEMBERS, DEPARTMENTS, find_department};
pub(super) use tenants::{TENANT_CODE, TENANT_MEMBERS, TENANTS, add_to_tenant, find_tenant};

/// Users, without their passwords, which are dropped.
pub(crate) static USERS: TableSpec = TableSpec {
    name: "users",
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
    tables: &[&USERS, &IDENTITIES, &mfa::MFA, &DEPARTMENTS, &TENANTS],
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
    let users = state.table(&USERS);
    let found = match id_type.unwrap_or("user_id") {
        "user_id" => users.get(id),
        "username" => users.find(USERNAME, &[id]),
        "email" => users.find(EMAIL, &[id]),
        "phone" => users.find(PHONE, &[id]),
        "external_id" => users.find(EXTERNAL_ID, &[id]),
        "identity" => id.split_once(':').and_then(|(source, id)| {
            let identity = state.table(&IDENTITIES).find(IDENTITY, &[source, id])?;
            users.get(text(identity, "userId"))
        }),
        _ => None,
    };
    found.ok_or_else(|| Refusal::not_found("用户不存在"))
}

/// The user that `userId` names, with its type in `userIdType` of `options`.
pub(super) fn named<'a>(state: &'a State, params: Params<'_>, options: Params<'_>) -> Result<&'a Record, Refusal> {
    find(state, options.text("userIdType"), params.required("userId"))
}

/// The ID of the user that `userId` and `userIdType` name.
pub(super) fn id_of(state: &State, params: Params<'_>) -> Result<String, Refusal> {
    Ok(text(named(state, params, params)?, USERS.id).to_owned())
}

/// What users have in common until it is changed. It is not stored, so that many users need little memory.
static DEFAULTS: LazyLock<Record> = LazyLock::new(|| {
    let defaults = json!({
        "status": "Activated",
        "workStatus": "Active",
        "gender": "U",
        "emailVerified": false,
        "phoneVerified": false,
        "loginsCount": 0,
        "userSourceType": "adminCreated",
        "photo": "https://files.authing.co/authing-console/default-user-avatar.png",
        "resetPasswordOnNextLogin": false,
        "customData": {},
    });
    defaults.as_object().cloned().unwrap_or_default()
});

/// The value of a field of a user.
fn field<'a>(user: &'a Record, name: &str) -> &'a Value {
    let default = || match name {
        "updatedAt" | "statusChangedAt" => user.get("createdAt"),
        _ => DEFAULTS.get(name),
    };
    user.get(name).or_else(default).unwrap_or(&Value::Null)
}

/// A user as responses show it. `flags` has the parameters that begin with `with`.
pub(super) fn view(state: &State, user: &Record, flags: Params<'_>) -> Value {
    let mut user = user.clone();
    for name in ["updatedAt", "statusChangedAt"] {
        let value = field(&user, name).clone();
        user.insert(name.to_owned(), value);
    }
    for (name, value) in &*DEFAULTS {
        user.entry(name).or_insert_with(|| value.clone());
    }
    if !flags.flag("withCustomData") {
        user.remove("customData");
    }
    let id = text(&user, USERS.id).to_owned();
    if flags.flag("withIdentities") {
        user.insert("identities".to_owned(), identities::of_user(state, &id));
    }
    if flags.flag("withDepartmentIds") {
        let ids = departments::ids_of_user(state, &id);
        user.insert("departmentIds".to_owned(), ids);
    }
    if flags.flag("withTenantIds") {
        user.insert("tenantIds".to_owned(), tenants::ids_of_user(state, &id));
    }
    user.into()
}
