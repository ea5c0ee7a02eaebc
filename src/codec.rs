//! Conversions between values and bytes: requests are encoded, responses decoded.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod envelope;
mod multipart;
