//! Output types of data policies and decisions.

use serde_json::{Map, Value};

use super::DataResourceType;
use crate::api::common::TargetType;
use crate::macros::outputs;

outputs! {
    /// The users who may perform an action on a data resource.
    ActionAuth {
        /// IDs of the users.
        user_ids: Vec<String>,
        /// Action that the users may perform, such as `get`.
        action: String,
    }

    /// The content of a data resource of type `ARRAY`, with the actions that a user may perform on it.
    ArrResourceAuthAction {
        /// Strings of the data resource.
        values: Vec<String>,
        /// Actions that the user may perform on the data resource.
        actions: Vec<String>,
    }

    /// The permissions on a data resource of type `ARRAY`.
    ArrayAuthorize {
        /// Strings of the data resource.
        values: Vec<String>,
        /// Actions that the user may perform on the data resource.
        actions: Vec<String>,
    }

    /// The result of checking the permissions of an external user.
    CheckExternalUserPermissionData {
        /// Results, one for each path.
        check_result_list: Vec<CheckExternalUserPermissionsResp>,
    }

    /// Whether an external user may perform an action on one data resource.
    CheckExternalUserPermissionsResp {
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Action that was checked.
        action: String,
        /// Path of the data resource that was checked.
        resource: String,
        /// Whether the user may perform the action on the data resource.
        enabled: bool,
    }

    /// Whether a name can be used for a data policy.
    CheckParamsDataPolicyResp {
        /// Whether the name can be used.
        is_valid: bool,
        /// Reason why the name cannot be used. Present if `is_valid` is `false`.
        message: String,
    }

    /// The result of checking the permissions of a user.
    CheckPermissionData {
        /// Results, one for each path.
        check_result_list: Vec<CheckPermissionsResp>,
    }

    /// Whether a user may perform an action on one data resource.
    CheckPermissionsResp {
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Action that was checked.
        action: String,
        /// Path of the data resource that was checked.
        resource: String,
        /// Whether the user may perform the action on the data resource.
        enabled: bool,
    }

    /// The result of checking the permissions of a user on nodes at the same level of a tree.
    CheckUserSameLevelPermissionData {
        /// Results, one for each node.
        check_level_result_list: Vec<CheckUserSameLevelPermissionResp>,
    }

    /// Whether a user may perform an action on one node of a tree data resource.
    CheckUserSameLevelPermissionResp {
        /// Action that was checked.
        action: String,
        /// Code of the node that was checked.
        resource_node_code: String,
        /// Whether the user may perform the action on the node.
        enabled: bool,
    }

    /// A newly created data policy, without its statements.
    CreateDataPolicyResp {
        /// ID of the data policy.
        policy_id: String,
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// A page of data policies.
    DataPoliciesPaginatedResp, page list: ListDataPoliciesResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ListDataPoliciesResp>,
    }

    /// A page of data policies in short form.
    DataPoliciesSimplePaginatedResp, page list: ListSimpleDataPoliciesResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ListSimpleDataPoliciesResp>,
    }

    /// A data resource of a data policy, in short form.
    DataResourceSimpleResp {
        /// ID of the data resource.
        resource_id: String,
        /// Display name of the data resource.
        resource_name: String,
    }

    /// A user, group, role or organization that a data policy is granted to.
    DataSubjectResp {
        /// ID of the user, group, role or organization.
        target_identifier: String,
        /// Type of the subject.
        target_type: TargetType,
        /// Name of the user, group, role or organization.
        target_name: String,
        /// Time at which the data policy was granted, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        authorization_time: String,
    }

    /// A data policy, without its statements.
    GetDataPolicyResp {
        /// ID of the data policy.
        policy_id: String,
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// The structure of a data resource with the actions that an external user may perform on it.
    GetExternalUserResourceStructData {
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Code of the data resource.
        resource_code: String,
        /// Type of the data resource, which determines which of the following three fields is present.
        resource_type: DataResourceType,
        /// String with the actions on it. Present if `resource_type` is `STRING`.
        str_resource_auth_action: Option<StrResourceAuthAction>,
        /// List of strings with the actions on it. Present if `resource_type` is `ARRAY`.
        arr_resource_auth_action: Option<ArrResourceAuthAction>,
        /// Tree of nodes with the actions on each node. Present if `resource_type` is `TREE`.
        tree_resource_auth_action: Option<TreeResourceAuthAction>,
    }

    /// The data permissions of several users.
    GetUserPermissionListData {
        /// Permissions, one entry for each user and permission space.
        user_permission_list: Vec<UserPermissionList>,
    }

    /// The actions that a user may perform on one data resource.
    GetUserResourcePermissionList {
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Actions that the user may perform on the data resource.
        actions: Vec<String>,
        /// Path of the data resource.
        resource: String,
    }

    /// The actions that a user may perform on each of the given data resources.
    GetUserResourcePermissionListData {
        /// Permissions, one entry for each data resource.
        permission_list: Vec<GetUserResourcePermissionList>,
    }

    /// The structure of a data resource with the actions that a user may perform on it.
    GetUserResourceStructData {
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Code of the data resource.
        resource_code: String,
        /// Type of the data resource, which determines which of the following three fields is present.
        resource_type: DataResourceType,
        /// String with the actions on it. Present if `resource_type` is `STRING`.
        str_resource_auth_action: Option<StrResourceAuthAction>,
        /// List of strings with the actions on it. Present if `resource_type` is `ARRAY`.
        arr_resource_auth_action: Option<ArrResourceAuthAction>,
        /// Tree of nodes with the actions on each node. Present if `resource_type` is `TREE`.
        tree_resource_auth_action: Option<TreeResourceAuthAction>,
    }

    /// A group in the permission view.
    GroupBo {
        /// ID of the group.
        group_id: String,
        /// Display name of the group.
        group_name: String,
        /// Code of the group.
        group_code: String,
    }

    /// A data policy with its data resources and subjects.
    ListDataPoliciesResp {
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// Data resources of the data policy.
        resource_list: Vec<DataResourceSimpleResp>,
        /// ID of the data policy.
        policy_id: String,
        /// Users, groups, roles and organizations that the data policy is granted to.
        target_list: Vec<SubjectResp>,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// A page of the subjects of a data policy.
    ListDataPolicySubjectPage, page list: DataSubjectResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<DataSubjectResp>,
    }

    /// A page of the permission view.
    ListPermissionViewPaginatedResp, page list: ListPermissionViewResp, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<ListPermissionViewResp>,
    }

    /// The permission of a user on a data resource.
    ListPermissionViewResp {
        /// ID of the user.
        user_id: String,
        /// Real name of the user, which is not unique.
        username: String,
        /// ID of the permission space that contains the data resource.
        namespace_id: String,
        /// Code of the permission space that contains the data resource.
        namespace_code: String,
        /// Display name of the permission space.
        namespace_name: String,
        /// ID of the data resource.
        data_resource_id: String,
        /// Code of the data resource, unique in its permission space.
        data_resource_code: String,
        /// Display name of the data resource.
        data_resource_name: String,
        /// Data policies involved in the permission.
        data_policy_list: Vec<PolicyBo>,
        /// Roles involved in the permission.
        role_list: Vec<RoleBo>,
        /// Groups involved in the permission.
        group_list: Vec<GroupBo>,
        /// Organizations involved in the permission.
        node_list: Vec<NodeBo>,
    }

    /// The users who may perform certain actions on certain data resources.
    ListResourceTargetsData {
        /// Users, one entry for each data resource.
        auth_user_list: Vec<ListResourceTargetsDtoResp>,
    }

    /// The users who may perform certain actions on one data resource.
    ListResourceTargetsDtoResp {
        /// Path of the data resource.
        resource: String,
        /// Users, one entry for each action.
        action_auth_list: Vec<ActionAuth>,
    }

    /// A data policy in short form.
    ListSimpleDataPoliciesResp {
        /// ID of the data policy.
        policy_id: String,
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
    }

    /// An organization in the permission view.
    NodeBo {
        /// ID of the organization.
        node_id: String,
        /// Display name of the organization.
        node_name: String,
        /// Code of the organization.
        node_code: String,
    }

    /// A data resource on which a user has permissions.
    OpenResource {
        /// Code of the data resource.
        resource_code: String,
        /// Type of the data resource, which determines which of the following three fields is present.
        resource_type: DataResourceType,
        /// Permissions on the string. Present if `resource_type` is `STRING`.
        str_authorize: Option<StrAuthorize>,
        /// Permissions on the list of strings. Present if `resource_type` is `ARRAY`.
        arr_authorize: Option<ArrayAuthorize>,
        /// Permissions on the nodes of the tree. Present if `resource_type` is `TREE`.
        tree_authorize: Option<TreeAuthorize>,
    }

    /// A data policy in the permission view.
    PolicyBo {
        /// ID of the data policy.
        data_policy_id: String,
        /// Name of the data policy.
        data_policy_name: String,
    }

    /// A role in the permission view.
    RoleBo {
        /// ID of the role.
        role_id: String,
        /// Display name of the role.
        role_name: String,
        /// Code of the role.
        role_code: String,
    }

    /// The permissions on a data resource of type `STRING`.
    StrAuthorize {
        /// String of the data resource.
        value: String,
        /// Actions that the user may perform on the data resource.
        actions: Vec<String>,
    }

    /// The content of a data resource of type `STRING`, with the actions that a user may perform on it.
    StrResourceAuthAction {
        /// String of the data resource.
        value: String,
        /// Actions that the user may perform on the data resource.
        actions: Vec<String>,
    }

    /// A user, group, role or organization that a data policy is granted to, in short form.
    SubjectResp {
        /// ID of the user, group, role or organization.
        id: String,
        /// Type of the subject.
        r#type: TargetType,
        /// Name of the user, group, role or organization.
        name: String,
    }

    /// The permissions on one node of a tree data resource.
    TreeAuthBo {
        /// Path of the node in the tree, such as `/nodeCode/childCode`.
        node_path: String,
        /// Display name of the node.
        node_name: String,
        /// Actions that the user may perform on the node.
        node_actions: Vec<String>,
        /// Value of the node.
        node_value: String,
        /// Values of the extension fields, keyed by the keys of the fields.
        node_extend_field_value: Map<String, Value>,
    }

    /// The permissions on a data resource of type `TREE`.
    TreeAuthorize {
        /// Permissions, one entry for each node.
        auth_list: Vec<TreeAuthBo>,
    }

    /// The content of a data resource of type `TREE`, with the actions that a user may perform on it.
    TreeResourceAuthAction {
        /// Top-level nodes of the tree, each with its actions and child nodes.
        node_auth_action_list: Vec<TreeStructs>,
    }

    /// A node of a tree data resource, with the actions that a user may perform on it and its child nodes.
    TreeStructs {
        /// Code of the node, unique among its siblings.
        code: String,
        /// Display name of the node, unique among its siblings.
        name: String,
        /// Value of the node.
        value: String,
        /// Actions that the user may perform on the node.
        actions: Vec<String>,
        /// Child nodes of the node. A tree has up to five levels.
        children: Vec<TreeStructs>,
        /// Values of the extension fields, keyed by the keys of the fields.
        extend_field_value: Map<String, Value>,
    }

    /// A data policy after a change, without its statements.
    UpdateDataPolicyResp {
        /// ID of the data policy.
        policy_id: String,
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
    }

    /// The data permissions of a user in a permission space.
    UserPermissionList {
        /// ID of the user.
        user_id: String,
        /// Code of the permission space.
        namespace_code: String,
        /// Data resources on which the user has permissions.
        resource_list: Vec<OpenResource>,
    }
}
