//! Types that several domains share.

pub(crate) mod enums;
pub(crate) mod inputs;
pub(crate) mod outputs;

pub use enums::*;
pub use inputs::*;
pub use outputs::*;
