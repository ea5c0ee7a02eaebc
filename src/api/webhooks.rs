//! Webhooks: calls that the service makes to you.

use serde_json::{Map, Value};

use crate::api::common::IsSuccess;
use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Webhooks
    "webhooks"

    /// Creates a webhook, which calls a URL whenever one of the chosen events happens.
    write Post "/api/v3/create-webhook"
    fn create_webhook(CreateWebhook) -> Webhook {
        required {
            /// Encoding of the body that the webhook sends.
            content_type: WebhookContentType,
            /// Codes of the events that call the webhook, such as `user:created`. See `get_webhook_event_list` for
            /// those the server knows.
            events: Vec<WebhookEventName>,
            /// URL that receives the calls.
            url: String,
            /// Display name of the webhook.
            name: String,
        }
        optional {
            /// Whether the webhook is active from the start; absence leaves it to the server.
            enabled: bool,
            /// Shared secret sent with each call, so that the receiver can tell who calls; absent means none.
            secret: String [Secret],
            /// How failed calls are repeated; absent means upstream's default.
            retry_config: WebhookRetryConfigV3,
        }
    }

    /// Lists the webhooks of the user pool, page by page.
    read Get "/api/v3/list-webhooks"
    fn list_webhooks(ListWebhooksRequest) -> GetWebhooksData {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Changes a webhook; what is absent stays as it is.
    write Post "/api/v3/update-webhook"
    fn update_webhook(UpdateWebhook) -> Webhook {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {
            /// New display name of the webhook.
            name: String,
            /// New URL that receives the calls.
            url: String,
            /// Codes of the events that call the webhook from now on.
            events: Vec<WebhookEventName>,
            /// Encoding of the body that the webhook sends.
            content_type: WebhookContentType,
            /// Whether the webhook is active; `false` stops the calls but keeps the webhook.
            enabled: bool,
            /// New shared secret sent with each call; the receiver must be changed with it.
            secret: String [Secret],
            /// New rules for repeating failed calls.
            retry_config: WebhookRetryConfigV3,
        }
    }

    /// Deletes one or more webhooks.
    ///
    /// IDs that do not exist are passed over without an error.
    write Post "/api/v3/delete-webhook"
    fn delete_webhook(DeleteWebhook) -> IsSuccess {
        required {
            /// IDs of the webhooks to delete.
            webhook_ids: Vec<String>,
        }
        optional {}
    }

    /// Lists the calls a webhook has made, page by page.
    ///
    /// A webhook that does not exist is no error. The logged headers may contain the webhook's secret.
    read Post "/api/v3/get-webhook-logs"
    fn get_webhook_logs(GetWebhookLogs) -> ListWebhookLogsData {
        required {
            /// ID of the webhook whose calls are listed.
            webhook_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Calls a webhook's URL now, with headers and a body of your choice.
    ///
    /// The call really goes out to the receiver.
    write Post "/api/v3/trigger-webhook"
    fn trigger_webhook(TriggerWebhook) -> TriggerWebhookData {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {
            /// Headers to send, name to value; absent means the usual ones only.
            request_headers: Map<String, Value> [Secret],
            /// Body to send, in place of an event's; absent leaves it to the server.
            request_body: Map<String, Value>,
        }
    }

    /// Returns one webhook.
    read Get "/api/v3/get-webhook"
    fn get_webhook(GetWebhook) -> Webhook {
        required {
            /// ID of the webhook.
            webhook_id: String,
        }
        optional {}
    }

    /// Lists every event a webhook can listen to, and the categories they are sorted into.
    read Get "/api/v3/get-webhook-event-list"
    fn get_webhook_event_list(GetWebhookEventList) -> WebhookEventListData {
        required {}
        optional {}
    }
}

inputs! {
    /// How a webhook repeats failed calls.
    WebhookRetryConfigV3 {
        required {
            /// Whether failed calls are repeated at all.
            enabled: bool,
        }
        optional {
            /// Number of times a failed call is repeated.
            count: i64,
            /// Time to wait before repeating, counted in `delayUnit`.
            delay: i64,
            /// Unit of `delay`.
            delay_unit: RetryDelayUnit,
        }
    }
}

outputs! {
    /// One page of the user pool's webhooks.
    GetWebhooksData, page list: Webhook, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<Webhook>,
    }

    /// One page of the calls a webhook made.
    ListWebhookLogsData, page list: WebhookLog, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<WebhookLog>,
    }

    /// The outcome of a webhook called by hand.
    TriggerWebhookData {
        /// What the webhook's receiver answered, in any JSON form.
        response: Value,
    }

    /// A category of webhook events.
    WebhookCategory {
        /// Display name of the category, in Chinese.
        name: String,
        /// Display name of the category, in English.
        name_en: String,
        /// Code of the category, such as `user`; events name it in `category`.
        value: String,
    }

    /// A webhook: a URL that is called when events happen in the user pool.
    Webhook {
        /// ID of the webhook.
        webhook_id: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// Display name of the webhook.
        name: String,
        /// URL that receives the calls.
        url: String,
        /// Encoding of the body that the webhook sends.
        content_type: WebhookContentType,
        /// Whether the webhook is active.
        enabled: bool,
        /// Codes of the events that call the webhook, such as `user:created`.
        events: Vec<WebhookEventName>,
        /// Shared secret sent with each call, so that the receiver can tell who calls; absent means none.
        secret: String,
        /// How failed calls are repeated; absent means nothing was set.
        retry_config: Option<WebhookRetryConfigV3Output>,
    }

    /// An event that a webhook can listen to.
    WebhookEvent {
        /// Display name of the event, in Chinese.
        name: String,
        /// Display name of the event, in English.
        name_en: String,
        /// Code of the event, such as `user:created`, as a webhook's `events` take it.
        value: String,
        /// Code of the category the event belongs to, such as `user`.
        category: String,
    }

    /// The events webhooks can listen to, with their categories.
    WebhookEventListData {
        /// Categories that the events are sorted into.
        categories: Vec<WebhookCategory>,
        /// All events, across the categories.
        events: Vec<WebhookEvent>,
    }

    /// One call a webhook made, with what was sent and what came back.
    WebhookLog {
        /// ID of the webhook that made the call.
        webhook_id: String,
        /// Code of the event that caused the call, such as `user:created`.
        event_name: String,
        /// Body that was sent to the receiver.
        request_body: Map<String, Value>,
        /// Headers that were sent to the receiver; may include the webhook's secret.
        request_headers: Map<String, Value>,
        /// HTTP status the receiver answered with.
        response_status_code: i64,
        /// Headers the receiver answered with; upstream's sample shows request headers here, secret included.
        response_headers: Map<String, Value>,
        /// Body the receiver answered with.
        response_body: Map<String, Value>,
        /// When the call was made, as an ISO 8601 date with offset.
        timestamp: String,
        /// Whether the call succeeded.
        success: bool,
        /// Reason of the failure, such as `ERRTIMEOUT`; absent after a success.
        error_message: String,
    }

    /// How a webhook repeats failed calls.
    WebhookRetryConfigV3Output {
        /// Whether failed calls are repeated at all.
        enabled: bool,
        /// Number of times a failed call is repeated.
        count: i64,
        /// Time to wait before repeating, counted in `delayUnit`.
        delay: i64,
        /// Unit of `delay`.
        delay_unit: RetryDelayUnit,
    }
}

enums! {
    /// Encoding of a webhook's body.
    WebhookContentType {
        ApplicationJson = "application/json",
        ApplicationXWwwFormUrlencoded = "application/x-www-form-urlencoded",
    }

    /// Event that calls a webhook.
    WebhookEventName, open {
        Test = "test",
        Register = "register",
        Login = "login",
        MfaVerified = "mfa:verified",
        Kick = "kick",
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

    /// Unit of a retry's delay.
    RetryDelayUnit {
        Second = "Second",
        Minute = "Minute",
        Hour = "Hour",
        Day = "Day",
    }
}
