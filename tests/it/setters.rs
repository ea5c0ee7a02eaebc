//! Setters accept the types that callers have at hand.

#![allow(clippy::needless_borrows_for_generic_args)] // these tests are about borrowed arguments

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use genauth::ViolationKind;
use genauth::builders::{AuthorizeApplicationAccess, CreateGroup};
use genauth::serde_json::{Map, Value, json};
use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};

use crate::support::FakeTransport;

fn body(request: &AuthorizeApplicationAccess) -> String {
    let request = request.build().unwrap();
    String::from_utf8(request.body.unwrap()).unwrap()
}

fn request() -> AuthorizeApplicationAccess {
    let client = FakeTransport::succeeding().client();
    client.authorize_application_access().app_id("a")
}

fn item() -> ApplicationPermissionRecordItem {
    ApplicationPermissionRecordItem::new()
        .target_type(TargetType::User)
        .target_identifier(["u1", "u2"])
        .effect(Effect::Deny)
}

/// A valid request with a parameter for free JSON.
fn create_group() -> CreateGroup {
    let client = FakeTransport::succeeding().client();
    client
        .create_group()
        .r#type("static")
        .name("n")
        .code("c")
        .description("d")
}

/// The free JSON as it is sent.
fn custom_data(request: &CreateGroup) -> Value {
    let request = request.build().unwrap();
    let mut body: Value = serde_json::from_slice(&request.body.unwrap()).unwrap();
    body["customData"].take()
}

#[test]
fn a_string_may_be_owned_or_borrowed() {
    let owned = String::from("x");
    let borrowed: &str = &owned;
    let expected = body(&request().app_id("x").list([item()]));
    assert!(expected.starts_with(r#"{"appId":"x","#));
    assert_eq!(body(&request().app_id(&owned).list([item()])), expected);
    assert_eq!(body(&request().app_id(borrowed).list([item()])), expected);
    assert_eq!(body(&request().app_id(&borrowed).list([item()])), expected);
    assert_eq!(
        body(&request().app_id(Cow::Borrowed(borrowed)).list([item()])),
        expected
    );
    assert_eq!(body(&request().app_id(owned).list([item()])), expected);
}

#[test]
fn a_list_may_be_an_array_a_slice_or_a_vector() {
    let expected = body(&request().list([item(), item()]));
    let items = [item(), item()];
    let vector = items.to_vec();
    assert_eq!(body(&request().list(&items)), expected);
    assert_eq!(body(&request().list(&items[..])), expected);
    assert_eq!(body(&request().list(items.as_slice())), expected);
    assert_eq!(body(&request().list(&vector)), expected);
    assert_eq!(body(&request().list(vector)), expected);
    assert_eq!(body(&request().list(items)), expected);
}

#[test]
fn a_list_may_be_a_set() {
    let expected = item();
    let sorted = BTreeSet::from(["u2", "u1"]);
    assert_eq!(item().target_identifier(&sorted), expected);
    assert_eq!(item().target_identifier(sorted), expected);
    assert_eq!(
        item().target_identifier(BTreeSet::from(["u1".to_owned(), "u2".to_owned()])),
        expected
    );

    let expected = item().target_identifier(["u1"]);
    let hashed = HashSet::from(["u1".to_owned()]);
    assert_eq!(item().target_identifier(&hashed), expected);
    assert_eq!(item().target_identifier(hashed), expected);
}

#[test]
fn a_list_may_come_from_an_iterator() {
    let numbered = || (1..=2).map(|number| format!("u{number}"));
    assert_eq!(item().target_identifier(genauth::list(numbered())), item());
    let optional = [Some("u1"), None, Some("u2")];
    assert_eq!(item().target_identifier(genauth::list(optional)), item());

    let effects = [Effect::Allow, Effect::Deny];
    let items = effects.iter().map(|effect| item().effect(effect));
    assert_eq!(
        body(&request().list(genauth::list(items))),
        body(&request().list([item().effect("ALLOW"), item()]))
    );
}

#[test]
fn a_list_of_strings_accepts_all_string_types() {
    let expected = item();
    let texts = ["u1", "u2"];
    let strings = texts.map(String::from);
    assert_eq!(item().target_identifier(&texts), expected);
    assert_eq!(item().target_identifier(&texts[..]), expected);
    assert_eq!(item().target_identifier(texts.to_vec()), expected);
    assert_eq!(item().target_identifier(&strings), expected);
    assert_eq!(item().target_identifier(&strings[..]), expected);
    assert_eq!(item().target_identifier(&strings.to_vec()), expected);
    assert_eq!(item().target_identifier(strings), expected);
}

#[test]
fn an_enum_may_be_given_as_a_variant_or_as_a_string() {
    let expected = item().effect(Effect::Deny);
    let text = String::from("DENY");
    assert_eq!(item().effect(&Effect::Deny), expected);
    assert_eq!(item().effect("DENY"), expected);
    assert_eq!(item().effect(&text), expected);
    assert_eq!(item().effect(text), expected);
    assert_ne!(item().effect("deny"), expected);
}

#[test]
fn enums_are_open_and_convert_from_and_to_strings() {
    assert_eq!(Effect::from("ALLOW"), Effect::Allow);
    assert_eq!(Effect::from("later"), Effect::Unknown("later".to_owned()));
    assert_eq!("DENY".parse(), Ok(Effect::Deny));
    assert_eq!(TargetType::Org.as_str(), "ORG");
    assert_eq!(TargetType::Org.as_ref(), "ORG");
    assert_eq!(TargetType::from("later").to_string(), "later");
    assert_eq!(json!([Effect::Allow, Effect::from("later")]), json!(["ALLOW", "later"]));
}

#[test]
fn enums_are_compared_by_their_strings() {
    assert_eq!(Effect::Unknown("ALLOW".to_owned()), Effect::Allow);
    assert_ne!(Effect::Unknown("allow".to_owned()), Effect::Allow);
    let set = HashSet::from([Effect::Allow, Effect::Unknown("ALLOW".to_owned()), Effect::Deny]);
    assert_eq!(set.len(), 2);
}

#[test]
fn free_json_may_be_a_map_or_a_json_value() {
    let expected = json!({"school": "Tsinghua", "grade": 3});
    let map: Map<String, Value> = expected.as_object().unwrap().clone();
    assert_eq!(custom_data(&create_group().custom_data(map)), expected);
    assert_eq!(custom_data(&create_group().custom_data(expected.clone())), expected);
}

#[test]
fn free_json_may_be_anything_that_serializes() {
    #[derive(serde::Serialize)]
    struct Student<'a> {
        school: &'a str,
        grade: u8,
    }
    let student = Student {
        school: "Tsinghua",
        grade: 3,
    };
    let expected = json!({"school": "Tsinghua", "grade": 3});
    assert_eq!(
        custom_data(&create_group().custom_data(genauth::json(&student))),
        expected
    );
    assert_eq!(
        custom_data(&create_group().custom_data(genauth::json(student))),
        expected
    );
    let map = BTreeMap::from([("grade", 3)]);
    assert_eq!(
        custom_data(&create_group().custom_data(genauth::json(&map))),
        json!({"grade": 3})
    );
}

#[test]
fn a_value_that_cannot_be_serialized_is_one_violation() {
    let by_coordinates = BTreeMap::from([((1, 2), "not a string as key")]);
    let request = create_group().custom_data(genauth::json(&by_coordinates));
    let error = request.validate().unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_group: invalid request: customData cannot be serialized: key must be a string"
    );
    assert_eq!(error.violations().len(), 1);
    assert_eq!(error.violations()[0].path(), "customData");
    assert_eq!(error.violations()[0].kind(), ViolationKind::Malformed);
}

#[test]
fn free_json_that_is_not_an_object_is_a_violation() {
    let error = create_group()
        .custom_data(genauth::json([1, 2]))
        .validate()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_group: invalid request: customData must be an object (got a list)"
    );
    assert_eq!(error.violations()[0].kind(), ViolationKind::WrongType);
}

#[test]
fn extra_adds_a_field_and_keeps_the_setters() {
    let extended = item().extra("brandNew", true).effect(Effect::Deny);
    let request: AuthorizeApplicationAccess = request().extra("alsoNew", json!([1])).list([extended]);
    assert_eq!(
        body(&request),
        concat!(
            r#"{"alsoNew":[1],"appId":"a","list":[{"brandNew":true,"effect":"DENY","#,
            r#""targetIdentifier":["u1","u2"],"targetType":"USER"}]}"#,
        )
    );
}

#[test]
fn the_last_value_of_a_parameter_wins() {
    assert_eq!(
        body(&request().app_id("b").app_id("c").list([item()]).list([item()])),
        body(&request().app_id("c").list([item()]))
    );
}

#[test]
fn a_request_can_be_cloned_and_sent_again() {
    let fake = FakeTransport::succeeding();
    let template = fake.client().associate_tenant_resource().app_id("a").association(true);
    for code in ["book", "page"] {
        template.clone().code(code).send().unwrap();
    }
    let bodies: Vec<_> = fake.operations().into_iter().map(|request| request.body).collect();
    assert_eq!(
        bodies,
        [
            r#"{"appId":"a","association":true,"code":"book"}"#,
            r#"{"appId":"a","association":true,"code":"page"}"#,
        ]
    );
}

#[test]
fn an_undeclared_field_that_cannot_be_serialized_is_a_violation() {
    let client = FakeTransport::succeeding().client();
    let unserializable = HashMap::from([((1, 2), "keys must be strings")]);
    let error = client
        .list_groups()
        .extra("new", genauth::json(&unserializable))
        .validate()
        .unwrap_err();
    assert_eq!(error.violations().len(), 1, "{error}");
    assert_eq!(error.violations()[0].path(), "new");
    assert_eq!(error.violations()[0].kind(), ViolationKind::Malformed);
}
