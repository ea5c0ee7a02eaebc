//! Roles, and who has them.

mod assignments;
mod definitions;

use crate::behavior::{Call, Domain, Seed};
use crate::domains::groups::GROUPS;
use crate::domains::users::{DEPARTMENTS, USERS};
use crate::reply::Refusal;
use crate::store::{Key, LinkSpec, Record, State, TableSpec, text};

pub(super) use assignments::roles_of_user;

pub(super) static ROLES: TableSpec = TableSpec {
    name: "roles",
    id: "id",
    unique: &[CODE],
};

/// A code is unique in its namespace, which upstream also calls permission group or permission space.
const CODE: Key = Key::of(&["namespace", "code"]);

/// The namespace of roles that state none.
pub(super) const DEFAULT_NAMESPACE: &str = "default";

/// The users who have roles. The links to other targets have the same form.
pub(super) static ROLE_USERS: LinkSpec = LinkSpec {
    name: "role_users",
    left: &ROLES,
    right: &USERS,
};

pub(super) static ROLE_GROUPS: LinkSpec = LinkSpec {
    name: "role_groups",
    left: &ROLES,
    right: &GROUPS,
};

pub(super) static ROLE_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "role_departments",
    left: &ROLES,
    right: &DEPARTMENTS,
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&ROLES],
    links: &[&ROLE_USERS, &ROLE_GROUPS, &ROLE_DEPARTMENTS],
    rules: &[definitions::RULES, assignments::RULES],
    seeds: &[
        Seed {
            section: "roles",
            operation: "create_role",
        },
        Seed {
            section: "roleAssignments",
            operation: "assign_role",
        },
    ],
};

/// The role with this code in a namespace.
pub(super) fn find<'a>(state: &'a State, namespace: Option<&str>, code: &str) -> Result<&'a Record, Refusal> {
    let namespace = namespace.unwrap_or(DEFAULT_NAMESPACE);
    let found = state.table(&ROLES).find(CODE, &[namespace, code]);
    found.ok_or_else(absent)
}

/// The refusal for a role that does not exist.
pub(super) fn absent() -> Refusal {
    Refusal::not_found("角色不存在")
}

/// The ID of the role with this code in a namespace.
pub(super) fn id_of(state: &State, namespace: Option<&str>, code: &str) -> Result<String, Refusal> {
    Ok(text(find(state, namespace, code)?, ROLES.id).to_owned())
}

/// The role that `code` and `namespace` name.
fn named<'a>(call: &Call<'_>, state: &'a State) -> Result<&'a Record, Refusal> {
    find(state, call.params.text("namespace"), call.params.required("code"))
}
