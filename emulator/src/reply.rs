//! What an operation results in, and the envelope around it.

use serde_json::{Value, json};

use crate::store::Conflict;

/// The data of a response, or why there is none.
pub(crate) type Reply = Result<Value, Refusal>;

/// An operation that was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) api_code: Option<u16>,
    pub(crate) message: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Refusal {
            status,
            api_code: None,
            message: message.into(),
        }
    }

    pub(crate) fn with_api_code(self, code: u16) -> Self {
        Refusal {
            api_code: Some(code),
            ..self
        }
    }

    /// The parameters are malformed. The service names the parameter in these words.
    pub(crate) fn malformed(path: &str, reason: &str) -> Self {
        Self::new(400, format!("参数 {path} 格式错误: {reason}"))
    }

    /// Something that the request names does not exist.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, message)
    }

    /// The service understands the request, but does not allow it.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, message)
    }

    /// The emulator does not do what the service would do.
    pub(crate) fn not_emulated(what: &str) -> Self {
        Self::new(501, format!("{what} is not emulated"))
    }
}

/// A value that must be unique is in use.
impl From<Conflict> for Refusal {
    fn from(conflict: Conflict) -> Self {
        Self::conflict(format!("{} already exists", conflict.fields.join(", ")))
    }
}

/// The data of operations that only confirm.
#[allow(clippy::unnecessary_wraps)] // it ends handlers
pub(crate) fn success() -> Reply {
    Ok(json!({"success": true}))
}

/// The body of a response. The service sends `apiCode` and `requestId` on failure.
pub(crate) fn envelope(reply: &Reply, request_id: &str) -> Value {
    match reply {
        Ok(data) => json!({"statusCode": 200, "message": "", "requestId": request_id, "data": data}),
        Err(refusal) => {
            let mut body = json!({
                "statusCode": refusal.status,
                "message": refusal.message,
                "requestId": request_id,
            });
            if let Some(code) = refusal.api_code {
                body["apiCode"] = code.into();
            }
            body
        }
    }
}
