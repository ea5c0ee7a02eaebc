//! Permissions: resources.

use super::{CommonResourcePaging, CreateResourceBatchItem, Resource, ResourceAction, ResourcePaging};
use crate::api::common::{IsSuccess, ResourceType};
use crate::table::operations;

operations! {
    /// # Permissions: resources
    "permissions"

    /// Creates a resource in a permission group.
    ///
    /// A malformed or blank `code` is answered with 400.
    write Post "/api/v3/create-resource"
    fn create_resource(CreateResource) -> Resource {
        required {
            /// Kind of the resource.
            r#type: ResourceType,
            /// Code of the new resource, unique in its permission group.
            code: String [Length(0..=64)],
        }
        optional {
            /// Free text about the new resource.
            description: String,
            /// Name of the new resource, as people see it.
            name: String,
            /// Actions that can be allowed on the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(0..=100), Whole],
            /// URL that identifies the API; for resources of type `API`.
            api_identifier: String,
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Creates several resources in a permission group.
    ///
    /// A malformed `code` is answered with 400; an empty one was seen answered with 500.
    write Post "/api/v3/create-resources-batch"
    fn create_resources_batch(CreateResourcesBatch) -> IsSuccess {
        required {
            /// Resources to create.
            list: Vec<CreateResourceBatchItem> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Fetches one resource by its code.
    ///
    /// A code that does not exist is answered with 404.
    read Get "/api/v3/get-resource"
    fn get_resource(GetResource) -> Resource {
        required {
            /// Code of the wanted resource.
            code: String,
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Fetches several resources by their codes.
    read Get "/api/v3/get-resources-batch"
    fn get_resources_batch(GetResourcesBatch) -> Vec<Resource> {
        required {
            /// Codes of the wanted resources.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Lists the common resources, across permission groups, page by page.
    read Get "/api/v3/list-common-resource"
    fn list_common_resource(ListCommonResource) -> CommonResourcePaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to look for, such as part of a resource name. Absence means all.
            keyword: String,
            /// Codes of the permission groups to list, as the text of a JSON array such as `["code1","code2"]`.
            namespace_code_list: String,
        }
    }

    /// Lists the resources of a permission group, page by page.
    read Get "/api/v3/list-resources"
    fn list_resources(ListResources) -> ResourcePaging {
        required {}
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
            /// Kind of resources to list. Absence means every kind.
            r#type: ResourceType,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Changes the given properties of a resource.
    ///
    /// A code that does not exist is answered with 404.
    write Post "/api/v3/update-resource"
    fn update_resource(UpdateResource) -> Resource {
        required {
            /// Code of the resource to change.
            code: String,
        }
        optional {
            /// New free text about the resource.
            description: String,
            /// New name of the resource.
            name: String,
            /// Actions to set for the resource, such as `ecs:Start`.
            actions: Vec<ResourceAction> [Items(0..=100), Whole],
            /// URL that identifies the API; for resources of type `API`.
            api_identifier: String,
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
            /// New kind of the resource.
            r#type: ResourceType,
        }
    }

    /// Deletes a resource of a permission group.
    ///
    /// An overlong `code` is answered with 400.
    write Post "/api/v3/delete-resource"
    fn delete_resource(DeleteResource) -> IsSuccess {
        required {
            /// Code of the resource to delete.
            code: String [Length(0..=64)],
        }
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
        }
    }

    /// Deletes several resources, named by code or by ID.
    write Post "/api/v3/delete-resources-batch"
    fn delete_resources_batch(DeleteResourcesBatch) -> IsSuccess {
        required {}
        optional {
            /// Code of the permission group to work in; absence means the default permission group.
            namespace: String,
            /// Codes of the resources to delete, within the permission group.
            code_list: Vec<String> [Items(1..=50)],
            /// IDs of the resources to delete.
            ids: Vec<String> [Items(1..=50)],
        }
    }

    /// Deletes several common resources by their IDs.
    write Post "/api/v3/delete-common-resources-batch"
    fn batch_delete_common_resource(BatchDeleteCommonResource) -> IsSuccess {
        required {
            /// IDs of the common resources to delete, as lists of them show.
            ids: Vec<String>,
        }
        optional {}
    }

    /// Gives a resource of an application to a tenant, or takes it away again.
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
            /// ID of the application the resource belongs to.
            app_id: String,
            /// Whether the tenant gets the resource; false takes it away.
            association: bool,
            /// Code of the resource to give or take away.
            code: String,
        }
        optional {
            /// ID of the tenant that gets or loses the resource.
            tenant_id: String,
        }
    }
}
