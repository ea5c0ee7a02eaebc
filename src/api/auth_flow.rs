//! Authentication flows: the steps of a login, and custom functions that run in them.

use serde_json::Value;

use crate::macros::{operations, outputs};

operations! {
    /// # Authentication flows
    "auth_flow"

    /// Gets an authentication flow configuration.
    read Get "/api/v3/get-auth-flow-config"
    fn get_auth_flow_config(GetAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Gets the authentication flow configurations of an application.
    read Get "/api/v3/get-auth-flow-config-by-app-id"
    fn get_auth_flow_config_by_app_id(GetAuthFlowConfigByAppId) -> Value, inferred {
        required {}
        optional {
            /// ID of the application.
            app_id: String,
        }
    }

    /// Gets the authentication flow configuration that an application uses.
    read Get "/api/v3/get-current-auth-flow-config"
    fn get_current_auth_flow_config(GetCurrentAuthFlowConfig) -> Value, inferred {
        required {}
        optional {
            /// ID of the application.
            app_id: String,
        }
    }

    /// Creates an authentication flow configuration.
    write Post "/api/v3/save-auth-flow-config"
    fn save_auth_flow_config(SaveAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Copies an authentication flow configuration.
    write Post "/api/v3/copy-auth-flow-config"
    fn copy_auth_flow_config(CopyAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Changes an authentication flow configuration.
    write Post "/api/v3/update-auth-flow-config"
    fn update_auth_flow_config(UpdateAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Makes an application use another authentication flow configuration.
    write Post "/api/v3/switch-auth-flow-config"
    fn switch_auth_flow_config(SwitchAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Deletes an authentication flow configuration.
    destructive Post "/api/v3/delete-auth-flow-config"
    fn delete_auth_flow_config(DeleteAuthFlowConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Creates the settings of authentication flows for an application.
    write Post "/api/v3/create-auth-flow-app-config"
    fn create_auth_flow_app_config(CreateAuthFlowAppConfig) -> Value, path_only {
        required {}
        optional {}
    }

    /// Enables the authentication flow of an application.
    write Post "/api/v3/enabled-auth-flow-app"
    fn enabled_auth_flow_app(EnabledAuthFlowApp) -> Value, path_only {
        required {}
        optional {}
    }

    /// Disables the authentication flow of an application.
    write Post "/api/v3/disabled-auth-flow-app"
    fn disabled_auth_flow_app(DisabledAuthFlowApp) -> Value, path_only {
        required {}
        optional {}
    }

    /// Creates a function for authentication flows.
    ///
    /// No operation lists these functions, so keep `func_id` of the response. Other fields of the response may be
    /// absent.
    write Post "/api/v3/create-auth-flow-function"
    fn create_auth_flow_function(CreateAuthFlowFunction) -> AuthFlowFunction, seen {
        required {
            /// Name of the function.
            func_name: String,
            /// Point at which the function runs, such as `PRE_AUTHENTICATION`. It cannot be changed later.
            scene: String,
            /// Source code of the function.
            source_code: String,
        }
        optional {
            /// Description of the function.
            func_description: String,
            /// Whether the function runs asynchronously, without blocking the flow.
            is_asynchronous: bool,
            /// Execution timeout of the function, in seconds.
            timeout: i64 [Range(1..=60)],
            /// Whether to terminate the whole flow if the function times out.
            terminate_on_timeout: bool,
            /// Whether flows call the function.
            enabled: bool,
            /// ID of the application that the function is limited to. The response does not contain it.
            app_id: String,
        }
    }

    /// Gets a function for authentication flows.
    ///
    /// A program that calls it treats status 404 as a function that does not exist.
    read Get "/api/v3/get-auth-flow-function"
    fn get_auth_flow_function(GetAuthFlowFunction) -> AuthFlowFunction, seen {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {}
    }

    /// Changes a function for authentication flows.
    ///
    /// Only fields that change need to be set; `scene` cannot change. The response contains `func_id`; other fields
    /// may be absent.
    write Post "/api/v3/update-auth-flow-function"
    fn update_auth_flow_function(UpdateAuthFlowFunction) -> AuthFlowFunction, seen {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {
            /// New name of the function.
            func_name: String,
            /// New source code of the function.
            source_code: String,
            /// New description of the function.
            func_description: String,
            /// Whether the function runs asynchronously, without blocking the flow.
            is_asynchronous: bool,
            /// Execution timeout of the function, in seconds.
            timeout: i64 [Range(1..=60)],
            /// Whether to terminate the whole flow if the function times out.
            terminate_on_timeout: bool,
            /// Whether flows call the function.
            enabled: bool,
            /// ID of the application that the function is limited to. The response does not contain it.
            app_id: String,
        }
    }

    /// Deletes a function for authentication flows.
    ///
    /// The response may have no `data`.
    destructive Post "/api/v3/delete-auth-flow-function"
    fn delete_auth_flow_function(DeleteAuthFlowFunction) -> Value, seen {
        required {
            /// ID of the function.
            func_id: String,
        }
        optional {}
    }
}

outputs! {
    /// A function for authentication flows.
    AuthFlowFunction {
        /// ID of the function.
        func_id: String,
        /// Name of the function.
        func_name: String,
        /// Description of the function.
        func_description: String,
        /// Point at which the function runs, such as `PRE_AUTHENTICATION`.
        scene: String,
        /// Source code of the function.
        source_code: String,
        /// Whether the function runs asynchronously, without blocking the flow.
        is_asynchronous: Option<bool>,
        /// Execution timeout of the function, in seconds, from 1 to 60.
        timeout: Option<i64>,
        /// Whether to terminate the whole flow if the function times out.
        terminate_on_timeout: Option<bool>,
        /// Whether flows call the function.
        enabled: Option<bool>,
    }
}
