//! ASA accounts: accounts of an application that are assigned to users, roles, groups and departments.

use serde_json::{Map, Value};

use crate::api::common::{IsSuccess, PrincipalType};
use crate::macros::{inputs, operations, outputs};

operations! {
    /// # ASA accounts
    "asa_accounts"

    /// Creates an ASA account in an application.
    write Post "/api/v3/create-asa-account"
    fn create_asa_account(CreateAsaAccount) -> AsaAccount {
        required {
            /// Account data as key-value pairs, such as `account` and `password`.
            account_info: Map<String, Value> as secret,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Creates several ASA accounts in an application.
    ///
    /// The response does not contain the new IDs; `list_asa_account` returns them.
    write Post "/api/v3/create-asa-accounts-batch"
    fn create_asa_account_batch(CreateAsaAccountBatch) -> IsSuccess {
        required {
            /// ASA accounts to create.
            list: Vec<CreateAsaAccountsBatchItem> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Updates the account data of an ASA account.
    write Post "/api/v3/update-asa-account"
    fn update_asa_account(UpdateAsaAccount) -> AsaAccount {
        required {
            /// New account data as key-value pairs, such as `account` and `password`.
            account_info: Map<String, Value> as secret,
            /// ID of the ASA account.
            account_id: String,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the ASA accounts of an application, including their passwords, page by page.
    read Get "/api/v3/list-asa-accounts"
    fn list_asa_account(ListAsaAccount) -> AsaAccountPaginatedData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Returns an ASA account, including its password.
    read Get "/api/v3/get-asa-account"
    fn get_asa_account(GetAsaAccount) -> AsaAccount {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account.
            account_id: String,
        }
        optional {}
    }

    /// Returns several ASA accounts of an application by their IDs, including their passwords.
    read Post "/api/v3/get-asa-accounts-batch"
    fn get_asa_account_batch(GetAsaAccountBatch) -> Vec<AsaAccount> {
        required {
            /// IDs of the ASA accounts.
            account_ids: Vec<String> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Deletes an ASA account.
    destructive Post "/api/v3/delete-asa-account"
    fn delete_asa_account(DeleteAsaAccount) -> IsSuccess {
        required {
            /// ID of the ASA account.
            account_id: String,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Deletes several ASA accounts of an application.
    destructive Post "/api/v3/delete-asa-accounts-batch"
    fn delete_asa_account_batch(DeleteAsaAccountBatch) -> IsSuccess {
        required {
            /// IDs of the ASA accounts to delete.
            account_ids: Vec<String> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Assigns an ASA account to users, roles, groups or departments.
    write Post "/api/v3/assign-asa-account"
    fn assign_asa_account(AssignAsaAccount) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account to assign.
            account_id: String,
            /// Targets that receive the account. Each entry contains targets of one type.
            targets: Vec<AssignAsaAccountItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Removes the assignment of an ASA account to users, roles, groups or departments.
    write Post "/api/v3/unassign-asa-account"
    fn unassign_asa_account(UnassignAsaAccount) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the assigned ASA account.
            account_id: String,
            /// Targets that lose the account. Each entry contains targets of one type.
            targets: Vec<AssignAsaAccountItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the users, roles, groups and departments to which an ASA account is assigned, page by page.
    read Get "/api/v3/get-asa-account-assigned-targets"
    fn get_asa_account_assigned_targets(GetAsaAccountAssignedTargets) -> GetAsaAccountAssignedTargetData {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account.
            account_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Returns the ASA account that is directly assigned to a user, role, group or department, including its password.
    ///
    /// The server can return null instead of an account.
    read Get "/api/v3/get-assigned-account"
    fn get_assigned_account(GetAssignedAccount) -> AsaAccount {
        required {
            /// ID of the application.
            app_id: String,
            /// Type of the target.
            target_type: PrincipalType,
            /// Identifier of the target, depending on `target_type`: user ID, role code, group code or department ID.
            target_identifier: String,
        }
        optional {}
    }
}

inputs! {
    /// Targets of one type for an ASA account.
    AssignAsaAccountItem {
        required {
            /// Type of the targets.
            target_type: PrincipalType,
            /// Identifiers of the targets, depending on `target_type`: user IDs, role codes, group codes or department
            /// IDs.
            target_identifiers: Vec<String> [Items(..=100)],
        }
        optional {}
    }

    /// An ASA account to create in a batch.
    CreateAsaAccountsBatchItem {
        required {
            /// Account data as key-value pairs, such as `account` and `password`.
            account_info: Map<String, Value> as secret,
        }
        optional {}
    }
}

outputs! {
    /// An ASA account of an application.
    AsaAccount {
        /// ID of the application.
        app_id: String,
        /// ID of the ASA account.
        account_id: String,
        /// Account data as key-value pairs, such as `account` and `password`.
        account_info: Map<String, Value> as secret,
    }

    /// A page of an application's ASA accounts.
    AsaAccountPaginatedData, page list: AsaAccount, total_count {
        /// Items on this page.
        list: Vec<AsaAccount>,
        /// Total number of items across all pages.
        total_count: i64,
    }

    /// A target that an ASA account is assigned to.
    AsaAccountTarget {
        /// Type of the target.
        target_type: PrincipalType,
        /// Identifier of the target, depending on `target_type`: user ID, role code, group code or department ID.
        target_identifier: String,
    }

    /// A page of the targets that an ASA account is assigned to.
    GetAsaAccountAssignedTargetData, page list: AsaAccountTarget, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<AsaAccountTarget>,
    }
}
