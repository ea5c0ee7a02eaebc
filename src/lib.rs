//! A blocking client for the GenAuth / Authing V3 management API.
//!
//! ```no_run
//! use genauth::ManagementClient;
//!
//! let client = ManagementClient::builder()
//!     .access_key_id("60b49eb83fd80adb96f26e68")
//!     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
//!     .build()?;
//!
//! let answer = client
//!     .associate_tenant_resource()
//!     .app_id("60b49eb83fd80adb96f26e68")
//!     .code("book")
//!     .association(true)
//!     .send()?;
//! assert!(answer.data.success);
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! Each of the 509 operations is a method of [`ManagementClient`], named as upstream names it; the few exceptions stand
//! in a [table](api#names). It gives a request with a setter for each parameter; `send` checks the request, sends it,
//! and waits for the [`Response`].
//!
//! Operations are data, too: [`operations`] lists them with their parameters and limits, and
//! [`call`](ManagementClient::call) sends one by its name, with its parameters as JSON.
//!
//! # Requests are checked before they are sent
//!
//! Setters never fail. When a request is sent, everything that is wrong with it comes at once, each
//! [`Violation`] with its JSON path, and nothing has gone over the network, not even for a token:
//!
//! ```
//! # use genauth::ManagementClient;
//! # let client = ManagementClient::builder().access_key_id("id").access_key_secret("secret").build()?;
//! use genauth::{ApplicationPermissionRecordItem, TargetType};
//!
//! let error = client
//!     .authorize_application_access()
//!     .app_id("6229ffaxxxxxxxxcade3e3d9")
//!     .list([ApplicationPermissionRecordItem::new()
//!         .target_type(TargetType::Role)
//!         .target_identifier(["admin"])
//!         .effect("MAYBE")])
//!     .send()
//!     .unwrap_err();
//! assert_eq!(error.violations()[0].path(), "list[0].effect");
//! assert_eq!(error.violations()[1].path(), "list[0].namespaceCode");
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! Checked are presence, types, enum values and documented limits, and that what is required is not blank. What
//! depends on the state of the service (does the user exist?) is the service's to say.
//!
//! # Errors
//!
//! There is one [`Error`], which prints as one line with the operation, what happened, and the request id. Its
//! predicates tell the cases apart:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! # let request = client.associate_tenant_resource();
//! match request.send() {
//!     Ok(answer) => println!("done: {}", answer.data.success),
//!     Err(error) if error.is_not_found() => println!("no such application or tenant"),
//!     Err(error) if error.is_rate_limited() => println!("too fast: {error}"),
//!     Err(error) => return Err(error),
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! A call succeeds if the answer's body says `statusCode` 200, whatever the HTTP status; `data.success: false` under
//! 200 is an error too.
//!
//! # Reading answers
//!
//! Servers change. Unknown fields are skipped, absent or `null` ones take the type's default, numbers may come as
//! text. A value of a wrong shape is an error that names its JSON path. The answer as it came stays in
//! [`Response::answer`].
//!
//! # Pages
//!
//! Where an operation answers page by page, [`items`](Request::items) walks them all, one request at a time:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! for group in client.list_groups().items() {
//!     println!("{}", group?.code);
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! [`pages`](Request::pages) gives whole answers, knows the total, and starts at the page that is set.
//!
//! # Long lists
//!
//! The service limits lists, to 10 or 50 items as a rule. [`send_in_batches`](Request::send_in_batches) sends a longer
//! one in parts, and says what became of each.
//!
//! # Absent, null, value
//!
//! What is not set is not sent. [`Null`] is an explicit `null`; `false`, `0` and `""` are values. A setter takes an
//! `Option`, too, and with `None` leaves the parameter absent.
//!
//! # Time and retries
//!
//! A connection has 5 s to stand, and an attempt 10 s, the fetching of the token included
//! ([settings](ManagementClientBuilder::timeout)). What is safe to repeat is repeated: the [`RetryPolicy`] says when.
//! A write that may have happened never is; its error says [so](Error::may_have_happened).
//!
//! # One call different from the others
//!
//! `client.with_timeout(..)`, [and its like](ManagementClient#options-of-single-calls), give a client that shares token
//! and connections and differs in one point.
//!
//! # What the crate lacks
//!
//! A field: `extra("newField", value)`, behind the setters. An endpoint: [`ManagementClient::request`]. A type of your
//! own for an answer: [`send_as`](Request::send_as).
//!
//! # Threads
//!
//! A client is `Send`, `Sync` and cheap to clone. Clones share connections and the token, which is fetched once for
//! all threads and renewed before its end.
//!
//! # Testing your own code
//!
//! Give the client a [`Transport`] of yours and no socket is opened, or point its
//! [`host`](ManagementClientBuilder::host) at a mock server on loopback. What would go over the wire is there without
//! sending: `client.associate_tenant_resource().into_parts()?`.
//!
//! # Logging
//!
//! One line at `debug` for each call, through the `log` crate: operation, statuses, attempts, time, request id. At
//! `trace` the bodies too, where fields that the tables know as secret, and others whose names say so, are left out.
//! Neither the key's secret nor a token is in any line.
//!
//! Beware of `trace` for *all* targets: `ureq_proto`, the HTTP protocol library below, then writes every byte that it
//! sends and receives, the token among them. Keep it lower, for example `RUST_LOG=trace,ureq_proto=debug`. A client
//! that is built while that target is at `trace` warns about it. `tungstenite`, below the event stream, likewise writes
//! the signature of a subscription at `trace`.
//!
//! # Security
//!
//! Certificates are always checked; [own roots](ManagementClientBuilder::root_certificates) take the place of a switch
//! that turns checks off. The key and the token go to the [`host`](ManagementClientBuilder::host) that was
//! named: redirects are errors, not followed. Plain http is refused except to loopback, unless
//! [allowed](ManagementClientBuilder::allow_http).
//!
//! # Features
//!
//! - `rustls` (default): HTTPS by rustls, checked against the Mozilla roots.
//! - `platform-verifier`: the same, checked against the roots of the operating system.
//! - `native-tls`: HTTPS by the TLS library of the operating system, where `rustls` is switched off.
//! - `gzip` (default): asks for packed answers and unpacks them.
//! - `events`: the event stream, as an iterator.
//!
//! # Supported Rust
//!
//! 1.85 and newer. Raising it is a minor version.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(unreachable_pub)]

pub mod api;
mod auth;
mod batch;
mod body_text;
mod by_name;
mod client;
mod custom;
mod decode;
mod encode;
mod error;
mod file;
mod host;
mod json_path;
mod operation;
mod page;
mod param;
mod rate_limit;
mod redact;
mod request;
mod response;
mod retry;
mod retry_after;
mod table;
mod transport;
mod validate;
mod wire_name;

pub use api::{
    access_keys::*, applications::*, approvals::*, asa_accounts::*, audit_logs::*, common::*, custom_fields::*,
    data_permissions::*, departments::*, device_exclusivity::*, devices::*, events::*, identity_sources::*,
    invitations::*, ldap_server::*, message_service::*, metadata::*, metering::*, mfa::*, operations, organizations::*,
    permissions::*, pipelines::*, posts::*, public_accounts::*, risk_lists::*, roles::*, security_settings::*,
    sync_tasks::*, tenants::*, user_groups::*, users::*, webhooks::*, whitelist::*,
};
pub use batch::{Batch, Batches};
#[cfg(feature = "events")]
pub use client::{Event, Subscription, SubscriptionCloser};
pub use client::{ManagementClient, ManagementClientBuilder};
pub use custom::CustomRequest;
pub use encode::Parts;
pub use error::Error;
pub use file::File;
pub use operation::{Kind, Method, Model, Operation, OperationEffect, Param, Place, Rule};
pub use page::{Items, Page, Pages};
pub use param::{IntoParam, JsonText, Null};
pub use request::Request;
pub use response::Response;
pub use retry::RetryPolicy;
pub use transport::{Answer, Call, Transport, TransportError, TransportErrorKind};
pub use validate::Violation;

// The README's code is compiled with the doc tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
