//! What these calls answer.

use crate::api::common::{PrincipalType, ResourceType};
use crate::table::outputs;

outputs! {
    /// A common resource, with the permission group it belongs to.
    CommonResource {
        /// Code of the resource, unique in its permission group.
        code: String,
        /// Free text about the resource.
        description: String,
        /// Name of the resource, as people see it.
        name: String,
        /// Kind of the resource.
        r#type: ResourceType,
        /// Actions that can be allowed on the resource, such as `ecs:Start`.
        actions: Vec<ResourceActionOutput>,
        /// URL that identifies the API; for resources of type `API`.
        api_identifier: String,
        /// Code of the permission group the resource belongs to.
        namespace: String,
        /// Whether the application of the tenant is linked to the resources of the self-built application.
        linked_to_tenant: bool,
        /// ID of the resource.
        id: String,
        /// Number of the permission group the resource belongs to.
        namespace_id: i64,
        /// Name of the permission group the resource belongs to.
        namespace_name: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// A page of common resources.
    CommonResourcePaging, page list: CommonResource, total_count {
        /// Status of this item, as in an answer's body.
        status_code: i64,
        /// Message about this item.
        message: String,
        /// Detailed code about this item.
        api_code: i64,
        /// ID of the request, for the support.
        request_id: String,
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<CommonResource>,
    }

    /// A page of the subjects that may use a resource.
    GetResourceAuthorizedTargetData, page list: ResourceAuthorizedTarget, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ResourceAuthorizedTarget>,
    }

    /// Whether a user may perform an action.
    IsActionAllowedData {
        /// Whether the action is allowed.
        allowed: bool,
    }

    /// A permission group, the space in which codes of roles and resources are unique.
    Namespace {
        /// Code that identifies the permission group.
        code: String,
        /// Name of the permission group, as people see it.
        name: String,
        /// Free text about the permission group.
        description: String,
    }

    /// A page of permission groups.
    NamespaceListPaging, page list: NamespacesListResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<NamespacesListResp>,
    }

    /// A permission group, as lists show it.
    NamespacesListResp {
        /// Name of the permission group, as people see it.
        name: String,
        /// Code that identifies the permission group.
        code: String,
        /// Free text about the permission group.
        description: String,
        /// State of the permission group: 1 is on, 0 is off.
        status: i64,
    }

    /// An action that can be allowed on a resource.
    ResourceActionOutput {
        /// Name of the action, usually with the resource in front, such as `ecs:Start`.
        name: String,
        /// Free text about what the action does.
        description: String,
    }

    /// A subject that may use a resource.
    ResourceAuthorizedTarget {
        /// Kind of the subject.
        target_type: PrincipalType,
        /// Which subject: a user ID, the code of a role or group, or the ID of a department.
        target_identifier: String,
        /// Actions the subject may perform, such as `ecs:Start`.
        actions: Vec<String>,
    }

    /// A resource that access can be granted to.
    Resource {
        /// Code of the resource, unique in its permission group.
        code: String,
        /// Free text about the resource.
        description: String,
        /// Name of the resource, as people see it.
        name: String,
        /// Kind of the resource.
        r#type: ResourceType,
        /// Actions that can be allowed on the resource, such as `ecs:Start`.
        actions: Vec<ResourceActionOutput>,
        /// URL that identifies the API; for resources of type `API`.
        api_identifier: String,
        /// Code of the permission group the resource belongs to.
        namespace: String,
        /// Whether the application of the tenant is linked to the resources of the self-built application.
        linked_to_tenant: bool,
    }

    /// A page of resources.
    ResourcePaging, page list: Resource, total_count {
        /// Status of this item, as in an answer's body.
        status_code: i64,
        /// Message about this item.
        message: String,
        /// Detailed code about this item.
        api_code: i64,
        /// ID of the request, for the support.
        request_id: String,
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<Resource>,
    }

    /// A permission group after a change, with its new code if that was changed.
    UpdateNamespace {
        /// Code the permission group had before the change.
        code: String,
        /// Free text about the permission group.
        description: String,
        /// Name of the permission group, as people see it.
        name: String,
        /// Code the permission group has been given. Absent if it kept the old one.
        new_code: String,
    }
}
