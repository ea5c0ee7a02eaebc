//! Flows through typed builders, over sockets. Every response is decoded strictly.

mod audit_logs;
mod collections;
mod groups;
mod integrations;
mod lists;
mod roles;
mod tenants;
mod users;
mod webhooks;
