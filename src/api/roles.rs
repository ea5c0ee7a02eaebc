//! Roles, and whom they are assigned to.

pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod operations;
pub(crate) mod outputs;

pub use enums::*;
pub use inputs::*;
pub use operations::*;
pub use outputs::*;
