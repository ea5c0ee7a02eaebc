//! Whitelists: who may register.

use crate::api::common::IsSuccess;
use crate::table::{enums, operations, outputs};

operations! {
    /// # Whitelist
    "whitelist"

    /// Adds entries to the registration whitelist of one application.
    ///
    /// Upstream declares a single entry as the answer, although several can be added at once. This call is missing
    /// from upstream's OpenAPI document.
    write Post "/api/v3/add-whitelist-of-app"
    fn add_whitelist_of_app(AddWhitelistOfApp) -> Vec<WhitelistResp> {
        required {
            /// ID of the application whose whitelist grows.
            app_id: String,
            /// What the entries are, and thereby which of the application's whitelists is meant.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, mail addresses or phone numbers to let in, all of the kind `type` names.
            list: Vec<String>,
        }
    }

    /// Lists the registration whitelist of one application.
    ///
    /// Upstream speaks of paging, but the call has no parameters for it; it also declares a single entry as the
    /// answer, where a list is to be expected. This call is missing from upstream's OpenAPI document.
    read Get "/api/v3/list-whitelist-of-app"
    fn list_whitelists_of_app(ListWhitelistsOfApp) -> Vec<WhitelistResp> {
        required {
            /// Which of the application's whitelists to read: the one of usernames, of mail addresses or of phone
            /// numbers.
            r#type: WhitelistType,
            /// ID of the application whose whitelist is read.
            app_id: String,
        }
        optional {}
    }

    /// Removes entries from the registration whitelist of one application.
    ///
    /// Upstream declares the answer without the usual envelope; expect it with the envelope, but the bare form may
    /// come. This call is missing from upstream's OpenAPI document.
    write Post "/api/v3/delete-whitelist-of-app"
    fn delete_whitelist_of_app(DeleteWhitelistOfApp) -> IsSuccess, in_body {
        required {
            /// What the entries are, and thereby which of the application's whitelists is meant.
            r#type: WhitelistType,
            /// ID of the application whose whitelist shrinks.
            app_id: String,
        }
        optional {
            /// Usernames, mail addresses or phone numbers to remove, all of the kind `type` names.
            list: Vec<String>,
        }
    }

    /// Adds entries to the registration whitelist of the user pool.
    ///
    /// Upstream declares a single entry as the answer, although several can be added at once.
    write Post "/api/v3/add-whitelist"
    fn add_whitelist(AddWhitelist) -> Vec<WhitelistResp> {
        required {
            /// What the entries are, and thereby which of the user pool's whitelists is meant.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, mail addresses or phone numbers to let in, all of the kind `type` names.
            list: Vec<String>,
        }
    }

    /// Lists the registration whitelist of the user pool.
    ///
    /// Upstream speaks of paging, but the call has no parameters for it; it also declares a single entry as the
    /// answer, where a list is to be expected.
    read Get "/api/v3/list-whitelist"
    fn list_whitelists(ListWhitelists) -> Vec<WhitelistResp> {
        required {
            /// Which of the user pool's whitelists to read: the one of usernames, of mail addresses or of phone
            /// numbers.
            r#type: WhitelistType,
        }
        optional {}
    }

    /// Removes entries from the registration whitelist of the user pool.
    ///
    /// Upstream declares the answer without the usual envelope; expect it with the envelope, but the bare form may
    /// come.
    write Post "/api/v3/delete-whitelist"
    fn delete_whitelist(DeleteWhitelist) -> IsSuccess, in_body {
        required {
            /// What the entries are, and thereby which of the user pool's whitelists is meant.
            r#type: WhitelistType,
        }
        optional {
            /// Usernames, mail addresses or phone numbers to remove, all of the kind `type` names.
            list: Vec<String>,
        }
    }
}

outputs! {
    /// An entry of a registration whitelist.
    WhitelistResp {
        /// The username, mail address or phone number that is let in.
        value: String,
        /// When the entry was added; upstream's sample is a bare number in text form, of unknown unit.
        created_at: String,
    }
}

enums! {
    /// What a whitelist is about.
    WhitelistType {
        Username = "USERNAME",
        Email = "EMAIL",
        Phone = "PHONE",
    }
}
