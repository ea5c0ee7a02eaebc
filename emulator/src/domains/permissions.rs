//! Permission namespaces, their resources, and who is authorized to use these.
//!
//! Upstream has two families of operations for namespaces, permission groups and permission spaces, and uses their codes
//! as one. Here they are the same records.

mod authorization;
pub(super) mod namespaces;
mod principals;
mod resources;

use crate::behavior::{Domain, Seed};
use crate::domains::groups::GROUPS;
use crate::domains::roles::ROLES;
use crate::domains::users::{DEPARTMENTS, USERS};
use crate::store::{Key, LinkSpec, TableSpec};

pub(super) use principals::{Acting, Grants, Principal, PrincipalKind, principals_of, principals_of_user};
pub(super) use resources::{find_for_application, link_to_tenant};

/// Namespaces. Their content names them by code.
pub(super) static NAMESPACES: TableSpec = TableSpec {
    name: "namespaces",
    id: "code",
    unique: &[],
};

/// Resources. `tenantIds` has the tenants that a resource is linked to.
static RESOURCES: TableSpec = TableSpec {
    name: "resources",
    id: "id",
    unique: &[RESOURCE_CODE],
};

const RESOURCE_CODE: Key = Key::of(&["namespace", "code"]);

/// Data resources. All operations on them are in a domain of their own, but they are removed with their namespace.
pub(super) static DATA_RESOURCES: TableSpec = TableSpec {
    name: "data_resources",
    id: "resourceId",
    unique: &[DATA_RESOURCE_CODE, DATA_RESOURCE_NAME],
};

pub(super) const DATA_RESOURCE_CODE: Key = Key::of(&["namespaceCode", "resourceCode"]);
pub(super) const DATA_RESOURCE_NAME: Key = Key::of(&["namespaceCode", "resourceName"]);

static RESOURCE_USERS: LinkSpec = LinkSpec {
    name: "resource_users",
    left: &RESOURCES,
    right: &USERS,
};

static RESOURCE_GROUPS: LinkSpec = LinkSpec {
    name: "resource_groups",
    left: &RESOURCES,
    right: &GROUPS,
};

static RESOURCE_ROLES: LinkSpec = LinkSpec {
    name: "resource_roles",
    left: &RESOURCES,
    right: &ROLES,
};

static RESOURCE_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "resource_departments",
    left: &RESOURCES,
    right: &DEPARTMENTS,
};

/// The authorizations of resources. The facts of a link are the authorized actions, by the code that was authorized,
/// which is that of the resource or of an object in it: `ecs` or `ecs:1`.
static RESOURCE_GRANTS: Grants = Grants::of([
    &RESOURCE_USERS,
    &RESOURCE_GROUPS,
    &RESOURCE_ROLES,
    &RESOURCE_DEPARTMENTS,
]);

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&NAMESPACES, &RESOURCES, &DATA_RESOURCES],
    links: &[
        &RESOURCE_USERS,
        &RESOURCE_GROUPS,
        &RESOURCE_ROLES,
        &RESOURCE_DEPARTMENTS,
    ],
    rules: &[namespaces::RULES, resources::RULES, authorization::RULES],
    // The sections of resources are those of applications, because each application has a namespace for them.
    seeds: &[Seed {
        section: "namespaces",
        operation: "create_namespace",
    }],
};
