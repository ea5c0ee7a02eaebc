//! Outputs and enums are useful Rust types: they can be compared, serialized, and printed without secrets.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::fmt::Debug;
use std::hash::{BuildHasher, RandomState};

use genauth::traits::AsRequest;
use genauth::types::{CreateAccessKeyResp, Effect, Gender, UserDepartmentPaging};
use genauth::{ManagementClient, Method};
use serde_json::{Value, json};

use crate::support::FakeTransport;

/// Sends a request to a service that responds with this `data`, and returns the decoded data.
fn decode<R: AsRequest>(data: &Value, request: impl FnOnce(&ManagementClient) -> R) -> R::Output {
    let body = json!({"statusCode": 200, "data": data}).to_string();
    let client = FakeTransport::responding_with(body).client();
    request(&client).as_request().send().unwrap().data
}

fn access_key() -> Value {
    json!({
        "accessKeyId": "key-1",
        "accessKeySecret": "HIDE-1",
        "userId": "u",
        "createdAt": "2022-03-17T05:23:01.567Z",
        "status": "activated",
        "lastDate": "",
        "userPoolId": "p",
        "enable": true,
    })
}

fn decode_access_keys(data: &Value) -> Vec<CreateAccessKeyResp> {
    decode(data, |client| client.create_access_key().r#type("userpool"))
}

/// A page with every kind of field: nested objects, lists, options and free JSON.
fn departments() -> Value {
    json!({"totalCount": 1, "list": [{
        "organizationCode": "org",
        "departmentId": "d1",
        "isRoot": false,
        "createdAt": "",
        "name": "Sales",
        "description": "",
        "openDepartmentId": "",
        "isLeader": true,
        "code": "sales",
        "isMainDepartment": true,
        "joinedAt": "",
        "isVirtualNode": false,
        "i18n": {"name": {"zh-CN": {"enabled": true, "value": "销售"}}},
        "customData": {"floor": 3, "apiToken": "HIDE-1", "nested": [{"newPassword": "HIDE-2", "seat": "4a"}]},
        "departmentIdPath": ["root", "d1"],
        "departmentCodePath": [],
        "departmentNamePath": [],
    }]})
}

fn decode_departments(data: &Value) -> UserDepartmentPaging {
    decode(data, |client| client.get_user_departments().user_id("u"))
}

#[test]
fn outputs_serialize_with_wire_names_and_secrets() {
    let keys = decode_access_keys(&json!([access_key()]));
    assert_eq!(serde_json::to_value(&keys).unwrap(), json!([access_key()]));
    let page = decode_departments(&departments());
    assert_eq!(serde_json::to_value(&page).unwrap(), departments());
}

#[test]
fn absent_options_are_left_out_and_other_fields_have_defaults() {
    let page = decode_departments(&json!({"list": [{"i18n": {"name": null}, "customData": {"a": null}}, {}]}));
    let serialized = serde_json::to_value(&page).unwrap();
    assert_eq!(serialized["totalCount"], 0);
    let [first, second] = &serialized["list"].as_array().unwrap()[..] else {
        panic!("{serialized}")
    };
    assert_eq!(first["i18n"], json!({}));
    assert_eq!(first["customData"], json!({"a": null}));
    assert_eq!(second.get("i18n"), None);
    assert_eq!((&second["name"], &second["isRoot"]), (&json!(""), &json!(false)));
    assert_eq!(second["departmentIdPath"], json!([]));
}

#[test]
fn fields_are_serialized_in_the_order_of_the_type() {
    let text = serde_json::to_string(&decode_access_keys(&json!([access_key()]))).unwrap();
    assert_eq!(
        text,
        r#"[{"accessKeyId":"key-1","accessKeySecret":"HIDE-1","userId":"u","createdAt":"2022-03-17T05:23:01.567Z","#
            .to_owned()
            + r#""status":"activated","lastDate":"","userPoolId":"p","enable":true}]"#
    );
}

#[test]
fn a_serialized_output_decodes_to_an_equal_one() {
    let page = decode_departments(&departments());
    let again = decode_departments(&serde_json::to_value(&page).unwrap());
    assert_eq!(again, page);
}

#[test]
fn outputs_are_equal_if_all_fields_are_equal() {
    let page = decode_departments(&departments());
    assert_eq!(page, page.clone());
    for (pointer, value) in [
        ("/totalCount", json!(2)),
        ("/list", json!([])),
        ("/list/0/name", json!("Marketing")),
        ("/list/0/isLeader", json!(false)),
        ("/list/0/i18n", json!(null)),
        ("/list/0/i18n/name", json!(null)),
        ("/list/0/i18n/name/zh-CN/value", json!("")),
        ("/list/0/customData/floor", json!(4)),
        ("/list/0/customData/apiToken", json!("HIDE-3")),
        ("/list/0/departmentIdPath", json!(["d1", "root"])),
        ("/list/0/departmentIdPath", json!(["root"])),
        ("/list/0/departmentIdPath", json!(["root", "d1", "d2"])),
    ] {
        let mut changed = departments();
        *changed.pointer_mut(pointer).expect(pointer) = value;
        assert_ne!(decode_departments(&changed), page, "{pointer}");
    }
    // Secrets are compared as well.
    let mut other_key = access_key();
    other_key["accessKeySecret"] = "HIDE-2".into();
    assert_ne!(
        decode_access_keys(&json!([other_key])),
        decode_access_keys(&json!([access_key()]))
    );
}

#[test]
fn debug_redacts_fields_that_are_marked_as_secret() {
    let keys = decode_access_keys(&json!([access_key()]));
    assert_eq!(keys[0].access_key_secret, "HIDE-1");
    assert_eq!(
        format!("{:?}", keys[0]),
        "CreateAccessKeyResp { access_key_id: \"key-1\", access_key_secret: <redacted>, user_id: \"u\", \
         created_at: \"2022-03-17T05:23:01.567Z\", status: \"activated\", last_date: \"\", user_pool_id: \"p\", \
         enable: true }"
    );
    let log = json!({
        "webhookId": "w",
        "requestHeaders": {"x-authing-webhook-secret": "HIDE-1", "x-trace": "HIDE-2"},
        "responseHeaders": {"x-trace": "HIDE-3"},
        "requestBody": {"event": "shown"},
    });
    let logs = decode(&json!({"list": [log]}), |client| {
        client.get_webhook_logs().webhook_id("w")
    });
    for shown in [format!("{keys:?} {logs:?}"), format!("{keys:#?} {logs:#?}")] {
        assert!(!shown.contains("HIDE-"), "{shown}");
        assert!(shown.contains("request_headers: <redacted>"), "{shown}");
        assert!(shown.contains("shown"), "{shown}");
    }
}

#[test]
fn debug_redacts_fields_of_free_json_by_their_names() {
    let page = decode_departments(&departments());
    for shown in [format!("{page:?}"), format!("{page:#?}")] {
        assert!(!shown.contains("HIDE-"), "{shown}");
        for name in ["apiToken", "newPassword"] {
            assert!(shown.contains(&format!(r#""{name}": String("<redacted>")"#)), "{shown}");
        }
        assert!(shown.contains("4a"), "{shown}");
    }
    // Printing does not change the value itself.
    assert_eq!(page.list[0].custom_data["apiToken"], "HIDE-1");
}

#[test]
fn debug_shows_nested_fields_lists_and_options() {
    let page = decode_departments(&departments());
    let shown = format!("{page:?}");
    for part in [
        "UserDepartmentPaging { total_count: 1, list: [UserDepartmentResp { organization_code: \"org\", ",
        "i18n: Some(DepartmentI18nOutput { name: Some(LangObjectOutput { \
         zh_cn: Some(LangUnitOutput { enabled: true, value: \"销售\" }), en_us: None, ",
        "department_id_path: [\"root\", \"d1\"], department_code_path: []",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
}

#[test]
fn outputs_and_enums_are_plain_data() {
    fn assert_is_plain_data<T: Clone + Debug + Default + PartialEq + Send + Sync + 'static>() {}
    assert_is_plain_data::<UserDepartmentPaging>();
    assert_is_plain_data::<CreateAccessKeyResp>();
    assert_is_plain_data::<Effect>();
}

#[test]
fn enums_are_equal_if_their_strings_are() {
    let unknown = |text: &str| Effect::Unknown(text.to_owned());
    assert_eq!(unknown("ALLOW"), Effect::Allow);
    assert_eq!(Effect::from("ALLOW"), unknown("ALLOW"));
    assert_ne!(unknown("allow"), Effect::Allow);
    assert_ne!(Effect::Allow, Effect::Deny);
    assert_eq!(Effect::default(), unknown(""));

    let state = RandomState::new();
    assert_eq!(state.hash_one(unknown("ALLOW")), state.hash_one(Effect::Allow));
}

#[test]
fn enums_are_keys_of_hash_collections() {
    let effects = ["ALLOW", "DENY", "ALLOW", "NEW"].map(Effect::from);
    let distinct: HashSet<Effect> = effects.iter().cloned().collect();
    let expected = [Effect::Allow, Effect::Deny, Effect::Unknown("NEW".to_owned())];
    assert_eq!(distinct, HashSet::from(expected));

    let mut counts = HashMap::new();
    for effect in effects {
        *counts.entry(effect).or_insert(0) += 1;
    }
    assert_eq!(counts[&Effect::Unknown("ALLOW".to_owned())], 2);
}

#[test]
fn enums_convert_from_and_to_their_strings() {
    for (text, expected) in [
        ("ALLOW", Effect::Allow),
        ("DENY", Effect::Deny),
        ("NEW", Effect::Unknown("NEW".to_owned())),
        ("", Effect::default()),
    ] {
        let parsed: Result<Effect, Infallible> = text.parse();
        assert_eq!(parsed, Ok(expected.clone()));
        assert_eq!(Effect::from(text), expected);
        assert_eq!(AsRef::<str>::as_ref(&expected), text);
        assert_eq!(expected.as_str(), text);
        assert_eq!(expected.to_string(), text);
        assert_eq!(serde_json::to_value(&expected).unwrap(), text);
    }
    // A string that the service uses becomes the variant for it, not `Unknown`.
    assert!(matches!(Effect::from("ALLOW"), Effect::Allow));
    assert!(matches!("M".parse(), Ok(Gender::M)));
}

#[test]
fn enums_of_outputs_serialize_as_their_strings() {
    for gender in ["M", "X"] {
        let user = decode(&json!({"gender": gender}), |client| client.get_user().user_id("u"));
        assert_eq!(user.gender.as_str(), gender);
        assert_eq!(serde_json::to_value(&user).unwrap()["gender"], gender);
    }
}

#[test]
fn debug_of_an_untyped_response_redacts_fields_by_their_names() {
    let body = json!({"statusCode": 200, "data": access_key()}).to_string();
    let client = FakeTransport::responding_with(body).client();
    let response = client.call("create_access_key", json!({"type": "userpool"})).unwrap();
    assert_eq!(response.data["accessKeySecret"], "HIDE-1");
    let debug = format!("{response:?}");
    assert!(!debug.contains("HIDE-1"), "{debug}");
    assert!(debug.contains("key-1"), "{debug}");
}

#[test]
fn debug_of_a_raw_request_shows_no_values() {
    let client = FakeTransport::succeeding().client();
    let request = client.request(Method::Post, "/api/v3/new-thing");
    let debug = format!("{:?}", request.query("a", "HIDE-1").json(json!({"b": "HIDE-2"})));
    assert!(debug.contains("/api/v3/new-thing"), "{debug}");
    assert!(!debug.contains("HIDE-"), "{debug}");
}
