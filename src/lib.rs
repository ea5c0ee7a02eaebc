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
//! let response = client
//!     .associate_tenant_resource()
//!     .app_id("60b49eb83fd80adb96f26e68")
//!     .code("book")
//!     .association(true)
//!     .send()?;
//! assert!(response.data.success);
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! Each of the 565 operations is a method of [`ManagementClient`], with its upstream name; the few exceptions are
//! [listed](builders#names). The method returns a [builder](builders) with a setter for each parameter.
//! [`send`](Request::send) validates the request, sends it, and waits for the [`Response`].
//!
//! The [guide] has a page for each task, one with [all operations](guide::operations), and one each for users of the
//! [Python](guide::from_python), [Node](guide::from_node), [Java](guide::from_java) and [Go](guide::from_go) SDKs.
//!
//! 509 operations are documented. The other 56 are known from the live service only, some of them without their
//! parameters: [`Certainty`](schema::Certainty) tells them apart.
//!
//! Operations are also data: [`operations`] lists them with their parameters and constraints (see [`schema`]), and
//! [`call`](ManagementClient::call) sends one by its name, with its parameters as JSON.
//!
//! # Validation
//!
//! Setters never fail. The finished request is validated before anything is sent, including the token request, and all
//! violations are reported at once, each with its JSON path:
//!
//! ```
//! # use genauth::ManagementClient;
//! # let client = ManagementClient::builder().host("http://localhost")
//! #     .access_key_id("id").access_key_secret("secret").build()?;
//! use genauth::types::{ApplicationPermissionRecordItem, TargetType};
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
//! assert_eq!(
//!     error.to_string(),
//!     "authorize_application_access: invalid request: \
//!      list[0].effect must be one of ALLOW, DENY (got \"MAYBE\"); \
//!      list[0].namespaceCode is required when targetType is ROLE",
//! );
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! Validation covers presence, types, enum values and documented limits, and rejects blank required strings and blank
//! strings in lists. Whatever depends on the state of the service, such as whether a user exists, is left to the
//! service. It can be [turned off](ManagementClient::without_validation) for single requests.
//!
//! # Errors
//!
//! There is one [`Error`] type. It prints as one line with the operation, what happened, and the request id. Predicates
//! tell the cases apart:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! # let request = client.associate_tenant_resource();
//! match request.send() {
//!     Ok(response) => println!("done: {}", response.data.success),
//!     Err(error) if error.is_not_found() => println!("no such application or tenant"),
//!     Err(error) if error.is_rate_limited() => println!("too many requests: {error}"),
//!     Err(error) => return Err(error),
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! A request succeeds if the body of the response contains a `statusCode` of 2xx, whatever the HTTP status. A few
//! operations, and raw requests, also accept a body without an envelope, for which the HTTP status decides; an empty
//! one stands for `null`. `data.success: false` with such a `statusCode` is an error, too.
//!
//! # Responses
//!
//! Decoding is lenient, because servers change and documents are wrong in places. Unknown fields are skipped, and absent
//! and `null` fields take the type's default. Numbers, strings and booleans are converted where that keeps their meaning:
//! `"7"` to a number, `1` and `"true"` to a boolean, a single item to a list.
//!
//! Any other value costs only its field: the field has its default, an item is left out of its list, and
//! [`Response::decode_issues`] says where and why. A warning is logged, and [`Response::http`] has the undecoded body:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! let response = client.get_user().user_id("6229ffaxxxxxxxx4d3a0b1c2").send()?;
//! for issue in response.decode_issues() {
//!     eprintln!("{issue}"); // data.loginsCount: expected an integer, found an object
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! It is an error, for which [`Error::is_decode`] returns true, if nothing of `data` could be read, and if an operation
//! decides something, such as [`is_user_exists`](ManagementClient::is_user_exists): a default would be taken for a
//! decision. [`strict_responses`](ManagementClientBuilder::strict_responses) makes every issue an error. If the service
//! had confirmed the operation, [`Error::is_confirmed`] says so.
//!
//! Output types implement `Serialize` under the JSON names. Options that are `None` are left out, all other fields are
//! written with their value or default, and secrets are written in plain text. Their `Debug` redacts secrets.
//!
//! # Pages
//!
//! If an operation returns pages, [`items`](Request::items) iterates over the items on all of them:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! for group in client.list_groups().items() {
//!     println!("{}", group?.code);
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! [`pages`](Request::pages) iterates over whole responses, and knows the total. `.items().concurrency(16)` fetches up to
//! 16 pages at a time, and returns the items in the same order.
//!
//! # Batches
//!
//! The service limits the length of lists, mostly to 10 or 50 items. [`send_in_batches`](Request::send_in_batches)
//! splits a longer one, and reports which items were completed. [`resume`](Request::resume) sends the rest, also from a
//! [report](BatchReport) that was stored. [`batches`](Request::batches) is an iterator over the batches, for progress and
//! for several batches at a time.
//!
//! # Many requests
//!
//! [`send_all`](ManagementClient::send_all) sends requests of any kind, several at a time, and returns their results in
//! order:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! let requests = (0..5000).map(|number| client.create_user().username(format!("user-{number}")));
//! for (index, result) in client.send_all(requests).concurrency(16) {
//!     if let Err(error) = result {
//!         eprintln!("user {index}: {error}");
//!     }
//! }
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! When the service refuses requests, all of them wait, and then follow the rate that the service accepts: see
//! [`RetryPolicy`](RetryPolicy#pacing).
//!
//! # Absent, null, value
//!
//! Parameters that are not set are not sent. [`Null`] is an explicit `null`; `false`, `0` and `""` are values. Setters
//! also accept an `Option`; `None` sets nothing.
//!
//! # Timeouts and retries
//!
//! The connect timeout defaults to 5 s, and the timeout of an attempt to 10 s, including a token request if one is
//! needed ([settings](ManagementClientBuilder::timeout)). Requests are repeated if that is safe: see [`RetryPolicy`]. A
//! write that may have been applied is never repeated; [`Error::may_have_happened`] identifies it. It can be read back
//! at once: on Authing, reads directly after a write were seen to return the new value, and 404 after a deletion.
//!
//! # Options for single requests
//!
//! `client.with_timeout(..)` [and similar methods](ManagementClient#options-for-single-requests) return a client that
//! shares token and connections, and differs in one option.
//!
//! # When the documentation is wrong
//!
//! The tables follow upstream's documentation. Where the service differs from it, or is newer, a request can deviate from
//! the tables:
//!
//! ```no_run
//! # let client = genauth::ManagementClient::from_env()?;
//! use genauth::Method;
//! use genauth::serde_json::{Value, json};
//!
//! // A field that the crate does not know, sent and received.
//! let group = client.get_group().code("developers").extra("withNewField", true).send_as::<Value>()?;
//! println!("{}", group.data["newField"]);
//!
//! // A request that the crate would refuse: above the documented limit, and with a parameter of another type.
//! let groups = client.without_validation().list_groups().limit(200).extra("keywords", 7).send()?;
//!
//! // An endpoint that the crate does not know.
//! let thing = client.request(Method::Post, "/api/v3/new-thing").json(json!({"name": "first"})).send::<Value>()?;
//! # Ok::<(), genauth::Error>(())
//! ```
//!
//! [`without_validation`](ManagementClient::without_validation) still refuses what cannot be sent.
//! [`send_as`](Request::send_as) decodes into any type that implements `serde::Deserialize`.
//!
//! # Threads
//!
//! A client is `Send`, `Sync` and cheap to clone. Clones share connections and the token, which is fetched once for all
//! requests and renewed before it expires. A short-lived thread fetches it, so that a request with a short timeout does
//! not end a fetch that others wait for: each of them waits until its own deadline. No request waits for an early
//! renewal. With the feature `token-cache`, processes can share the token as well.
//!
//! # Testing
//!
//! To test without sockets, give the client your own [`Transport`](transport::Transport). To test over sockets, set its
//! [`host`](ManagementClientBuilder::host) to a mock server on loopback. To see what would be sent, use
//! [`build`](Request::build).
//!
//! # Logging
//!
//! The `log` crate receives one line per request that was sent at `debug`, with operation, statuses, attempts, time and
//! request id, and another one for each retry. At `trace` it also receives the bodies, without secrets: fields are
//! redacted if the tables mark them for the operation, or if their names indicate a secret. The same holds for bodies
//! that errors show. No line contains the access key secret or a token, even if a server sends one back, however it is
//! escaped.
//!
//! Do not enable `trace` for *all* targets: `ureq_proto`, the HTTP protocol library, then logs every byte it sends and
//! receives, including the token. Limit it, for example with `RUST_LOG=trace,ureq_proto=debug`. Building a client while
//! that target is at `trace` logs a warning. Likewise, `tungstenite`, which the event stream uses, logs the signature
//! of a subscription at `trace`.
//!
//! `ureq` itself, the HTTP library, logs each URL and the response header `location`. It hides paths, queries and
//! locations, unless its own target is at `trace`: then its lines at `debug` contain them with all values. This crate
//! never logs the values of a query. To keep both libraries quiet, use `RUST_LOG=trace,ureq=debug,ureq_proto=debug`.
//!
//! # Security
//!
//! Certificates are always verified. There is no switch to turn that off; add [root
//! certificates](ManagementClientBuilder::root_certificates) instead. The key and the token are only sent to the
//! [`host`](ManagementClientBuilder::host), and a subscription sends the key's id and a signature to the event service.
//! Redirects are not followed; they are reported as errors. Plain http is only allowed for loopback addresses, unless
//! [enabled](ManagementClientBuilder::allow_http).
//!
//! # Features
//!
//! - `rustls` (default): HTTPS with rustls and Mozilla's root certificates.
//! - `platform-verifier`: rustls with the root certificates of the operating system.
//! - `native-tls`: HTTPS with the TLS library of the operating system. Disable `rustls` to use it.
//! - `gzip` (default): requests and decodes gzip-compressed responses.
//! - `events`: `client.subscribe(..)`, the event stream as an iterator. It enables `rustls`, and trusts the same root
//!   certificates as requests.
//! - `token-cache`: `ManagementClientBuilder::token_cache(path)`, a file that keeps the management token, so that the
//!   next process need not fetch one.
//!
//! # Supported Rust versions
//!
//! 1.85 and later. Raising the minimum is a minor-version change.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(unreachable_pub)]

mod api;
mod client;
mod codec;
mod error;
#[cfg(feature = "events")]
pub mod events;
mod execute;
#[cfg(any(doc, doctest))]
pub mod guide;
mod macros;
mod redact;
mod request;
mod response;
pub mod schema;
pub mod transport;
mod value;

/// Traits for generic code.
///
/// All of them are sealed. [`Transport`](crate::transport::Transport) is the one trait that programs implement.
pub mod traits {
    pub use crate::codec::decode::Decode;
    pub use crate::request::AsRequest;
    pub use crate::request::pages::Page;
    pub use crate::value::{ApiEnum, ApiType, IntoParam};
}

/// The builders of all operations: one setter for each parameter, over a [`Request`].
///
/// Methods of [`ManagementClient`] return them.
///
/// # Names
///
/// Operations have the names of upstream's documentation. Where a documented name is misspelled, misleading or too
/// generic (such as `add`), the method is named after the path. Searching for the documented name finds it as well.
///
/// | documented | here |
/// |---|---|
/// | `add` | [`add_ip_list`](crate::ManagementClient::add_ip_list) |
/// | `add_user` | [`add_user_list`](crate::ManagementClient::add_user_list) |
/// | `approval` | [`batch_approval_universal_invitation_applicants`](crate::ManagementClient::batch_approval_universal_invitation_applicants) |
/// | `batch_bind_policy` | [`update_invitation_roster_batch_bind_policy`](crate::ManagementClient::update_invitation_roster_batch_bind_policy) |
/// | `batch_unbind_policy` | [`update_invitation_roster_batch_unbind_policy`](crate::ManagementClient::update_invitation_roster_batch_unbind_policy) |
/// | `capture` | [`metadata_ueba_capture`](crate::ManagementClient::metadata_ueba_capture) |
/// | `change_userpool_tenan_ext_idp_conn_state` | [`change_userpool_tenant_ext_idp_conn_state`](crate::ManagementClient::change_userpool_tenant_ext_idp_conn_state) |
/// | `check_mutual_exclusion` | [`check_role_mutual_exclusion`](crate::ManagementClient::check_role_mutual_exclusion) |
/// | `check_params_namespace` | [`check_role_params`](crate::ManagementClient::check_role_params) |
/// | `closed_list` | [`approval_closed_list`](crate::ManagementClient::approval_closed_list) |
/// | `delete_by_id` | [`delete_ip_list_by_id`](crate::ManagementClient::delete_ip_list_by_id) |
/// | `export_meatdata` | [`metadata_export`](crate::ManagementClient::metadata_export) |
/// | `export_users` | [`invitation_invitee_export`](crate::ManagementClient::invitation_invitee_export) |
/// | `filter` | [`filter_universal_invitation_applicants`](crate::ManagementClient::filter_universal_invitation_applicants) |
/// | `filter_users` | [`list_invitation_invitees`](crate::ManagementClient::list_invitation_invitees) |
/// | `find_app_lists` | [`get_supported_device_exclusive_apps`](crate::ManagementClient::get_supported_device_exclusive_apps) |
/// | `get_all_valid_scope_settings` | [`get_device_exclusive_valid_scope_settings`](crate::ManagementClient::get_device_exclusive_valid_scope_settings) |
/// | `get_all_white_list_settings` | [`get_device_exclusive_white_list_settings`](crate::ManagementClient::get_device_exclusive_white_list_settings) |
/// | `get_bind_pwd` | [`get_ldap_server_random_pwd`](crate::ManagementClient::get_ldap_server_random_pwd) |
/// | `get_detail` | [`get_approval_detail`](crate::ManagementClient::get_approval_detail) |
/// | `get_public_account_of_groups` | [`set_public_account_of_groups`](crate::ManagementClient::set_public_account_of_groups) |
/// | `get_rule_settings` | [`get_device_exclusive_rule_settings`](crate::ManagementClient::get_device_exclusive_rule_settings) |
/// | `import_template` | [`invitation_invitee_template`](crate::ManagementClient::invitation_invitee_template) |
/// | `import_users` | [`invitation_invitee_import`](crate::ManagementClient::invitation_invitee_import) |
/// | `list_data_polices` | [`list_data_policies`](crate::ManagementClient::list_data_policies) |
/// | `list_invite_tennat_user_records` | [`list_invite_tenant_user_records`](crate::ManagementClient::list_invite_tenant_user_records) |
/// | `list_simple_data_polices` | [`list_simple_data_policies`](crate::ManagementClient::list_simple_data_policies) |
/// | `log_list` | [`approval_log_list`](crate::ManagementClient::approval_log_list) |
/// | `pend_list` | [`approval_pending_list`](crate::ManagementClient::approval_pending_list) |
/// | `reject` | [`batch_reject_universal_invitation_applicant`](crate::ManagementClient::batch_reject_universal_invitation_applicant) |
/// | `remote_field` | [`metadata_remove_field`](crate::ManagementClient::metadata_remove_field) |
/// | `remove` | [`remove_device_exclusive_valid_scope_settings`](crate::ManagementClient::remove_device_exclusive_valid_scope_settings) |
/// | `save_invitation_policies` | [`save_device_exclusive_valid_scope_settings`](crate::ManagementClient::save_device_exclusive_valid_scope_settings) |
/// | `save_ldap_config_info` | [`enable_ldap_server`](crate::ManagementClient::enable_ldap_server) |
/// | `set_public_account_ofn_post` | [`set_public_account_of_post`](crate::ManagementClient::set_public_account_of_post) |
/// | `setuser_of_public_account` | [`set_user_of_public_accounts`](crate::ManagementClient::set_user_of_public_accounts) |
/// | `update_rule_settings` | [`update_device_exclusive_rule_settings`](crate::ManagementClient::update_device_exclusive_rule_settings) |
/// | `upload` | [`invitation_invitee_upload`](crate::ManagementClient::invitation_invitee_upload) |
/// | `userpoll_tenant_config` | [`userpool_tenant_config`](crate::ManagementClient::userpool_tenant_config) |
/// | `verify_event` | [`pub_event`](crate::ManagementClient::pub_event) |
#[doc(inline)]
pub use api::builders;
pub use api::operations;
/// All inputs, outputs and enums of the API.
///
/// Types have the names of upstream's schema without `Dto`. A type that is used in both directions is split in two; the
/// response type ends in `Output`. These types are renamed: `MetadataCondition` (upstream `Condition`), `DnefConfig`
/// (`Config`), `MauPeriodUsageRecords` (`MauPeriodUsageHistory`), `DnefOption` (`Option`), `DepartmentTreeResult`
/// (`Result`), `ErrorEmailMsg` (`errorEmailMsg`) and `LoginPasswordFailCheckConfig`, which upstream misspells. Enums
/// with the same values are merged into one.
#[doc(inline)]
pub use api::types;
pub use client::{ManagementClient, ManagementClientBuilder};
pub use codec::decode::DecodeIssue;
pub use error::Error;
pub use execute::attempt::Attempt;
pub use execute::retry::RetryPolicy;
pub use request::Request;
pub use request::batches::{Batch, BatchOutcome, BatchReport, Batches, InDoubt};
pub use request::bulk::{SendAll, SendProgress};
pub use request::pages::{Items, Pages};
pub use request::raw::RawRequest;
pub use response::Response;
pub use schema::violation::{Violation, ViolationKind};
pub use schema::{Method, OperationEffect};
pub use serde_json;
pub use value::{File, Json, JsonText, List, Null, OneOf, json, list};

// Compiles the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
