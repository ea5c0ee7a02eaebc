//! Device exclusivity: a limit on the devices or IP addresses with which a user can be online at once.

use serde_json::Value;

use crate::api::common::IsSuccess;
use crate::macros::{enums, inputs, operations, outputs};

operations! {
    /// # Device exclusivity
    "device_exclusivity"

    /// Returns the device exclusivity rule, which limits the devices or IP addresses with which a user can be online at
    /// once.
    read Get "/api/v3/get-device-exclusive-rule-settings"
    fn get_device_exclusive_rule_settings(GetDeviceExclusiveRuleSettings) as "get_rule_settings"
        -> GetDeviceExclusiveRuleData {
        required {}
        optional {}
    }

    /// Updates the device exclusivity rule and returns it.
    write Post "/api/v3/update-device-exclusive-rule-settings"
    fn update_device_exclusive_rule_settings(UpdateDeviceExclusiveRuleSettings) as "update_rule_settings"
        -> GetDeviceExclusiveRuleData {
        required {
            /// Whether the rule counts devices, counts IP addresses or is disabled.
            rule: DeviceExclusiveRule,
        }
        optional {
            /// Limit on devices, for the rule `condition:device`.
            device_rule: DeviceRule,
            /// Limit on IP addresses, for the rule `condition:ip`.
            ip_rule: IPRule,
        }
    }

    /// Lists the applications in the scope of the device exclusivity rule.
    read Get "/api/v3/get-device-exclusive-valid-scope-settings"
    fn get_device_exclusive_valid_scope_settings(GetDeviceExclusiveValidScopeSettings) as "get_all_valid_scope_settings"
        -> Vec<GetDeviceExclusiveValidScopeData> {
        required {}
        optional {}
    }

    /// Lists the applications that can be in the scope of the device exclusivity rule.
    read Get "/api/v3/get-supported-device-exclusive-apps"
    fn get_supported_device_exclusive_apps(GetSupportedDeviceExclusiveApps) as "find_app_lists"
        -> Vec<DeviceExclusiveValidScopeAppData> {
        required {
            /// Search keyword.
            keyword: String as text,
        }
        optional {}
    }

    /// Saves the applications in the scope of the device exclusivity rule.
    ///
    /// Whether the list replaces the current scope or adds to it is not documented.
    write Post "/api/v3/save-device-exclusive-valid-scope-settings"
    fn save_device_exclusive_valid_scope_settings(SaveDeviceExclusiveValidScopeSettings) as "save_invitation_policies"
        -> IsSuccess {
        required {
            /// IDs of the applications.
            app_ids: Vec<String>,
        }
        optional {}
    }

    /// Removes an application from the scope of the device exclusivity rule.
    destructive Post "/api/v3/remove-device-exclusive-valid-scope-settings"
    fn remove_device_exclusive_valid_scope_settings(RemoveDeviceExclusiveValidScopeSettings) as "remove" -> IsSuccess {
        required {
            /// ID of the application.
            app_id: String,
        }
        optional {}
    }

    /// Lists the users, groups and roles that are exempt from the device exclusivity rule.
    read Get "/api/v3/get-device-exclusive-white-list-settings"
    fn get_device_exclusive_white_list_settings(GetDeviceExclusiveWhiteListSettings) as "get_all_white_list_settings"
        -> Vec<GetDeviceExclusiveWhiteListData> {
        required {}
        optional {}
    }

    /// Exempts users, groups or roles from the device exclusivity rule.
    write Post "/api/v3/save-device-exclusive-white-list-settings"
    fn save_device_exclusive_white_list_settings(SaveDeviceExclusiveWhiteListSettings) -> Value, path_only {
        required {}
        optional {}
    }

    /// Ends the exemption of a user, group or role from the device exclusivity rule.
    destructive Post "/api/v3/remove-device-exclusive-white-list-settings"
    fn remove_device_exclusive_white_list_settings(RemoveDeviceExclusiveWhiteListSettings) -> Value, path_only {
        required {}
        optional {}
    }
}

inputs! {
    /// A limit on the devices with which a user can be online at once.
    DeviceRule {
        required {
            /// Maximum number of devices online at once.
            max_online_devices: i64,
        }
        optional {}
    }

    /// A limit on the IP addresses from which a user can be online at once.
    IPRule {
        required {
            /// Maximum number of IP addresses online at once.
            max_online_i_ps: i64,
        }
        optional {}
    }
}

outputs! {
    /// An application that can be in the scope of the device exclusivity rule.
    DeviceExclusiveValidScopeAppData {
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// Logo of the application.
        app_logo: String,
        /// Whether the application is a default application. It is documented as a string with the description of the
        /// logo, but a boolean is accepted as well.
        is_default: String,
    }

    /// A limit on the devices with which a user can be online at once.
    DeviceRuleOutput {
        /// Maximum number of devices online at once.
        max_online_devices: i64,
    }

    /// The device exclusivity rule of the user pool.
    GetDeviceExclusiveRuleData {
        /// Whether the rule counts devices, counts IP addresses or is disabled.
        rule: DeviceExclusiveRule,
        /// Limit on devices. Present only for the rule `condition:device`.
        device_rule: Option<DeviceRuleOutput>,
        /// Limit on IP addresses. Present only for the rule `condition:ip`.
        ip_rule: Option<IPRuleOutput>,
    }

    /// An application in the scope of the device exclusivity rule.
    GetDeviceExclusiveValidScopeData {
        /// ID of the application.
        app_id: String,
        /// Name of the application.
        app_name: String,
        /// Logo of the application.
        app_logo: String,
        /// Time at which the application was added to the scope, as an ISO 8601 date-time.
        created_at: String,
        /// Whether the application is a default application. The English documentation describes it as whether to apply
        /// by default.
        is_default: bool,
    }

    /// A user, group or role that is exempt from the device exclusivity rule.
    GetDeviceExclusiveWhiteListData {
        /// Name of the user, group or role.
        name: String,
        /// Code of the permission space.
        name_path: String,
        /// Whether the entry is a user, a group or a role.
        target_type: WhiteListTargetType,
        /// ID of the user, group or role.
        target_id: String,
        /// Picture of the user, group or role.
        photo: String,
        /// Time at which the user, group or role was exempted, as an ISO 8601 date-time.
        created_at: String,
    }

    /// A limit on the IP addresses from which a user can be online at once.
    IPRuleOutput {
        /// Maximum number of IP addresses online at once.
        max_online_i_ps: i64,
    }
}

enums! {
    /// What the device exclusivity rule counts.
    DeviceExclusiveRule {
        /// The rule is disabled.
        Disable = "disable",
        /// The rule limits the number of devices that are online at once, which it tells apart by their unique
        /// identifiers.
        ConditionDevice = "condition:device",
        /// The rule limits the number of IP addresses of recent logins that are online at once.
        ConditionIp = "condition:ip",
    }

    /// Type of an entry that is exempt from the device exclusivity rule.
    WhiteListTargetType {
        User = "USER",
        Group = "GROUP",
        Role = "ROLE",
    }
}
