//! Metadata: import and export.

use serde_json::{Map, Value};

use super::Row;
use crate::table::operations;

operations! {
    /// # Metadata: import and export
    "metadata"

    /// Exports rows of a data object.
    ///
    /// Upstream declares no `data` for the answer, although an export must answer something, probably the address
    /// of a file; `data` stays JSON.
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
    ///
    /// The file must have been uploaded before; only its address is sent.
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

    /// Reads the template for importing rows into a data object.
    read Get "/api/v3/metadata/get-import-template"
    fn get_import_template(GetImportTemplate) -> Row {
        required {
            /// ID of the data object the template is for.
            model_id: String,
        }
        optional {}
    }

    /// Exports the definition of a data object.
    ///
    /// Upstream declares no `data` for the answer, although an export must answer something, probably the address
    /// of a file; `data` stays JSON.
    write Post "/api/v3/metadata/export/model"
    fn export_model(ExportModel) -> Value {
        required {
            /// ID of the data object to export.
            model_id: String,
        }
        optional {}
    }

    /// Imports a data object from a JSON file.
    ///
    /// The file must have been uploaded before; only its address is sent.
    write Post "/api/v3/metadata/import/model"
    fn import_model(ImportModel) -> () {
        required {
            /// URL of the uploaded JSON file.
            file: String,
        }
        optional {}
    }

    /// Uploads a record of user behaviour for UEBA, the analysis of unusual behaviour.
    write Post "/api/v3/metadata/ueba/capture"
    fn metadata_ueba_capture(MetadataUebaCapture) as "capture" -> Value {
        required {
            /// Recorded behaviour: a JSON object from field key to value.
            data: Map<String, Value>,
        }
        optional {
            /// ID of the data object that stores the record; absence means the first one of type `ueba`.
            model_id: String,
        }
    }
}
