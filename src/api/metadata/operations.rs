//! Metadata: operations.

use serde_json::{Map, Value};

use crate::table::operations;

operations! {
    /// # Metadata: operations
    "metadata"

    /// Adds a custom operation to a data object.
    write Post "/api/v3/metadata/create-operate"
    fn create_operate(CreateOperate) -> () {
        required {
            /// Whether the operation is displayed.
            show: bool,
            /// Icon the console shows for the operation.
            icon: String,
            /// Settings of the operation, as JSON.
            config: Map<String, Value>,
            /// Display name of the operation.
            operate_name: String,
            /// Kind of the operation; upstream names only `openPage`, which opens a web page.
            operate_key: String,
            /// ID of the data object that gets the operation.
            model_id: String,
        }
        optional {}
    }

    /// Removes a custom operation from a data object.
    write Post "/api/v3/metadata/remove-operate"
    fn remove_operate(RemoveOperate) -> () {
        required {
            /// Execution parameters, as JSON; declared because the body is that of executing an operation.
            custom_config: Map<String, Value>,
            /// ID of the data object the operation belongs to.
            model_id: String,
            /// ID of the custom operation to remove.
            id: String,
        }
        optional {
            /// ID of the field the operation is attached to.
            field_id: String,
        }
    }

    /// Executes a custom operation of a data object.
    ///
    /// Upstream declares no `data` for the answer, although an execution should answer something; `data` stays
    /// JSON.
    write Post "/api/v3/metadata/execute-operate"
    fn execute_operate(ExecuteOperate) -> Value {
        required {
            /// Parameters of this execution, as JSON.
            custom_config: Map<String, Value>,
            /// ID of the data object the operation belongs to.
            model_id: String,
            /// ID of the custom operation to execute.
            id: String,
        }
        optional {
            /// ID of the field the operation is attached to.
            field_id: String,
        }
    }

    /// Copies a custom operation of a data object.
    write Post "/api/v3/metadata/copy-operate"
    fn copy_operate(CopyOperate) -> () {
        required {
            /// Execution parameters, as JSON; declared because the body is that of executing an operation.
            custom_config: Map<String, Value>,
            /// ID of the data object the operation belongs to.
            model_id: String,
            /// ID of the custom operation to copy.
            id: String,
        }
        optional {
            /// ID of the field the operation is attached to.
            field_id: String,
        }
    }

    /// Lists the custom operations of a data object, page by page.
    ///
    /// Upstream declares one bare operation for the answer, which cannot be right for a list; `data` stays JSON,
    /// and an answer without the usual envelope is accepted too.
    read Get "/api/v3/metadata/list-operate"
    fn list_operate(ListOperate) -> Value, in_body {
        required {
            /// ID of the data object whose operations are listed.
            model_id: String,
        }
        optional {
            /// Text to search for in the operations' names.
            keywords: String,
            /// ID of the field the operations are attached to; absence means no such filter.
            field_id: String,
            /// Whether operations made by users are listed too, as a string; has a meaning only together with
            /// `fieldId`.
            show_created: String [OnlyWith("fieldId")],
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }

    /// Lists all custom operations of a data object at once.
    ///
    /// Upstream declares one bare operation for the answer, which cannot be right for a list; `data` stays JSON,
    /// and an answer without the usual envelope is accepted too.
    read Get "/api/v3/metadata/all-operate"
    fn list_operate_all(ListOperateAll) -> Value, in_body {
        required {
            /// ID of the data object whose operations are listed.
            model_id: String,
        }
        optional {}
    }

    /// Changes a custom operation of a data object.
    write Post "/api/v3/metadata/update-operate"
    fn update_operate(UpdateOperate) -> () {
        required {
            /// Icon the console shows for the operation.
            icon: String,
            /// Settings of the operation, as JSON.
            config: Map<String, Value>,
            /// Display name of the operation.
            operate_name: String,
            /// Kind of the operation, such as `openPage`.
            operate_key: String,
            /// Whether the operation is displayed.
            show: bool,
            /// ID of the data object the operation belongs to.
            model_id: String,
            /// ID of the custom operation to change.
            id: String,
        }
        optional {
            /// ID of the field the operation is attached to.
            field_id: String,
        }
    }
}
