//! What these calls answer.

use serde_json::{Map, Value};

use super::DataResourceType;
use crate::api::common::TargetType;
use crate::table::outputs;

outputs! {
    /// Users who may do one action on a data resource.
    ActionAuth {
        /// IDs of the users who may do the action.
        user_ids: Vec<String>,
        /// Action the users may do, such as `get`.
        action: String,
    }

    /// What a user may do on a data resource that is a list of strings.
    ArrResourceAuthAction {
        /// Strings of the data resource.
        values: Vec<String>,
        /// Actions the user may do on them.
        actions: Vec<String>,
    }

    /// What is granted on a data resource that is a list of strings.
    ArrayAuthorize {
        /// Strings of the data resource.
        values: Vec<String>,
        /// Actions granted on them.
        actions: Vec<String>,
    }

    /// The outcome of checking an external user's permissions.
    CheckExternalUserPermissionData {
        /// Outcomes, one for each path asked about.
        check_result_list: Vec<CheckExternalUserPermissionsResp>,
    }

    /// Whether an external user may do an action on one data resource.
    CheckExternalUserPermissionsResp {
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Action that was asked about.
        action: String,
        /// Path of the data resource that was asked about.
        resource: String,
        /// Whether the user may do the action on this data resource.
        enabled: bool,
    }

    /// Whether a name can be used for a data policy.
    CheckParamsDataPolicyResp {
        /// Whether the name is still free and well formed.
        is_valid: bool,
        /// Why the name cannot be used; absent when it can.
        message: String,
    }

    /// The outcome of checking a user's permissions.
    CheckPermissionData {
        /// Outcomes, one for each path asked about.
        check_result_list: Vec<CheckPermissionsResp>,
    }

    /// Whether a user may do an action on one data resource.
    CheckPermissionsResp {
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Action that was asked about.
        action: String,
        /// Path of the data resource that was asked about.
        resource: String,
        /// Whether the user may do the action on this data resource.
        enabled: bool,
    }

    /// The outcome of checking a user's permissions on sibling nodes.
    CheckUserSameLevelPermissionData {
        /// Outcomes, one for each node asked about.
        check_level_result_list: Vec<CheckUserSameLevelPermissionResp>,
    }

    /// Whether a user may do an action on one node of a tree data resource.
    CheckUserSameLevelPermissionResp {
        /// Action that was asked about.
        action: String,
        /// Code of the node that was asked about.
        resource_node_code: String,
        /// Whether the user may do the action on this node.
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
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// A page of data policies.
    DataPoliciesPaginatedResp, page list: ListDataPoliciesResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ListDataPoliciesResp>,
    }

    /// A page of data policies in short form.
    DataPoliciesSimplePaginatedResp, page list: ListSimpleDataPoliciesResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ListSimpleDataPoliciesResp>,
    }

    /// A data resource that a data policy names, in short form.
    DataResourceSimpleResp {
        /// ID of the data resource.
        resource_id: String,
        /// Display name of the data resource.
        resource_name: String,
    }

    /// A holder of a data policy: a user, group, role or organization.
    DataSubjectResp {
        /// ID of the user, group, role or organization, as `targetType` says.
        target_identifier: String,
        /// Kind of the holder.
        target_type: TargetType,
        /// Name of the user, group, role or organization.
        target_name: String,
        /// When the data policy was authorized to this holder, as an RFC 3339 time in UTC.
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
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// What an external user may do on a data resource, in the form of its type.
    GetExternalUserResourceStructData {
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the one of the three other fields that is filled.
        resource_type: DataResourceType,
        /// What is granted on a data resource of the type `STRING`; absent for other types.
        str_resource_auth_action: Option<StrResourceAuthAction>,
        /// What is granted on a data resource of the type `ARRAY`; absent for other types.
        arr_resource_auth_action: Option<ArrResourceAuthAction>,
        /// What is granted on a data resource of the type `TREE`; absent for other types.
        tree_resource_auth_action: Option<TreeResourceAuthAction>,
    }

    /// All data permissions of some users.
    GetUserPermissionListData {
        /// Permissions, one entry for each user and permission group.
        user_permission_list: Vec<UserPermissionList>,
    }

    /// What a user may do on one data resource.
    GetUserResourcePermissionList {
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Actions the user may do on the data resource.
        actions: Vec<String>,
        /// Path of the data resource that was asked about.
        resource: String,
    }

    /// What a user may do on each of some data resources.
    GetUserResourcePermissionListData {
        /// Permissions, one entry for each data resource.
        permission_list: Vec<GetUserResourcePermissionList>,
    }

    /// What a user may do on a data resource, in the form of its type.
    GetUserResourceStructData {
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the one of the three other fields that is filled.
        resource_type: DataResourceType,
        /// What is granted on a data resource of the type `STRING`; absent for other types.
        str_resource_auth_action: Option<StrResourceAuthAction>,
        /// What is granted on a data resource of the type `ARRAY`; absent for other types.
        arr_resource_auth_action: Option<ArrResourceAuthAction>,
        /// What is granted on a data resource of the type `TREE`; absent for other types.
        tree_resource_auth_action: Option<TreeResourceAuthAction>,
    }

    /// A group through which a user has a permission.
    GroupBo {
        /// ID of the group.
        group_id: String,
        /// Display name of the group.
        group_name: String,
        /// Code of the group.
        group_code: String,
    }

    /// A data policy as lists show it, with its data resources and holders.
    ListDataPoliciesResp {
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// Data resources the data policy names.
        resource_list: Vec<DataResourceSimpleResp>,
        /// ID of the data policy.
        policy_id: String,
        /// Users, groups, roles and organizations the data policy is authorized to.
        target_list: Vec<SubjectResp>,
        /// When it was last changed.
        updated_at: String,
    }

    /// A page of the holders of a data policy.
    ListDataPolicySubjectPage, page list: DataSubjectResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<DataSubjectResp>,
    }

    /// A page of the permission view.
    ListPermissionViewPaginatedResp, page list: ListPermissionViewResp, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<ListPermissionViewResp>,
    }

    /// A user's permission on a data resource, with where it comes from.
    ListPermissionViewResp {
        /// ID of the user.
        user_id: String,
        /// Name of the user; upstream calls it the real name, which need not be unique.
        username: String,
        /// ID of the permission group the data resource is in.
        namespace_id: String,
        /// Code of the permission group the data resource is in.
        namespace_code: String,
        /// Display name of the permission group.
        namespace_name: String,
        /// ID of the data resource.
        data_resource_id: String,
        /// Code of the data resource, unique in its permission group.
        data_resource_code: String,
        /// Display name of the data resource.
        data_resource_name: String,
        /// Data policies that give the permission.
        data_policy_list: Vec<PolicyBo>,
        /// Roles through which the user has it.
        role_list: Vec<RoleBo>,
        /// Groups through which the user has it.
        group_list: Vec<GroupBo>,
        /// Organizations or departments through which the user has it.
        node_list: Vec<NodeBo>,
    }

    /// The users who may do certain actions on certain data resources.
    ListResourceTargetsData {
        /// Users, one entry for each data resource asked about.
        auth_user_list: Vec<ListResourceTargetsDtoResp>,
    }

    /// The users who may do certain actions on one data resource.
    ListResourceTargetsDtoResp {
        /// Path of the data resource that was asked about.
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

    /// An organization or department through which a user has a permission.
    NodeBo {
        /// ID of the organization or department.
        node_id: String,
        /// Display name of the organization or department.
        node_name: String,
        /// Code of the organization or department.
        node_code: String,
    }

    /// A data resource a user has permissions on, with what is granted.
    OpenResource {
        /// Code of the data resource, unique in its permission group.
        resource_code: String,
        /// Type of the data resource, which decides the one of the three other fields that is filled.
        resource_type: DataResourceType,
        /// What is granted on a data resource of the type `STRING`; absent for other types.
        str_authorize: Option<StrAuthorize>,
        /// What is granted on a data resource of the type `ARRAY`; absent for other types.
        arr_authorize: Option<ArrayAuthorize>,
        /// What is granted on a data resource of the type `TREE`; absent for other types.
        tree_authorize: Option<TreeAuthorize>,
    }

    /// A data policy that gives a permission.
    PolicyBo {
        /// ID of the data policy.
        data_policy_id: String,
        /// Name of the data policy, unique in the user pool.
        data_policy_name: String,
    }

    /// A role through which a user has a permission.
    RoleBo {
        /// ID of the role.
        role_id: String,
        /// Display name of the role.
        role_name: String,
        /// Code of the role, unique in its permission group.
        role_code: String,
    }

    /// What is granted on a data resource that is one string.
    StrAuthorize {
        /// The string that is the data resource.
        value: String,
        /// Actions granted on it.
        actions: Vec<String>,
    }

    /// What a user may do on a data resource that is one string.
    StrResourceAuthAction {
        /// The string that is the data resource.
        value: String,
        /// Actions the user may do on it.
        actions: Vec<String>,
    }

    /// A holder of a data policy, in short form.
    SubjectResp {
        /// ID of the user, group, role or organization, as `type` says.
        id: String,
        /// Kind of the holder.
        r#type: TargetType,
        /// Name of the user, group, role or organization.
        name: String,
    }

    /// What is granted on one node of a tree data resource.
    TreeAuthBo {
        /// Path of the node in its tree, as `/nodeCode/childCode`.
        node_path: String,
        /// Display name of the node.
        node_name: String,
        /// Actions granted on the node.
        node_actions: Vec<String>,
        /// Value of the node, free text.
        node_value: String,
        /// Values of the node's extension fields, by the field's key.
        node_extend_field_value: Map<String, Value>,
    }

    /// What is granted on a tree data resource.
    TreeAuthorize {
        /// Nodes on which something is granted.
        auth_list: Vec<TreeAuthBo>,
    }

    /// What a user may do on a tree data resource.
    TreeResourceAuthAction {
        /// Topmost nodes of the tree, each with its actions and children.
        node_auth_action_list: Vec<TreeStructs>,
    }

    /// A node of a tree data resource, with the actions granted on it and the nodes below it.
    TreeStructs {
        /// Code of the node, unique among its siblings.
        code: String,
        /// Display name of the node, unique among its siblings.
        name: String,
        /// Value of the node, free text.
        value: String,
        /// Actions the user may do on the node; upstream's sample is a single string.
        actions: Vec<String>,
        /// Nodes directly below this one; a tree has five levels of them at most.
        children: Vec<TreeStructs>,
        /// Values of the extension fields, by the field's key.
        extend_field_value: Map<String, Value>,
    }

    /// A data policy after the change, without its statements.
    UpdateDataPolicyResp {
        /// ID of the data policy.
        policy_id: String,
        /// Name of the data policy, unique in the user pool.
        policy_name: String,
        /// Description of the data policy.
        description: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
    }

    /// The data permissions of one user in one permission group.
    UserPermissionList {
        /// ID of the user.
        user_id: String,
        /// Code of the permission group the permissions are in.
        namespace_code: String,
        /// Data resources the user has permissions on.
        resource_list: Vec<OpenResource>,
    }
}
