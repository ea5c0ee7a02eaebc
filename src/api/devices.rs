//! Devices: the terminals of users.

use serde_json::{Map, Value};

use crate::table::{enums, operations, outputs};

operations! {
    /// # Devices
    "devices"

    /// Removes the link between a user and one of their devices.
    write Post "/api/v3/delete-device-by-user"
    fn delete_device(DeleteDevice) -> () {
        required {
            /// ID of the user the device is linked to.
            user_id: String,
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Suspends a device of a user until a given time.
    write Post "/api/v3/suspend-device-by-user"
    fn suspend_device(SuspendDevice) -> () {
        required {
            /// When the suspension ends, in milliseconds since 1970, written as text.
            end_time: String,
            /// ID of the user whose device is suspended.
            user_id: String,
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Disables a device of a user until it is enabled again.
    write Post "/api/v3/disable-device-by-user"
    fn disable_device(DisableDevice) -> () {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
            /// ID of the user whose device is disabled.
            user_id: String,
        }
        optional {}
    }

    /// Enables a device of a user again.
    write Post "/api/v3/enable-device-by-user"
    fn enable_device(EnableDevice) -> () {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
            /// ID of the user whose device is enabled.
            user_id: String,
        }
        optional {}
    }

    /// Tells whether a device is in use, suspended or disabled.
    read Post "/api/v3/device-status"
    fn get_device_status(GetDeviceStatus) -> DeviceStatusResponseData {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Registers a device.
    ///
    /// Deprecated upstream: use `add_device`. The answer is expected to be the bare device, without the usual
    /// envelope around it.
    write Post "/api/v3/create-device"
    fn create_device(CreateDevice) -> TerminalInfo, in_body {
        required {
            /// Values of the custom fields of the device, by field key; the metadata defines the fields.
            custom_data: Map<String, Value>,
            /// Kind of device.
            r#type: TerminalType,
            /// Identifier of the device, unique among devices.
            device_unique_id: String,
        }
        optional {
            /// Name of the device, as people see it.
            name: String,
            /// Version of the operating system.
            version: String,
            /// Hardware storage key of the device.
            hks: String [Secret],
            /// State of the disk encryption of the device; upstream names no values.
            fde: String,
            /// Whether the device is jailbroken. The server takes absence as `false`.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Maker of the device.
            producer: String,
            /// Module of the device; upstream says no more.
            r#mod: String,
            /// Operating system of the device.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Free text about the device.
            description: String,
            /// Language set on the device.
            language: String,
            /// Whether the device accepts cookies. The server takes absence as `false`.
            cookie: bool,
            /// User agent text of the browser or program on the device.
            user_agent: String,
        }
    }

    /// Registers a device and returns its ID.
    write Post "/api/v3/add-device"
    fn add_device(AddDevice) -> TerminalInfo {
        required {
            /// Values of the custom fields of the device, by field key; the metadata defines the fields.
            custom_data: Map<String, Value>,
            /// Kind of device.
            r#type: TerminalType,
            /// Identifier of the device, unique among devices.
            device_unique_id: String,
        }
        optional {
            /// Name of the device, as people see it.
            name: String,
            /// Version of the operating system.
            version: String,
            /// Hardware storage key of the device.
            hks: String [Secret],
            /// State of the disk encryption of the device; upstream names no values.
            fde: String,
            /// Whether the device is jailbroken.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Maker of the device.
            producer: String,
            /// Module of the device; upstream says no more.
            r#mod: String,
            /// Operating system of the device.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Free text about the device.
            description: String,
            /// Language set on the device.
            language: String,
            /// Whether the device accepts cookies.
            cookie: bool,
            /// User agent text of the browser or program on the device.
            user_agent: String,
        }
    }

    /// Lists the applications last logged in to from the given devices.
    ///
    /// Deprecated upstream: use `find_last_login_apps_by_device_ids_v2`. Upstream declares no `data` for the
    /// answer, which can hardly be right; whatever comes stays JSON.
    read Post "/api/v3/get-last-login-apps-by-deviceIds"
    fn find_last_login_apps_by_device_ids(FindLastLoginAppsByDeviceIds) -> Value {
        required {
            /// Unique identifiers of the devices to look up.
            device_ids: Vec<String>,
        }
        optional {
            /// ID of the user whose logins to report, where only one user matters.
            user_id: String,
        }
    }

    /// Lists the applications last logged in to from the given devices.
    ///
    /// Upstream declares no `data` for the answer, which can hardly be right; whatever comes stays JSON.
    read Post "/api/v3/get-last-login-apps-by-device-ids"
    fn find_last_login_apps_by_device_ids_v2(FindLastLoginAppsByDeviceIdsV2) -> Value {
        required {
            /// Unique identifiers of the devices to look up.
            device_ids: Vec<String>,
        }
        optional {
            /// ID of the user whose logins to report, where only one user matters.
            user_id: String,
        }
    }

    /// Registers a device for Authing Verify.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/authing-verify/create-device"
    fn create_verify_device(CreateVerifyDevice) -> TerminalInfo {
        required {
            /// Values of the custom fields of the device, by field key; the metadata defines the fields.
            custom_data: Map<String, Value>,
            /// Kind of device.
            r#type: TerminalType,
            /// Identifier of the device, unique among devices.
            device_unique_id: String,
        }
        optional {
            /// Name of the device, as people see it.
            name: String,
            /// Version of the operating system.
            version: String,
            /// Hardware storage key of the device.
            hks: String [Secret],
            /// State of the disk encryption of the device; upstream names no values.
            fde: String,
            /// Whether the device is jailbroken. The server takes absence as `false`.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Maker of the device.
            producer: String,
            /// Module of the device; upstream says no more.
            r#mod: String,
            /// Operating system of the device.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Free text about the device.
            description: String,
            /// Language set on the device.
            language: String,
            /// Whether the device accepts cookies. The server takes absence as `false`.
            cookie: bool,
            /// User agent text of the browser or program on the device.
            user_agent: String,
        }
    }

    /// Removes a device, whoever uses it.
    ///
    /// Known only from the OpenAPI document of November 2023; the answer is not described, `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-device"
    fn delete_device_by_id(DeleteDeviceById) -> Value {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Disables a device, whoever uses it.
    ///
    /// Known only from the OpenAPI document of November 2023; the answer is not described, `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/disable-device"
    fn disable_device_by_id(DisableDeviceById) -> Value {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Enables a device again, whoever uses it.
    ///
    /// Known only from the OpenAPI document of November 2023; the answer is not described, `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/enable-device"
    fn enable_device_by_id(EnableDeviceById) -> Value {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
        }
        optional {}
    }

    /// Suspends a device until a given time, whoever uses it.
    ///
    /// Known only from the OpenAPI document of November 2023; the answer is not described, `data` stays JSON.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/suspend-device"
    fn suspend_device_by_id(SuspendDeviceById) -> Value {
        required {
            /// ID of the device record, as creating the device returned it.
            id: String,
            /// When the suspension ends, in milliseconds since 1970.
            end_time: i64,
        }
        optional {}
    }
}

outputs! {
    /// The state of a device.
    DeviceStatusResponseData {
        /// Whether the device is in use, suspended or disabled.
        status: DeviceStatus,
        /// Seconds left of the suspension; present while the device is suspended.
        diff_time: i64,
    }

    /// The IDs of a registered device.
    TerminalInfo {
        /// ID of the device record, which the other device operations ask for.
        id: String,
        /// Identifier of the device that was given on registration.
        device_unique_id: String,
    }
}

enums! {
    /// Kind of a terminal.
    TerminalType {
        Browser = "Browser",
        Mobile = "Mobile",
        Desktop = "Desktop",
    }

    /// State of a device.
    DeviceStatus {
        Activated = "activated",
        Suspended = "suspended",
        Deactivated = "deactivated",
    }
}
