//! User groups and their members.

use serde_json::{Map, Value};

use crate::api::common::{AuthorizedResource, Group, GroupPaging, IsSuccess, ResourceType, UserPaging};
use crate::macros::{inputs, operations, outputs};

operations! {
    /// # User groups
    "user_groups"

    /// Returns a group.
    ///
    /// Fails with status 404 if the group does not exist.
    read Get "/api/v3/get-group"
    fn get_group(GetGroup) -> Group {
        required {
            /// Code of the group.
            code: String,
        }
        optional {
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Lists the groups of the user pool, page by page.
    read Get "/api/v3/list-groups"
    fn list_groups(ListGroups) -> GroupPaging {
        required {}
        optional {
            /// Text to search for in the codes and names of groups.
            keywords: String,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include the metadata of the groups in the response.
            with_metadata: bool,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
        }
    }

    /// Returns all groups of the user pool without pagination.
    read Get "/api/v3/get-all-groups"
    fn get_all_groups(GetAllGroups) -> Vec<Group> {
        required {}
        optional {
            /// Whether to include the members of each group in the response. Defaults to `false`.
            fetch_members: bool,
            /// Whether to include custom data in the response.
            with_custom_data: bool,
        }
    }

    /// Creates a group.
    ///
    /// Seen on Authing: the type `static` with an empty description is accepted.
    write Post "/api/v3/create-group"
    fn create_group(CreateGroup) -> Group {
        required {
            /// Description of the group.
            description: String as text,
            /// Name of the group.
            name: String,
            /// Unique code of the group, an English identifier such as `developers`.
            code: String,
        }
        optional {
            /// Type of the group, such as `static`.
            r#type: String as unenforced,
            /// Custom data of the group, by field key. Each key must already be defined as a custom field in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }

    /// Creates a group, or updates the group that already has the given code.
    ///
    /// `created` in the response tells which of the two happened.
    write Post "/api/v3/create-or-update-group"
    fn create_or_update_group(CreateOrUpdateGroup) -> CreateOrUpdateGroupData {
        required {
            /// Type of the group, such as `static`.
            r#type: String,
            /// Description of the group.
            description: String as text,
            /// Name of the group.
            name: String,
            /// Code of the group.
            code: String,
        }
        optional {}
    }

    /// Creates several groups.
    write Post "/api/v3/create-groups-batch"
    fn create_groups_batch(CreateGroupsBatch) -> Vec<Group>, in_order {
        required {
            /// Groups to create.
            list: Vec<CreateGroupReq> [Items(1..=50)],
        }
        optional {}
    }

    /// Updates a group.
    ///
    /// The operation can change the code of a group, but not its type.
    write Post "/api/v3/update-group"
    fn update_group(UpdateGroup) -> Group {
        required {
            /// Description of the group.
            description: String as text,
            /// Current code of the group.
            code: String,
        }
        optional {
            /// New name of the group.
            name: String,
            /// New code of the group.
            new_code: String,
            /// Custom data of the group, by field key. Each key must already be defined as a custom field in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }

    /// Deletes groups by code.
    ///
    /// Seen on Authing: `get_group` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-groups-batch"
    fn delete_groups_batch(DeleteGroupsBatch) -> IsSuccess {
        required {
            /// Codes of the groups to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Adds users to a group.
    write Post "/api/v3/add-group-members"
    fn add_group_members(AddGroupMembers) -> IsSuccess {
        required {
            /// IDs of the users to add.
            user_ids: Vec<String> [Items(1..=50)],
            /// Code of the group.
            code: String,
        }
        optional {}
    }

    /// Removes users from a group.
    destructive Post "/api/v3/remove-group-members"
    fn remove_group_members(RemoveGroupMembers) -> IsSuccess {
        required {
            /// IDs of the users to remove.
            user_ids: Vec<String> [Items(1..=50)],
            /// Code of the group.
            code: String,
        }
        optional {}
    }

    /// Lists the members of a group, page by page.
    read Get "/api/v3/list-group-members"
    fn list_group_members(ListGroupMembers) -> UserPaging {
        required {
            /// Code of the group.
            code: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include identities in the response. Defaults to `false`.
            with_identities: bool,
            /// Whether to include department IDs in the response. Defaults to `false`.
            with_department_ids: bool,
            /// Whether to return custom fields as a flat object. Defaults to `false`.
            flat_custom_data: bool,
        }
    }

    /// Lists the resources granted to a group.
    ///
    /// Fails with status 404 if the group does not exist.
    read Get "/api/v3/get-group-authorized-resources"
    fn get_group_authorized_resources(GetGroupAuthorizedResources) -> Vec<AuthorizedResource> {
        required {
            /// Code of the group.
            code: String,
        }
        optional {
            /// Code of the permission group. Only its resources are listed.
            namespace: String,
            /// Only resources of this type.
            resource_type: ResourceType,
        }
    }
}

inputs! {
    /// A group to create in a batch.
    CreateGroupReq {
        required {
            /// Description of the group.
            description: String as text,
            /// Name of the group.
            name: String,
            /// Unique code of the group, an English identifier such as `developers`.
            code: String,
        }
        optional {
            /// Type of the group, such as `static`.
            r#type: String as unenforced,
            /// Custom data of the group, by field key. Each key must already be defined as a custom field in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }
}

outputs! {
    /// A created or updated group.
    CreateOrUpdateGroupData {
        /// Whether the group was created; `false` if an existing group was updated.
        created: bool,
        /// The group after the operation.
        data: Option<Group>,
    }
}
