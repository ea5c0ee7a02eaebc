//! Tenants: the customers within a user pool, their members and administrators.

pub(crate) mod admins;
pub(crate) mod certification;
pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod members;
pub(crate) mod outputs;
pub(crate) mod tenant;

pub use admins::*;
pub use certification::*;
pub use enums::*;
pub use inputs::*;
pub use members::*;
pub use outputs::*;
pub use tenant::*;
