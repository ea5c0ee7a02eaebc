//! ASA accounts: the stored credentials by which applications without single sign-on are opened.

use serde_json::{Map, Value};

use crate::api::common::{IsSuccess, PrincipalType};
use crate::table::{inputs, operations, outputs};

operations! {
    /// # ASA accounts
    "asa_accounts"

    /// Creates an ASA account in an application.
    ///
    /// An ASA account holds the user name and password that single sign-on by form filling uses for an application.
    write Post "/api/v3/create-asa-account"
    fn create_asa_account(CreateAsaAccount) -> AsaAccount {
        required {
            /// Login data kept for the target site, as a rule the keys `account` and `password`.
            account_info: Map<String, Value> [Secret],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Creates several ASA accounts in one application.
    ///
    /// The answer does not tell the new IDs; list the accounts to get them.
    write Post "/api/v3/create-asa-accounts-batch"
    fn create_asa_account_batch(CreateAsaAccountBatch) -> IsSuccess {
        required {
            /// Accounts to create.
            list: Vec<CreateAsaAccountsBatchItem> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Changes the login data of an ASA account.
    write Post "/api/v3/update-asa-account"
    fn update_asa_account(UpdateAsaAccount) -> AsaAccount {
        required {
            /// New login data for the target site, as a rule the keys `account` and `password`.
            account_info: Map<String, Value> [Secret],
            /// ID of the ASA account.
            account_id: String,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the ASA accounts of an application, page by page.
    ///
    /// The answer contains the stored passwords.
    read Get "/api/v3/list-asa-accounts"
    fn list_asa_account(ListAsaAccount) -> AsaAccountPaginatedData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Returns one ASA account, stored password included.
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

    /// Returns several ASA accounts of an application by their IDs, stored passwords included.
    read Post "/api/v3/get-asa-accounts-batch"
    fn get_asa_account_batch(GetAsaAccountBatch) -> Vec<AsaAccount> {
        required {
            /// IDs of the ASA accounts to return.
            account_ids: Vec<String> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Deletes an ASA account.
    write Post "/api/v3/delete-asa-account"
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
    write Post "/api/v3/delete-asa-accounts-batch"
    fn delete_asa_account_batch(DeleteAsaAccountBatch) -> IsSuccess {
        required {
            /// IDs of the ASA accounts to delete.
            account_ids: Vec<String> [Items(1..=100)],
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Gives an ASA account to users, roles, groups or departments, who then sign in with it.
    write Post "/api/v3/assign-asa-account"
    fn assign_asa_account(AssignAsaAccount) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account to give.
            account_id: String,
            /// Those who get the account, one entry a kind.
            targets: Vec<AssignAsaAccountItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Takes an ASA account back from users, roles, groups or departments.
    write Post "/api/v3/unassign-asa-account"
    fn unassign_asa_account(UnassignAsaAccount) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account to take back.
            account_id: String,
            /// Those who lose the account, one entry a kind.
            targets: Vec<AssignAsaAccountItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the users, roles, groups and departments that have an ASA account, page by page.
    read Get "/api/v3/get-asa-account-assigned-targets"
    fn get_asa_account_assigned_targets(GetAsaAccountAssignedTargets) -> GetAsaAccountAssignedTargetData {
        required {
            /// ID of the application.
            app_id: String,
            /// ID of the ASA account.
            account_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Returns the ASA account given directly to one user, role, group or department.
    ///
    /// The answer is empty where none is assigned; an account that comes only through a role, group or department
    /// is not looked up. It contains the stored password.
    read Get "/api/v3/get-assigned-account"
    fn get_assigned_account(GetAssignedAccount) -> AsaAccount {
        required {
            /// ID of the application.
            app_id: String,
            /// Kind of the holder, which decides how `targetIdentifier` is read.
            target_type: PrincipalType,
            /// Identifier of the holder: a user's ID, a role's code, a group's code or a department's ID, by
            /// `targetType`.
            target_identifier: String,
        }
        optional {}
    }
}

inputs! {
    /// Names holders of one kind for an ASA account.
    AssignAsaAccountItem {
        required {
            /// Kind of the holders, which decides how `targetIdentifiers` are read.
            target_type: PrincipalType,
            /// Identifiers of the holders: user IDs, role codes, group codes or department IDs, by `targetType`.
            target_identifiers: Vec<String> [Items(0..=100)],
        }
        optional {}
    }

    /// Asks for one ASA account of a batch.
    CreateAsaAccountsBatchItem {
        required {
            /// Login data kept for the target site, as a rule the keys `account` and `password`.
            account_info: Map<String, Value> [Secret],
        }
        optional {}
    }
}

outputs! {
    /// An ASA account: login data for an application that signs users in by form filling.
    AsaAccount {
        /// ID of the application.
        app_id: String,
        /// ID of the ASA account.
        account_id: String,
        /// Login data kept for the target site, as a rule the keys `account` and `password`.
        account_info: Map<String, Value>,
    }

    /// One page of an application's ASA accounts.
    AsaAccountPaginatedData, page list: AsaAccount, total_count {
        /// The items of this page.
        list: Vec<AsaAccount>,
        /// How many there are on all pages together.
        total_count: i64,
    }

    /// A holder of an ASA account.
    AsaAccountTarget {
        /// Kind of the holder, which decides how `targetIdentifier` is read.
        target_type: PrincipalType,
        /// Identifier of the holder: a user's ID, a role's code, a group's code or a department's ID, by
        /// `targetType`.
        target_identifier: String,
    }

    /// One page of the holders of an ASA account.
    GetAsaAccountAssignedTargetData, page list: AsaAccountTarget, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<AsaAccountTarget>,
    }
}
