//! Response and request bodies as logs and errors may show them: secret fields are redacted by their rows and names.

use serde_json::{Map, Value};

use super::{ByteCount, REDACTED, Secrets, find};
use crate::schema::{Param, ParamType};

/// Parts of field names that indicate a secret.
const SECRET_NAMES: [&str; 9] = [
    "secret",
    "password",
    "passwd",
    "token",
    "privatekey",
    "credential",
    "recoverycode",
    "salt",
    "otp",
];

/// A body for the log. If it is not JSON, only its size is shown.
pub(crate) fn for_log(body: &[u8], params: &[Param], secrets: &Secrets) -> String {
    let Some(mut text) = redacted(body, params) else {
        return format!("{:?}", ByteCount(body.len()));
    };
    secrets.redact(&mut text);
    text
}

/// A body for an error, from which the client's own secrets have been removed: JSON, or a gateway's page. Truncated
/// JSON is not shown, because its secrets cannot be located.
pub(crate) fn for_error(body: &[u8]) -> String {
    match redacted(body, &[]) {
        Some(json) => json,
        None if matches!(without_bom(body).trim_ascii_start(), [b'{' | b'[', ..]) => String::new(),
        None => String::from_utf8_lossy(body).trim().to_owned(),
    }
}

/// The JSON of a body, with every string in its canonical spelling.
pub(crate) fn canonical(body: &[u8]) -> Option<String> {
    Some(parse(body)?.to_string())
}

fn redacted(body: &[u8], params: &[Param]) -> Option<String> {
    let mut json = parse(body)?;
    redact_value(&mut json, params);
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
    redact_value(&mut clean, &[]);
    clean
}

/// The same for an object.
pub(crate) fn redacted_map(map: &Map<String, Value>) -> Map<String, Value> {
    let mut clean = map.clone();
    redact_fields(&mut clean, &[]);
    clean
}

fn redact_value(value: &mut Value, params: &[Param]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| redact_value(item, params)),
        Value::Object(fields) => redact_fields(fields, params),
        _ => {}
    }
}

fn redact_fields(fields: &mut Map<String, Value>, params: &[Param]) {
    for (name, value) in fields {
        let param = params.iter().find(|param| param.name.is(name));
        if param.is_some_and(|param| param.secret) || is_secret_name(name) {
            *value = REDACTED.into();
        } else {
            redact_value(value, param.map_or(&[], |param| fields_of(&param.ty)));
        }
    }
}

fn fields_of(ty: &ParamType) -> &'static [Param] {
    ty.object().map_or(&[], |schema| schema.fields())
}

/// Whether a field name indicates a secret, such as `access_token` and `appSecret`. It also matches `tokenLifetime`,
/// which does no harm.
fn is_secret_name(name: &str) -> bool {
    let name: String = name.chars().filter(|letter| *letter != '_').collect();
    let name = name.to_ascii_lowercase();
    SECRET_NAMES.iter().any(|part| find(name.as_bytes(), part).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ObjectSchema, ParamLocation};

    const ITEM: ObjectSchema = ObjectSchema {
        name: "Item",
        fields: || const { &[Param::required("hks", ParamType::String, ParamLocation::Body).secret()] },
    };

    const PARAMS: &[Param] = &[
        Param::required("user_name", ParamType::String, ParamLocation::Body).secret(),
        Param::optional("items", ParamType::List(&ParamType::Object(ITEM)), ParamLocation::Body),
    ];

    fn logged(body: &str) -> String {
        for_log(body.as_bytes(), PARAMS, &Secrets::new(&["the-token"]))
    }

    #[test]
    fn secrets_are_redacted_by_row_and_by_name() {
        assert_eq!(
            logged(
                r#"{"userName":"A","code":"book","items":[{"hks":{"a":1}}],"hks":"shown","data":{"access_token":"B"}}"#
            ),
            r#"{"code":"book","data":{"access_token":"<redacted>"},"hks":"shown","items":[{"hks":"<redacted>"}],"userName":"<redacted>"}"#
        );
        for name in [
            "newPassword",
            "app_secret",
            "mfaToken",
            "private_key",
            "recoveryCode",
            "OTP",
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
            assert_eq!(for_error(body.as_bytes()), shown);
        }
    }
}
