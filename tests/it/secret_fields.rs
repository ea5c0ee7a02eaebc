//! Secret fields of responses are hidden wherever the crate shows a response: in logs at trace, in errors, in `Debug`.

use std::collections::BTreeSet;

use genauth::{Error, ManagementClient, Method, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::rows::{RowKind, rows};
use crate::secrets::everything_in;
use crate::support::{client_for, logged_by};
use crate::test_server::{Reply, TestServer};

/// Every secret of this file begins with it.
const HIDDEN: &str = "HIDDEN-";

/// Names that are too common to be hidden in the response to every operation. Operations whose rows mark them as secret
/// hide them.
const COMMON_NAMES: [&str; 4] = ["custom", "fields", "templateData", "userName"];

/// A client of a server that responds to every operation with this body. The server runs until the program ends.
fn client_receiving(body: &Value) -> ManagementClient {
    let body = body.to_string();
    let server = TestServer::responding(move |_| Reply::json(&body));
    client_for(server.url())
}

/// Asserts that neither the log nor the error or response that `send` returns shows a secret, but that both show what
/// is no secret.
#[track_caller]
fn assert_hidden<T: std::fmt::Debug + 'static>(
    case: &str,
    body: &Value,
    send: impl FnOnce(&ManagementClient) -> Result<Response<T>, Error>,
) {
    let client = client_receiving(body);
    let mut shown = String::new();
    let records = logged_by(|| {
        shown = match send(&client) {
            Ok(response) => format!("{response} {response:?} {response:#?}"),
            // A program may still access the body as it was received.
            Err(error) => {
                let message = error.server_message();
                format!("{error} {error:#} {error:?} {error:#?} {message:?}")
            }
        };
    });
    assert!(!shown.contains(HIDDEN), "{case}: {shown}");
    let response = records.iter().find(|record| record.text.contains(": response: {"));
    let response = &response.unwrap_or_else(|| panic!("{case}: {records:#?}")).text;
    assert!(response.contains("shown-1"), "{case}: {response}");
    for record in &records {
        assert!(!record.text.contains(HIDDEN), "{case}: {}", record.text);
    }
}

fn success(data: &Value) -> Value {
    json!({"statusCode": 200, "requestId": "shown-1", "data": data})
}

/// Operations, their parameters, and data with secrets that only the tables know.
fn secrets_of_the_tables() -> Vec<(&'static str, Value, Value)> {
    vec![
        (
            "get_email_provider",
            json!({}),
            json!({"smtpConfig": {"senderPass": "HIDDEN-1"}, "sendGridConfig": {"apikey": "HIDDEN-2"}}),
        ),
        ("query_ldap_config_info", json!({}), json!({"bindPwd": "HIDDEN-3"})),
        ("get_ldap_server_random_pwd", json!({}), json!("HIDDEN-4")),
        (
            "get_user_password_ciphertext",
            json!({"userId": "u"}),
            json!({"ciphertext": "HIDDEN-5"}),
        ),
        (
            "user_field_decrypt",
            json!({"data": [{"encryptedContent": "e"}], "privateKey": "k"}),
            json!([{"decryptedContent": "HIDDEN-6"}]),
        ),
        (
            "get_asa_account",
            json!({"appId": "a", "accountId": "b"}),
            json!({"accountInfo": {"account": "HIDDEN-7"}}),
        ),
        (
            "get_sync_task",
            json!({"syncTaskId": 1}),
            json!({"clientConfig": {
                "larkConfig": {"encrypt_key": "HIDDEN-8", "app_id": "shown-2"},
                "wechatworkConfig": {"encodingAESKey": "HIDDEN-9"},
                "a": {"aes_key": "HIDDEN-10"}, "b": {"permanentCode": "HIDDEN-11"}, "ticket_url": "HIDDEN-12",
            }}),
        ),
        (
            "get_custom_domain",
            json!({}),
            json!({"httpsCertificate": "HIDDEN-13", "httpsPrivateKey": "HIDDEN-14"}),
        ),
    ]
}

#[test]
fn responses_at_trace_hide_what_the_tables_mark_as_secret() {
    for (name, params, data) in secrets_of_the_tables() {
        let send = |client: &ManagementClient| client.call(name, params.clone());
        assert_hidden(name, &success(&data), send);
        let send = |client: &ManagementClient| client.prepare(name, params.clone())?.send_as::<Map<String, Value>>();
        assert_hidden(name, &success(&data), send);
    }
    let (_, _, data) = &secrets_of_the_tables()[0];
    assert_hidden("raw", &success(data), |client| {
        client.request(Method::Get, "/api/v3/new").send::<Value>()
    });
}

#[test]
fn errors_hide_what_the_tables_mark_as_secret() {
    for (name, params, data) in secrets_of_the_tables() {
        for status in [400, 500] {
            // Some servers send a list of messages. A text in it cannot be recognized as a secret.
            let message = if data.is_string() { json!("no") } else { json!([data]) };
            let body = json!({"statusCode": status, "message": message, "requestId": "shown-1", "data": data});
            assert_hidden(name, &body, |client| client.call(name, params.clone()));
        }
        if !data.is_string() {
            let foreign = json!({"result": data, "data": data, "requestId": "shown-1"});
            assert_hidden(name, &foreign, |client| client.call(name, params.clone()));
        }
    }
}

#[test]
fn a_common_name_is_hidden_where_the_rows_of_the_output_mark_it() {
    let get = |client: &ManagementClient| client.get_policy_detail_by_id().policy_id("p").send();
    assert_hidden("response", &success(&json!({"new": [{"custom": "HIDDEN-1"}]})), get);
    assert_hidden(
        "error",
        &success(&json!({"new": [{"custom": "HIDDEN-1"}], "policyId": {}})),
        get,
    );
    // Elsewhere it is shown.
    let client = client_receiving(&success(&json!({"custom": "shown-2"})));
    let records = logged_by(|| drop(client.get_user().user_id("u").send()));
    assert!(
        records.iter().any(|record| record.text.contains("shown-2")),
        "{records:#?}"
    );
}

#[test]
fn a_response_hides_what_its_request_hides() {
    let data = json!({"extIdpConnId": "shown-2", "fields": {"clientKey": "HIDDEN-1"}});
    let fields = json!({"clientKey": "HIDDEN-1"}).as_object().cloned().unwrap();
    let send = |client: &ManagementClient| {
        let request = client
            .create_ext_idp_conn()
            .ext_idp_id("e")
            .r#type("oidc")
            .identifier("i");
        request.display_name("d").fields(fields.clone()).send()
    };
    assert_hidden("response", &success(&data), send);
    assert_hidden(
        "error",
        &json!({"statusCode": 400, "requestId": "shown-1", "data": data}),
        send,
    );
    assert_hidden("undecodable", &success(&json!([data])), send);
}

#[test]
fn data_that_is_a_secret_as_a_whole_is_hidden_in_every_form() {
    let send = |client: &ManagementClient| client.get_ldap_server_random_pwd().send();
    assert_hidden("data", &success(&json!("HIDDEN-1")), send);
    assert_hidden(
        "wrong type",
        &success(&json!({"password1": "HIDDEN-1", "x": "HIDDEN-2"})),
        send,
    );
    assert_hidden(
        "refusal",
        &json!({"statusCode": 500, "requestId": "shown-1", "data": "HIDDEN-1"}),
        send,
    );

    for body in [
        "HIDDEN-1",
        "\"HIDDEN-1\"",
        "[\"HIDDEN-1\"]",
        "{\"result\":\"HIDDEN-1\"}",
        "<p>HIDDEN-1",
    ] {
        let server = TestServer::responding(move |_| Reply::json(body));
        let client = client_for(server.url());
        let records = logged_by(|| {
            let error = send(&client).unwrap_err();
            let shown = format!("{error} {error:#?}");
            assert!(!shown.contains(HIDDEN), "{body}: {shown}");
        });
        assert!(
            records.iter().all(|record| !record.text.contains(HIDDEN)),
            "{records:#?}"
        );
    }

    // The caller gets the password all the same.
    let client = client_receiving(&success(&json!("HIDDEN-1")));
    let response = send(&client).unwrap();
    assert_eq!(response.data, "HIDDEN-1");
    assert!(!format!("{:?}", response.clone()).contains(HIDDEN));
}

/// Operations whose data may contain secrets under names that are not known.
const SECRET_DATA_OF_LIVE_OPERATIONS: [&str; 7] = [
    "list_ext_idp_conns",
    "list_enabled_ext_idp_conns_by_app",
    "create_programmatic_access_account",
    "disable_programmatic_access_account",
    "enable_programmatic_access_account",
    "list_programmatic_access_accounts",
    "refresh_programmatic_access_account_secret",
];

#[test]
fn data_of_live_operations_that_may_contain_secrets_is_hidden() {
    let data = json!([{"secret": "HIDDEN-1", "key": "HIDDEN-2", "fields": {"clientId": "HIDDEN-3"}}]);
    for name in SECRET_DATA_OF_LIVE_OPERATIONS {
        let params = if name == "list_ext_idp_conns" {
            json!({"id": "i"})
        } else {
            json!({})
        };
        let send = |client: &ManagementClient| client.call(name, params.clone());
        assert_hidden(name, &success(&data), send);
        assert_hidden(name, &success(&data[0]), send);
        for status in [400, 500] {
            let refusal = json!({"statusCode": status, "message": "no", "requestId": "shown-1", "data": data});
            assert_hidden(name, &refusal, send);
        }
        let refusal = json!({"statusCode": 200, "requestId": "shown-1", "data": {"success": false, "a": data}});
        assert_hidden(name, &refusal, send);
    }
    let typed = |client: &ManagementClient| client.list_ext_idp_conns().id("i").send();
    assert_hidden("typed", &success(&data), typed);
    assert_hidden("undecodable", &success(&json!({"fields": [data]})), typed);
    let response = typed(&client_receiving(&success(&data))).unwrap();
    assert!(!format!("{:?}", response.data).contains("HIDDEN-3"));
    assert_eq!(response.data[0].fields["clientId"], "HIDDEN-3");
}

#[test]
fn secret_parameters_of_live_operations_are_hidden() {
    let body = success(&json!({"httpsPrivateKey": "HIDDEN-1", "secret": "HIDDEN-3"}));
    let send = |client: &ManagementClient| {
        let request = client.update_custom_domain().https_certificate("HIDDEN-2");
        let request = request.https_private_key("HIDDEN-1");
        assert!(!format!("{request:?}").contains(HIDDEN));
        request.send()
    };
    assert_hidden("update_custom_domain", &body, send);
    let send = |client: &ManagementClient| {
        let request = client.refresh_programmatic_access_account_secret().id("i");
        request.secret("HIDDEN-3").send()
    };
    assert_hidden("refresh_programmatic_access_account_secret", &body, send);
}

#[test]
fn a_name_that_only_secrets_have_is_hidden_in_every_response() {
    let mut secret = BTreeSet::new();
    let mut plain = BTreeSet::new();
    let rows = rows();
    for row in rows.iter().filter(|row| row.kind == RowKind::Field) {
        let (name, rest) = row.text.split_once(": ").expect("a field has a type");
        let wire = match name.split_once(" = ") {
            Some((_, stated)) => stated.trim_matches('"').to_owned(),
            None => camel_case(name.trim_start_matches("r#")),
        };
        let is_secret = rest
            .split_once(" as ")
            .is_some_and(|(_, flags)| flags.contains("secret"));
        if is_secret {
            secret.insert(wire)
        } else {
            plain.insert(wire)
        };
    }
    assert!(secret.len() > 30, "{secret:?}");
    for name in &secret {
        let is_common = COMMON_NAMES.contains(&name.as_str());
        assert!(is_common || !plain.contains(name), "{name} is secret in some rows only");
        let error = client_receiving(&json!({name: "HIDDEN-1"}))
            .get_user()
            .user_id("u")
            .send()
            .unwrap_err();
        assert_eq!(error.to_string().contains(HIDDEN), is_common, "{name}: {error}");
    }
}

/// `aes_key` becomes `aesKey`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(1.min(word.len()));
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    camel
}

#[test]
fn untyped_collections_hide_fields_with_the_names_of_secrets() {
    let data = json!({"accessKeySecret": "HIDDEN-1", "api-key": "HIDDEN-2"});
    let get = |client: &ManagementClient| client.prepare("get_user", json!({"userId": "u"}));
    assert_hidden("map", &success(&data), |client| {
        get(client)?.send_as::<Map<String, Value>>()
    });
    assert_hidden("list", &success(&json!([data])), |client| {
        get(client)?.send_as::<Vec<Value>>()
    });
    assert_hidden("option", &success(&data), |client| {
        get(client)?.send_as::<Option<Value>>()
    });
}

#[test]
fn a_type_that_does_not_fit_is_described_without_the_value() {
    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct App {
        id: u32,
    }
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Web,
    }
    fn error<T: serde::de::DeserializeOwned>(data: &str) -> Error {
        let body = format!(r#"{{"statusCode":200,"data":{data}}}"#);
        let server = TestServer::responding(move |_| Reply::json(&body));
        let client = client_for(server.url());
        let typed = client
            .get_group()
            .code("g")
            .send_as::<T>()
            .err()
            .expect("the type does not fit");
        let raw = client.request(Method::Get, "/api/v3/get-group").send::<T>().err();
        let raw = raw.expect("the type does not fit");
        assert_eq!(reason(&raw), reason(&typed));
        typed
    }
    fn reason(error: &Error) -> String {
        let line = error.to_string();
        let (_, rest) = line.split_once("cannot be decoded as ").expect(&line);
        rest.split(": {").next().unwrap_or_default().to_owned()
    }
    for (error, expected) in [
        (
            error::<App>(r#"{"secret":1,"id":"HIDDEN-1"}"#),
            "App: data: wrong type or missing field at line 1, column 27",
        ),
        (
            error::<App>(r#"{"secret":"HIDDEN-1"}"#),
            "App: data: wrong type or missing field at line 1, column 21",
        ),
    ] {
        assert_eq!(reason(&error), expected);
    }
    for error in [
        error::<u32>(r#""HIDDEN-1""#),
        error::<Kind>(r#""HIDDEN-1""#),
        error::<Vec<Kind>>("[\n\"HIDDEN-1\"]"),
        error::<std::net::IpAddr>(r#""HIDDEN-1""#),
    ] {
        let line = error.to_string();
        let described = line.split(": {").next().unwrap_or_default();
        assert!(!described.contains(HIDDEN), "{line}");
    }
    assert!(
        !everything_in(&error::<App>(r#"{"secret":"HIDDEN-1"}"#))
            .split("Some(\"{")
            .next()
            .unwrap()
            .contains(HIDDEN)
    );
}
