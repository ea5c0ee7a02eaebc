//! Everything that a user can see, in one binary. Start with `support` for what the tests have in common.

mod sockets;
#[path = "../../examples/stand_in/mod.rs"]
mod stand_in;
mod support;

mod broken_answers;
mod connections;
mod envelope;
mod errors;
mod faults;
mod limits;
mod operations;
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
