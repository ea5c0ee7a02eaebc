//! A local GenAuth service.
