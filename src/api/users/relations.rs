//! Users: what they belong to.

use serde_json::{Map, Value};

use super::{
    App, HasAnyRole, HasAnyRoleOptions, HasRoleRoles, LinkIdentityData, UnlinkIdentityData, UserLoggedInApps,
    UserLoggedInIdentities,
};
use crate::api::common::{
    AuthorizedResourcePaging, GroupPaging, Identity, IsSuccess, OrderBy, ResourceType, RolePaging, SetUserDepartment,
    SetUserDepartmentsOptions, UserDepartmentPaging, UserDepartmentSortBy, UserIdType, UserSyncRelation,
};
use crate::table::operations;

operations! {
    /// # Users: what they belong to
    "users"

    /// Lists the external accounts bound to a user.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-identities"
    fn get_user_identities(GetUserIdentities) -> Vec<Identity> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the roles of a user.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-roles"
    fn get_user_roles(GetUserRoles) -> RolePaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group to look in.
            namespace: String,
        }
    }

    /// Lists the departments of a user, page by page.
    ///
    /// A user that does not exist is answered with 404, an empty `userId` with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-user-departments"
    fn get_user_departments(GetUserDepartments) -> UserDepartmentPaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether to return the path from the root down to each department; absence means no.
            with_department_paths: bool,
            /// What the departments are sorted by; absent, by the time the user joined them.
            sort_by: UserDepartmentSortBy,
            /// Direction of the sorting; absent, the last comes first.
            order_by: OrderBy,
        }
    }

    /// Sets the departments a user is in.
    ///
    /// An ID that names no department is answered with 404, malformed `departments` with 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/set-user-departments"
    fn set_user_departments(SetUserDepartments) -> IsSuccess {
        required {
            /// ID of the user, of the kind `options.userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
            /// Departments the user is to be in, and in which of them as leader or as main department.
            departments: Vec<SetUserDepartment> [Items(1..=50), Whole],
        }
        optional {
            /// Kinds of the user ID and of the department IDs.
            options: SetUserDepartmentsOptions,
        }
    }

    /// Lists the groups a user is in.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-groups"
    fn get_user_groups(GetUserGroups) -> GroupPaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the applications a user may enter.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-accessible-apps"
    fn get_user_accessible_apps(GetUserAccessibleApps) -> Vec<App> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the applications a user has been granted.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-authorized-apps"
    fn get_user_authorized_apps(GetUserAuthorizedApps) -> Vec<App> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Tells whether a user has one at least of the given roles.
    ///
    /// Malformed `roles` are refused with 400.
    read Post "/api/v3/has-any-role"
    fn has_any_role(HasAnyRoleRequest) -> HasAnyRole {
        required {
            /// Roles to check for; one of them is enough.
            roles: Vec<HasRoleRoles>,
            /// ID of the user, of the kind `options.userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// Kind of the user ID.
            options: HasAnyRoleOptions,
        }
    }

    /// Lists the applications a user has ever logged in to.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-loggedin-apps"
    fn get_user_loggedin_apps(GetUserLoggedinApps) -> Vec<UserLoggedInApps> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists the external identities a user has ever logged in with.
    ///
    /// A malformed `userId` is refused with 400.
    read Get "/api/v3/get-user-logged-in-identities"
    fn get_user_loggedin_identities(GetUserLoggedinIdentities) -> Vec<UserLoggedInIdentities> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Lists all resources a user has been granted.
    ///
    /// That is what the user was granted directly and what comes through groups, roles and departments. A user that
    /// does not exist is answered with 404, a malformed `userId` with 400.
    read Get "/api/v3/get-user-authorized-resources"
    fn get_user_authorized_resources(GetUserAuthorizedResources) -> AuthorizedResourcePaging {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group to look in.
            namespace: String,
            /// Only resources of this type; absent, all types.
            resource_type: ResourceType,
        }
    }

    /// Binds an account of an external identity source to a user.
    ///
    /// The user can then log in through that identity source.
    write Post "/api/v3/link-identity"
    fn link_identity(LinkIdentity) -> LinkIdentityData {
        required {
            /// ID of the user in the identity source, as its own login answer gives it.
            user_id_in_idp: String,
            /// GenAuth ID of the user to bind to.
            user_id: String,
            /// ID of the identity source the account belongs to.
            ext_idp_id: String,
        }
        optional {
            /// Kind of the identity, like the `type` of an identity of the user; absent means `generic`.
            r#type: String,
            /// Whether the source is a social one. Ignored: upstream is going to remove it.
            is_social: bool,
            /// What the identity source knows about the user, as an object.
            user_info_in_idp: Map<String, Value>,
        }
    }

    /// Unbinds all accounts of an identity source from a user.
    ///
    /// The user can no longer log in through that identity source until an account of it is bound again.
    write Post "/api/v3/unlink-identity"
    fn unlink_identity(UnlinkIdentity) -> UnlinkIdentityData {
        required {
            /// GenAuth ID of the user to unbind from.
            user_id: String,
            /// ID of the identity source whose accounts are unbound.
            ext_idp_id: String,
        }
        optional {
            /// Kind of the identity, like the `type` of an identity of the user; absent means `generic`.
            r#type: String,
            /// Whether the source is a social one. Ignored: upstream is going to remove it.
            is_social: bool,
        }
    }

    /// Lists the third-party accounts a user is synchronized with.
    read Get "/api/v3/get-user-sync-relations"
    fn get_user_sync_relations(GetUserSyncRelations) -> Vec<UserSyncRelation> {
        required {
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Deletes the tie between a user and the account of one third party it is synchronized with.
    write Post "/api/v3/delete-user-sync-relations"
    fn delete_user_sync_relations(DeleteUserSyncRelations) -> IsSuccess {
        required {
            /// Type of the third party to cut the tie to, like `wechatwork` or `ldap`. Known values: `wechatwork`,
            /// `dingtalk`, `lark`, `welink`, `ldap`, `active-directory`, `italent`, `xiaoshouyi`, `maycur`, `scim`,
            /// `moka`.
            provider: String,
            /// ID of the user, of the kind `userIdType` names; absent that, the GenAuth user ID.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }
}
