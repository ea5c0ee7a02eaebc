//! Nested input types.

use super::SyncCycle;
use crate::macros::inputs;

inputs! {
    /// Settings for synchronizing with Windows Active Directory.
    SyncTaskActiveDirectoryClientConfig {
        required {}
        optional {
            /// Unique identifier of the identity source.
            sync_identity_provider_code: String,
            /// URL of the provisioning ticket.
            ticket_url = "ticket_url": String as secret,
        }
    }

    /// Connection settings of a sync task, with one field for each system.
    SyncTaskClientConfig {
        required {}
        optional {
            /// Settings for Feishu (`lark`).
            lark_config: SyncTaskLarkClientConfig,
            /// Settings for Lark (`lark-international`).
            lark_international_config: SyncTaskLarkClientConfig,
            /// Settings for WeCom (`wechatwork`).
            wechatwork_config: SyncTaskWechatworkClientConfig,
            /// Settings for DingTalk (`dingtalk`).
            dingtalk_config: SyncTaskDingtalkClientConfig,
            /// Settings for Moka HR (`moka`).
            moka_config: SyncTaskMokaClientConfig,
            /// Settings for a custom sync source (`scim`).
            scim_config: SyncTaskScimClientConfig,
            /// Settings for Windows Active Directory (`active-directory`).
            active_directory_config: SyncTaskActiveDirectoryClientConfig,
            /// Settings for LDAP (`ldap`).
            ldap_config: SyncTaskLdapClientConfig,
            /// Settings for Beisen iTalent (`italent`).
            italent_config: SyncTaskItalentClientConfig,
            /// Settings for Maycur (`maycur`).
            maycur_config: SyncTaskMaycurClientConfig,
            /// Settings for Fxiaoke (`fxiaoke`).
            fxiaoke_config: SyncTaskFxiaokeClientConfig,
            /// Settings for Xiaoshouyi (`xiaoshouyi`).
            xiaoshouyi_config: SyncTaskXiaoshouyiClientConfig,
            /// Settings for Kayang HR (`kayang`).
            kayang_config: SyncTaskKayangClientConfig,
        }
    }

    /// Settings for synchronizing with DingTalk.
    SyncTaskDingtalkClientConfig {
        required {
            /// ID of the company in DingTalk (CorpId).
            corp_id: String,
            /// Key of the DingTalk app (AppKey).
            app_key: String,
            /// Secret of the DingTalk app (AppSecret).
            app_secret: String as secret,
        }
        optional {
            /// AES key for encryption.
            aes_key = "aes_key": String as secret,
            /// Token for signatures.
            token: String as secret,
        }
    }

    /// A mapping from a field of the source to a field of the target.
    SyncTaskFieldMapping {
        required {
            /// Field of the source, such as `mobile`.
            expression: String,
            /// Field of the target that receives the value, such as `phone`.
            target_key: String,
        }
        optional {}
    }

    /// Settings for synchronizing with Fxiaoke.
    SyncTaskFxiaokeClientConfig {
        required {
            /// ID of the app in Fxiaoke.
            app_id: String,
            /// Secret of the app in Fxiaoke.
            app_secret: String as secret,
            /// Permanent code from Fxiaoke.
            permanent_code: String as secret,
            /// Current open user ID in Fxiaoke.
            current_open_user_id: String,
        }
        optional {}
    }

    /// Settings for synchronizing with Beisen iTalent.
    SyncTaskItalentClientConfig {
        required {
            /// ID of the tenant in iTalent.
            tenant_id = "tenant_id": String,
            /// Key of the app in iTalent.
            app_key = "app_key": String,
            /// Secret of the app in iTalent.
            app_secret = "app_secret": String as secret,
        }
        optional {}
    }

    /// Settings for synchronizing with Kayang HR.
    SyncTaskKayangClientConfig {
        required {
            /// Endpoint of the Kayang service.
            endpoint: String,
            /// Name of the Kayang account.
            account: String,
            /// Password of the Kayang account.
            password: String as secret,
        }
        optional {}
    }

    /// Settings for synchronizing with Feishu or Lark.
    SyncTaskLarkClientConfig {
        required {
            /// ID of the Feishu app (App ID).
            app_id = "app_id": String,
            /// Secret of the Feishu app (App Secret).
            app_secret = "app_secret": String as secret,
        }
        optional {
            /// Encrypt Key from the app's Event Subscription page on the Feishu Open Platform. Real-time
            /// synchronization requires it.
            encrypt_key = "encrypt_key": String as secret,
            /// Verification Token from the app's Event Subscription page on the Feishu Open Platform. Real-time
            /// synchronization requires it.
            verification_token = "verification_token": String as secret,
        }
    }

    /// Settings for synchronizing with an LDAP directory.
    SyncTaskLdapClientConfig {
        required {
            /// URL of the LDAP server.
            url: String,
            /// DN to bind as.
            bind_dn: String,
            /// Password for the bind DN.
            bind_credentials: String as secret,
            /// Base DN of the users.
            users_base_dn: String,
            /// Base DN of the groups.
            groups_base_dn: String,
            /// LDAP filter for users, such as `(|(objectclass=orgnizationPerson)(objectclass=person))`.
            user_query_criteria: String as text,
            /// LDAP filter for departments, such as
            /// `(|(objectClass=organization)(objectClass=organizationalunit)(objectClass=domain))`.
            department_query_criteria: String as text,
        }
        optional {}
    }

    /// Settings for synchronizing with Maycur, an expense claims service.
    SyncTaskMaycurClientConfig {
        required {
            /// Code of the app in Maycur.
            app_code = "app_code": String,
            /// Secret of the app in Maycur.
            app_secret = "app_secret": String as secret,
            /// Login domain of Maycur.
            endpoint: String,
        }
        optional {}
    }

    /// Settings for synchronizing with Moka HR.
    SyncTaskMokaClientConfig {
        required {
            /// User name for Moka.
            user_name: String as secret,
            /// Enterprise code in Moka.
            ent_code: String,
            /// API code for employees.
            api_code_employee = "apiCode_employee": String,
            /// API code for departments.
            api_code_department = "apiCode_department": String,
            /// Private key for Moka.
            private_key: String as secret,
        }
        optional {}
    }

    /// The part of an organization that a downstream task synchronizes.
    SyncTaskProvisioningScope {
        required {
            /// Whether to synchronize all users and departments of the selected organization. Defaults to `true`.
            all: bool,
            /// Whether newly added users are synchronized too. Defaults to `true`.
            include_new_users: bool,
        }
        optional {}
    }

    /// Settings for synchronizing with a custom sync source.
    SyncTaskScimClientConfig {
        required {
            /// URL for users.
            user_url = "user_url": String,
            /// Token for the sync source.
            token: String as secret,
        }
        optional {
            /// URL for groups.
            org_url = "org_url": String,
            /// ID of the root department.
            root_department_id = "root_department_id": String,
            /// Parent department. The format is not documented.
            parent_department = "parent_department": String,
            /// Department. The format is not documented.
            department: String,
        }
    }

    /// Schedule of a sync task.
    SyncTaskTimedScheduler {
        required {
            /// How often the task runs.
            cycle: SyncCycle,
            /// Start time, in milliseconds since the Unix epoch.
            start_time: i64,
        }
        optional {}
    }

    /// Settings for synchronizing with WeCom (WeChat Work).
    SyncTaskWechatworkClientConfig {
        required {
            /// ID of the company in WeCom (CorpId).
            corp_id = "corpID": String,
            /// Secret of the WeCom address book.
            secret: String as secret,
        }
        optional {
            /// Token for synchronizing address book events.
            token: String as secret,
            /// EncodingAESKey for synchronizing address book events.
            encoding_aes_key = "encodingAESKey": String as secret,
            /// URL of the proxy.
            agent_url: String,
        }
    }

    /// Settings for synchronizing with Xiaoshouyi.
    SyncTaskXiaoshouyiClientConfig {
        required {
            /// Client ID of the app in Xiaoshouyi.
            client_id = "client_id": String,
            /// Client secret of the app in Xiaoshouyi.
            client_secret = "client_secret": String as secret,
            /// User name in Xiaoshouyi.
            username: String,
            /// Password of the Xiaoshouyi user.
            password: String as secret,
        }
        optional {}
    }
}
