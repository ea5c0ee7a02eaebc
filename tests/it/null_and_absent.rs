//! Tests absent parameters, `null`, and fields that the registry does not declare.

use std::collections::{BTreeMap, BTreeSet};

use genauth::schema::{ParamLocation, ParamType};
use genauth::types::{ApplicationPermissionRecordItem, CreateUserInfo, Gender};
use genauth::{JsonText, ManagementClient, Method, Null, Request, ViolationKind, operations};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{FakeTransport, associate, violation_paths, violations};

fn client() -> ManagementClient {
    FakeTransport::succeeding().client()
}

/// The body that a request sends.
#[track_caller]
fn body<T>(request: &Request<T>) -> Value {
    let body = request.build().expect("the request is valid").body;
    serde_json::from_slice(&body.expect("the method has a body")).expect("the body is JSON")
}

#[test]
fn absent_parameters_are_not_sent_and_null_is() {
    let client = client();
    let request = || client.update_user().user_id("u");
    assert_eq!(body(&request()), json!({"userId": "u"}));
    assert_eq!(body(&request().nickname(None::<&str>)), json!({"userId": "u"}));
    assert_eq!(
        body(&request().nickname(Some("n"))),
        json!({"userId": "u", "nickname": "n"})
    );
    assert_eq!(
        body(&request().nickname(Null)),
        json!({"userId": "u", "nickname": null})
    );
    assert_eq!(
        body(&request().nickname(Some(Null))),
        json!({"userId": "u", "nickname": null})
    );
    // Passing `None` does not unset a parameter that was set before.
    assert_eq!(
        body(&request().nickname("n").nickname(None::<&str>)),
        json!({"userId": "u", "nickname": "n"})
    );
    assert_eq!(
        body(&request().nickname("n").nickname(Null)),
        json!({"userId": "u", "nickname": null})
    );
    let other_types = request()
        .status(Null)
        .email_verified(Null)
        .custom_data(Null)
        .gender(None::<Gender>);
    assert_eq!(
        body(&other_types),
        json!({"userId": "u", "status": null, "emailVerified": null, "customData": null})
    );
}

#[test]
fn nested_fields_can_be_absent_or_null() {
    let client = client();
    let sent = |user: CreateUserInfo| body(&client.create_users_batch().list([user]))["list"][0].take();
    let user = || CreateUserInfo::new().username("u");
    assert_eq!(sent(user()), json!({"username": "u"}));
    assert_eq!(sent(user().name(None::<String>)), json!({"username": "u"}));
    assert_eq!(sent(user().name(Some("n"))), json!({"username": "u", "name": "n"}));
    assert_eq!(sent(user().name(Null)), json!({"username": "u", "name": null}));
    assert_eq!(
        sent(user().email_verified(Null).custom_data(Null)),
        json!({"username": "u", "emailVerified": null, "customData": null})
    );
}

#[test]
fn false_zero_and_empty_values_are_sent() {
    let client = client();
    let request = client
        .update_user()
        .user_id("u")
        .email_verified(false)
        .nickname("")
        .custom_data(json!({"n": 0, "t": "", "l": []}));
    assert_eq!(
        body(&request),
        json!({"userId": "u", "emailVerified": false, "nickname": "", "customData": {"n": 0, "t": "", "l": []}})
    );
    let user = CreateUserInfo::new().username("u").email_verified(false).name("");
    let request = client.create_users_batch().list([user]);
    assert_eq!(
        body(&request)["list"],
        json!([{"username": "u", "emailVerified": false, "name": ""}])
    );
    let request = client.list_groups().keywords("").with_custom_data(false);
    assert_eq!(request.build().unwrap().query(), "keywords=&withCustomData=false");
    let request = client.get_user_login_history().user_id("u").start(0).client_ip("");
    assert_eq!(request.build().unwrap().query(), "clientIp=&start=0&userId=u");
}

#[test]
fn all_but_three_required_parameters_reject_null() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let (mut checked, mut nullable) = (0, BTreeSet::new());
    for operation in operations() {
        for param in operation.params.iter().filter(|param| param.required) {
            // A parameter for free JSON accepts any JSON value, including `null`.
            if matches!(param.ty, ParamType::Json) {
                continue;
            }
            let name = &*param.name();
            let mut params = samples::request(operation);
            params[name] = Value::Null;
            let path = format!("{}.{name}", operation.name);
            let result = client.prepare(operation.name, params).unwrap().validate();
            assert_eq!(result.is_ok(), param.nullable, "{path}");
            if result.is_ok() {
                nullable.insert(path);
            } else {
                let paths = violation_paths(result);
                assert_eq!(paths, [name], "{path}");
            }
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked} parameters");
    assert_eq!(
        nullable.iter().map(String::as_str).collect::<Vec<_>>(),
        [
            "create_model.description",
            "create_model.enable",
            "update_model.description"
        ]
    );
    assert_eq!(
        violations(associate(&client).code(Null).send()),
        ["code is required and cannot be null"]
    );
    let error = associate(&client).association(Null).send().unwrap_err();
    assert_eq!(
        error.to_string(),
        "associate_tenant_resource: invalid request: association is required and cannot be null"
    );
    assert_eq!(error.violations()[0].kind(), ViolationKind::Missing);
    assert!(fake.requests().is_empty());
}

#[test]
fn nullable_required_parameters_accept_null_but_not_absence() {
    let client = client();
    let model = || client.create_model().parent_key("p").r#type("user").name("n");
    let sent = body(&model().enable(Null).description(Null));
    assert_eq!((&sent["enable"], &sent["description"]), (&Value::Null, &Value::Null));
    assert_eq!(sent.as_object().unwrap().len(), 5);
    assert_eq!(
        violations(model().validate()),
        ["enable is required", "description is required"]
    );

    let update = client.update_model().config(json!({})).field_order("f").r#type("user");
    let update = update.parent_key("p").enable(true).name("n").id("i");
    assert_eq!(body(&update.clone().description(Null))["description"], Value::Null);
    assert_eq!(violations(update.clone().validate()), ["description is required"]);
    assert_eq!(
        violations(update.description("d").enable(Null).validate()),
        ["enable is required and cannot be null"]
    );
}

#[test]
fn null_is_rejected_outside_a_body() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    assert_eq!(
        violations(client.get_group().code("a").with_custom_data(Null).send()),
        ["withCustomData cannot be null outside a JSON body"]
    );
    assert_eq!(
        violations(client.get_group().code("a").extra("newField", Value::Null).send()),
        ["newField cannot be null outside a JSON body"]
    );
    let mut checked = 0;
    for operation in operations() {
        let params = samples::request(operation);
        for param in operation.params {
            let name = &*param.name();
            if operation.location_of(name) == ParamLocation::Body {
                continue;
            }
            let mut params = params.clone();
            params[name] = Value::Null;
            let paths = violation_paths(client.prepare(operation.name, params).unwrap().validate());
            assert_eq!(paths, [name], "{}", operation.name);
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked} parameters");
    assert!(fake.requests().is_empty());
}

#[test]
fn undeclared_fields_are_sent_in_the_body_or_in_the_query_as_the_method_requires() {
    let client = client();
    let value = json!({"a": [1, null, "&"]});
    let request = associate(&client)
        .extra("newField", value.clone())
        .extra("other", false);
    let sent = body(&request);
    assert_eq!((&sent["newField"], &sent["other"]), (&value, &json!(false)));
    assert_eq!(sent["code"], "book");

    let item = ApplicationPermissionRecordItem::new()
        .target_type("USER")
        .target_identifier(["u"])
        .effect("ALLOW")
        .extra("newField", value.clone());
    let sent = body(&client.authorize_application_access().app_id("a").list([item]));
    assert_eq!(sent["list"][0]["newField"], value);

    let get = client
        .get_group()
        .code("a")
        .extra("newField", json!(["x", "y&"]))
        .extra("n", 7);
    assert_eq!(get.build().unwrap().query(), "code=a&n=7&newField=x&newField=y%26");
}

#[test]
fn setters_can_follow_an_undeclared_field() {
    let request = client()
        .update_user()
        .extra("newField", 1)
        .user_id("u")
        .extra("nickname", "a");
    assert_eq!(
        body(&request.nickname("b")),
        json!({"userId": "u", "newField": 1, "nickname": "b"})
    );
}

#[test]
fn declared_fields_are_validated_even_if_set_by_extra() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    assert_eq!(
        violations(associate(&client).extra("code", 7).send()),
        ["code must be a string (got a number)"]
    );
    assert_eq!(
        violations(associate(&client).extra("code", " ").send()),
        ["code must not be blank"]
    );
    assert_eq!(
        violations(client.delete_users_batch().extra("userIds", json!([])).send()),
        ["userIds must have 1 to 50 items (got 0)"]
    );
    let item = ApplicationPermissionRecordItem::new()
        .target_type("ROLE")
        .target_identifier(["u"])
        .extra("effect", "MAYBE");
    assert_eq!(
        violations(client.authorize_application_access().app_id("a").list([item]).send()),
        [
            r#"list[0].effect must be one of ALLOW, DENY (got "MAYBE")"#,
            "list[0].namespaceCode is required when targetType is ROLE",
        ]
    );
    let request = client.delete_users_batch().extra("userIds", json!(["u"]));
    assert_eq!(body(&request), json!({"userIds": ["u"]}));
    assert!(fake.requests().is_empty());
}

#[test]
fn undeclared_fields_are_rejected_by_name() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let error = client
        .call("get_group", json!({"code": "a", "newField": 1}))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "get_group: invalid request: newField is not a known field"
    );
    assert_eq!(error.violations()[0].kind(), ViolationKind::UnknownField);
    let list = json!([{"username": "u", "newField": 1}]);
    assert_eq!(
        violations(client.call("create_users_batch", json!({"list": list}))),
        ["list[0].newField is not a known field"]
    );
    assert!(fake.requests().is_empty());
    client.get_group().code("a").extra("newField", 1).validate().unwrap();
}

#[test]
fn a_json_string_can_be_given_as_json_or_as_a_string() {
    let client = client();
    let request = || client.pub_event().event_type("my.event");
    let data = json!({"id": 7, "name": "\"用\""});
    let text = data.to_string();
    let expected = json!({"eventType": "my.event", "eventData": text});
    assert_eq!(body(&request().event_data(data.clone())), expected);
    assert_eq!(body(&request().event_data(text.as_str())), expected);
    assert_eq!(body(&request().event_data(text.clone())), expected);
    assert_eq!(body(&request().event_data(JsonText::from(data.clone()))), expected);
    assert_eq!(body(&request().event_data(Some(data.clone()))), expected);
    for (value, text) in [(json!("t"), r#""t""#), (json!(null), "null"), (json!([1]), "[1]")] {
        assert_eq!(body(&request().event_data(value))["eventData"], text);
    }
    assert_eq!(
        violations(request().event_data(Null).validate()),
        ["eventData is required and cannot be null"]
    );
    assert_eq!(
        violations(request().event_data(None::<Value>).validate()),
        ["eventData is required"]
    );
    assert_eq!(
        violations(request().event_data(" ").validate()),
        ["eventData must not be blank"]
    );

    // A request by name takes wire values, so JSON that is to be sent as a string must already be one.
    let by_name = |data: Value| {
        let params = json!({"eventType": "my.event", "eventData": data});
        client.prepare("pub_event", params).unwrap()
    };
    assert_eq!(body(&by_name(text.into())), expected);
    assert_eq!(
        body(&by_name(data.clone())),
        json!({"eventType": "my.event", "eventData": data})
    );
}

#[test]
fn a_float_that_json_cannot_express_is_a_violation_and_not_null() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for (number, shown) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf"), (f64::NEG_INFINITY, "-inf")] {
        #[allow(clippy::cast_possible_truncation)] // infinite, or not a number
        let single = number as f32;
        let request = client.create_field().min(number).max(Some(single)).default(number);
        let found = violations(request.send());
        for name in ["min", "max", "default"] {
            let expected = format!("{name} must be a finite number (got {shown})");
            assert_eq!(
                found
                    .iter()
                    .filter(|line| line.starts_with(&format!("{name} ")))
                    .collect::<Vec<_>>(),
                [&expected]
            );
        }
    }
    let request = client.create_field().min(f64::MAX).max(0.5_f32);
    assert!(violations(request.send()).iter().all(|line| !line.contains("finite")));
    assert!(fake.requests().is_empty());
}

#[test]
fn an_item_that_cannot_be_serialized_is_a_violation_of_the_item() {
    let fake = FakeTransport::succeeding();
    let not_json = BTreeMap::from([(vec![1], 1)]);
    let client = fake.client();
    let list = [Value::from(genauth::json(&not_json))];
    let result = client.create_users_batch().extra("list", json!(list)).send();
    assert_eq!(
        violations(result),
        ["list[0] cannot be serialized: key must be a string"]
    );
    let result = client
        .request(Method::Get, "/x")
        .query("a", genauth::json(&not_json))
        .send::<Value>();
    assert_eq!(violations(result), ["a cannot be serialized: key must be a string"]);
    assert!(fake.requests().is_empty());
}
