//! Applications: authorization.

use serde_json::Value;

use super::{
    ApplicationPermissionRecordItem, AuthTargetType, DeleteApplicationPermissionRecordItem,
    GetApplicationPermissionStrategyData, GetSubjectAuthData, ListApplicationAuthPaginatedData,
    ListApplicationSubjectDataList,
};
use crate::api::common::{Effect, IsSuccess, PermissionStrategy};
use crate::macros::operations;

operations! {
    /// # Applications: authorization
    "applications"

    /// Returns the authorization details of a subject for an application.
    ///
    /// The response names the requested subject and the target subject of the authorization, but not whether access is
    /// allowed or denied.
    ///
    /// The response does not say whether the authorization allows or denies access.
    read Get "/api/v3/get-subject-auth-detail"
    fn detail_auth_subject(DetailAuthSubject) -> GetSubjectAuthData {
        required {
            /// ID of the subject.
            target_id: String,
            /// Type of the subject.
            target_type: AuthTargetType,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the applications to which a subject is allowed or denied access.
    read Post "/api/v3/list-subject-auth"
    fn list_auth_subject(ListAuthSubject) -> ListApplicationSubjectDataList {
        required {
            /// Type of the subject.
            target_type: AuthTargetType,
            /// ID of the subject.
            target_id: String,
        }
        optional {
            /// Only applications with this name.
            app_name: String,
            /// Only applications of these types, such as `SELFBUILT`.
            app_type_list: Vec<String>,
            /// Only authorizations with these effects, `ALLOW` or `DENY`.
            effect: Vec<String>,
            /// Whether to list enabled or disabled authorizations.
            enabled: bool,
        }
    }

    /// Lists the authorizations of an application, page by page.
    read Post "/api/v3/list-applications-auth"
    fn list_auth_application(ListAuthApplication) -> ListApplicationAuthPaginatedData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Only authorizations of subjects with this name.
            target_name: String,
            /// Only authorizations of subjects of these types: `USER`, `ORG`, `ROLE` or `GROUP`.
            target_type_list: Vec<String>,
            /// Only authorizations with this effect. The parameter is documented as a single value, but the official
            /// example is a list of both.
            effect: Effect,
            /// Whether to list enabled or disabled authorizations.
            enabled: bool,
        }
    }

    /// Enables or disables an authorization of an application.
    write Post "/api/v3/update-auth-enabled"
    fn enabled_auth(EnabledAuth) -> IsSuccess {
        required {
            /// Whether to enable the authorization.
            enabled: bool,
            /// ID of the authorization, as returned by `list_auth_application`.
            id: String,
        }
        optional {}
    }

    /// Deletes authorizations of applications.
    ///
    /// The request carries the IDs in the query and has no body.
    destructive Delete "/api/v3/batch-applications-auth"
    fn delete_auth(DeleteAuth) -> IsSuccess {
        required {
            /// IDs of the authorizations, as returned by `list_auth_application`.
            auth_ids: Vec<String>,
        }
        optional {}
    }

    /// Returns the default access strategy of an application: allow all or deny all.
    read Get "/api/v3/get-application-permission-strategy"
    fn get_application_permission_strategy(GetApplicationPermissionStrategy) -> GetApplicationPermissionStrategyData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Sets the default access strategy of an application: allow all or deny all.
    ///
    /// Seen on Authing: `get_application_permission_strategy` returns the new value directly afterwards.
    write Post "/api/v3/update-application-permission-strategy"
    fn update_application_permission_strategy(UpdateApplicationPermissionStrategy) -> IsSuccess {
        required {
            /// Default access strategy of the application.
            permission_strategy: PermissionStrategy,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Allows or denies users, groups, organizations or roles access to an application.
    ///
    /// Subjects that do not exist are skipped without an error.
    ///
    /// ```no_run
    /// use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// client
    ///     .authorize_application_access()
    ///     .app_id("6229ffaxxxxxxxxcade3e3d9")
    ///     .list([ApplicationPermissionRecordItem::new()
    ///         .target_type(TargetType::Group)
    ///         .target_identifier(["engineering"])
    ///         .effect(Effect::Allow)])
    ///     .send()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    write Post "/api/v3/authorize-application-access"
    fn authorize_application_access(AuthorizeApplicationAccess) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// Authorizations to add, each for subjects of one type.
            list: Vec<ApplicationPermissionRecordItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Removes the authorizations of users, groups, organizations or roles for an application.
    ///
    /// Entries that do not exist are skipped without an error.
    destructive Post "/api/v3/revoke-application-access"
    fn revoke_application_access(RevokeApplicationAccess) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// Authorizations to remove, each for subjects of one type.
            list: Vec<DeleteApplicationPermissionRecordItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Lists the users that the access control of an application applies to.
    read Post "/api/v3/get-application-access-control-user-list"
    fn get_application_access_control_user_list(GetApplicationAccessControlUserList) -> Value, path_only {
        required {}
        optional {}
    }
}
