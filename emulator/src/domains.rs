//! Behaviors with rules of their own, by domain.
//!
//! # How to add a domain
//!
//! A domain is a file in this directory, or a file and a directory if it would be longer than 400 lines. `groups.rs` is a
//! good example. It has, in this order:
//!
//! 1. **What it stores**: a `static` [`TableSpec`](crate::store::TableSpec) for each kind of record, with its ID and its
//!    unique [`Key`](crate::store::Key)s, and a [`LinkSpec`](crate::store::LinkSpec) for each relation. Records have the
//!    field names of the API, so that most of them are returned as they are. Removing a record removes its links;
//!    whatever else goes with it is the domain's to remove.
//! 2. **`DOMAIN`**: its tables, links, rules and sections of a seed file.
//! 3. **`RULES`**: one line for each operation, with what its behavior rests on. A file with handlers has its own
//!    `RULES`. An operation is implemented where its state is: `get_user_groups` is in `groups.rs`.
//! 4. **Helpers for other domains**: `find` for a record that a request names (or the refusal of the service), and `view`
//!    for a record as responses show it.
//! 5. **Handlers**: `fn(&Call, &State) -> Reply` for reads, and `fn(&Call, &mut State) -> Reply` for writes. The
//!    parameters have been validated, so a handler only checks what depends on the state. It may refuse at any point: what
//!    it has changed is taken back.
//!
//! Then add the module and its `DOMAIN` below, and flows to `tests/it/flows/`: each operation must be part of one. Run
//! `cargo test -p genauth-emulator fidelity`, which also writes `FIDELITY.md` again. A domain only imports from domains
//! above it in the list. If all that its operations do is to store, list and remove records, it is no domain, but an
//! entry in [`collections`](crate::collections).
//!
//! Statuses and messages of refusals come from upstream's tests and from what was seen on the service; without
//! either, 404 means that something does not exist and 409 that it exists already.

#![allow(clippy::unnecessary_wraps)] // handlers have one type, whether or not they can refuse

mod applications;
mod asa_accounts;
mod audit_logs;
mod custom_domains;
mod custom_fields;
mod data_permissions;
mod departments;
mod events;
mod functions;
mod groups;
mod identity_sources;
mod permissions;
mod posts;
mod programmatic_access_accounts;
mod public_accounts;
mod risk_lists;
mod roles;
mod tenants;
mod users;
mod webhooks;
mod whitelist;

use crate::behavior::Domain;

pub(crate) use audit_logs::record_write;
pub(crate) use functions::PIPELINE_FUNCTIONS;
pub(crate) use programmatic_access_accounts::PROGRAMMATIC_ACCESS_ACCOUNTS;
pub(crate) use risk_lists::{RISK_IPS, RISK_USERS};
pub(crate) use webhooks::{WEBHOOKS, delivered, deliveries};

/// All domains. Each only depends on those before it.
#[rustfmt::skip] // one line for each
pub(crate) const ALL: &[&Domain] = &[
    &users::DOMAIN,
    &groups::DOMAIN,
    &roles::DOMAIN,
    &tenants::DOMAIN,
    &webhooks::DOMAIN,
    &events::DOMAIN,
    &whitelist::DOMAIN,
    &risk_lists::DOMAIN,
    &custom_domains::DOMAIN,
    &programmatic_access_accounts::DOMAIN,
    &identity_sources::DOMAIN,
    &functions::DOMAIN,
    &asa_accounts::DOMAIN,
    &posts::DOMAIN,
    &departments::DOMAIN,
    &public_accounts::DOMAIN,
    &custom_fields::DOMAIN,
    &permissions::DOMAIN,
    &applications::DOMAIN,
    &data_permissions::DOMAIN,
    &audit_logs::DOMAIN,
];
