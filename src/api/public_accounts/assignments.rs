//! Public accounts: what they belong to.

use serde_json::Value;

use super::PublicAccountPaging;
use crate::api::common::{
    CreatePost, GroupPaging, IsSuccess, OrderBy, ResignUserData, SetUserDepartment, SetUserDepartmentsOptions,
    UserDepartmentPaging, UserDepartmentSortBy, UserIdType,
};
use crate::table::operations;

operations! {
    /// # Public accounts: what they belong to
    "public_accounts"

    /// Lists the roles of a public account.
    ///
    /// Upstream declares a page of public accounts for the answer, which cannot be right; `data` stays JSON.
    read Get "/api/v3/get-roles-of-public-account"
    fn get_public_account_roles(GetPublicAccountRoles) -> Value {
        required {
            /// ID of the public account, of the kind `userIdType` names.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Code of the permission group to look for roles in. The server takes absence as `default`.
            namespace: String,
        }
    }

    /// Lists the public accounts that have a role.
    read Get "/api/v3/get-public-accounts-of-role"
    fn get_public_accounts_of_role(GetPublicAccountsOfRole) -> PublicAccountPaging {
        required {
            /// ID (not code) of the role.
            role_id: String,
        }
        optional {}
    }

    /// Gives a public account several roles.
    ///
    /// Whether roles it had before stay is not documented.
    write Post "/api/v3/set-public-account-of-roles"
    fn bind_public_account_of_roles(BindPublicAccountOfRoles) -> IsSuccess {
        required {
            /// IDs (not codes) of the roles to give.
            role_ids: Vec<String> [Items(1..=10)],
            /// ID of the public account that gets the roles.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts in a group.
    read Get "/api/v3/get-public-accounts-of-group"
    fn get_public_accounts_of_group(GetPublicAccountsOfGroup) -> PublicAccountPaging {
        required {
            /// ID (not code) of the group.
            group_id: String,
        }
        optional {}
    }

    /// Lists the groups a public account is in.
    read Get "/api/v3/get-groups-of-public-account"
    fn get_groups_of_public_account(GetGroupsOfPublicAccount) -> GroupPaging {
        required {
            /// ID of the public account, of the kind `userIdType` names.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Puts a public account into several groups.
    ///
    /// Despite its documented name it does not read: it changes memberships. Whether groups it was in before stay
    /// is not documented.
    write Post "/api/v3/set-public-account-of-groups"
    fn set_public_account_of_groups(SetPublicAccountOfGroups) as "get_public_account_of_groups" -> IsSuccess {
        required {
            /// IDs (not codes) of the groups to join.
            group_ids: Vec<String> [Items(1..=10), Whole],
            /// ID of the public account that joins the groups.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts in a department.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-public-accounts-of-department"
    fn get_public_accounts_of_department(GetPublicAccountsOfDepartment) -> PublicAccountPaging {
        required {
            /// ID of the department whose public accounts are wanted.
            department_id: String,
        }
        optional {}
    }

    /// Lists the departments a public account is in, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-departments-of-public-account"
    fn get_public_account_departments(GetPublicAccountDepartments) -> UserDepartmentPaging {
        required {
            /// ID of the public account, of the kind `userIdType` names.
            user_id: String,
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether each department comes with its path from the root; absence means no.
            with_department_paths: bool,
            /// What the departments are sorted by. The server takes absence as `JoinDepartmentAt`.
            sort_by: UserDepartmentSortBy,
            /// Direction of the sorting. The server takes absence as `Desc`.
            order_by: OrderBy,
        }
    }

    /// Sets the departments a public account is in.
    ///
    /// Whether departments it was in before stay is not documented.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/set-public-account-of-departments"
    fn set_public_account_of_departments(SetPublicAccountOfDepartments) -> IsSuccess {
        required {
            /// ID of the public account, of the kind `options.userIdType` names.
            user_id: String,
            /// Departments to be in, each with the account's position there.
            departments: Vec<SetUserDepartment> [Items(1..=50), Whole],
        }
        optional {
            /// Kind of ID used in `userId`.
            options: SetUserDepartmentsOptions,
        }
    }

    /// Marks public accounts as having left the company; there is no way back.
    ///
    /// Their grants, departments, roles, groups and posts are removed and the accounts are disabled, so they can no
    /// longer log in. The profile stays; to remove it, delete the account.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/resign-public-account-batch"
    fn resign_public_account_batch(ResignPublicAccountBatch) -> ResignUserData {
        required {
            /// IDs of the public accounts that leave, of the kind `userIdType` names.
            user_ids: Vec<String> [Items(1..=50)],
        }
        optional {
            /// How users are named in this call. The server takes absence as `user_id`.
            user_id_type: UserIdType,
        }
    }

    /// Fetches the post a public account holds.
    ///
    /// Upstream declares the answer without the usual envelope, unlike everywhere else; both forms should be
    /// expected.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-post-of-public-account"
    fn get_post_of_public_user(GetPostOfPublicUser) -> CreatePost, in_body {
        required {
            /// ID of the public account whose post is wanted.
            user_id: String,
        }
        optional {}
    }

    /// Lists the public accounts that hold a post.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-public-accounts-of-post"
    fn get_public_accounts_of_post(GetPublicAccountsOfPost) -> PublicAccountPaging {
        required {
            /// ID (not code) of the post.
            post_id: String,
        }
        optional {}
    }

    /// Gives a public account a post.
    ///
    /// Upstream's sources disagree on whether the answer has `data`; it may be absent.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/set-public-account-of-post"
    fn set_public_account_of_post(SetPublicAccountOfPost) as "set_public_account_ofn_post" -> IsSuccess {
        required {
            /// ID of the public account that gets the post.
            user_id: String,
            /// ID of the post to give; upstream's text wrongly calls it a department's.
            post_id: String,
        }
        optional {}
    }

    /// Takes a post away from a public account.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/unbind-public-account-of-post"
    fn unbind_public_account_of_post(UnbindPublicAccountOfPost) -> IsSuccess {
        required {
            /// ID of the public account that loses the post.
            user_id: String,
            /// ID of the post to take away; upstream's text wrongly calls it a department's.
            post_id: String,
        }
        optional {}
    }
}
