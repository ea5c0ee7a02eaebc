//! A local, stateful stand-in for the GenAuth / Authing V3 management API.
//!
//! ```
//! use genauth_emulator::Emulator;
//!
//! let emulator = Emulator::start()?; // a free port on loopback, in this process
//! let client = emulator.client(); // a `genauth::ManagementClient` with a valid key
//!
//! let alice = client.create_user().username("alice").send()?.data;
//! assert_eq!(client.get_user().user_id(&alice.user_id).send()?.data.username, "alice");
//!
//! let error = client.create_user().username("alice").send().unwrap_err();
//! assert!(error.is_conflict());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Programs in other languages use the binary:
//!
//! ```text
//! genauth-emulator --port 7077 --seed company.json --state state.json
//! ```
//!
//! # What it does
//!
//! It knows all operations of the registry of `genauth`, and validates their parameters. Those listed in `FIDELITY.md` as
//! rules or collections also have an effect that can be read back. The others are refused with `statusCode` 501. The
//! file also says what each behavior rests on. As on the service, an error is an HTTP 200 with a `statusCode` in the body.
//!
//! # For tests
//!
//! [`Builder`] sets the state to start with, latency, the rate limit and a state file; with
//! [`deterministic`](Builder::deterministic), each run has the same IDs and times. [`Emulator::requests`] has what was
//! received, [`Emulator::inject`] injects a [`Fault`], and there are [`reset`](Emulator::reset),
//! [`snapshot`](Emulator::snapshot), [`restore`](Emulator::restore) and [`advance_clock`](Emulator::advance_clock).
//!
//! The same is available over HTTP:
//!
//! | request | effect |
//! |---|---|
//! | `GET /__emulator/operations` | returns what is emulated, and what that rests on |
//! | `GET /__emulator/requests` | returns the requests that were received |
//! | `DELETE /__emulator/requests` | forgets them |
//! | `POST /__emulator/reset` | restores the state and the clock after the start, and forgets requests and faults |
//! | `GET /__emulator/snapshot` | returns the state |
//! | `POST /__emulator/restore` | replaces the state by a snapshot |
//! | `POST /__emulator/faults` | injects a fault: `{"kind": "statusBefore", "status": 503, "operation": "create_user", "times": 1}` |
//! | `GET /__emulator/faults` | returns the number of faults that can still happen |
//! | `DELETE /__emulator/faults` | removes all faults |
//! | `GET /__emulator/clock` | returns the time |
//! | `POST /__emulator/clock` | moves it forward: `{"advanceMillis": 7200000}` |
//!
//! Kinds of faults are `latency` (with `millis`), `rateLimited` (with `retryAfterSeconds`), `statusBefore` and
//! `statusAfter` (with `status`), `dropBefore`, `dropAfter`, `halfResponse`, `unsuccessful` and `oddFields`. `operation`,
//! `skip`, `times` and `chance` limit them.
//!
//! # Webhooks
//!
//! Webhooks whose URL begins with `http://` and names a loopback address are called, in the order of the writes that
//! cause it, and at most for 2 s each. `get_webhook_logs` has the outcome. Other URLs are never called.
//!
//! # Security
//!
//! It listens on 127.0.0.1 only, refuses requests for any other host, and keeps no passwords of users. Those of
//! ASA accounts are kept, because the service returns them. It is not meant to protect anything.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(unreachable_pub)]

mod auth;
mod behavior;
mod clock;
mod collections;
pub mod command;
mod control;
mod courier;
mod delivery;
mod domains;
mod emulator;
mod faults;
mod fidelity;
mod http;
mod ids;
mod params;
mod random;
mod reply;
mod requests;
mod routes;
mod saver;
mod service;
mod store;

// Compiles the code in the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use emulator::{Builder, Emulator, StartError};
pub use faults::Fault;
pub use fidelity::{Basis, Fidelity, Kind, REFUSED_PARAMS, operations};
pub use requests::{LoggedRequest, Requests};
