//! Webhooks, which send an HTTP request to a URL when an event occurs.

use serde_json::{Map, Value};

use crate::api::common::IsSuccess;
use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Webhooks
    "webhooks"

    /// Creates a webhook, which sends a request to a URL when one of its events occurs.
    ///
    /// Seen on Authing: URLs that cannot be reached are accepted, and event names are not validated, so `user.created`
    /// is accepted instead of `user:created`.
    write Post "/api/v3/create-webhook"
    fn create_webhook(CreateWebhook) -> Webhook {
        required {
            /// Content type of the requests that the webhook sends.
            content_type: WebhookContentType,
            /// Events that trigger the webhook, such as `user:created`. See `get_webhook_event_list` for the supported
            /// events.
            events: Vec<WebhookEventName>,
            /// URL that receives the requests.
            url: String,
            /// Name of the webhook.
            name: String,
        }
        optional {
            /// Whether the webhook is enabled.
            enabled: bool,
            /// Secret that the webhook sends with its requests.
            secret: String as secret,
            /// Whether and how failed requests are retried.
            retry_config: WebhookRetryConfigV3,
        }
    }

    /// Lists the webhooks of the user pool, page by page.
    ///
    /// Seen on Authing: a `limit` of 100 is refused with status 400.
    read Get "/api/v3/list-webhooks"
    fn list_webhooks(ListWebhooksRequest) -> GetWebhooksData {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Updates a webhook.
    ///
    /// Seen on Authing: event names are not validated.
    write Post "/api/v3/update-webhook"
    fn update_webhook(UpdateWebhook) -> Webhook {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {
            /// New name of the webhook.
            name: String,
            /// New URL that receives the requests.
            url: String,
            /// Events that trigger the webhook, such as `user:created`.
            events: Vec<WebhookEventName>,
            /// Content type of the requests that the webhook sends.
            content_type: WebhookContentType,
            /// Whether the webhook is enabled.
            enabled: bool,
            /// New secret that the webhook sends with its requests.
            secret: String as secret,
            /// Whether and how failed requests are retried.
            retry_config: WebhookRetryConfigV3,
        }
    }

    /// Deletes webhooks.
    ///
    /// IDs that do not exist are ignored.
    ///
    /// Seen on Authing: `get_webhook` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-webhook"
    fn delete_webhook(DeleteWebhook) -> IsSuccess {
        required {
            /// IDs of the webhooks to delete.
            webhook_ids: Vec<String>,
        }
        optional {}
    }

    /// Lists the requests that a webhook has sent, page by page.
    ///
    /// A webhook ID that does not exist is not an error. The logged headers can contain the secret of the webhook.
    read Post "/api/v3/get-webhook-logs"
    fn get_webhook_logs(GetWebhookLogs) -> ListWebhookLogsData {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Triggers a webhook, optionally with custom headers and a custom body.
    write Post "/api/v3/trigger-webhook"
    fn trigger_webhook(TriggerWebhook) -> TriggerWebhookData {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {
            /// Headers of the request to send, by name.
            request_headers: Map<String, Value> as secret,
            /// Body of the request to send, such as `{"eventName": "test", "data": {}}`.
            request_body: Map<String, Value>,
        }
    }

    /// Returns a webhook.
    ///
    /// Fails with status 404 if the webhook does not exist. Seen on Authing: the response does not reliably include the
    /// `events` that were set.
    read Get "/api/v3/get-webhook"
    fn get_webhook(GetWebhook) -> Webhook {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {}
    }

    /// Lists the events that can trigger a webhook, and their categories.
    read Get "/api/v3/get-webhook-event-list"
    fn get_webhook_event_list(GetWebhookEventList) -> WebhookEventListData {
        required {}
        optional {}
    }
}

inputs! {
    /// Retry settings of a webhook.
    WebhookRetryConfigV3 {
        required {
            /// Whether failed requests are retried.
            enabled: bool,
        }
        optional {
            /// Number of retries after a failed request.
            count: i64,
            /// Time between retries, in the unit `delay_unit`.
            delay: i64,
            /// Unit of `delay`.
            delay_unit: RetryDelayUnit,
        }
    }
}

outputs! {
    /// A page of webhooks.
    GetWebhooksData, page list: Webhook, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<Webhook>,
    }

    /// A page of webhook logs.
    ListWebhookLogsData, page list: WebhookLog, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<WebhookLog>,
    }

    /// Result of triggering a webhook.
    TriggerWebhookData {
        /// Response to the request that the webhook sent.
        response: Value,
    }

    /// A category of webhook events.
    WebhookCategory {
        /// Chinese name of the category.
        name: String,
        /// English name of the category.
        name_en: String,
        /// Code of the category, such as `user`.
        value: String,
    }

    /// A webhook.
    Webhook {
        /// ID of the webhook.
        webhook_id: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T02:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T02:20:30.000Z`.
        updated_at: String,
        /// Name of the webhook.
        name: String,
        /// URL that receives the requests.
        url: String,
        /// Content type of the requests that the webhook sends.
        content_type: WebhookContentType,
        /// Whether the webhook is enabled.
        enabled: bool,
        /// Events that trigger the webhook, such as `user:created`. They are not reliably returned.
        events: Vec<WebhookEventName>,
        /// Secret that the webhook sends with its requests.
        secret: String as secret,
        /// Whether and how failed requests are retried.
        retry_config: Option<WebhookRetryConfigV3Output>,
    }

    /// An event that can trigger a webhook.
    WebhookEvent {
        /// Chinese name of the event.
        name: String,
        /// English name of the event.
        name_en: String,
        /// Code of the event, such as `user:created`.
        value: String,
        /// Code of the event's category, such as `user`.
        category: String,
    }

    /// Webhook events and their categories.
    WebhookEventListData {
        /// Categories of events.
        categories: Vec<WebhookCategory>,
        /// Events of all categories.
        events: Vec<WebhookEvent>,
    }

    /// A request that a webhook sent, and the response to it.
    WebhookLog {
        /// ID of the webhook.
        webhook_id: String,
        /// Event that triggered the request, such as `user:created`.
        event_name: String,
        /// Body of the request.
        request_body: Map<String, Value>,
        /// Headers of the request.
        request_headers: Map<String, Value> as secret,
        /// HTTP status code of the response.
        response_status_code: i64,
        /// Headers of the response. The documented example shows request headers here, with the secret of the webhook
        /// in `x-authing-webhook-secret`.
        response_headers: Map<String, Value> as secret,
        /// Body of the response.
        response_body: Map<String, Value>,
        /// Time of the request, as an ISO 8601 date-time with a UTC offset, such as `2022-09-20T08:55:00.188+0800`.
        timestamp: String,
        /// Whether the request succeeded.
        success: bool,
        /// Error message, such as `ERRTIMEOUT`. Present if the request failed.
        error_message: String,
    }

    /// Retry settings of a webhook.
    WebhookRetryConfigV3Output {
        /// Whether failed requests are retried.
        enabled: bool,
        /// Number of retries after a failed request.
        count: i64,
        /// Time between retries, in the unit `delay_unit`.
        delay: i64,
        /// Unit of `delay`.
        delay_unit: RetryDelayUnit,
    }
}

enums! {
    /// Content type of a webhook's requests.
    WebhookContentType {
        ApplicationJson = "application/json",
        ApplicationXWwwFormUrlencoded = "application/x-www-form-urlencoded",
    }

    /// Event that triggers a webhook.
    WebhookEventName, open {
        /// Test message.
        Test = "test",
        Register = "register",
        Login = "login",
        MfaVerified = "mfa:verified",
        Kick = "kick",
        /// A user was created.
        UserCreated = "user:created",
        UserPasswordChanged = "user:password-changed",
        UserUpdated = "user:updated",
        UserEmailVerified = "user:email-verified",
        UserArchived = "user:archived",
        UserUnarchived = "user:unarchived",
        UserBlocked = "user:blocked",
        UserUnblocked = "user:unblocked",
        UserDeleted = "user:deleted",
        UserRegisterWhitelistAdded = "user:register-whitelist-added",
        UserRegisterWhitelistDeleted = "user:register-whitelist-deleted",
        UserUdvChanged = "user:udv-changed",
        UserLinkAccount = "user:link-account",
        UserPasswordUpdateRemind = "user:password-update-remind",
        UserOrganizationNodeUpdate = "user:organization-node-update",
        PermissionRevoke = "permission:revoke",
        PermissionAdd = "permission:add",
        ResourceCreated = "resource:created",
        ResourceDelete = "resource:delete",
        ResourceUpdated = "resource:updated",
        RoleCreated = "role:created",
        RoleUpdated = "role:updated",
        RoleDeleted = "role:deleted",
        RoleDisable = "role:disable",
        RoleAssigned = "role:assigned",
        SubjectRemove = "subject:remove",
        RoleUnassigned = "role:unassigned",
        RoleUdvChanged = "role:udv-changed",
        ApplicationMfaEnabled = "application:mfa:enabled",
        ApplicationMfaDisabled = "application:mfa:disabled",
        GroupCreated = "group:created",
        GroupUpdated = "group:updated",
        GroupDeleted = "group:deleted",
        GroupMemberAdded = "group:member-added",
        GroupMemberRemoved = "group:member-removed",
        OrganizationCreated = "organization:created",
        OrganizationImported = "organization:imported",
        OrganizationDeleted = "organization:deleted",
        OrganizationNodeAdded = "organization:node-added",
        OrganizationNodeUpdated = "organization:node-updated",
        OrganizationTreeUpdated = "organization:tree-updated",
        OrganizationNodeDeleted = "organization:node-deleted",
        OrganizationNodeMoved = "organization:node-moved",
        OrganizationMemberAdded = "organization:member-added",
        OrganizationMemberRemoved = "organization:member-removed",
        OrganizationUdvChanged = "organization:udv-changed",
        PrivilegeNamespaceCreated = "privilege-namespace:created",
        PrivilegeNamespaceUpdated = "privilege-namespace:updated",
        PrivilegeNamespaceDeleted = "privilege-namespace:deleted",
        UserPoolCooperatorAdded = "user-pool:cooperator-added",
        UserPoolCooperatorRemoved = "user-pool:cooperator-removed",
        UserPoolSecretRefreshed = "user-pool:secret-refreshed",
        UserPoolUpdated = "user-pool:updated",
        UserPoolUdfAdded = "user-pool:udf-added",
        UserPoolUdfDeleted = "user-pool:udf-deleted",
        UserPoolEnvAdded = "user-pool:env-added",
        UserPoolEnvDeleted = "user-pool:env-deleted",
        UserPoolEnvUpdated = "user-pool:env-updated",
        UserPoolLaunchpadAppInstalled = "user-pool:launchpad-app-installed",
        UserPoolLaunchpadAppUninstalled = "user-pool:launchpad-app-uninstalled",
        ApplicationCreated = "application:created",
        ApplicationUpdated = "application:updated",
        ApplicationDeleted = "application:deleted",
        ApplicationSecretRefreshed = "application:secret-refreshed",
        DataResourceCreated = "data-resource:created",
        DataResourceUpdated = "data-resource:updated",
        DataResourceDeleted = "data-resource:deleted",
        DataStrategyPermissionRevoke = "data-strategy-permission:revoke",
        DataStrategyPermissionAdd = "data-strategy-permission:add",
        UnusualLocationLogin = "unusual-location:login",
        RefreshToken = "refresh-token",
    }

    /// Unit of the delay between retries.
    RetryDelayUnit {
        Second = "Second",
        Minute = "Minute",
        Hour = "Hour",
        Day = "Day",
    }
}
