//! What setters take: whatever a caller has at hand.

#![allow(clippy::needless_borrows_for_generic_args)] // borrowing is what these tests are about

use std::borrow::Cow;

use genauth::{ApplicationPermissionRecordItem, AuthorizeApplicationAccess, Effect, TargetType};

use crate::support::Fake;

fn body(request: &AuthorizeApplicationAccess) -> String {
    let parts = request.into_parts().unwrap();
    String::from_utf8(parts.body.unwrap()).unwrap()
}

fn request() -> AuthorizeApplicationAccess {
    Fake::succeeding().client().authorize_application_access().app_id("a")
}

fn item() -> ApplicationPermissionRecordItem {
    ApplicationPermissionRecordItem::new()
        .target_type(TargetType::User)
        .target_identifier(["u1", "u2"])
        .effect(Effect::Deny)
}

#[test]
fn text_may_be_owned_or_borrowed() {
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
fn a_list_of_text_takes_all_kinds_of_text() {
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
fn an_enum_may_be_given_as_itself_or_as_its_text() {
    let expected = item().effect(Effect::Deny);
    let text = String::from("DENY");
    assert_eq!(item().effect(&Effect::Deny), expected);
    assert_eq!(item().effect("DENY"), expected);
    assert_eq!(item().effect(&text), expected);
    assert_eq!(item().effect(text), expected);
    assert_ne!(item().effect("deny"), expected);
}

#[test]
fn enums_are_open_and_know_their_text() {
    assert_eq!(Effect::from("ALLOW"), Effect::Allow);
    assert_eq!(Effect::from("later"), Effect::Unknown("later".to_owned()));
    assert_eq!(TargetType::Org.as_str(), "ORG");
    assert_eq!(TargetType::from("later").to_string(), "later");
}

#[test]
fn the_last_value_of_a_parameter_counts() {
    assert_eq!(
        body(&request().app_id("b").app_id("c").list([item()]).list([item()])),
        body(&request().app_id("c").list([item()]))
    );
}

#[test]
fn a_request_can_be_kept_and_sent_again() {
    let fake = Fake::succeeding();
    let template = fake.client().associate_tenant_resource().app_id("a").association(true);
    for code in ["book", "page"] {
        template.clone().code(code).send().unwrap();
    }
    let bodies: Vec<_> = fake.sent().into_iter().skip(1).map(|sent| sent.body).collect();
    assert_eq!(
        bodies,
        [
            r#"{"appId":"a","association":true,"code":"book"}"#,
            r#"{"appId":"a","association":true,"code":"page"}"#,
        ]
    );
}
