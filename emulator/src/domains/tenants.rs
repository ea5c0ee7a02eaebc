//! Tenants, their members and administrators.

mod admins;
mod certification;
mod cooperators;
mod definitions;
mod departments;
mod invitations;
mod members;

use crate::behavior::{Domain, Seed};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[
        &certification::CERTIFICATIONS,
        &cooperators::COOPERATORS,
        &invitations::INVITATIONS,
    ],
    links: &[&admins::MULTIPLE_TENANT_ADMINS],
    rules: &[
        definitions::RULES,
        members::RULES,
        departments::RULES,
        admins::RULES,
        cooperators::RULES,
        certification::RULES,
        invitations::RULES,
    ],
    seeds: &[
        Seed {
            section: "tenants",
            operation: "create_tenant",
        },
        Seed {
            section: "tenantUsers",
            operation: "add_tenant_users",
        },
        Seed {
            section: "tenantAdmins",
            operation: "set_tenant_admin",
        },
    ],
};
