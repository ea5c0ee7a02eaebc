//! Enums.

use crate::macros::enums;

enums! {
    /// What a data object describes.
    FunctionModelType {
        /// UEBA (user and entity behavior analytics) records, uploaded with `metadata_ueba_capture`.
        Ueba = "ueba",
        User = "user",
        /// Posts, which are job positions.
        Post = "post",
        /// User groups.
        Group = "group",
        /// Departments, which are documented as data that forms a tree.
        Department = "department",
        Organization = "organization",
        Device = "device",
        /// Devices, which are documented with the same description as `device`.
        DeviceRely = "device_rely",
        /// A user-defined object.
        Custom = "custom",
    }

    /// Structure of the rows of a data object.
    FunctionModelDataType {
        /// A flat list of rows.
        List = "list",
        /// Rows that form a tree.
        Tree = "tree",
    }
}
