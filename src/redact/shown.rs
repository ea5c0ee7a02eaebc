//! Redaction for programs that show parameters and data themselves. Only they compile it.

use serde_json::Value;

use super::REDACTED;
use super::body::redact_json;
use crate::schema::Operation;

/// # Redaction
impl Operation {
    /// Replaces the secrets among parameters, in wire names, so that they can be shown. What is a secret is what neither
    /// logs nor errors show: what the row says, and what the name of a field indicates.
    ///
    /// ```
    /// use genauth::Method;
    /// use genauth::schema::Operation;
    /// use serde_json::json;
    ///
    /// let (operation, _) = Operation::find(Method::Post, "/api/v3/create-user").expect("an endpoint");
    /// let mut params = json!({"username": "alice", "password": "tulip"});
    /// operation.redact_params(&mut params);
    /// assert_eq!(params, json!({"username": "alice", "password": "<redacted>"}));
    /// ```
    #[inline]
    pub fn redact_params(&self, params: &mut Value) {
        redact_json(params, self.params);
    }

    /// Replaces the secrets in the data of a response, like [`redact_params`](Self::redact_params). Data that is a secret
    /// as a whole is replaced.
    #[inline]
    pub fn redact_data(&self, data: &mut Value) {
        if self.is_data_secret {
            *data = REDACTED.into();
        } else {
            redact_json(data, self.params);
        }
    }
}

/// Replaces the values in free JSON whose names indicate a secret, as logs and errors do.
///
/// ```
/// use serde_json::json;
///
/// let mut body = json!({"name": "wiki", "appSecret": "tulip"});
/// genauth::redact(&mut body);
/// assert_eq!(body, json!({"name": "wiki", "appSecret": "<redacted>"}));
/// ```
#[inline]
pub fn redact(value: &mut Value) {
    redact_json(value, &[]);
}
