//! An invalid request is told apart from a valid one before anything is sent, whole and with paths.

use genauth::{ApplicationPermissionRecordItem, Effect, Error, ManagementClient, TargetType};

use crate::support::{Fake, associate, authorize, builder, client_of};

fn item() -> ApplicationPermissionRecordItem {
    ApplicationPermissionRecordItem::new()
        .target_type(TargetType::User)
        .target_identifier(["u1"])
        .effect(Effect::Allow)
}

#[track_caller]
fn expect<T>(outcome: Result<T, Error>, lines: &[&str]) {
    let error = outcome.err().expect("the request is invalid");
    assert!(error.is_validation());
    let found: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(found, lines);
}

#[test]
fn the_documented_calls_are_valid() {
    let client = Fake::succeeding().client();
    associate(&client).validate().unwrap();
    authorize(&client).validate().unwrap();
}

#[test]
fn each_required_parameter_left_out_is_the_one_violation() {
    let client = Fake::succeeding().client();
    let request = || client.associate_tenant_resource();
    let text = "expected text that is not blank, found nothing";
    expect(
        request().code("c").association(true).validate(),
        &[&format!("appId: {text}")],
    );
    expect(
        request().app_id("a").code("c").validate(),
        &["association: expected true or false, found nothing"],
    );
    expect(
        request().app_id("a").association(false).validate(),
        &[&format!("code: {text}")],
    );
    expect(
        client.authorize_application_access().list([item()]).validate(),
        &[&format!("appId: {text}")],
    );
    expect(
        client.authorize_application_access().app_id("a").validate(),
        &["list: expected a list, found nothing"],
    );
}

#[test]
fn an_optional_parameter_may_be_absent_or_empty() {
    let client = Fake::succeeding().client();
    let request = client
        .associate_tenant_resource()
        .app_id("a")
        .code("c")
        .association(false);
    request.clone().validate().unwrap();
    request.tenant_id("").validate().unwrap();
}

#[test]
fn every_violation_of_a_request_comes_at_once() {
    let client = Fake::succeeding().client();
    let request = client.authorize_application_access().app_id("\t").list([
        item(),
        item().target_type("role"),
        ApplicationPermissionRecordItem::new(),
        item().target_type(TargetType::Role).target_identifier(["admin", ""]),
        item()
            .target_type("ROLE")
            .namespace_code(" ")
            .effect("")
            .inherit_by_children(false),
    ]);
    expect(
        request.send(),
        &[
            "appId: expected text that is not blank, found blank text",
            r#"list[1].targetType: expected one of USER, ROLE, GROUP, ORG, found "role""#,
            "list[2].targetType: expected one of USER, ROLE, GROUP, ORG, found nothing",
            "list[2].targetIdentifier: expected a list, found nothing",
            "list[2].effect: expected one of ALLOW, DENY, found nothing",
            "list[3].targetIdentifier[1]: expected text that is not blank, found blank text",
            "list[3].namespaceCode: expected text that is not blank, because targetType is ROLE, found nothing",
            r#"list[4].effect: expected one of ALLOW, DENY, found """#,
            "list[4].namespaceCode: expected text that is not blank, because targetType is ROLE, found blank text",
        ],
    );
}

#[test]
fn lists_keep_their_limits() {
    let client = Fake::succeeding().client();
    let request = |items: usize| {
        let list = vec![item(); items];
        client.authorize_application_access().app_id("a").list(list).validate()
    };
    expect(request(0), &["list: expected 1 to 10 items, found an empty list"]);
    request(1).unwrap();
    request(10).unwrap();
    expect(request(11), &["list: expected 1 to 10 items, found 11 items"]);

    let request = |targets: usize| {
        let list = [item().target_identifier(vec!["u"; targets])];
        client.authorize_application_access().app_id("a").list(list).validate()
    };
    expect(
        request(0),
        &["list[0].targetIdentifier: expected 1 to 50 items, found an empty list"],
    );
    request(50).unwrap();
    expect(
        request(51),
        &["list[0].targetIdentifier: expected 1 to 50 items, found 51 items"],
    );
}

#[test]
fn validating_and_taking_the_parts_agree_with_sending() {
    let fake = Fake::succeeding();
    let request = fake.client().associate_tenant_resource().code("c");
    let lines = [
        "appId: expected text that is not blank, found nothing",
        "association: expected true or false, found nothing",
    ];
    expect(request.validate(), &lines);
    expect(request.clone().into_parts(), &lines);
    expect(request.send(), &lines);
    assert!(fake.sent().is_empty());
}

#[test]
fn a_violation_gives_its_parts() {
    let client = Fake::succeeding().client();
    let error = client
        .authorize_application_access()
        .app_id("a")
        .list([item().target_type("ROLE")])
        .validate()
        .unwrap_err();
    let [violation] = error.violations() else {
        panic!("{error}")
    };
    assert_eq!(violation.path(), "list[0].namespaceCode");
    assert_eq!(
        violation.expected(),
        "text that is not blank, because targetType is ROLE"
    );
    assert_eq!(violation.found(), "nothing");
    assert_eq!(error.operation(), Some("authorize_application_access"));
}

fn invalid(client: &ManagementClient) -> [Error; 2] {
    [
        associate(client).code("").send().unwrap_err(),
        authorize(client).app_id(" ").send().unwrap_err(),
    ]
}

#[test]
fn an_invalid_request_calls_no_route_not_even_for_a_token() {
    let mut server = mockito::Server::new();
    let routes = ["GET", "POST", "PUT", "DELETE"].map(|method| {
        let any = mockito::Matcher::Any;
        server.mock(method, any).expect(0).create()
    });
    let client = client_of(server.url());
    assert!(invalid(&client).iter().all(Error::is_validation));
    for route in routes {
        route.assert();
    }

    // The same server does count a valid request, so the zeros above say something.
    let token = server
        .mock("POST", "/api/v3/get-management-token")
        .with_status(500)
        .expect(1)
        .create();
    associate(&client).send().unwrap_err();
    token.assert();
}

#[test]
fn an_invalid_request_needs_no_host_that_listens() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client_of(format!("http://{address}"));
    assert!(invalid(&client).iter().all(Error::is_validation));
    assert!(associate(&client).send().unwrap_err().is_connect());

    // The public host is not reached either: this would take its time, or fail otherwise.
    let client = builder().build().unwrap();
    assert!(invalid(&client).iter().all(Error::is_validation));
}
