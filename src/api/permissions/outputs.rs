//! Response types of the permission operations.

use crate::api::common::{PrincipalType, ResourceType};
use crate::macros::outputs;

outputs! {
    /// A common resource with its permission group.
    CommonResource {
        /// Unique code of the resource, such as `ecs`.
        code: String,
        /// Description of the resource.
        description: String,
        /// Name of the resource.
        name: String,
        /// Type of the resource.
        r#type: ResourceType,
        /// Actions that can be allowed on the resource, such as `ecs:Start`.
        actions: Vec<ResourceActionOutput>,
        /// URL that identifies the API, for resources of type `API`.
        api_identifier: String,
        /// Code of the permission group.
        namespace: String,
        /// Whether the tenant's application is associated with the resources of the self-built application.
        linked_to_tenant: bool,
        /// ID of the resource.
        id: String,
        /// Numeric ID of the permission group.
        namespace_id: i64,
        /// Name of the permission group.
        namespace_name: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T02:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T02:20:30.000Z`.
        updated_at: String,
    }

    /// A page of common resources.
    CommonResourcePaging, page list: CommonResource, total_count {
        /// Status code of the whole response, where `200` means success.
        status_code: i64,
        /// Message of the whole response.
        message: String,
        /// Error code of the whole response, more specific than `status_code`. Present if the request failed.
        api_code: i64,
        /// ID of the request. Present if the request failed.
        request_id: String,
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<CommonResource>,
    }

    /// A page of the targets that are authorized to use a resource.
    GetResourceAuthorizedTargetData, page list: ResourceAuthorizedTarget, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ResourceAuthorizedTarget>,
    }

    /// Whether a user may perform an action.
    IsActionAllowedData {
        /// Whether the action is allowed.
        allowed: bool,
    }

    /// A permission group, which roles and resources belong to.
    Namespace {
        /// Unique code of the permission group.
        code: String,
        /// Name of the permission group.
        name: String,
        /// Description of the permission group.
        description: String,
    }

    /// A page of permission groups.
    NamespaceListPaging, page list: NamespacesListResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<NamespacesListResp>,
    }

    /// A permission group in a list.
    NamespacesListResp {
        /// Name of the permission group.
        name: String,
        /// Code of the permission group.
        code: String,
        /// Description of the permission group.
        description: String,
        /// Status of the permission group: `1` is on, `0` is off.
        status: i64,
    }

    /// An action defined by a resource.
    ResourceActionOutput {
        /// Name of the action, such as `ecs:Start`.
        name: String,
        /// Description of the action.
        description: String,
    }

    /// A target that is authorized to use a resource.
    ResourceAuthorizedTarget {
        /// Type of the target.
        target_type: PrincipalType,
        /// ID of the user or department, or code of the role or group, depending on `target_type`.
        target_identifier: String,
        /// Actions that the target may perform, such as `ecs:Start`.
        actions: Vec<String>,
    }

    /// A resource in a permission group.
    Resource {
        /// Unique code of the resource, such as `ecs`.
        code: String,
        /// Description of the resource.
        description: String,
        /// Name of the resource.
        name: String,
        /// Type of the resource.
        r#type: ResourceType,
        /// Actions that can be allowed on the resource, such as `ecs:Start`.
        actions: Vec<ResourceActionOutput>,
        /// URL that identifies the API, for resources of type `API`.
        api_identifier: String,
        /// Code of the permission group.
        namespace: String,
        /// Whether the tenant's application is associated with the resources of the self-built application.
        linked_to_tenant: bool,
    }

    /// A page of resources.
    ///
    /// For an empty page, the live service returned only `total_count` and `list`.
    ResourcePaging, page list: Resource, total_count {
        /// Status code of the whole response, where `200` means success.
        status_code: i64,
        /// Message of the whole response.
        message: String,
        /// Error code of the whole response, more specific than `status_code`. Present if the request failed.
        api_code: i64,
        /// ID of the request. Present if the request failed.
        request_id: String,
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<Resource>,
    }

    /// A permission group after an update.
    UpdateNamespace {
        /// Code of the permission group.
        code: String,
        /// Description of the permission group.
        description: String,
        /// Name of the permission group.
        name: String,
        /// New code of the permission group.
        new_code: String,
    }
}
