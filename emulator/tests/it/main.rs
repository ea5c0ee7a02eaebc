//! Integration tests, in one binary. `flows` has one file for each domain.

mod binary;
mod company;
mod control;
mod deterministic;
mod faults;
mod fidelity;
mod flows;
mod hostile;
mod layout;
mod queries;
mod random_requests;
mod sdks;
mod sign_in;
mod state_file;
mod support;
