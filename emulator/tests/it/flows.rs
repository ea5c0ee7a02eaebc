//! Flows through typed builders, over sockets. Every response is decoded strictly.

mod applications;
mod audit_logs;
mod collections;
mod custom_fields;
mod data_permissions;
mod department_members;
mod departments;
mod groups;
mod integrations;
mod lists;
mod organizations;
mod parameters;
mod permissions;
mod posts;
mod public_accounts;
mod roles;
mod tenants;
mod users;
mod webhooks;
