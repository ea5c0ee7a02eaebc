//! Pipelines: functions of your own that run while users sign in or register.

use serde_json::{Map, Value};

use crate::table::{enums, operations, outputs};

operations! {
    /// # Pipelines
    "pipelines"

    /// Creates a pipeline function, code the server runs at a point of registration or login.
    ///
    /// The code is uploaded; `status` of the answer says how far that is.
    write Post "/api/v3/create-pipeline-function"
    fn create_pipeline_function(CreatePipelineFunction) -> PipelineFunction {
        required {
            /// Code of the function.
            source_code: String,
            /// Point at which the function runs.
            scene: PipelineScene,
            /// Name of the function.
            func_name: String,
        }
        optional {
            /// Free text on what the function does.
            func_description: String,
            /// Whether the flow goes on without waiting for the function; absence means no; good for notifications.
            is_asynchronous: bool,
            /// Time the function may run, in whole seconds from 1 to 60; absent means 3.
            timeout: i64 [Range(1..=60)],
            /// Whether a timeout of the function ends the whole flow; absence means no.
            terminate_on_timeout: bool,
            /// Whether the function runs.
            enabled: bool,
        }
    }

    /// Gets one pipeline function by its ID.
    read Get "/api/v3/get-pipeline-function"
    fn get_pipeline_function(GetPipelineFunction) -> PipelineFunction {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {}
    }

    /// Uploads a pipeline function again, after its upload failed.
    ///
    /// Deprecated; `update_pipeline_function` uploads the code too when it changes.
    write Post "/api/v3/reupload-pipeline-function"
    fn reupload_pipeline_function(ReuploadPipelineFunction) -> PipelineFunction {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {}
    }

    /// Changes a pipeline function.
    ///
    /// New code is uploaded again; `status` of the answer says how far that is.
    write Post "/api/v3/update-pipeline-function"
    fn update_pipeline_function(UpdatePipelineFunction) -> PipelineFunction {
        required {
            /// ID of the function to change.
            func_id: String,
        }
        optional {
            /// New name of the function.
            func_name: String,
            /// Free text on what the function does.
            func_description: String,
            /// New code of the function, which is then uploaded again.
            source_code: String,
            /// Whether the flow goes on without waiting for the function; absence means no; good for notifications.
            is_asynchronous: bool,
            /// Time the function may run, in whole seconds from 1 to 60; absent means 3.
            timeout: i64 [Range(1..=60)],
            /// Whether a timeout of the function ends the whole flow; absence means no.
            terminate_on_timeout: bool,
            /// Whether the function runs.
            enabled: bool,
        }
    }

    /// Sets the order in which the functions of one scene run.
    write Post "/api/v3/update-pipeline-order"
    fn update_pipeline_order(UpdatePipelineOrder) -> () {
        required {
            /// IDs of the scene's functions, first to last.
            order: Vec<String>,
            /// Point of registration or login whose functions are ordered.
            scene: PipelineScene,
        }
        optional {}
    }

    /// Deletes a pipeline function.
    write Post "/api/v3/delete-pipeline-function"
    fn delete_pipeline_function(DeletePipelineFunction) -> () {
        required {
            /// ID of the function to delete.
            func_id: String,
        }
        optional {}
    }

    /// Lists the pipeline functions.
    read Get "/api/v3/list-pipeline-functions"
    fn list_pipeline_functions(ListPipelineFunctions) -> PipelineFunctionPaging {
        required {}
        optional {
            /// Point at which the functions run; absent means all.
            scene: PipelineScene,
        }
    }

    /// Gets the log of a pipeline function, page by page.
    ///
    /// Upstream declares the answer of `list_pipeline_functions` for it, which cannot be right; `data` stays JSON.
    read Get "/api/v3/get-pipeline-logs"
    fn get_pipeline_logs(GetPipelineLogs) -> Value {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
        }
    }
}

outputs! {
    /// A pipeline function: code the server runs at a point of registration or login.
    PipelineFunction {
        /// ID of the function.
        func_id: String,
        /// Name of the function.
        func_name: String,
        /// Free text on what the function does.
        func_description: String,
        /// Point at which the function runs.
        scene: PipelineScene,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// Whether the flow goes on without waiting for the function; good for notifications.
        is_asynchronous: bool,
        /// Time the function may run, in whole seconds from 1 to 60.
        timeout: i64,
        /// Whether a timeout of the function ends the whole flow.
        terminate_on_timeout: bool,
        /// Code of the function.
        source_code: String,
        /// How far the upload of the code is.
        status: PipelineFunctionStatus,
        /// Why the upload failed; absent if it did not.
        upload_err_msg: String,
        /// Whether the function runs.
        enabled: bool,
        /// Whether the function runs as a cloud function.
        is_cloud: bool,
        /// How the last run went, as JSON; upstream does not document its fields.
        last_execute_status: Map<String, Value>,
    }

    /// The pipeline functions and their number.
    PipelineFunctionPaging {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<PipelineFunction>,
    }
}

enums! {
    /// When a pipeline function runs.
    PipelineScene {
        PreRegister = "PRE_REGISTER",
        PostRegister = "POST_REGISTER",
        PreAuthentication = "PRE_AUTHENTICATION",
        PostAuthentication = "POST_AUTHENTICATION",
        PreOidcIdTokenIssued = "PRE_OIDC_ID_TOKEN_ISSUED",
        PreOidcAccessTokenIssued = "PRE_OIDC_ACCESS_TOKEN_ISSUED",
        PreCompleteUserInfo = "PRE_COMPLETE_USER_INFO",
        PreMfaVerify = "PRE_MFA_VERIFY",
        PostMfaVerify = "POST_MFA_VERIFY",
    }

    /// How far the upload of a pipeline function is.
    PipelineFunctionStatus {
        Uploading = "uploading",
        Success = "success",
        Failed = "failed",
    }
}
