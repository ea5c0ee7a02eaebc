//! Permissions: resources.

use super::{CommonResourcePaging, CreateResourceBatchItem, Resource, ResourceAction, ResourcePaging};
use crate::api::common::{IsSuccess, ResourceType};
use crate::macros::operations;

operations! {
    /// # Permissions: resources
    "permissions"

    /// Creates a resource in a permission group.
    ///
    /// Fails with status 400 if `code` is blank, malformed or too long.
    write Post "/api/v3/create-resource"
    fn create_resource(CreateResource) -> Resource {
        required {
            /// Type of the resource.
            r#type: ResourceType,
            /// Unique code of the resource, such as `ecs`.
            code: String [Length(..=64)],
        }
        optional {
            /// Description of the resource.
            description: String,
            /// Name of the resource.
            name: String,
            /// Actions that can be allowed on the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(..=100)] as whole,
            /// URL that identifies the API, for resources of type `API`.
            api_identifier: String,
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
        }
    }

    /// Creates several resources in a permission group.
    ///
    /// Fails with status 400 if a code is blank, malformed or too long, and with 500 if a code is empty.
    write Post "/api/v3/create-resources-batch"
    fn create_resources_batch(CreateResourcesBatch) -> IsSuccess {
        required {
            /// Resources to create.
            list: Vec<CreateResourceBatchItem> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
        }
    }

    /// Fetches a resource by its code.
    ///
    /// Fails with status 404 if the resource does not exist.
    read Get "/api/v3/get-resource"
    fn get_resource(GetResource) -> Resource {
        required {
            /// Code of the resource, such as `ecs`.
            code: String,
        }
        optional {
            /// Code of the permission group. If it is omitted, the default permission group is used, as the response
            /// model of `create_resource` states.
            namespace: String,
        }
    }

    /// Fetches several resources by their codes.
    read Get "/api/v3/get-resources-batch"
    fn get_resources_batch(GetResourcesBatch) -> Vec<Resource> {
        required {
            /// Codes of the resources.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
        }
    }

    /// Lists the common resources of one or more permission groups, page by page.
    read Get "/api/v3/list-common-resource"
    fn list_common_resource(ListCommonResource) -> CommonResourcePaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text to search for, such as a resource name.
            keyword: String,
            /// Only resources of the permission groups with these codes. The parameter is documented as a string, and
            /// the example is a string that contains a JSON array, `["code1","code2"]`.
            namespace_code_list: String,
        }
    }

    /// Lists the resources of a permission group, page by page.
    read Get "/api/v3/list-resources"
    fn list_resources(ListResources) -> ResourcePaging {
        required {}
        optional {
            /// Code of the permission group.
            namespace: String,
            /// Only resources of this type.
            r#type: ResourceType,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Updates a resource.
    ///
    /// Fails with status 404 if the resource does not exist.
    write Post "/api/v3/update-resource"
    fn update_resource(UpdateResource) -> Resource {
        required {
            /// Code of the resource, such as `ecs`.
            code: String,
        }
        optional {
            /// New description of the resource.
            description: String,
            /// New name of the resource.
            name: String,
            /// Actions that can be allowed on the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(..=100)] as whole,
            /// URL that identifies the API, for resources of type `API`.
            api_identifier: String,
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
            /// New type of the resource.
            r#type: ResourceType,
        }
    }

    /// Deletes a resource of a permission group.
    ///
    /// Fails with status 400 if `code` is too long.
    destructive Post "/api/v3/delete-resource"
    fn delete_resource(DeleteResource) -> IsSuccess {
        required {
            /// Code of the resource, such as `ecs`.
            code: String [Length(..=64)],
        }
        optional {
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
        }
    }

    /// Deletes several resources by code or by ID.
    destructive Post "/api/v3/delete-resources-batch"
    fn delete_resources_batch(DeleteResourcesBatch) -> IsSuccess {
        required {}
        optional {
            /// Code of the permission group. Defaults to the default permission group, according to the response model
            /// of `create_resource`.
            namespace: String,
            /// Codes of the resources to delete, within the permission group.
            code_list: Vec<String> [Items(1..=50)],
            /// IDs of the resources to delete.
            ids: Vec<String> [Items(1..=50)],
        }
    }

    /// Deletes several common resources by ID.
    destructive Post "/api/v3/delete-common-resources-batch"
    fn batch_delete_common_resource(BatchDeleteCommonResource) -> IsSuccess {
        required {
            /// IDs of the resources to delete.
            ids: Vec<String>,
        }
        optional {}
    }

    /// Associates a resource of an application with a tenant, or removes the association.
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
            /// ID of the application.
            app_id: String,
            /// Whether to associate the resource with the tenant; `false` removes the association.
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
