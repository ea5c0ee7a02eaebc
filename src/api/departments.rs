//! Departments: the nodes of an organization, and their members.

pub(crate) mod department;
pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod members;
pub(crate) mod outputs;

pub use department::*;
pub use enums::*;
pub use inputs::*;
pub use members::*;
pub use outputs::*;
