//! Access keys of collaborating administrators.

use crate::api::common::IsSuccess;
use crate::macros::{operations, outputs};

operations! {
    /// # Access keys
    "access_keys"

    /// Lists the access keys of a collaborating administrator.
    read Get "/api/v3/list-access-key"
    fn get_access_key_list(GetAccessKeyList) -> Vec<ListAccessKeyResp> {
        required {}
        optional {
            /// User ID of the administrator who owns the access keys.
            user_id: String,
            /// ID of the tenant that the access keys belong to.
            tenant_id: String,
            /// Type of the access keys, such as `userpool`.
            r#type: String,
            /// States of the access keys to list: `activated`, `staging` (can be rotated) or `revoked`.
            status: Vec<String>,
        }
    }

    /// Returns an access key of a collaborating administrator.
    ///
    /// `data` is documented as a list, although the request names one access key.
    read Get "/api/v3/get-access-key"
    fn get_access_key(GetAccessKey) -> Vec<GetAccessKeyResp> {
        required {
            /// User ID of the administrator who owns the access key.
            user_id: String,
            /// ID of the access key.
            access_key_id: String,
        }
        optional {}
    }

    /// Creates an access key for a collaborating administrator.
    ///
    /// `data` is documented as a list, although the operation creates one access key.
    write Post "/api/v3/create-access-key"
    fn create_access_key(CreateAccessKey) -> Vec<CreateAccessKeyResp> {
        required {
            /// Type of the access key, such as `userpool`.
            r#type: String,
        }
        optional {
            /// User ID of the administrator who will own the access key.
            user_id: String,
            /// ID of the tenant that the access key belongs to.
            tenant_id: String,
        }
    }

    /// Deletes an access key of a collaborating administrator.
    destructive Post "/api/v3/delete-access-key"
    fn delete_access_key(DeleteAccessKey) -> () {
        required {
            /// ID of the access key.
            access_key_id: String,
        }
        optional {}
    }

    /// Enables or disables an access key.
    ///
    /// Only the state can be changed, to `activated` or `revoked`.
    write Post "/api/v3/update-access-key"
    fn update_access_key(UpdateAccessKey) -> IsSuccess {
        required {
            /// Whether the access key is valid.
            enable: bool,
            /// ID of the access key.
            access_key_id: String,
        }
        optional {}
    }
}

outputs! {
    /// A created access key.
    CreateAccessKeyResp {
        /// ID of the access key.
        access_key_id: String,
        /// Secret of the access key.
        access_key_secret: String as secret,
        /// User ID of the administrator who owns the access key.
        user_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        created_at: String,
        /// State of the access key. `get_access_key_list` filters by `activated`, `staging` (can be rotated) and
        /// `revoked`, but the documented example here is `stop`.
        status: String,
        /// Time of the last use, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        last_date: String,
        /// ID of the user pool that the access key belongs to.
        user_pool_id: String,
        /// Whether the access key is enabled.
        enable: bool,
    }

    /// An access key of a collaborating administrator.
    GetAccessKeyResp {
        /// ID of the access key.
        access_key_id: String,
        /// Secret of the access key.
        access_key_secret: String as secret,
        /// User ID of the administrator who owns the access key.
        user_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        created_at: String,
        /// State of the access key. `get_access_key_list` filters by `activated`, `staging` (can be rotated) and
        /// `revoked`, but the documented example here is `stop`.
        status: String,
        /// Time of the last use, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        last_date: String,
        /// ID of the user pool that the access key belongs to.
        user_pool_id: String,
        /// Whether the access key is enabled.
        enable: bool,
    }

    /// An access key in a list.
    ListAccessKeyResp {
        /// ID of the access key.
        access_key_id: String,
        /// Secret of the access key.
        access_key_secret: String as secret,
        /// User ID of the administrator who owns the access key.
        user_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        created_at: String,
        /// State of the access key. `get_access_key_list` filters by `activated`, `staging` (can be rotated) and
        /// `revoked`, but the documented example here is `stop`.
        status: String,
        /// Time of the last use, as an ISO 8601 date-time such as `2022-03-17T05:23:01.567Z`.
        last_date: String,
        /// ID of the user pool that the access key belongs to.
        user_pool_id: String,
        /// Whether the access key is enabled.
        enable: bool,
    }
}
