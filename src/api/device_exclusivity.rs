//! Device exclusivity: on how many devices a user may be signed in.

use crate::api::common::IsSuccess;
use crate::table::{enums, inputs, operations, outputs};

operations! {
    /// # Device exclusivity
    "device_exclusivity"

    /// Reads the rule that limits on how many devices or IP addresses a user can be online at once.
    read Get "/api/v3/get-device-exclusive-rule-settings"
    fn get_device_exclusive_rule_settings(GetDeviceExclusiveRuleSettings) as "get_rule_settings"
        -> GetDeviceExclusiveRuleData {
        required {}
        optional {}
    }

    /// Sets the rule that limits on how many devices or IP addresses a user can be online at once.
    write Post "/api/v3/update-device-exclusive-rule-settings"
    fn update_device_exclusive_rule_settings(UpdateDeviceExclusiveRuleSettings) as "update_rule_settings"
        -> GetDeviceExclusiveRuleData {
        required {
            /// What the limit counts: unique device IDs, recent login IP addresses, or nothing.
            rule: DeviceExclusiveRule,
        }
        optional {
            /// Limit on devices, for the rule that counts devices.
            device_rule: DeviceRule,
            /// Limit on IP addresses, for the rule that counts addresses.
            ip_rule: IPRule,
        }
    }

    /// Lists the applications that the device exclusivity rule applies to.
    read Get "/api/v3/get-device-exclusive-valid-scope-settings"
    fn get_device_exclusive_valid_scope_settings(GetDeviceExclusiveValidScopeSettings) as "get_all_valid_scope_settings"
        -> Vec<GetDeviceExclusiveValidScopeData> {
        required {}
        optional {}
    }

    /// Lists the applications that the device exclusivity rule can be applied to.
    read Get "/api/v3/get-supported-device-exclusive-apps"
    fn get_supported_device_exclusive_apps(GetSupportedDeviceExclusiveApps) as "find_app_lists"
        -> Vec<DeviceExclusiveValidScopeAppData> {
        required {
            /// Text to search for among the applications.
            keyword: String,
        }
        optional {}
    }

    /// Sets the applications that the device exclusivity rule applies to.
    ///
    /// Upstream calls it `save_device_exclusive_valid_scope_settings`, though it has nothing to do with
    /// invitations. Whether applications not named stay in the scope is not documented.
    write Post "/api/v3/save-device-exclusive-valid-scope-settings"
    fn save_device_exclusive_valid_scope_settings(SaveDeviceExclusiveValidScopeSettings) as "save_invitation_policies"
        -> IsSuccess {
        required {
            /// IDs of the applications the rule is to apply to.
            app_ids: Vec<String>,
        }
        optional {}
    }

    /// Takes an application out of the scope of the device exclusivity rule.
    write Post "/api/v3/remove-device-exclusive-valid-scope-settings"
    fn remove_device_exclusive_valid_scope_settings(RemoveDeviceExclusiveValidScopeSettings) as "remove" -> IsSuccess {
        required {
            /// ID of the application the rule shall no longer apply to.
            app_id: String,
        }
        optional {}
    }

    /// Lists the users, groups and roles exempt from the device exclusivity rule.
    read Get "/api/v3/get-device-exclusive-white-list-settings"
    fn get_device_exclusive_white_list_settings(GetDeviceExclusiveWhiteListSettings) as "get_all_white_list_settings"
        -> Vec<GetDeviceExclusiveWhiteListData> {
        required {}
        optional {}
    }
}

inputs! {
    /// Limit on the devices a user can be online with at once.
    DeviceRule {
        required {
            /// Largest number of devices online at once.
            max_online_devices: i64,
        }
        optional {}
    }

    /// Limit on the IP addresses a user can be online from at once.
    IPRule {
        required {
            /// Largest number of IP addresses online at once.
            max_online_i_ps: i64,
        }
        optional {}
    }
}

outputs! {
    /// An application that the device exclusivity rule can be applied to.
    DeviceExclusiveValidScopeAppData {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// Whether the rule applies by default; upstream declares a string and describes a logo, so both a string
        /// and a boolean are accepted.
        is_default: String,
    }

    /// Limit on the devices a user can be online with at once.
    DeviceRuleOutput {
        /// Largest number of devices online at once.
        max_online_devices: i64,
    }

    /// The device exclusivity rule of the user pool.
    GetDeviceExclusiveRuleData {
        /// What the limit counts: unique device IDs, recent login IP addresses, or nothing.
        rule: DeviceExclusiveRule,
        /// Limit on devices, for the rule that counts devices.
        device_rule: Option<DeviceRuleOutput>,
        /// Limit on IP addresses, for the rule that counts addresses.
        ip_rule: Option<IPRuleOutput>,
    }

    /// An application that the device exclusivity rule applies to.
    GetDeviceExclusiveValidScopeData {
        /// ID of the application.
        app_id: String,
        /// Display name of the application.
        app_name: String,
        /// URL of the application's logo.
        app_logo: String,
        /// When the application was put in the scope, as an ISO 8601 date.
        created_at: String,
        /// Whether the rule applies to the application by default.
        is_default: bool,
    }

    /// A user, group or role exempt from the device exclusivity rule.
    GetDeviceExclusiveWhiteListData {
        /// Display name of the user, group or role.
        name: String,
        /// Code of the permission group the role belongs to.
        name_path: String,
        /// Whether it is a user, a group or a role.
        target_type: WhiteListTargetType,
        /// ID of the user, group or role.
        target_id: String,
        /// URL of the picture shown for it.
        photo: String,
        /// When it was put on the list, as an ISO 8601 date.
        created_at: String,
    }

    /// Limit on the IP addresses a user can be online from at once.
    IPRuleOutput {
        /// Largest number of IP addresses online at once.
        max_online_i_ps: i64,
    }
}

enums! {
    /// What counts as another device.
    DeviceExclusiveRule {
        Disable = "disable",
        ConditionDevice = "condition:device",
        ConditionIp = "condition:ip",
    }

    /// What an entry of the white list names.
    WhiteListTargetType {
        User = "USER",
        Group = "GROUP",
        Role = "ROLE",
    }
}
