//! Metadata: models, fields and rows of your own.

pub(crate) mod enums;
pub(crate) mod import_export;
pub(crate) mod inputs;
pub(crate) mod models;
pub(crate) mod operations;
pub(crate) mod outputs;
pub(crate) mod relations;
pub(crate) mod rows;

pub use enums::*;
pub use import_export::*;
pub use inputs::*;
pub use models::*;
pub use operations::*;
pub use outputs::*;
pub use relations::*;
pub use rows::*;
