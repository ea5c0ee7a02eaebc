//! Data permissions: permission groups, data resources, and the policies on them.

pub(crate) mod data_resources;
pub(crate) mod decisions;
pub(crate) mod enums;
pub(crate) mod extend_fields;
pub(crate) mod inputs;
pub(crate) mod permission_namespaces;
pub(crate) mod policies;
pub(crate) mod policy_outputs;
pub(crate) mod resource_outputs;

pub use data_resources::*;
pub use decisions::*;
pub use enums::*;
pub use extend_fields::*;
pub use inputs::*;
pub use permission_namespaces::*;
pub use policies::*;
pub use policy_outputs::*;
pub use resource_outputs::*;
