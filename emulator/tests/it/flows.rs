//! Flows through typed builders, over sockets. Every response is decoded strictly.

mod applications;
mod audit_logs;
mod collections;
mod data_permissions;
mod groups;
mod permissions;
mod roles;
mod users;
