//! The tables, one module for each domain of the API: its operations, and the types that they take and give.
//!
//! The operations themselves are methods of [`ManagementClient`](crate::ManagementClient). Every type here is also
//! at the root of the crate.

pub mod applications;
pub mod common;
pub mod tenants;

use crate::operation::Operation;

/// Every operation in the tables, domain after domain.
///
/// ```
/// for operation in genauth::operations() {
///     println!("{:6} {:45} {}", operation.method, operation.path, operation.name);
/// }
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    [applications::OPERATIONS, tenants::OPERATIONS].into_iter().flatten()
}
