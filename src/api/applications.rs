//! Applications: what users sign in to, and who may use them.

pub(crate) mod application;
pub(crate) mod authorization;
pub(crate) mod console;
pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod outputs;

pub use application::*;
pub use authorization::*;
pub use console::*;
pub use enums::*;
pub use inputs::*;
pub use outputs::*;
