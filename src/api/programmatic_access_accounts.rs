//! Programmatic access accounts: keys with which machine clients of an application get tokens.

use serde_json::Value;

use crate::macros::operations;

operations! {
    /// # Programmatic access accounts
    "programmatic_access_accounts"

    /// Creates a programmatic access account of an application.
    ///
    /// The response contains the secret of the account. The names of the parameters are those of version 2 of the API.
    write Post "/api/v3/create-programmatic-access-account"
    fn create_programmatic_access_account(CreateProgrammaticAccessAccount) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the application.
            app_id: String,
            /// Lifetime of the access tokens that the account gets, in seconds.
            token_lifetime: i64,
            /// Remarks on the account.
            remarks: String,
        }
    }

    /// Deletes a programmatic access account.
    ///
    /// Whether version 3 of the API takes one ID or a list of IDs is not known.
    destructive Post "/api/v3/delete-programmatic-access-account"
    fn delete_programmatic_access_account(DeleteProgrammaticAccessAccount) -> Value, inferred {
        required {}
        optional {
            /// ID of the account.
            id: String,
        }
    }

    /// Disables a programmatic access account, which cuts off the programs that use it.
    write Post "/api/v3/disable-programmatic-access-account"
    fn disable_programmatic_access_account(DisableProgrammaticAccessAccount) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the account.
            id: String,
        }
    }

    /// Enables a programmatic access account.
    write Post "/api/v3/enable-programmatic-access-account"
    fn enable_programmatic_access_account(EnableProgrammaticAccessAccount) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the account.
            id: String,
        }
    }

    /// Lists the programmatic access accounts of an application, page by page.
    ///
    /// In version 2 of the API, the response contains the secret of each account.
    read Get "/api/v3/list-programmatic-access-accounts"
    fn list_programmatic_access_accounts(ListProgrammaticAccessAccounts) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the application.
            app_id: String,
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page.
            limit: i64 [Range(1..)],
        }
    }

    /// Replaces the secret of a programmatic access account.
    ///
    /// The old secret stops working. The response contains the new one.
    destructive Post "/api/v3/refresh-programmatic-access-account-secret"
    fn refresh_programmatic_access_account_secret(RefreshProgrammaticAccessAccountSecret) -> Value, inferred, secret {
        required {}
        optional {
            /// ID of the account.
            id: String,
            /// New secret. Clients of version 2 of the API send one of 32 characters.
            secret: String as secret,
        }
    }
}
