//! Public accounts: roles, groups, departments and posts.

use serde_json::Value;

use super::PublicAccountPaging;
use crate::api::common::{
    CreatePost, GroupPaging, IsSuccess, OrderBy, ResignUserData, SetUserDepartment, SetUserDepartmentsOptions,
    UserDepartmentPaging, UserDepartmentSortBy, UserIdType,
};
use crate::macros::operations;

operations! {
    /// # Public accounts: what they belong to
    "public_accounts"

    /// Lists the roles of a public account.
    ///
    /// The response is documented as a page of public accounts, so `data` is returned as untyped JSON.
    read Get "/api/v3/get-roles-of-public-account"
    fn get_public_account_roles(GetPublicAccountRoles) -> Value {
        required {
            /// ID of the public account, interpreted according to `user_id_type`. By default, this is a GenAuth user
            /// ID.
            user_id: String,
        }
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group. Defaults to `default`.
            namespace: String,
        }
    }

    /// Lists the public accounts that have a role.
    read Get "/api/v3/get-public-accounts-of-role"
    fn get_public_accounts_of_role(GetPublicAccountsOfRole) -> PublicAccountPaging {
        required {
            /// ID of the role, not its code.
            role_id: String,
        }
        optional {}
    }

    /// Assigns several roles to a public account.
    ///
    /// Whether existing roles are kept is not documented.
    write Post "/api/v3/set-public-account-of-roles"
    fn bind_public_account_of_roles(BindPublicAccountOfRoles) -> IsSuccess {
        required {
            /// IDs of the roles, not their codes.
            role_ids: Vec<String> [Items(1..=10)],
            /// ID of the public account.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts in a group.
    read Get "/api/v3/get-public-accounts-of-group"
    fn get_public_accounts_of_group(GetPublicAccountsOfGroup) -> PublicAccountPaging {
        required {
            /// ID of the group, not its code.
            group_id: String,
        }
        optional {}
    }

    /// Lists the groups of a public account.
    read Get "/api/v3/get-groups-of-public-account"
    fn get_groups_of_public_account(GetGroupsOfPublicAccount) -> GroupPaging {
        required {
            /// ID of the public account, interpreted according to `user_id_type`. By default, this is a GenAuth user
            /// ID.
            user_id: String,
        }
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Adds a public account to several groups.
    ///
    /// Despite its documented name, this operation changes memberships. Whether existing memberships are kept is not
    /// documented.
    write Post "/api/v3/set-public-account-of-groups"
    fn set_public_account_of_groups(SetPublicAccountOfGroups) as "get_public_account_of_groups" -> IsSuccess {
        required {
            /// IDs of the groups, not their codes.
            group_ids: Vec<String> [Items(1..=10)] as whole,
            /// ID of the public account.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts in a department.
    read Get "/api/v3/get-public-accounts-of-department"
    fn get_public_accounts_of_department(GetPublicAccountsOfDepartment) -> PublicAccountPaging, authing {
        required {
            /// ID of the department.
            department_id: String,
        }
        optional {}
    }

    /// Lists the departments of a public account, page by page.
    read Get "/api/v3/get-departments-of-public-account"
    fn get_public_account_departments(GetPublicAccountDepartments) -> UserDepartmentPaging, authing {
        required {
            /// ID of the public account, interpreted according to `user_id_type`. By default, this is a GenAuth user
            /// ID.
            user_id: String,
        }
        optional {
            /// Kind of ID in `user_id`. Defaults to `user_id`.
            user_id_type: UserIdType,
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include department paths in the response. Defaults to `false`.
            with_department_paths: bool,
            /// Sort key of the departments. Defaults to `JoinDepartmentAt`.
            sort_by: UserDepartmentSortBy,
            /// Sort direction. Defaults to `Desc`.
            order_by: OrderBy,
        }
    }

    /// Sets the departments of a public account.
    ///
    /// Whether existing memberships are kept is not documented.
    write Post "/api/v3/set-public-account-of-departments"
    fn set_public_account_of_departments(SetPublicAccountOfDepartments) -> IsSuccess, authing {
        required {
            /// ID of the public account, interpreted according to `options.user_id_type`. By default, this is a GenAuth
            /// user ID.
            user_id: String,
            /// Departments of the account, each with flags for leader and main department.
            departments: Vec<SetUserDepartment> [Items(1..=50)] as whole,
        }
        optional {
            /// Options for the kind of ID.
            options: SetUserDepartmentsOptions,
        }
    }

    /// Marks public accounts as resigned. This cannot be undone.
    ///
    /// Their grants, departments, roles, groups and posts are removed. The accounts keep their basic data, but are
    /// disabled and cannot log in to applications; to remove them completely, use `delete_public_accounts_batch`.
    destructive Post "/api/v3/resign-public-account-batch"
    fn resign_public_account_batch(ResignPublicAccountBatch) -> ResignUserData, authing {
        required {
            /// IDs of the public accounts, interpreted according to `user_id_type`. By default, these are GenAuth user
            /// IDs.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// Kind of ID in `user_ids`. Defaults to `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Gets the post of a public account.
    ///
    /// The response is documented without the usual envelope, but is accepted with and without it.
    read Get "/api/v3/get-post-of-public-account"
    fn get_post_of_public_user(GetPostOfPublicUser) -> CreatePost, in_body, authing {
        required {
            /// ID of the public account.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts that hold a post.
    read Get "/api/v3/get-public-accounts-of-post"
    fn get_public_accounts_of_post(GetPublicAccountsOfPost) -> PublicAccountPaging, authing {
        required {
            /// ID of the post, not its code.
            post_id: String,
        }
        optional {}
    }

    /// Sets the post of a public account.
    ///
    /// The response is documented both with and without `data`.
    write Post "/api/v3/set-public-account-of-post"
    fn set_public_account_of_post(SetPublicAccountOfPost) as "set_public_account_ofn_post" -> IsSuccess, authing {
        required {
            /// ID of the public account.
            user_id: String,
            /// ID of the post.
            post_id: String,
        }
        optional {}
    }

    /// Removes a post from a public account.
    write Post "/api/v3/unbind-public-account-of-post"
    fn unbind_public_account_of_post(UnbindPublicAccountOfPost) -> IsSuccess, authing {
        required {
            /// ID of the public account.
            user_id: String,
            /// ID of the post to remove.
            post_id: String,
        }
        optional {}
    }
}
