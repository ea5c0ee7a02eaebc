//! Devices of users.

use serde_json::{Map, Value};

use crate::macros::{enums, operations, outputs};

operations! {
    /// # Devices
    "devices"

    /// Unbinds a device from a user.
    destructive Post "/api/v3/delete-device-by-user"
    fn delete_device(DeleteDevice) -> () {
        required {
            /// ID of the user.
            user_id: String,
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Suspends a device of a user until a given time.
    write Post "/api/v3/suspend-device-by-user"
    fn suspend_device(SuspendDevice) -> () {
        required {
            /// Time at which the suspension ends, in milliseconds since the Unix epoch, such as `1672502400000`.
            end_time: String,
            /// ID of the user.
            user_id: String,
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Disables a device of a user.
    write Post "/api/v3/disable-device-by-user"
    fn disable_device(DisableDevice) -> () {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
            /// ID of the user.
            user_id: String,
        }
        optional {}
    }

    /// Enables a device of a user.
    write Post "/api/v3/enable-device-by-user"
    fn enable_device(EnableDevice) -> () {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
            /// ID of the user.
            user_id: String,
        }
        optional {}
    }

    /// Returns the status of a device.
    read Post "/api/v3/device-status"
    fn get_device_status(GetDeviceStatus) -> DeviceStatusResponseData {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Creates a device.
    ///
    /// This operation is deprecated; use `add_device` instead. The response is documented as nonstandard, because it
    /// can be the device itself, without the usual envelope.
    write Post "/api/v3/create-device"
    fn create_device(CreateDevice) -> TerminalInfo, in_body {
        required {
            /// Custom data of the device. The keys correspond to the custom fields in the metadata.
            custom_data: Map<String, Value>,
            /// Type of the device.
            r#type: TerminalType,
            /// Unique identifier of the device, such as `HZ2F6J3AGNAVSOTV`.
            device_unique_id: String,
        }
        optional {
            /// Name of the device.
            name: String,
            /// Version of the operating system, such as `Android 1.0`.
            version: String,
            /// Hardware storage key of the device.
            hks: String as secret,
            /// Disk encryption of the device. The values are not documented.
            fde: String,
            /// Whether the hardware of the device is jailbroken. Defaults to `false`.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Manufacturer of the device.
            producer: String,
            /// Module of the device, such as `Vig9a`.
            r#mod: String,
            /// Operating system of the device, such as `iOS`.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Description of the device.
            description: String,
            /// Language of the device, such as `zh-CN`.
            language: String,
            /// Whether cookies are enabled on the device. Defaults to `false`.
            cookie: bool,
            /// User agent of the device.
            user_agent: String,
        }
    }

    /// Creates a device.
    ///
    /// This operation replaces `create_device`.
    write Post "/api/v3/add-device"
    fn add_device(AddDevice) -> TerminalInfo {
        required {
            /// Custom data of the device. The keys correspond to the custom fields in the metadata.
            custom_data: Map<String, Value>,
            /// Type of the device.
            r#type: TerminalType,
            /// Unique identifier of the device, such as `HZ2F6J3AGNAVSOTV`.
            device_unique_id: String,
        }
        optional {
            /// Name of the device.
            name: String,
            /// Version of the operating system, such as `Android 1.0`.
            version: String,
            /// Hardware storage key of the device.
            hks: String as secret,
            /// Disk encryption of the device. The values are not documented.
            fde: String,
            /// Whether the hardware of the device is jailbroken.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Manufacturer of the device.
            producer: String,
            /// Module of the device, such as `Vig9a`.
            r#mod: String,
            /// Operating system of the device, such as `iOS`.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Description of the device.
            description: String,
            /// Language of the device, such as `zh-CN`.
            language: String,
            /// Whether cookies are enabled on the device.
            cookie: bool,
            /// User agent of the device.
            user_agent: String,
        }
    }

    /// Lists the applications that were recently logged in to on the given devices.
    ///
    /// This operation is deprecated; use `find_last_login_apps_by_device_ids_v2` instead. No `data` is documented for
    /// the response, so the response is returned as JSON.
    read Post "/api/v3/get-last-login-apps-by-deviceIds"
    fn find_last_login_apps_by_device_ids(FindLastLoginAppsByDeviceIds) -> Value {
        required {
            /// Unique identifiers of the devices.
            device_ids: Vec<String>,
        }
        optional {
            /// ID of the user.
            user_id: String,
        }
    }

    /// Lists the applications that were recently logged in to on the given devices.
    ///
    /// No `data` is documented for the response, so the response is returned as JSON.
    read Post "/api/v3/get-last-login-apps-by-device-ids"
    fn find_last_login_apps_by_device_ids_v2(FindLastLoginAppsByDeviceIdsV2) -> Value {
        required {
            /// Unique identifiers of the devices.
            device_ids: Vec<String>,
        }
        optional {
            /// ID of the user.
            user_id: String,
        }
    }

    /// Creates a device for Authing Verify.
    write Post "/api/v3/authing-verify/create-device"
    fn create_verify_device(CreateVerifyDevice) -> TerminalInfo, authing {
        required {
            /// Custom data of the device. The keys correspond to the custom fields in the metadata.
            custom_data: Map<String, Value>,
            /// Type of the device.
            r#type: TerminalType,
            /// Unique identifier of the device, such as `HZ2F6J3AGNAVSOTV`.
            device_unique_id: String,
        }
        optional {
            /// Name of the device.
            name: String,
            /// Version of the operating system, such as `Android 1.0`.
            version: String,
            /// Hardware storage key of the device.
            hks: String as secret,
            /// Disk encryption of the device. The values are not documented.
            fde: String,
            /// Whether the hardware of the device is jailbroken. Defaults to `false`.
            hor: bool,
            /// Serial number of the device.
            sn: String,
            /// Manufacturer of the device.
            producer: String,
            /// Module of the device, such as `Vig9a`.
            r#mod: String,
            /// Operating system of the device, such as `iOS`.
            os: String,
            /// International mobile equipment identity (IMEI) of the device.
            imei: String,
            /// Mobile equipment identifier (MEID) of the device.
            meid: String,
            /// Description of the device.
            description: String,
            /// Language of the device, such as `zh-CN`.
            language: String,
            /// Whether cookies are enabled on the device. Defaults to `false`.
            cookie: bool,
            /// User agent of the device.
            user_agent: String,
        }
    }

    /// Removes a device.
    ///
    /// This operation is known only from the official OpenAPI document of November 2023. No `data` is documented for
    /// the response, so the response is returned as JSON.
    destructive Post "/api/v3/delete-device"
    fn delete_device_by_id(DeleteDeviceById) -> Value, authing {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Disables a device.
    ///
    /// This operation is known only from the official OpenAPI document of November 2023. No `data` is documented for
    /// the response, so the response is returned as JSON.
    write Post "/api/v3/disable-device"
    fn disable_device_by_id(DisableDeviceById) -> Value, authing {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Enables a device.
    ///
    /// This operation is known only from the official OpenAPI document of November 2023. No `data` is documented for
    /// the response, so the response is returned as JSON.
    write Post "/api/v3/enable-device"
    fn enable_device_by_id(EnableDeviceById) -> Value, authing {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
        }
        optional {}
    }

    /// Suspends a device until a given time.
    ///
    /// This operation is known only from the official OpenAPI document of November 2023. No `data` is documented for
    /// the response, so the response is returned as JSON.
    write Post "/api/v3/suspend-device"
    fn suspend_device_by_id(SuspendDeviceById) -> Value, authing {
        required {
            /// ID of the device record, returned when the device is created.
            id: String,
            /// Time at which the suspension ends, in milliseconds since the Unix epoch, such as `1672502400000`.
            end_time: i64,
        }
        optional {}
    }
}

outputs! {
    /// The status of a device.
    DeviceStatusResponseData {
        /// Status of the device.
        status: DeviceStatus,
        /// Remaining seconds of the suspension. Present if the device is suspended.
        diff_time: i64,
    }

    /// The IDs of a created device.
    TerminalInfo {
        /// ID of the device record, which the operations on a device take as `id`.
        id: String,
        /// Unique identifier of the device, such as `HZ2F6J3AGNAVSOTV`.
        device_unique_id: String,
    }
}

enums! {
    /// Type of a device.
    TerminalType {
        Browser = "Browser",
        Mobile = "Mobile",
        Desktop = "Desktop",
    }

    /// Status of a device.
    DeviceStatus {
        /// The device is in use.
        Activated = "activated",
        /// The device is suspended until a set time.
        Suspended = "suspended",
        /// The device is out of use.
        Deactivated = "deactivated",
    }
}
