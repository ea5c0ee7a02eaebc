//! The guide: short pages, one for each task.
//!
//! | page | what it is about |
//! |---|---|
//! | [first_steps] | hosts, keys, the first requests |
//! | [operations] | **all operations on one page** |
//! | [errors] | what can fail, and what to do about it |
//! | [timeouts_and_retries] | time limits, retries, rate limits |
//! | [writes_in_doubt] | a write whose response was lost |
//! | [pages] | lists that come in pages |
//! | [bulk_imports] | thousands of users, and a tree of departments |
//! | [null_and_absent] | parameters that are absent, `null`, or empty |
//! | [wrong_documentation] | fields, limits and endpoints that the crate does not know |
//! | [testing] | tests without an account |
//! | [logging_and_metrics] | logs, `tracing`, metrics |
//! | [tls_and_proxies] | certificates, TLS libraries, proxies |
//! | [async_programs] | use within tokio |
//! | [threads] | threads and thread pools |
//! | [build_tools] | build scripts and small tools, with few dependencies |
//! | [from_python] | for users of the Python SDK |
//! | [from_node] | for users of the Node SDK |
//! | [from_java] | for users of the Java SDK |
//! | [from_go] | for users of the Go SDK |
//!
//! The search of this documentation finds operations by their names with spaces, and common ones also by other words
//! and in Chinese: `add user to group`, `创建用户`.
//!
//! This module only exists in the documentation. It is not compiled with programs.

#[doc = include_str!("guide/first_steps.md")]
pub mod first_steps {}

#[doc = include_str!("guide/operations.md")]
pub mod operations {}

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/timeouts_and_retries.md")]
pub mod timeouts_and_retries {}

#[doc = include_str!("guide/writes_in_doubt.md")]
pub mod writes_in_doubt {}

#[doc = include_str!("guide/pages.md")]
pub mod pages {}

#[doc = include_str!("guide/bulk_imports.md")]
pub mod bulk_imports {}

#[doc = include_str!("guide/null_and_absent.md")]
pub mod null_and_absent {}

#[doc = include_str!("guide/wrong_documentation.md")]
pub mod wrong_documentation {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/logging_and_metrics.md")]
pub mod logging_and_metrics {}

#[doc = include_str!("guide/tls_and_proxies.md")]
pub mod tls_and_proxies {}

#[doc = include_str!("guide/async_programs.md")]
pub mod async_programs {}

#[doc = include_str!("guide/threads.md")]
pub mod threads {}

#[doc = include_str!("guide/build_tools.md")]
pub mod build_tools {}

#[doc = include_str!("guide/from_python.md")]
pub mod from_python {}

#[doc = include_str!("guide/from_node.md")]
pub mod from_node {}

#[doc = include_str!("guide/from_java.md")]
pub mod from_java {}

#[doc = include_str!("guide/from_go.md")]
pub mod from_go {}
