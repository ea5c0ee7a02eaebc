//! Applications, and who has access to them.

mod access;
mod grants;
mod settings;
mod tenants;

use crate::behavior::{Domain, Seed};
use crate::domains::groups::GROUPS;
use crate::domains::permissions::Grants;
use crate::domains::roles::ROLES;
use crate::domains::users::{DEPARTMENTS, USERS};
use crate::reply::Refusal;
use crate::store::{Key, LinkSpec, Record, State, TableSpec, text};

/// Applications. Those fields that responses never show are in [`HIDDEN`].
static APPLICATIONS: TableSpec = TableSpec {
    name: "applications",
    id: "appId",
    unique: &[IDENTIFIER],
};

const IDENTIFIER: Key = Key::of(&["appIdentifier"]);

const SECRET: &str = "appSecret";
const STRATEGY: &str = "permissionStrategy";
const HIDDEN: [&str; 2] = [SECRET, STRATEGY];

static APPLICATION_USERS: LinkSpec = LinkSpec {
    name: "application_users",
    left: &APPLICATIONS,
    right: &USERS,
};

static APPLICATION_GROUPS: LinkSpec = LinkSpec {
    name: "application_groups",
    left: &APPLICATIONS,
    right: &GROUPS,
};

static APPLICATION_ROLES: LinkSpec = LinkSpec {
    name: "application_roles",
    left: &APPLICATIONS,
    right: &ROLES,
};

static APPLICATION_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "application_departments",
    left: &APPLICATIONS,
    right: &DEPARTMENTS,
};

/// The authorizations of applications. The facts of a link are its `id`, its `effect`, and whether it is `enabled` and
/// `inheritByChildren`.
static APPLICATION_GRANTS: Grants = Grants::of([
    &APPLICATION_USERS,
    &APPLICATION_GROUPS,
    &APPLICATION_ROLES,
    &APPLICATION_DEPARTMENTS,
]);

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&APPLICATIONS],
    links: &[
        &APPLICATION_USERS,
        &APPLICATION_GROUPS,
        &APPLICATION_ROLES,
        &APPLICATION_DEPARTMENTS,
    ],
    rules: &[settings::RULES, grants::RULES, access::RULES, tenants::RULES],
    seeds: &[
        Seed {
            section: "applications",
            operation: "create_application",
        },
        Seed {
            section: "resources",
            operation: "create_resource",
        },
        Seed {
            section: "resourceAuthorizations",
            operation: "authorize_resources",
        },
        Seed {
            section: "applicationAccess",
            operation: "authorize_application_access",
        },
    ],
};

/// The application with this ID.
fn find<'a>(state: &'a State, id: &str) -> Result<&'a Record, Refusal> {
    let found = state.get(&APPLICATIONS, id);
    found.ok_or_else(|| Refusal::not_found("应用不存在"))
}

/// The ID of the application with this ID, if there is one.
fn id_of(state: &State, id: &str) -> Result<String, Refusal> {
    Ok(text(find(state, id)?, APPLICATIONS.id).to_owned())
}
