//! What these calls take.

use super::SyncCycle;
use crate::table::inputs;

inputs! {
    /// Settings for syncing with Windows Active Directory.
    SyncTaskActiveDirectoryClientConfig {
        required {}
        optional {
            /// Unique code of the identity source to sync with.
            sync_identity_provider_code: String,
            /// URL of the provisioning ticket that connects the directory; treat it as a secret.
            ticket_url = "ticket_url": String [Secret],
        }
    }

    /// Credentials and settings of the other system; only the part of the task's type is filled.
    SyncTaskClientConfig {
        required {}
        optional {
            /// Settings for a task of type `lark` (Feishu).
            lark_config: SyncTaskLarkClientConfig,
            /// Settings for a task of type `lark-international` (Lark outside China).
            lark_international_config: SyncTaskLarkClientConfig,
            /// Settings for a task of type `wechatwork` (WeCom).
            wechatwork_config: SyncTaskWechatworkClientConfig,
            /// Settings for a task of type `dingtalk`.
            dingtalk_config: SyncTaskDingtalkClientConfig,
            /// Settings for a task of type `moka`.
            moka_config: SyncTaskMokaClientConfig,
            /// Settings for a sync source of your own, reached by SCIM.
            scim_config: SyncTaskScimClientConfig,
            /// Settings for a task of type `active-directory`.
            active_directory_config: SyncTaskActiveDirectoryClientConfig,
            /// Settings for a task of type `ldap`.
            ldap_config: SyncTaskLdapClientConfig,
            /// Settings for a task of type `italent` (Beisen).
            italent_config: SyncTaskItalentClientConfig,
            /// Settings for a task of type `maycur` (expense claims).
            maycur_config: SyncTaskMaycurClientConfig,
            /// Settings for a task of type `fxiaoke` (a sales CRM).
            fxiaoke_config: SyncTaskFxiaokeClientConfig,
            /// Settings for a task of type `xiaoshouyi` (a sales CRM).
            xiaoshouyi_config: SyncTaskXiaoshouyiClientConfig,
            /// Settings for a task of type `kayang` (an HR system).
            kayang_config: SyncTaskKayangClientConfig,
        }
    }

    /// Credentials for syncing with DingTalk.
    SyncTaskDingtalkClientConfig {
        required {
            /// ID of the company in DingTalk (CorpId).
            corp_id: String,
            /// Key that identifies the DingTalk app.
            app_key: String,
            /// Secret of the DingTalk app.
            app_secret: String [Secret],
        }
        optional {
            /// AES key that DingTalk's event messages are encrypted with.
            aes_key = "aes_key": String [Secret],
            /// Token that DingTalk's event messages are signed with.
            token: String [Secret],
        }
    }

    /// One field of the source and the field of the target it fills.
    SyncTaskFieldMapping {
        required {
            /// Field of the source, such as `mobile`.
            expression: String,
            /// Field of the target that gets the value, such as `phone`.
            target_key: String,
        }
        optional {}
    }

    /// Credentials for syncing with Fxiaoke, a sales CRM.
    SyncTaskFxiaokeClientConfig {
        required {
            /// ID of the app in Fxiaoke, not of an application of the user pool.
            app_id: String,
            /// Secret of the app in Fxiaoke.
            app_secret: String [Secret],
            /// Permanent authorization code that the company gave the app in Fxiaoke.
            permanent_code: String [Secret],
            /// Fxiaoke open user ID on whose behalf the data is read.
            current_open_user_id: String,
        }
        optional {}
    }

    /// Credentials for syncing with iTalent by Beisen, an HR system.
    SyncTaskItalentClientConfig {
        required {
            /// ID of the company's tenant in iTalent, not of a tenant of the user pool.
            tenant_id = "tenant_id": String,
            /// Key that identifies the app in iTalent.
            app_key = "app_key": String,
            /// Secret of the app in iTalent.
            app_secret = "app_secret": String [Secret],
        }
        optional {}
    }

    /// Credentials for syncing with Kayang, an HR system.
    SyncTaskKayangClientConfig {
        required {
            /// URL of the Kayang service.
            endpoint: String,
            /// Name of the Kayang account to log in with.
            account: String,
            /// Password of the Kayang account.
            password: String [Secret],
        }
        optional {}
    }

    /// Credentials for syncing with Feishu or Lark.
    SyncTaskLarkClientConfig {
        required {
            /// ID of the app in Feishu.
            app_id = "app_id": String,
            /// Secret of the app in Feishu.
            app_secret = "app_secret": String [Secret],
        }
        optional {
            /// Key that Feishu encrypts its events with, from the app's event subscription page; real-time sync
            /// needs it.
            encrypt_key = "encrypt_key": String [Secret],
            /// Token that proves an event comes from Feishu, from the app's event subscription page; real-time sync
            /// needs it.
            verification_token = "verification_token": String [Secret],
        }
    }

    /// Credentials and queries for syncing with an LDAP directory.
    SyncTaskLdapClientConfig {
        required {
            /// URL of the LDAP server.
            url: String,
            /// DN to bind as.
            bind_dn: String,
            /// Password for the bind DN.
            bind_credentials: String [Secret],
            /// DN under which users are searched.
            users_base_dn: String,
            /// DN under which groups are searched.
            groups_base_dn: String,
            /// LDAP filter that finds users, such as `(objectclass=person)`.
            user_query_criteria: String,
            /// LDAP filter that finds departments, such as `(objectClass=organizationalunit)`.
            department_query_criteria: String,
        }
        optional {}
    }

    /// Credentials for syncing with Maycur, an expense claims service.
    SyncTaskMaycurClientConfig {
        required {
            /// Code that identifies the app in Maycur.
            app_code = "app_code": String,
            /// Secret of the app in Maycur.
            app_secret = "app_secret": String [Secret],
            /// Domain the company logs in to Maycur at.
            endpoint: String,
        }
        optional {}
    }

    /// Credentials for syncing with Moka, an HR system.
    SyncTaskMokaClientConfig {
        required {
            /// User name that Moka's API is called with; Moka takes its API key there, so treat it as a secret.
            user_name: String [Secret],
            /// Code of the company in Moka.
            ent_code: String,
            /// Code of the Moka interface that reads employees.
            api_code_employee = "apiCode_employee": String,
            /// Code of the Moka interface that reads departments.
            api_code_department = "apiCode_department": String,
            /// Private key that requests to Moka are signed with.
            private_key: String [Secret],
        }
        optional {}
    }

    /// Which part of an organization a downstream task syncs.
    SyncTaskProvisioningScope {
        required {
            /// Whether all users and departments of the chosen organization are synced.
            all: bool,
            /// Whether users added later are synced too.
            include_new_users: bool,
        }
        optional {}
    }

    /// Addresses and credentials for a sync source of your own, reached by SCIM.
    SyncTaskScimClientConfig {
        required {
            /// URL that users are read from.
            user_url = "user_url": String,
            /// Token that the sync source is called with.
            token: String [Secret],
        }
        optional {
            /// URL that groups are read from.
            org_url = "org_url": String,
            /// ID of the source's root department.
            root_department_id = "root_department_id": String,
            /// Field of the source that names a department's parent.
            parent_department = "parent_department": String,
            /// Field of the source that names a user's department.
            department: String,
        }
    }

    /// Schedule of a sync task.
    SyncTaskTimedScheduler {
        required {
            /// How often the task runs.
            cycle: SyncCycle,
            /// When the schedule starts, in milliseconds since 1970.
            start_time: i64,
        }
        optional {}
    }

    /// Credentials for syncing with WeCom (WeChat Work).
    SyncTaskWechatworkClientConfig {
        required {
            /// ID of the company in WeCom (CorpId).
            corp_id = "corpID": String,
            /// Secret of WeCom's address book API.
            secret: String [Secret],
        }
        optional {
            /// Token that address book events are signed with.
            token: String [Secret],
            /// Key that address book events are encrypted with.
            encoding_aes_key = "encodingAESKey": String [Secret],
            /// URL of the proxy that WeCom is reached through.
            agent_url: String,
        }
    }

    /// Credentials for syncing with Xiaoshouyi, a sales CRM.
    SyncTaskXiaoshouyiClientConfig {
        required {
            /// ID of the app in Xiaoshouyi.
            client_id = "client_id": String,
            /// Secret of the app in Xiaoshouyi.
            client_secret = "client_secret": String [Secret],
            /// Name of the Xiaoshouyi account to log in with.
            username: String,
            /// Password of the Xiaoshouyi account.
            password: String [Secret],
        }
        optional {}
    }
}
