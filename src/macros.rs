//! The macros behind the tables under `src/api/`.
//!
//! A file under `src/api/` only states facts. Four macros turn them into code:
//!
//! | macro | an entry is | and becomes |
//! |---|---|---|
//! | [`operations!`] | an operation | a method of `ManagementClient`, a builder, an entry of the registry |
//! | [`inputs!`] | a nested input | a type with setters, and its schema |
//! | [`outputs!`] | a part of a response | a struct that decodes leniently, and a page if it is one |
//! | [`enums!`] | a set of values | an open enum |
//!
//! `operations!` and `inputs!` share the syntax of a parameter:
//!
//! ```text
//! /// Documentation of the setter. Constraints are added to it.
//! target_identifier: Vec<String> [Items(1..=50)] as whole,
//! ^ setter           ^ type      ^ constraints     ^ flags, see below
//!
//! /// The wire name is the setter's name in camelCase, unless the row states it.
//! access_token = "access_token": String as secret,
//! ```
//!
//! Several flags are separated by spaces: `as nullable text`.
//!
//! | flag | the parameter |
//! |---|---|
//! | `secret` | is a secret, which neither logs nor errors show |
//! | `nullable` | accepts `null` although it is required |
//! | `whole` | is a list that must not be sent in batches |
//! | `query`, `path` | goes there, instead of where the method says |
//! | `text` | is free text, which may be blank although it is required; other required strings are identifiers |
//! | `unenforced` | is documented as required, but stands in the `optional` block because evidence conflicts |
//!
//! A wrong refusal stops the caller for good, and a wrong request costs one response. Therefore a parameter becomes
//! `unenforced` where the service, or upstream's own tests, are known to go without it, and its setter says so.
//!
//! What five hundred rows cost the compiler is measured in ARCHITECTURE.md. Therefore a row becomes as little code as
//! possible: what all builders have in common is written once, on `Request`, to which they dereference, and everything
//! generated is generic or `#[inline]`, which defers its compilation to the programs that use it. An attribute has a
//! cost, too, so generic functions are not `#[inline]`.

#[cfg(doc)]
mod docs;
mod operations;
mod params;
mod types;

#[cfg(doc)]
pub(crate) use docs::{example, example_file, sketch};
pub(crate) use operations::{endpoint, flag_sentence, operations};
#[cfg(test)]
pub(crate) use params::fill;
pub(crate) use params::{constraint, param_flag_sentence, parameters, sentence};
pub(crate) use types::{enum_type, enums, inputs, outputs};
