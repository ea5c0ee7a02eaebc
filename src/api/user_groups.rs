//! Groups of users.

use serde_json::{Map, Value};

use crate::api::common::{AuthorizedResource, Group, GroupPaging, IsSuccess, ResourceType, UserPaging};
use crate::table::{inputs, operations, outputs};

operations! {
    /// # User groups
    "user_groups"

    /// Gets one group.
    read Get "/api/v3/get-group"
    fn get_group(GetGroup) -> Group {
        required {
            /// Code of the group, unique in the user pool.
            code: String,
        }
        optional {
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Lists the groups of the user pool, page by page.
    read Get "/api/v3/list-groups"
    fn list_groups(ListGroups) -> GroupPaging {
        required {}
        optional {
            /// Text to search for in codes and names of groups; absent, all groups.
            keywords: String,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to return the metadata of the groups too.
            with_metadata: bool,
            /// Whether custom data comes along.
            with_custom_data: bool,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
        }
    }

    /// Lists all groups of the user pool at once.
    read Get "/api/v3/get-all-groups"
    fn get_all_groups(GetAllGroups) -> Vec<Group> {
        required {}
        optional {
            /// Whether to return the members of each group too; absence means no.
            fetch_members: bool,
            /// Whether custom data comes along.
            with_custom_data: bool,
        }
    }

    /// Creates a group.
    write Post "/api/v3/create-group"
    fn create_group(CreateGroup) -> Group {
        required {
            /// Kind of the group, like `static` for one whose members are put in by hand.
            r#type: String,
            /// What the group is for, as free text.
            description: String,
            /// Display name of the new group.
            name: String,
            /// Code of the new group, an English identifier like `developers`, unique in the user pool.
            code: String,
        }
        optional {
            /// Values of custom fields; each key must first be defined as a custom field of groups in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }

    /// Creates a group, or changes it where its code is taken already.
    ///
    /// The answer's `created` tells which of the two happened.
    write Post "/api/v3/create-or-update-group"
    fn create_or_update_group(CreateOrUpdateGroup) -> CreateOrUpdateGroupData {
        required {
            /// Kind of the group, like `static` for one whose members are put in by hand.
            r#type: String,
            /// What the group is for, as free text.
            description: String,
            /// Display name of the group.
            name: String,
            /// Code of the group to create or change.
            code: String,
        }
        optional {}
    }

    /// Creates several groups in one call.
    write Post "/api/v3/create-groups-batch"
    fn create_groups_batch(CreateGroupsBatch) -> Vec<Group> {
        required {
            /// Groups to create.
            list: Vec<CreateGroupReq> [Items(1..=50)],
        }
        optional {}
    }

    /// Changes a group, its code included.
    write Post "/api/v3/update-group"
    fn update_group(UpdateGroup) -> Group {
        required {
            /// What the group is for, as free text.
            description: String,
            /// Code the group has now.
            code: String,
        }
        optional {
            /// New display name of the group.
            name: String,
            /// Code the group is to have from now on; absent, it keeps the old one.
            new_code: String,
            /// Values of custom fields; each key must first be defined as a custom field of groups in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }

    /// Deletes groups by their codes.
    write Post "/api/v3/delete-groups-batch"
    fn delete_groups_batch(DeleteGroupsBatch) -> IsSuccess {
        required {
            /// Codes of the groups to delete.
            code_list: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Puts users into a group.
    write Post "/api/v3/add-group-members"
    fn add_group_members(AddGroupMembers) -> IsSuccess {
        required {
            /// GenAuth IDs of the users to put in.
            user_ids: Vec<String> [Items(1..=50)],
            /// Code of the group the users join.
            code: String,
        }
        optional {}
    }

    /// Takes users out of a group.
    write Post "/api/v3/remove-group-members"
    fn remove_group_members(RemoveGroupMembers) -> IsSuccess {
        required {
            /// GenAuth IDs of the users to take out.
            user_ids: Vec<String> [Items(1..=50)],
            /// Code of the group the users leave.
            code: String,
        }
        optional {}
    }

    /// Lists the users of a group, page by page.
    read Get "/api/v3/list-group-members"
    fn list_group_members(ListGroupMembers) -> UserPaging {
        required {
            /// Code of the group, unique in the user pool.
            code: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether identities come along. The server takes absence as `false`.
            with_identities: bool,
            /// Whether the IDs of departments come along. The server takes absence as `false`.
            with_department_ids: bool,
            /// Whether custom fields come flattened instead of nested; absence means no.
            flat_custom_data: bool,
        }
    }

    /// Lists the resources a group has been granted.
    ///
    /// A group that does not exist is answered with 404.
    read Get "/api/v3/get-group-authorized-resources"
    fn get_group_authorized_resources(GetGroupAuthorizedResources) -> Vec<AuthorizedResource> {
        required {
            /// Code of the group, unique in the user pool.
            code: String,
        }
        optional {
            /// Only resources of the permission group with this code.
            namespace: String,
            /// Only resources of this type; absent, all types.
            resource_type: ResourceType,
        }
    }
}

inputs! {
    /// One group to create in a batch.
    CreateGroupReq {
        required {
            /// Kind of the group, like `static` for one whose members are put in by hand.
            r#type: String,
            /// What the group is for, as free text.
            description: String,
            /// Display name of the new group.
            name: String,
            /// Code of the new group, an English identifier like `developers`, unique in the user pool.
            code: String,
        }
        optional {
            /// Values of custom fields; each key must first be defined as a custom field of groups in the user
            /// pool.
            custom_data: Map<String, Value>,
        }
    }
}

outputs! {
    /// A group, and whether it was there before.
    CreateOrUpdateGroupData {
        /// Whether the group is new; no means it was there and has been changed.
        created: bool,
        /// Group as it is now.
        data: Option<Group>,
    }
}
