//! Registration whitelists.

use crate::api::common::IsSuccess;
use crate::macros::{enums, operations, outputs};

operations! {
    /// # Whitelist
    "whitelist"

    /// Adds entries to a registration whitelist of an application.
    ///
    /// The operation is documented to return a single entry, although several can be added.
    write Post "/api/v3/add-whitelist-of-app"
    fn add_whitelist_of_app(AddWhitelistOfApp) -> Vec<WhitelistResp>, in_order {
        required {
            /// ID of the application.
            app_id: String,
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, email addresses or phone numbers to add, according to `type`.
            list: Vec<String>,
        }
    }

    /// Lists the entries of a registration whitelist of an application.
    ///
    /// The operation is documented as paged, but has no paging parameters. It is documented to return a single entry.
    read Get "/api/v3/list-whitelist-of-app"
    fn list_whitelists_of_app(ListWhitelistsOfApp) -> Vec<WhitelistResp> {
        required {
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Removes entries from a registration whitelist of an application.
    ///
    /// The operation is documented to respond without the standard envelope, but a response in the envelope is accepted
    /// too.
    destructive Post "/api/v3/delete-whitelist-of-app"
    fn delete_whitelist_of_app(DeleteWhitelistOfApp) -> IsSuccess, in_body {
        required {
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Usernames, email addresses or phone numbers to remove, according to `type`.
            list: Vec<String>,
        }
    }

    /// Adds entries to a registration whitelist of the user pool.
    ///
    /// The operation is documented to return a single entry, although several can be added.
    write Post "/api/v3/add-whitelist"
    fn add_whitelist(AddWhitelist) -> Vec<WhitelistResp>, in_order {
        required {
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, email addresses or phone numbers to add, according to `type`.
            list: Vec<String>,
        }
    }

    /// Lists the entries of a registration whitelist of the user pool.
    ///
    /// The operation is documented as paged, but has no paging parameters. It is documented to return a single entry.
    read Get "/api/v3/list-whitelist"
    fn list_whitelists(ListWhitelists) -> Vec<WhitelistResp> {
        required {
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
        }
        optional {}
    }

    /// Removes entries from a registration whitelist of the user pool.
    ///
    /// The operation is documented to respond without the standard envelope, but a response in the envelope is accepted
    /// too.
    destructive Post "/api/v3/delete-whitelist"
    fn delete_whitelist(DeleteWhitelist) -> IsSuccess, in_body {
        required {
            /// Type of the entries: usernames, email addresses or phone numbers.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, email addresses or phone numbers to remove, according to `type`.
            list: Vec<String>,
        }
    }
}

outputs! {
    /// An entry of a registration whitelist.
    WhitelistResp {
        /// Username, email address or phone number on the whitelist.
        value: String,
        /// Time when the entry was added, such as `65589653369`. The unit is not documented.
        created_at: String,
    }
}

enums! {
    /// The type of the entries of a registration whitelist.
    WhitelistType {
        Username = "USERNAME",
        Email = "EMAIL",
        Phone = "PHONE",
    }
}
