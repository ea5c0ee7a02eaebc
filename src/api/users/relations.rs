//! Relations of users: identities, roles, departments, groups, applications, resources and sync relations.

use serde_json::{Map, Value};

use super::{
    App, HasAnyRole, HasAnyRoleOptions, HasRoleRoles, LinkIdentityData, UnlinkIdentityData, UserLoggedInApps,
    UserLoggedInIdentities,
};
use crate::api::common::{
    AuthorizedResourcePaging, GroupPaging, Identity, IsSuccess, OrderBy, ResourceType, RolePaging, SetUserDepartment,
    SetUserDepartmentsOptions, UserDepartmentPaging, UserDepartmentSortBy, UserIdType, UserSyncRelation,
};
use crate::macros::operations;

operations! {
    /// # Users: relations
    "users"

    /// Lists the identities of a user at external identity sources.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-identities"
    fn get_user_identities(GetUserIdentities) -> Vec<Identity> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the roles of a user in a permission group.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-roles"
    fn get_user_roles(GetUserRoles) -> RolePaging {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// Lists the departments of a user, page by page.
    ///
    /// Fails with status 404 if the user does not exist, and with status 400 if `user_id` is empty.
    read Get "/api/v3/get-user-departments"
    fn get_user_departments(GetUserDepartments) -> UserDepartmentPaging, authing {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include the path of each department in the response. Defaults to `false`.
            with_department_paths: bool,
            /// Property to sort the departments by. Defaults to `JoinDepartmentAt`.
            sort_by: UserDepartmentSortBy,
            /// Sort order of the departments. Defaults to `Desc`.
            order_by: OrderBy,
        }
    }

    /// Sets the departments of a user.
    ///
    /// Fails with status 404 if a department ID is invalid, and with status 400 if `departments` is malformed.
    write Post "/api/v3/set-user-departments"
    fn set_user_departments(SetUserDepartments) -> IsSuccess, authing {
        required {
            /// ID of the user, interpreted according to `options.user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
            /// Departments of the user, each optionally marked as led by the user or as the main department.
            departments: Vec<SetUserDepartment> [Items(1..=50)] as whole,
        }
        optional {
            /// Type of the user ID.
            options: SetUserDepartmentsOptions,
        }
    }

    /// Lists the groups of a user.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-groups"
    fn get_user_groups(GetUserGroups) -> GroupPaging {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the applications that a user can access.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-accessible-apps"
    fn get_user_accessible_apps(GetUserAccessibleApps) -> Vec<App> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the applications that a user is authorized for.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-authorized-apps"
    fn get_user_authorized_apps(GetUserAuthorizedApps) -> Vec<App> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Checks whether a user has at least one of the given roles.
    ///
    /// Fails with status 400 if `roles` is malformed.
    read Post "/api/v3/has-any-role"
    fn has_any_role(HasAnyRoleRequest) -> HasAnyRole, decides {
        required {
            /// Roles to check for.
            roles: Vec<HasRoleRoles>,
            /// ID of the user, interpreted according to `options.user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of the user ID.
            options: HasAnyRoleOptions,
        }
    }

    /// Lists the applications that a user has logged in to.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-loggedin-apps"
    fn get_user_loggedin_apps(GetUserLoggedinApps) -> Vec<UserLoggedInApps> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the identities that a user has logged in with.
    ///
    /// Fails with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-logged-in-identities"
    fn get_user_loggedin_identities(GetUserLoggedinIdentities) -> Vec<UserLoggedInIdentities> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists all resources that a user is authorized for.
    ///
    /// The result includes resources granted to the user directly, and through groups, roles and organizations. Fails
    /// with status 404 if the user does not exist, and with status 400 if `user_id` is malformed.
    read Get "/api/v3/get-user-authorized-resources"
    fn get_user_authorized_resources(GetUserAuthorizedResources) -> AuthorizedResourcePaging {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group.
            namespace: String,
            /// Only resources of this type.
            resource_type: ResourceType,
        }
    }

    /// Links an identity at an external identity source to a user.
    ///
    /// The user can then log in through that identity source.
    write Post "/api/v3/link-identity"
    fn link_identity(LinkIdentity) -> LinkIdentityData {
        required {
            /// ID of the user at the identity source, taken from its authentication response.
            user_id_in_idp: String,
            /// GenAuth ID of the user to link the identity to.
            user_id: String,
            /// ID of the identity source, not of one of its connections.
            ext_idp_id: String,
        }
        optional {
            /// Type of the identity, as in the `type` field of the user's identities. Defaults to `generic`.
            r#type: String,
            /// This parameter is deprecated. Any value is accepted, and the parameter is due to be removed.
            is_social: bool,
            /// Information about the user at the identity source.
            user_info_in_idp: Map<String, Value>,
        }
    }

    /// Unlinks all identities of a user at an identity source.
    ///
    /// The user can no longer log in through that identity source until an identity is linked again.
    destructive Post "/api/v3/unlink-identity"
    fn unlink_identity(UnlinkIdentity) -> UnlinkIdentityData {
        required {
            /// GenAuth ID of the user to unlink the identities from.
            user_id: String,
            /// ID of the identity source, not of one of its connections.
            ext_idp_id: String,
        }
        optional {
            /// Type of the identity, as in the `type` field of the user's identities. Defaults to `generic`.
            r#type: String,
            /// This parameter is deprecated. Any value is accepted, and the parameter is due to be removed.
            is_social: bool,
        }
    }

    /// Lists the third-party accounts that a user is synchronized with.
    read Get "/api/v3/get-user-sync-relations"
    fn get_user_sync_relations(GetUserSyncRelations) -> Vec<UserSyncRelation> {
        required {
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Deletes the sync relation between a user and the account at an identity source.
    destructive Post "/api/v3/delete-user-sync-relations"
    fn delete_user_sync_relations(DeleteUserSyncRelations) -> IsSuccess {
        required {
            /// Type of the identity source: `wechatwork` (WeCom), `dingtalk` (DingTalk), `lark` (Feishu), `welink`,
            /// `ldap`, `active-directory`, `italent`, `xiaoshouyi`, `maycur`, `scim` or `moka`.
            provider: String,
            /// ID of the user, interpreted according to `user_id_type`. By default, this is a GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Type of identifier given in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }
}
