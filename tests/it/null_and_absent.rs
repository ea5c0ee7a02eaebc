//! Absent, `null` and a value are three things; and fields that the tables lack.

use std::collections::BTreeSet;

use genauth::{
    ApplicationPermissionRecordItem, CreateUserInfo, Error, JsonText, Kind, ManagementClient, Null, Place, Request,
    RetryPolicy, Violation, operations,
};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{Fake, associate, builder};

fn client_of(fake: &Fake) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
    builder.build().expect("the settings are valid")
}

fn client() -> ManagementClient {
    client_of(&Fake::succeeding())
}

#[track_caller]
fn body<T>(request: &Request<T>) -> Value {
    let parts = request.into_parts().unwrap();
    serde_json::from_slice(&parts.body.expect("the verb has a body")).unwrap()
}

#[track_caller]
fn lines<T>(outcome: Result<T, Error>) -> Vec<String> {
    let error = outcome.err().expect("the request is invalid");
    assert!(error.is_validation(), "{error}");
    error.violations().iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_not_set_is_not_sent_and_null_is() {
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
    // An absent value does not take back what was set.
    assert_eq!(
        body(&request().nickname("n").nickname(None::<&str>)),
        json!({"userId": "u", "nickname": "n"})
    );
    assert_eq!(
        body(&request().nickname("n").nickname(Null)),
        json!({"userId": "u", "nickname": null})
    );
    let other_kinds = request()
        .status(Null)
        .email_verified(Null)
        .custom_data(Null)
        .gender(None::<genauth::Gender>);
    assert_eq!(
        body(&other_kinds),
        json!({"userId": "u", "status": null, "emailVerified": null, "customData": null})
    );
}

#[test]
fn the_same_holds_for_the_fields_of_nested_inputs() {
    let client = client();
    let list = |user: CreateUserInfo| body(&client.create_users_batch().list([user]))["list"][0].take();
    let user = || CreateUserInfo::new().username("u");
    assert_eq!(list(user()), json!({"username": "u"}));
    assert_eq!(list(user().name(None::<String>)), json!({"username": "u"}));
    assert_eq!(list(user().name(Some("n"))), json!({"username": "u", "name": "n"}));
    assert_eq!(list(user().name(Null)), json!({"username": "u", "name": null}));
    assert_eq!(
        list(user().email_verified(Null).custom_data(Null)),
        json!({"username": "u", "emailVerified": null, "customData": null})
    );
}

#[test]
fn what_is_false_or_zero_or_empty_is_a_value() {
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
    let parts = client
        .list_groups()
        .keywords("")
        .limit(0)
        .with_custom_data(false)
        .into_parts()
        .unwrap();
    assert_eq!(parts.query, "keywords=&limit=0&withCustomData=false");
}

#[test]
fn a_required_parameter_is_never_null_but_for_three() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let (mut checked, mut nullable) = (0, BTreeSet::new());
    for operation in operations() {
        for param in operation.params.iter().filter(|param| param.required) {
            // Any JSON is any JSON.
            if matches!(param.kind, Kind::Any) {
                continue;
            }
            let mut params = samples::request(operation);
            params[&*param.name()] = Value::Null;
            let at = format!("{}.{}", operation.name, param.name());
            match client.prepare(operation.name, params).unwrap().validate() {
                Ok(()) => assert!(nullable.insert(at)),
                Err(error) => {
                    let paths: Vec<_> = error.violations().iter().map(Violation::path).collect();
                    assert!(paths.contains(&&*param.name()), "{at}: {error}");
                }
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
        lines(associate(&client).code(Null).send()),
        ["code: expected text that is not blank, found null"]
    );
    assert_eq!(
        lines(associate(&client).association(Null).send()),
        ["association: expected true or false, found null"]
    );
    assert!(fake.sent().is_empty());
}

#[test]
fn the_three_are_sent_as_null_and_must_be_there() {
    let client = client();
    let model = || client.create_model().parent_key("p").r#type("user").name("n");
    let sent = body(&model().enable(Null).description(Null));
    assert_eq!((&sent["enable"], &sent["description"]), (&Value::Null, &Value::Null));
    assert_eq!(sent.as_object().unwrap().len(), 5);
    let found = lines(model().validate());
    assert_eq!(found.len(), 2, "{found:?}");
    let update = client.update_model().config(json!({})).field_order("f").r#type("user");
    let update = update.parent_key("p").enable(true).name("n").id("i");
    assert_eq!(body(&update.clone().description(Null))["description"], Value::Null);
    assert_eq!(lines(update.clone().validate()).len(), 1);
    assert_eq!(lines(update.description("d").enable(Null).validate()).len(), 1);
}

#[test]
fn a_query_or_a_path_cannot_hold_null() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    assert_eq!(
        lines(client.get_group().code("a").with_custom_data(Null).send()),
        ["withCustomData: expected a value, or to be absent, found null"]
    );
    assert_eq!(
        lines(client.get_group().code("a").extra("newField", Value::Null).send()).len(),
        1
    );
    let mut checked = 0;
    for operation in operations() {
        let params = samples::request(operation);
        for param in operation.params {
            let name = &*param.name();
            if operation.place_of(name) == Place::Body {
                continue;
            }
            let mut params = params.clone();
            params[name] = Value::Null;
            let found = client
                .prepare(operation.name, params)
                .unwrap()
                .validate()
                .expect_err(operation.name);
            let paths: Vec<_> = found.violations().iter().map(Violation::path).collect();
            assert!(paths.contains(&name), "{}: {found}", operation.name);
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked} parameters");
    assert!(fake.sent().is_empty());
}

#[test]
fn a_field_that_the_tables_lack_goes_where_the_verb_puts_it() {
    let client = client();
    let value = json!({"a": [1, null, "&"]});
    let sent = body(
        &associate(&client)
            .extra("newField", value.clone())
            .extra("other", false),
    );
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
    assert_eq!(get.into_parts().unwrap().query, "code=a&n=7&newField=x&newField=y%26");
}

#[test]
fn an_extra_field_does_not_defeat_the_checks_of_a_declared_one() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    assert_eq!(
        lines(associate(&client).extra("code", 7).send()),
        ["code: expected text that is not blank, found a number"].map(|_| "code: expected text, found a number")
    );
    assert_eq!(
        lines(associate(&client).extra("code", " ").send()),
        ["code: expected text that is not blank, found blank text"]
    );
    assert_eq!(
        lines(client.delete_users_batch().extra("userIds", json!([])).send()),
        ["userIds: expected 1 to 50 items, found an empty list"]
    );
    let item = ApplicationPermissionRecordItem::new()
        .target_type("ROLE")
        .target_identifier(["u"])
        .extra("effect", "MAYBE");
    assert_eq!(
        lines(client.authorize_application_access().app_id("a").list([item]).send()),
        [
            r#"list[0].effect: expected one of ALLOW, DENY, found "MAYBE""#,
            "list[0].namespaceCode: expected text that is not blank, because targetType is ROLE, found nothing",
        ]
    );
    // It is a way to set a declared field, too.
    let request = client.delete_users_batch().extra("userIds", json!(["u"]));
    assert_eq!(body(&request), json!({"userIds": ["u"]}));
    assert!(fake.sent().is_empty());
}

#[test]
fn by_name_a_field_that_the_tables_lack_stays_refused() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    assert_eq!(
        lines(client.call("get_group", json!({"code": "a", "newField": 1}))),
        ["newField: expected a known field, found an unknown name"]
    );
    let list = json!([{"username": "u", "newField": 1}]);
    assert_eq!(
        lines(client.call("create_users_batch", json!({"list": list}))),
        ["list[0].newField: expected a known field, found an unknown name"]
    );
    assert!(fake.sent().is_empty());
    client.get_group().code("a").extra("newField", 1).validate().unwrap();
}

#[test]
fn json_as_text_may_be_given_in_either_form() {
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
    let missing = |found: &str| vec![format!("eventData: expected text that is not blank, found {found}")];
    assert_eq!(lines(request().event_data(Null).validate()), missing("null"));
    assert_eq!(
        lines(request().event_data(None::<Value>).validate()),
        missing("nothing")
    );
    assert_eq!(lines(request().event_data(" ").validate()), missing("blank text"));

    // By name the text is the text.
    let by_name = |data: Value| {
        client
            .prepare("pub_event", json!({"eventType": "my.event", "eventData": data}))
            .unwrap()
    };
    assert_eq!(body(&by_name(text.into())), expected);
    assert_eq!(
        lines(by_name(data).validate()),
        ["eventData: expected text, found an object"]
    );
}
