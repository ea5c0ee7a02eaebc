//! Access keys: the credentials of programs such as this one.

use crate::api::common::IsSuccess;
use crate::table::{operations, outputs};

operations! {
    /// # Access keys
    "access_keys"

    /// Lists the access keys of an administrator.
    read Get "/api/v3/list-access-key"
    fn get_access_key_list(GetAccessKeyList) -> Vec<ListAccessKeyResp> {
        required {}
        optional {
            /// ID of the administrator the keys belong to.
            user_id: String,
            /// ID of the tenant the keys belong to.
            tenant_id: String,
            /// Kind of the keys to list; upstream does not name the kinds.
            r#type: String,
            /// States of the keys to list: `activated`, `staging` (can be rotated) or `revoked`.
            status: Vec<String>,
        }
    }

    /// Gets one access key of an administrator.
    ///
    /// Upstream declares a list for `data`, although one key is asked for. It holds the secret of the key.
    read Get "/api/v3/get-access-key"
    fn get_access_key(GetAccessKey) -> Vec<GetAccessKeyResp> {
        required {
            /// ID of the administrator the key belongs to.
            user_id: String,
            /// ID of the access key to get.
            access_key_id: String,
        }
        optional {}
    }

    /// Creates an access key for an administrator.
    ///
    /// Upstream declares a list for `data`, although one key is made. It holds the secret of the key.
    write Post "/api/v3/create-access-key"
    fn create_access_key(CreateAccessKey) -> Vec<CreateAccessKeyResp> {
        required {
            /// Kind of key to create; upstream does not name the kinds.
            r#type: String,
        }
        optional {
            /// ID of the administrator the key is for.
            user_id: String,
            /// ID of the tenant the key is for.
            tenant_id: String,
        }
    }

    /// Deletes an access key.
    write Post "/api/v3/delete-access-key"
    fn delete_access_key(DeleteAccessKey) -> () {
        required {
            /// ID of the access key to delete.
            access_key_id: String,
        }
        optional {}
    }

    /// Switches an access key on or off.
    ///
    /// Nothing but its state can be changed: `activated` or `revoked`.
    write Post "/api/v3/update-access-key"
    fn update_access_key(UpdateAccessKey) -> IsSuccess {
        required {
            /// Whether the key may be used: yes makes it `activated`, no `revoked`.
            enable: bool,
            /// ID of the access key to switch.
            access_key_id: String,
        }
        optional {}
    }
}

outputs! {
    /// A newly created access key.
    CreateAccessKeyResp {
        /// ID of the access key, its public half.
        access_key_id: String,
        /// Secret of the access key, the half that signs requests.
        access_key_secret: String,
        /// ID of the administrator the key belongs to.
        user_id: String,
        /// When it was created.
        created_at: String,
        /// State of the key: `activated`, `staging` (can be rotated) or `revoked`.
        status: String,
        /// When the key was last used; upstream does not say in which format.
        last_date: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the key may be used.
        enable: bool,
    }

    /// An access key of an administrator.
    GetAccessKeyResp {
        /// ID of the access key, its public half.
        access_key_id: String,
        /// Secret of the access key, the half that signs requests.
        access_key_secret: String,
        /// ID of the administrator the key belongs to.
        user_id: String,
        /// When it was created.
        created_at: String,
        /// State of the key: `activated`, `staging` (can be rotated) or `revoked`.
        status: String,
        /// When the key was last used; upstream does not say in which format.
        last_date: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the key may be used.
        enable: bool,
    }

    /// An access key, as the list shows it.
    ListAccessKeyResp {
        /// ID of the access key, its public half.
        access_key_id: String,
        /// Secret of the access key, the half that signs requests.
        access_key_secret: String,
        /// ID of the administrator the key belongs to.
        user_id: String,
        /// When it was created.
        created_at: String,
        /// State of the key: `activated`, `staging` (can be rotated) or `revoked`.
        status: String,
        /// When the key was last used; upstream does not say in which format.
        last_date: String,
        /// ID of the user pool.
        user_pool_id: String,
        /// Whether the key may be used.
        enable: bool,
    }
}
