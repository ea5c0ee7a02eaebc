//! Everything that a user can see, in one binary. Start with `support` for what the tests have in common.

mod sockets;
#[path = "../../examples/stand_in/mod.rs"]
mod stand_in;
mod support;

mod batches;
mod broken_answers;
mod client_options;
mod connections;
mod custom_requests;
mod envelope;
mod errors;
mod faults;
mod limits;
mod logs;
mod null_and_absent;
mod operations;
mod pages;
mod properties;
mod refusals;
mod registry;
mod retries;
mod rows;
mod samples;
mod secrets;
mod setters;
mod settings;
#[cfg(feature = "events")]
mod subscription;
#[cfg(feature = "rustls")]
mod tls;
mod token;
mod validation;
mod wire;
