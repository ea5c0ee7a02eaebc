//! Metadata: operations.

use serde_json::{Map, Value};

use crate::macros::operations;

operations! {
    /// # Metadata: operations
    "metadata"

    /// Creates a custom operation of a data object.
    write Post "/api/v3/metadata/create-operate"
    fn create_operate(CreateOperate) -> () {
        required {
            /// Whether to display the operation.
            show: bool,
            /// Icon of the operation.
            icon: String as text,
            /// Configuration of the operation, as a JSON object.
            config: Map<String, Value>,
            /// Name of the operation.
            operate_name: String,
            /// Type of the operation, such as `openPage`, which opens a web page.
            operate_key: String,
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Removes a custom operation from a data object.
    destructive Post "/api/v3/metadata/remove-operate"
    fn remove_operate(RemoveOperate) -> () {
        required {
            /// Custom execution parameters. The request body is the same as that of `execute_operate`.
            custom_config: Map<String, Value>,
            /// ID of the data object.
            model_id: String,
            /// ID of the operation.
            id: String,
        }
        optional {
            /// ID of the field associated with the operation.
            field_id: String,
        }
    }

    /// Executes a custom operation of a data object.
    ///
    /// No `data` is documented for the response, so the response is returned as JSON.
    write Post "/api/v3/metadata/execute-operate"
    fn execute_operate(ExecuteOperate) -> Value {
        required {
            /// Custom parameters of this execution.
            custom_config: Map<String, Value>,
            /// ID of the data object.
            model_id: String,
            /// ID of the operation.
            id: String,
        }
        optional {
            /// ID of the field associated with the operation.
            field_id: String,
        }
    }

    /// Copies a custom operation of a data object.
    write Post "/api/v3/metadata/copy-operate"
    fn copy_operate(CopyOperate) -> () {
        required {
            /// Custom execution parameters. The request body is the same as that of `execute_operate`.
            custom_config: Map<String, Value>,
            /// ID of the data object.
            model_id: String,
            /// ID of the operation.
            id: String,
        }
        optional {
            /// ID of the field associated with the operation.
            field_id: String,
        }
    }

    /// Lists the custom operations of a data object, page by page.
    ///
    /// The response is documented as a single operation instead of a list, and without the usual envelope. It is
    /// accepted with and without the envelope, and returned as JSON.
    read Get "/api/v3/metadata/list-operate"
    fn list_operate(ListOperate) -> Value, in_body {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {
            /// Name to search for.
            keywords: String,
            /// Only operations associated with the field with this ID.
            field_id: String,
            /// Whether to include operations created by users. The parameter is a string.
            show_created: String [OnlyWith(field_id)],
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }

    /// Lists all custom operations of a data object.
    ///
    /// The response is documented as a single operation instead of a list, and without the usual envelope. It is
    /// accepted with and without the envelope, and returned as JSON.
    read Get "/api/v3/metadata/all-operate"
    fn list_operate_all(ListOperateAll) -> Value, in_body {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Updates a custom operation of a data object.
    write Post "/api/v3/metadata/update-operate"
    fn update_operate(UpdateOperate) -> () {
        required {
            /// Icon of the operation.
            icon: String as text,
            /// Configuration of the operation, as a JSON object.
            config: Map<String, Value>,
            /// Name of the operation.
            operate_name: String,
            /// Type of the operation, such as `openPage`, which opens a web page.
            operate_key: String,
            /// Whether to display the operation.
            show: bool,
            /// ID of the data object.
            model_id: String,
            /// ID of the operation.
            id: String,
        }
        optional {
            /// ID of the field associated with the operation.
            field_id: String,
        }
    }
}
