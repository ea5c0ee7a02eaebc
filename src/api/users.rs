//! Users: their accounts, what they belong to, and how they sign in.

pub(crate) mod accounts;
pub(crate) mod inputs;
pub(crate) mod outputs;
pub(crate) mod relations;
pub(crate) mod security;

pub use accounts::*;
pub use inputs::*;
pub use outputs::*;
pub use relations::*;
pub use security::*;
