//! Parameters on the command line: one flag for each, from the row of the operation.

pub mod convert;
pub mod flags;
mod read;
pub mod source;

pub use flags::{Flag, flags};
pub use read::{read, set};
