//! Invitations: links, policies, rosters and invitees.

pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod invitees;
pub(crate) mod outputs;
pub(crate) mod policies;
pub(crate) mod rosters;
pub(crate) mod universal;

pub use enums::*;
pub use inputs::*;
pub use invitees::*;
pub use outputs::*;
pub use policies::*;
pub use rosters::*;
pub use universal::*;
