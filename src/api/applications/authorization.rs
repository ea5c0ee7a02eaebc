//! Applications: authorization.

use super::{
    ApplicationPermissionRecordItem, AuthTargetType, DeleteApplicationPermissionRecordItem,
    GetApplicationPermissionStrategyData, GetSubjectAuthData, ListApplicationAuthPaginatedData,
    ListApplicationSubjectDataList,
};
use crate::api::common::{Effect, IsSuccess, PermissionStrategy};
use crate::table::operations;

operations! {
    /// # Applications: authorization
    "applications"

    /// Tells why a subject may or may not use an application: the authorization that applies to it.
    read Get "/api/v3/get-subject-auth-detail"
    fn detail_auth_subject(DetailAuthSubject) -> GetSubjectAuthData {
        required {
            /// ID of the subject in question.
            target_id: String,
            /// Kind of the subject in question.
            target_type: AuthTargetType,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the applications that a subject is allowed or denied.
    read Post "/api/v3/list-subject-auth"
    fn list_auth_subject(ListAuthSubject) -> ListApplicationSubjectDataList {
        required {
            /// Kind of the subject.
            target_type: AuthTargetType,
            /// ID of the subject.
            target_id: String,
        }
        optional {
            /// Name of the application to look for; absent means all.
            app_name: String,
            /// Kinds of application to keep, such as `SELFBUILT`; absent means all.
            app_type_list: Vec<String>,
            /// Effects to keep, `ALLOW` or `DENY`; absent means both.
            effect: Vec<String>,
            /// Whether to keep authorizations switched on or those switched off; absent means both.
            enabled: bool,
        }
    }

    /// Lists the authorizations of an application, page by page: who is allowed, who is denied.
    read Post "/api/v3/list-applications-auth"
    fn list_auth_application(ListAuthApplication) -> ListApplicationAuthPaginatedData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Name of the subject to look for; absent means all.
            target_name: String,
            /// Kinds of subject to keep: `USER`, `ORG`, `ROLE` or `GROUP`; absent means all.
            target_type_list: Vec<String>,
            /// Effect to keep; absent means both.
            effect: Effect,
            /// Whether to keep authorizations switched on or those switched off; absent means both.
            enabled: bool,
        }
    }

    /// Switches an authorization of an application on or off without deleting it.
    write Post "/api/v3/update-auth-enabled"
    fn enabled_auth(EnabledAuth) -> IsSuccess {
        required {
            /// Whether the authorization counts.
            enabled: bool,
            /// ID of the authorization, as `list_auth_application` returns it.
            id: String,
        }
        optional {}
    }

    /// Deletes authorizations of applications.
    ///
    /// Sent as a DELETE with the IDs in the query and no body.
    write Delete "/api/v3/batch-applications-auth"
    fn delete_auth(DeleteAuth) -> IsSuccess {
        required {
            /// IDs of the authorizations, as `list_auth_application` returns them.
            auth_ids: Vec<String>,
        }
        optional {}
    }

    /// Returns the default rule of an application: whether users without an authorization may use it.
    read Get "/api/v3/get-application-permission-strategy"
    fn get_application_permission_strategy(GetApplicationPermissionStrategy) -> GetApplicationPermissionStrategyData {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Sets the default rule of an application: whether users without an authorization may use it.
    write Post "/api/v3/update-application-permission-strategy"
    fn update_application_permission_strategy(UpdateApplicationPermissionStrategy) -> IsSuccess {
        required {
            /// What holds for users whom no authorization names.
            permission_strategy: PermissionStrategy,
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Allows or denies users, groups, organizations or roles the use of an application.
    ///
    /// Subjects that do not exist are passed over without an error.
    ///
    /// ```no_run
    /// use genauth::{ApplicationPermissionRecordItem, Effect, TargetType};
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
            /// Authorizations to add, each for subjects of one kind.
            list: Vec<ApplicationPermissionRecordItem> [Items(1..=10)],
        }
        optional {}
    }

    /// Withdraws authorizations of users, groups, organizations or roles for an application.
    ///
    /// What does not exist is passed over without an error.
    write Post "/api/v3/revoke-application-access"
    fn revoke_application_access(RevokeApplicationAccess) -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
            /// Subjects whose authorizations go, each entry for one kind.
            list: Vec<DeleteApplicationPermissionRecordItem> [Items(1..=10)],
        }
        optional {}
    }
}
