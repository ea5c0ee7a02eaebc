//! Bodies as they may be shown, in the log and in errors: what is secret by its row, or by its name, is left out.

use serde_json::Value;

use crate::operation::{Kind, Param, Rule};
use crate::redact::{Bytes, REDACTED, Secrets, position};

/// Parts of names that speak of secrets: answers have no rows that say so.
const TELLING: [&str; 9] = [
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

/// A body for the log. One that is not JSON shows only its size.
pub(crate) fn for_log(body: &[u8], params: &[Param], secrets: &Secrets) -> String {
    let Some(mut text) = without_secrets(body, params) else {
        return format!("{:?}", Bytes(body.len()));
    };
    secrets.redact(&mut text);
    text
}

/// A body for an error that was cleared of the client's own secrets: JSON, or somebody's page. Nothing of JSON that
/// breaks off, since nobody knows where its secrets are.
pub(crate) fn for_error(body: &[u8]) -> String {
    match without_secrets(body, &[]) {
        Some(json) => json,
        None if matches!(body.trim_ascii_start(), [b'{' | b'[', ..]) => String::new(),
        None => String::from_utf8_lossy(body).trim().to_owned(),
    }
}

/// JSON with every text in the one spelling of this crate.
pub(crate) fn respelled(body: &[u8]) -> Option<String> {
    Some(json_in(body)?.to_string())
}

/// JSON without what its rows, or their names, call secret.
fn without_secrets(body: &[u8], params: &[Param]) -> Option<String> {
    let mut json = json_in(body)?;
    hide(&mut json, params);
    Some(json.to_string())
}

/// As text: a program holds the parser of text anyway, and the one of bytes would come on top.
fn json_in(body: &[u8]) -> Option<Value> {
    serde_json::from_str(std::str::from_utf8(body).ok()?).ok()
}

fn hide(value: &mut Value, params: &[Param]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, params)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let param = params.iter().find(|param| param.name.is(name));
                let by_row = param.is_some_and(|param| param.rules.contains(&Rule::Secret));
                if by_row || is_telling(name) {
                    *value = REDACTED.into();
                } else {
                    hide(value, param.map_or(&[], |param| fields_of(&param.kind)));
                }
            }
        }
        _ => {}
    }
}

fn fields_of(kind: &Kind) -> &'static [Param] {
    match kind {
        Kind::Object(model) => model.fields(),
        Kind::List(item) => fields_of(item),
        _ => &[],
    }
}

/// `access_token` and `appSecret` are; `tokenLifetime` is taken for one, too, which does no harm.
fn is_telling(name: &str) -> bool {
    let name: String = name.chars().filter(|letter| *letter != '_').collect();
    let name = name.to_ascii_lowercase();
    TELLING
        .iter()
        .any(|telling| position(name.as_bytes(), telling).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Model;

    const ITEM: Model = Model {
        name: "Item",
        fields: || const { &[Param::required("hks", Kind::Text).with_rules(&[Rule::Secret])] },
    };

    const PARAMS: &[Param] = &[
        Param::required("user_name", Kind::Text).with_rules(&[Rule::Secret]),
        Param::optional("items", Kind::List(&Kind::Object(ITEM))),
    ];

    fn shown(body: &str) -> String {
        for_log(body.as_bytes(), PARAMS, &Secrets::of(&["the-token"]))
    }

    #[test]
    fn what_the_row_or_the_name_calls_secret_is_hidden() {
        assert_eq!(
            shown(
                r#"{"userName":"A","code":"book","items":[{"hks":{"a":1}}],"hks":"seen","data":{"access_token":"B"}}"#
            ),
            r#"{"code":"book","data":{"access_token":"<redacted>"},"hks":"seen","items":[{"hks":"<redacted>"}],"userName":"<redacted>"}"#
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
                shown(&format!(r#"{{"{name}":["x"]}}"#)),
                format!(r#"{{"{name}":"<redacted>"}}"#)
            );
        }
        assert_eq!(shown(r#"["Bearer the-token"]"#), r#"["Bearer <redacted>"]"#);
        assert_eq!(shown("no JSON: the-token"), "18 bytes");
    }

    #[test]
    fn an_error_shows_pages_and_json_but_not_half_of_it() {
        for (body, shown) in [
            (" <h1>Bad Gateway</h1> ", "<h1>Bad Gateway</h1>"),
            (r#" {"secret":"s","code":1} "#, r#"{"code":1,"secret":"<redacted>"}"#),
            (r#" {"secret":"s","co"#, ""),
            ("", ""),
        ] {
            assert_eq!(for_error(body.as_bytes()), shown);
        }
    }
}
