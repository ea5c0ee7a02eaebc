//! Everything that a user can see, in one binary. Start with `support` for what the tests have in common.

#[path = "../../examples/stand_in/mod.rs"]
mod stand_in;
mod support;

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
mod token;
mod validation;
mod wire;
