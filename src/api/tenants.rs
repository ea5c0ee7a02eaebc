//! Tenants, and what belongs to them.

use super::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Tenants
    "tenants"

    /// Associates a resource of an application with a tenant, or takes the association back.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// client
    ///     .associate_tenant_resource()
    ///     .app_id("60b49eb83fd80adb96f26e68")
    ///     .code("book")
    ///     .association(true)
    ///     .tenant_id("60b49eb83fd80adb96f26e68")
    ///     .send()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    write Post "/api/v3/associate-tenant-resource"
    fn associate_tenant_resource(AssociateTenantResource) -> IsSuccess {
        required {
            /// ID of the application that the resource belongs to.
            app_id: String,
            /// `true` associates, `false` takes the association back.
            association: bool,
            /// Code of the resource.
            code: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }
}
