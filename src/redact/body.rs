//! Response and request bodies as logs and errors may show them: secret fields are redacted by their rows and names.

use serde_json::{Map, Value};

use super::{ByteCount, REDACTED, Secrets, find};
use crate::schema::{FieldName, Param};

/// Parts of field names that indicate a secret.
const SECRET_PARTS: [&str; 13] = [
    "secret",
    "password",
    "passwd",
    "pwd",
    "token",
    "privatekey",
    "credential",
    "recoverycode",
    "salt",
    "otp",
    "apikey",
    "aeskey",
    "encryptkey",
];

/// Whole names of secret fields, in lower case and without separators: those that every row of the tables marks. Names
/// that are too common are missing, such as `fields`; only the operations whose rows mark them redact them.
const SECRET_NAMES: [&str; 13] = [
    "accountinfo",
    "ciphertext",
    "decryptedcontent",
    "hks",
    "httpscertificate",
    "oauthconfig",
    "oidcconfig",
    "permanentcode",
    "requestheaders",
    "responseheaders",
    "samlconfig",
    "senderpass",
    "ticketurl",
];

/// What the rows of an operation mark as secret, in addition to the names that always indicate a secret.
#[derive(Clone, Default)]
pub(crate) struct SecretFields {
    /// At any depth, because a server that sends a field back may nest it differently.
    pub(crate) names: Vec<FieldName>,
    /// Whether `data` is a secret as a whole.
    pub(crate) is_data_secret: bool,
}

impl SecretFields {
    /// Adds the secret parameters, including those of nested objects.
    pub(crate) fn add_params(&mut self, params: &[Param]) {
        self.add_params_of(params, &mut Vec::new());
    }

    /// An object may contain itself, so the names of those that have been visited are kept.
    fn add_params_of(&mut self, params: &[Param], visited: &mut Vec<&'static str>) {
        for param in params {
            if param.secret {
                self.names.push(param.name);
            } else if let Some(schema) = param.ty.object().filter(|schema| !visited.contains(&schema.name)) {
                visited.push(schema.name);
                self.add_params_of(schema.fields(), visited);
            }
        }
    }

    fn contains(&self, name: &str) -> bool {
        is_secret_name(name) || self.names.iter().any(|secret| secret.is(name))
    }
}

/// A body for the log. If it is not JSON, only its size is shown.
pub(crate) fn for_log(body: &[u8], fields: &SecretFields, secrets: &Secrets<'_>) -> String {
    let Some(mut text) = redacted(body, fields) else {
        return format!("{:?}", ByteCount(body.len()));
    };
    secrets.redact(&mut text);
    text
}

/// A body for an error, from which the client's own secrets have been removed: JSON, or a gateway's page. Truncated
/// JSON is not shown, because its secrets cannot be located.
pub(crate) fn for_error(body: &[u8], fields: &SecretFields) -> String {
    match redacted(body, fields) {
        Some(json) => json,
        // It may be the secret, sent without an envelope.
        None if fields.is_data_secret => String::new(),
        None if is_json(body) => String::new(),
        None => String::from_utf8_lossy(body).trim().to_owned(),
    }
}

/// Redacts a text of the server if it is JSON, such as a list of messages.
pub(crate) fn redact_text(text: &mut String, fields: &SecretFields) {
    if is_json(text.as_bytes()) {
        if let Some(mut json) = parse(text.as_bytes()) {
            redact_value(&mut json, fields);
            *text = json.to_string();
        }
    }
}

/// Whether a text begins like a JSON object or list.
fn is_json(text: &[u8]) -> bool {
    matches!(without_bom(text).trim_ascii_start(), [b'{' | b'[', ..])
}

fn redacted(body: &[u8], fields: &SecretFields) -> Option<String> {
    let mut json = parse(body)?;
    redact_value(&mut json, fields);
    if fields.is_data_secret {
        let is_envelope = json.get("statusCode").is_some();
        let data = if is_envelope {
            json.get_mut("data")
        } else {
            Some(&mut json)
        };
        if let Some(data) = data {
            *data = REDACTED.into();
        }
    }
    Some(json.to_string())
}

/// Parses text, since programs contain that parser anyway; the one for bytes would be added to it.
fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_str(std::str::from_utf8(without_bom(body)).ok()?).ok()
}

/// Some servers send a byte order mark, which is not JSON. The envelope is decoded without it, too.
pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// Free JSON for `Debug`, where only the names of fields tell which ones are secret.
pub(crate) fn redacted_value(value: &Value) -> Value {
    let mut clean = value.clone();
    redact_value(&mut clean, &SecretFields::default());
    clean
}

/// Free JSON that these parameters belong to, or that a server may have copied them to.
#[inline]
pub(crate) fn redact_json(value: &mut Value, params: &[Param]) {
    let mut fields = SecretFields::default();
    fields.add_params(params);
    redact_value(value, &fields);
}

/// The same for an object.
pub(crate) fn redacted_map(map: &Map<String, Value>) -> Map<String, Value> {
    let mut clean = map.clone();
    redact_fields(&mut clean, &SecretFields::default());
    clean
}

fn redact_value(value: &mut Value, fields: &SecretFields) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| redact_value(item, fields)),
        Value::Object(object) => redact_fields(object, fields),
        _ => {}
    }
}

fn redact_fields(object: &mut Map<String, Value>, fields: &SecretFields) {
    for (name, value) in object {
        if fields.contains(name) {
            *value = REDACTED.into();
        } else {
            redact_value(value, fields);
        }
    }
}

/// Whether a field name indicates a secret, such as `access_token` and `appSecret`. It also matches `tokenLifetime`,
/// which does no harm.
fn is_secret_name(name: &str) -> bool {
    let name: String = name.chars().filter(|letter| !matches!(letter, '_' | '-')).collect();
    let name = name.to_ascii_lowercase();
    SECRET_NAMES.contains(&&*name) || SECRET_PARTS.iter().any(|part| find(name.as_bytes(), part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ObjectSchema, ParamLocation, ParamType};

    /// It contains itself.
    const ITEM: ObjectSchema = ObjectSchema {
        name: "Item",
        fields: || {
            const {
                &[
                    Param::required("seed", ParamType::String, ParamLocation::Body).secret(),
                    Param::optional("items", ParamType::List(&ParamType::Object(ITEM)), ParamLocation::Body),
                ]
            }
        },
        #[cfg(feature = "descriptions")]
        docs: || &[],
    };

    const PARAMS: &[Param] = &[
        Param::required("user_name", ParamType::String, ParamLocation::Body).secret(),
        Param::optional("items", ParamType::List(&ParamType::Object(ITEM)), ParamLocation::Body),
    ];

    fn logged(body: &str) -> String {
        let mut fields = SecretFields::default();
        fields.add_params(PARAMS);
        for_log(body.as_bytes(), &fields, &Secrets::new(&["the-token"]))
    }

    #[test]
    fn secrets_are_redacted_by_row_and_by_name() {
        assert_eq!(
            logged(
                r#"{"userName":"A","code":"book","items":[{"seed":{"a":1}}],"other":{"seed":1},"data":{"access_token":"B"}}"#
            ),
            r#"{"code":"book","data":{"access_token":"<redacted>"},"items":[{"seed":"<redacted>"}],"other":{"seed":"<redacted>"},"userName":"<redacted>"}"#
        );
        for name in [
            "newPassword",
            "app_secret",
            "mfaToken",
            "private_key",
            "recoveryCode",
            "OTP",
            "encodingAESKey",
            "api-key",
            "bindPwd",
            "sender_pass",
        ] {
            assert_eq!(
                logged(&format!(r#"{{"{name}":["x"]}}"#)),
                format!(r#"{{"{name}":"<redacted>"}}"#)
            );
        }
        assert_eq!(logged(r#"["Bearer the-token"]"#), r#"["Bearer <redacted>"]"#);
        assert_eq!(logged("not JSON: the-token"), "19 bytes");
    }

    #[test]
    fn errors_show_pages_and_json_but_no_truncated_json() {
        for (body, shown) in [
            (" <h1>Bad Gateway</h1> ", "<h1>Bad Gateway</h1>"),
            (r#" {"secret":"s","code":1} "#, r#"{"code":1,"secret":"<redacted>"}"#),
            (r#" {"secret":"s","co"#, ""),
            (
                "\u{feff}{\"secret\":\"s\",\"code\":1}",
                r#"{"code":1,"secret":"<redacted>"}"#,
            ),
            ("\u{feff}{\"secret\":\"s\",\"co", ""),
            ("", ""),
        ] {
            assert_eq!(for_error(body.as_bytes(), &SecretFields::default()), shown);
        }
    }

    #[test]
    fn data_that_is_a_secret_is_redacted_in_any_form() {
        let fields = SecretFields {
            is_data_secret: true,
            ..SecretFields::default()
        };
        for (body, shown) in [
            (
                r#"{"statusCode":200,"data":"s"}"#,
                r#"{"data":"<redacted>","statusCode":200}"#,
            ),
            (
                r#"{"statusCode":400,"message":"m"}"#,
                r#"{"message":"m","statusCode":400}"#,
            ),
            (r#""s""#, r#""<redacted>""#),
            (r#"{"result":"s"}"#, r#""<redacted>""#),
            ("s", ""),
        ] {
            assert_eq!(for_error(body.as_bytes(), &fields), shown);
        }
    }

    #[test]
    fn a_message_is_redacted_if_it_is_json() {
        for (message, shown) in [
            ("no {\"secret\":\"s\"}", "no {\"secret\":\"s\"}"),
            ("[{\"secret\":\"s\"}]", "[{\"secret\":\"<redacted>\"}]"),
            ("[] or", "[] or"),
        ] {
            let mut text = message.to_owned();
            redact_text(&mut text, &SecretFields::default());
            assert_eq!(text, shown);
        }
    }
}
