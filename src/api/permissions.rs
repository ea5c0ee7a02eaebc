//! Permissions: resources, permission groups, and who may do what.

pub(crate) mod authorization;
pub(crate) mod inputs;
pub(crate) mod namespaces;
pub(crate) mod outputs;
pub(crate) mod resources;

pub use authorization::*;
pub use inputs::*;
pub use namespaces::*;
pub use outputs::*;
pub use resources::*;
