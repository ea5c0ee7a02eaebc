//! Metadata: import and export.

use serde_json::{Map, Value};

use super::Row;
use crate::macros::operations;

operations! {
    /// # Metadata: import and export
    "metadata"

    /// Exports rows of a data object.
    ///
    /// No `data` is documented for the response, so the response is returned as JSON.
    write Post "/api/v3/metadata/export"
    fn metadata_export(MetadataExport) as "export_meatdata" -> Value {
        required {
            /// IDs of the rows to export.
            id_list: Vec<String>,
            /// ID of the data object to export from.
            model_id: String,
        }
        optional {}
    }

    /// Imports rows into a data object from an Excel file.
    write Post "/api/v3/metadata/import"
    fn import_metadata(ImportMetadata) -> () {
        required {
            /// URL of the uploaded Excel file.
            file: String,
            /// ID of the data object to import into.
            model_id: String,
        }
        optional {}
    }

    /// Gets the template for importing rows into a data object.
    read Get "/api/v3/metadata/get-import-template"
    fn get_import_template(GetImportTemplate) -> Row {
        required {
            /// ID of the data object.
            model_id: String,
        }
        optional {}
    }

    /// Exports a data object.
    ///
    /// No `data` is documented for the response, so the response is returned as JSON.
    write Post "/api/v3/metadata/export/model"
    fn export_model(ExportModel) -> Value {
        required {
            /// ID of the data object to export.
            model_id: String,
        }
        optional {}
    }

    /// Imports a data object from a JSON file.
    write Post "/api/v3/metadata/import/model"
    fn import_model(ImportModel) -> () {
        required {
            /// URL of the uploaded JSON file.
            file: String,
        }
        optional {}
    }

    /// Uploads a record for UEBA (user and entity behavior analytics).
    write Post "/api/v3/metadata/ueba/capture"
    fn metadata_ueba_capture(MetadataUebaCapture) as "capture" -> Value {
        required {
            /// Content of the record, such as `appId`, `timestamp` (in milliseconds since the Unix epoch), `ip`, `ua`,
            /// `originalIdentity`, `behaviorType`, `actionType` and `loginType`. Custom keys are allowed.
            data: Map<String, Value>,
        }
        optional {
            /// ID of the data object that stores the record. Defaults to the first data object of type `ueba`.
            model_id: String,
        }
    }
}
