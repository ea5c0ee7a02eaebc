//! Pipelines: custom JavaScript functions that run at certain points of registration, authentication and token issue.

use serde_json::{Map, Value};

use crate::macros::{enums, operations, outputs};

operations! {
    /// # Pipelines
    "pipelines"

    /// Creates a pipeline function.
    ///
    /// `status` in the response is the state of the upload of the source code.
    ///
    /// Seen on Authing: `get_pipeline_function` returns the source code directly afterwards, before the upload is
    /// complete.
    write Post "/api/v3/create-pipeline-function"
    fn create_pipeline_function(CreatePipelineFunction) -> PipelineFunction {
        required {
            /// JavaScript source code, which defines `async function pipe(user, context, callback)`.
            source_code: String,
            /// Point at which the function runs.
            scene: PipelineScene,
            /// Name of the function.
            func_name: String,
        }
        optional {
            /// Description of the function.
            func_description: String,
            /// Whether the function runs asynchronously, without blocking the flow, which is suitable for sending
            /// notifications. Defaults to `false`.
            is_asynchronous: bool,
            /// Execution timeout of the function, in seconds. Defaults to `3`.
            timeout: i64 [Range(1..=60)],
            /// Whether to terminate the whole flow if the function times out. Defaults to `false`.
            terminate_on_timeout: bool,
            /// Whether the pipeline function is enabled. Seen on Authing: a function was disabled after a request that
            /// may have left this out, so set it explicitly.
            enabled: bool,
        }
    }

    /// Gets a pipeline function.
    ///
    /// Fails with status 404 if the pipeline function does not exist.
    read Get "/api/v3/get-pipeline-function"
    fn get_pipeline_function(GetPipelineFunction) -> PipelineFunction {
        required {
            /// ID of the pipeline function.
            func_id: String,
        }
        optional {}
    }

    /// Uploads a pipeline function again after its upload failed.
    ///
    /// This operation is deprecated. `update_pipeline_function` also uploads the function again if its source code
    /// changes.
    write Post "/api/v3/reupload-pipeline-function"
    fn reupload_pipeline_function(ReuploadPipelineFunction) -> PipelineFunction {
        required {
            /// ID of the pipeline function.
            func_id: String,
        }
        optional {}
    }

    /// Changes a pipeline function.
    ///
    /// `status` in the response is the state of the upload of the source code.
    write Post "/api/v3/update-pipeline-function"
    fn update_pipeline_function(UpdatePipelineFunction) -> PipelineFunction {
        required {
            /// ID of the pipeline function to change.
            func_id: String,
        }
        optional {
            /// New name of the function.
            func_name: String,
            /// New description of the function.
            func_description: String,
            /// New JavaScript source code, which defines `async function pipe(user, context, callback)`. The function
            /// is uploaded again if the code changes.
            source_code: String,
            /// Whether the function runs asynchronously, without blocking the flow, which is suitable for sending
            /// notifications. Defaults to `false`.
            is_asynchronous: bool,
            /// Execution timeout of the function, in seconds. Defaults to `3`.
            timeout: i64 [Range(1..=60)],
            /// Whether to terminate the whole flow if the function times out. Defaults to `false`.
            terminate_on_timeout: bool,
            /// Whether the pipeline function is enabled.
            enabled: bool,
        }
    }

    /// Changes the order of the pipeline functions of a scene.
    write Post "/api/v3/update-pipeline-order"
    fn update_pipeline_order(UpdatePipelineOrder) -> () {
        required {
            /// IDs of the pipeline functions in the new order.
            order: Vec<String>,
            /// Scene to order the functions of.
            scene: PipelineScene,
        }
        optional {}
    }

    /// Deletes a pipeline function.
    ///
    /// Seen on Authing: `get_pipeline_function` fails with status 404 directly afterwards.
    destructive Post "/api/v3/delete-pipeline-function"
    fn delete_pipeline_function(DeletePipelineFunction) -> () {
        required {
            /// ID of the pipeline function to delete.
            func_id: String,
        }
        optional {}
    }

    /// Lists the pipeline functions.
    read Get "/api/v3/list-pipeline-functions"
    fn list_pipeline_functions(ListPipelineFunctions) -> PipelineFunctionPaging {
        required {}
        optional {
            /// Only functions that run at this point.
            scene: PipelineScene,
        }
    }

    /// Lists the log entries of a pipeline function, page by page.
    ///
    /// The official documentation declares the response of `list_pipeline_functions` for this operation, so `data` is
    /// left as untyped JSON.
    read Get "/api/v3/get-pipeline-logs"
    fn get_pipeline_logs(GetPipelineLogs) -> Value {
        required {
            /// ID of the pipeline function.
            func_id: String,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
        }
    }
}

outputs! {
    /// A pipeline function.
    PipelineFunction {
        /// ID of the pipeline function.
        func_id: String,
        /// Name of the function.
        func_name: String,
        /// Description of the function.
        func_description: String,
        /// Point at which the function runs.
        scene: PipelineScene,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// Whether the function runs asynchronously, without blocking the flow, which is suitable for sending
        /// notifications.
        is_asynchronous: bool,
        /// Execution timeout of the function, in seconds, from 1 to 60.
        timeout: i64,
        /// Whether to terminate the whole flow if the function times out.
        terminate_on_timeout: bool,
        /// JavaScript source code, which defines `async function pipe(user, context, callback)`.
        source_code: String,
        /// State of the upload of the function.
        status: PipelineFunctionStatus,
        /// Error message of the upload. Present if the upload failed.
        upload_err_msg: String,
        /// Whether the pipeline function is enabled.
        enabled: bool,
        /// Whether this is a cloud function.
        is_cloud: bool,
        /// Status of the last execution. The fields are not documented.
        last_execute_status: Map<String, Value>,
    }

    /// The pipeline functions.
    PipelineFunctionPaging {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<PipelineFunction>,
    }
}

enums! {
    /// Point at which a pipeline function runs.
    PipelineScene {
        /// Before a registration.
        PreRegister = "PRE_REGISTER",
        /// After a registration.
        PostRegister = "POST_REGISTER",
        /// Before an authentication.
        PreAuthentication = "PRE_AUTHENTICATION",
        /// After an authentication.
        PostAuthentication = "POST_AUTHENTICATION",
        /// Before an OIDC ID token is issued.
        PreOidcIdTokenIssued = "PRE_OIDC_ID_TOKEN_ISSUED",
        /// Before an OIDC access token is issued.
        PreOidcAccessTokenIssued = "PRE_OIDC_ACCESS_TOKEN_ISSUED",
        /// Before missing user data is completed.
        PreCompleteUserInfo = "PRE_COMPLETE_USER_INFO",
        PreMfaVerify = "PRE_MFA_VERIFY",
        PostMfaVerify = "POST_MFA_VERIFY",
    }

    /// State of the upload of a pipeline function.
    PipelineFunctionStatus {
        /// The upload is in progress.
        Uploading = "uploading",
        /// The upload succeeded.
        Success = "success",
        /// The upload failed.
        Failed = "failed",
    }
}
