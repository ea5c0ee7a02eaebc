//! The sets of values.

use crate::table::enums;

enums! {
    /// What a metadata model describes.
    FunctionModelType {
        Ueba = "ueba",
        User = "user",
        Post = "post",
        Group = "group",
        Department = "department",
        Organization = "organization",
        Device = "device",
        DeviceRely = "device_rely",
        Custom = "custom",
    }

    /// Whether rows form a list or a tree.
    FunctionModelDataType {
        List = "list",
        Tree = "tree",
    }
}
