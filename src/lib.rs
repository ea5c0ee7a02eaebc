//! x
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(unreachable_pub)]

pub mod api;
mod auth;
mod client;
mod decode;
mod error;
mod host;
mod json_path;
mod operation;
mod param;
mod request;
mod response;
mod table;
mod transport;
mod validate;

pub use api::{applications::*, common::*, operations, tenants::*};
pub use client::{ManagementClient, ManagementClientBuilder};
pub use error::Error;
pub use operation::{Kind, Method, Model, Operation, OperationEffect, Param, Place, Rule};
pub use param::IntoParam;
pub use request::Parts;
pub use response::Response;
pub use transport::{Answer, Call, Transport, TransportError, TransportErrorKind};
pub use validate::Violation;
