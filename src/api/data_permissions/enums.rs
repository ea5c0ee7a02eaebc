//! Enums.

use crate::macros::enums;

enums! {
    /// Type of the device that an access comes from.
    AuthDeviceType {
        Pc = "PC",
        Mobile = "Mobile",
    }

    /// Operating system that an access comes from.
    AuthSystemType {
        Windows = "Windows",
        MacOs = "MacOS",
        Android = "Android",
        IOs = "iOS",
    }

    /// Browser that an access comes from.
    AuthBrowserType {
        Ie = "IE",
        Chrome = "Chrome",
        Firefox = "Firefox",
        Safari = "Safari",
        Edge = "Edge",
        Opera = "Opera",
        Safe360 = "Safe360",
        QqBrowser = "QQBrowser",
    }

    /// Type of a data resource.
    DataResourceType {
        /// Nodes in a hierarchy, such as departments or folders.
        Tree = "TREE",
        /// A single string, such as an API path or a user ID.
        String = "STRING",
        /// Several strings of one kind, such as document links or card numbers.
        Array = "ARRAY",
    }

    /// Value type of an extension field.
    ExtendFieldValueType {
        /// A string.
        String = "STRING",
        /// One of several options.
        Select = "SELECT",
    }
}
