//! Public accounts: accounts that several users share.

pub(crate) mod accounts;
pub(crate) mod assignments;
pub(crate) mod inputs;
pub(crate) mod outputs;

pub use accounts::*;
pub use assignments::*;
pub use inputs::*;
pub use outputs::*;
