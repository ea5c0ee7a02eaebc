//! Data permissions: data resources in permission spaces, policies about them, and what these allow users to do.
//!
//! Permission spaces are the namespaces of [`permissions`](super::permissions).

mod decisions;
mod fields;
mod namespaces;
mod policies;
mod resources;
mod structs;
mod targets;
mod views;

use crate::behavior::{Domain, Seed};
use crate::domains::groups::GROUPS;
use crate::domains::permissions::Grants;
use crate::domains::roles::ROLES;
use crate::domains::users::{DEPARTMENTS, USERS};
use crate::store::{Key, LinkSpec, TableSpec};

/// Data policies, with their statements.
static POLICIES: TableSpec = TableSpec {
    name: "data_policies",
    id: "policyId",
    unique: &[POLICY_NAME],
};

const POLICY_NAME: Key = Key::of(&["policyName"]);

static POLICY_USERS: LinkSpec = LinkSpec {
    name: "data_policy_users",
    left: &POLICIES,
    right: &USERS,
};

static POLICY_GROUPS: LinkSpec = LinkSpec {
    name: "data_policy_groups",
    left: &POLICIES,
    right: &GROUPS,
};

static POLICY_ROLES: LinkSpec = LinkSpec {
    name: "data_policy_roles",
    left: &POLICIES,
    right: &ROLES,
};

static POLICY_DEPARTMENTS: LinkSpec = LinkSpec {
    name: "data_policy_departments",
    left: &POLICIES,
    right: &DEPARTMENTS,
};

/// Whom policies are granted to. The facts of a link are its `authorizationTime`.
static POLICY_GRANTS: Grants = Grants::of([&POLICY_USERS, &POLICY_GROUPS, &POLICY_ROLES, &POLICY_DEPARTMENTS]);

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&POLICIES],
    links: &[&POLICY_USERS, &POLICY_GROUPS, &POLICY_ROLES, &POLICY_DEPARTMENTS],
    rules: &[
        namespaces::RULES,
        resources::RULES,
        fields::RULES,
        policies::RULES,
        targets::RULES,
        decisions::RULES,
        views::RULES,
    ],
    seeds: &[
        Seed {
            section: "dataResources",
            operation: "create_data_resource",
        },
        Seed {
            section: "dataPolicies",
            operation: "create_data_policy",
        },
        Seed {
            section: "dataPolicyAuthorizations",
            operation: "authorize_data_policies",
        },
    ],
};
