//! The sets of values.

use crate::table::enums;

enums! {
    /// Kind of device that asks.
    AuthDeviceType {
        Pc = "PC",
        Mobile = "Mobile",
    }

    /// Operating system that asks.
    AuthSystemType {
        Windows = "Windows",
        MacOs = "MacOS",
        Android = "Android",
        IOs = "iOS",
    }

    /// Browser that asks.
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

    /// Structure of a data resource.
    DataResourceType {
        Tree = "TREE",
        String = "STRING",
        Array = "ARRAY",
    }

    /// What an extended field holds.
    ExtendFieldValueType {
        String = "STRING",
        Select = "SELECT",
    }
}
