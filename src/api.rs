//! The tables: one file for each domain of the API, with its operations and their types.

// The statics of rows have the names of the methods or types that they describe. Once here costs the compiler less than
// an attribute for each.
#![allow(non_upper_case_globals)]

mod by_name;
mod by_path;
#[cfg(test)]
pub(crate) mod tests;

use crate::schema::Operation;

/// States the domains once. A domain is one file, or a directory of files with operations and of files with types.
macro_rules! domains {
    ($(
        $(#[doc = $doc:literal])*
        $domain:ident $({ operations: $($part:ident)*; types: $($types:ident)*; })?
    )*) => {
        $(domains! { @module $domain $({ $($part)*; $($types)*; })? })*

        #[allow(missing_docs)] // documented at the root
        pub mod builders {
            // The same builders, with aliases for the search. They shadow those of the globs below.
            #[cfg(doc)]
            include!("guide/aliases.rs");

            $(domains! { @builders $domain $({ $($part)* })? })*
        }

        #[allow(missing_docs)] // documented at the root
        pub mod types {
            $(domains! { @types $domain $({ $($types)* })? })*
        }

        /// The tables of operations.
        const TABLES: &[&[&[&Operation]]] = &[$(domains! { @tables OPERATIONS $domain $({ $($part)* })? }),*];

        #[cfg(test)]
        const PROBES: &[&[&[tests::Probe]]] = &[$(domains! { @tables PROBES $domain $({ $($part)* })? }),*];
    };

    (@module $domain:ident) => {
        pub(crate) mod $domain;
    };
    (@module $domain:ident { $($part:ident)*; $($types:ident)*; }) => {
        pub(crate) mod $domain {
            $(pub(crate) mod $part;)*
            $(pub(crate) mod $types;)*

            // Lets the files of a domain import from `super`.
            pub(crate) use self::{$($types::*),*};
        }
    };

    (@builders $domain:ident) => {
        pub use crate::api::$domain::builders::*;
    };
    (@builders $domain:ident { $($part:ident)* }) => {
        $(pub use crate::api::$domain::$part::builders::*;)*
    };

    (@types $domain:ident) => {
        #[allow(unused_imports, unreachable_pub)] // some domains have no types
        pub use crate::api::$domain::*;
    };
    (@types $domain:ident { $($types:ident)* }) => {
        $(pub use crate::api::$domain::$types::*;)*
    };

    (@tables $table:ident $domain:ident) => {
        &[$domain::$table]
    };
    (@tables $table:ident $domain:ident { $($part:ident)* }) => {
        &[$($domain::$part::$table),*]
    };
}

domains! {
    access_keys
    applications {
        operations: application authorization console;
        types: enums inputs outputs;
    }
    approvals
    asa_accounts
    audit_logs
    auth_flow
    common {
        operations: ;
        types: enums ext_idp inputs outputs;
    }
    custom_domains
    custom_fields
    data_permissions {
        operations: permission_namespaces data_resources extend_fields policies decisions m2m;
        types: enums inputs policy_outputs resource_outputs;
    }
    departments {
        operations: department members;
        types: enums inputs outputs;
    }
    device_exclusivity
    devices
    events
    identity_sources
    invitations {
        operations: universal policies rosters invitees;
        types: enums inputs outputs;
    }
    ldap_server
    message_service
    metadata {
        operations: rows models operations relations import_export;
        types: enums inputs outputs;
    }
    metering
    mfa
    organizations
    permissions {
        operations: resources namespaces authorization;
        types: inputs outputs;
    }
    pipelines
    posts
    programmatic_access_accounts
    public_accounts {
        operations: accounts assignments;
        types: inputs outputs;
    }
    risk_lists
    roles {
        operations: operations;
        types: enums inputs outputs;
    }
    security_settings
    sessions
    sync_tasks {
        operations: operations;
        types: enums inputs outputs;
    }
    tenants {
        operations: tenant members certification admins;
        types: enums inputs outputs;
    }
    user_groups
    users {
        operations: accounts relations security;
        types: inputs outputs;
    }
    webhooks
    whitelist
}

/// All operations, grouped by domain.
///
/// ```
/// for operation in genauth::operations() {
///     println!("{:6} {:45} {}", operation.method, operation.path, operation.name);
/// }
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    TABLES.iter().copied().flatten().copied().flatten().copied()
}
