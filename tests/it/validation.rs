//! An invalid request is rejected before anything is sent, with all of its violations and their paths.

use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};
use genauth::{Error, ManagementClient, ViolationKind};

use crate::support::{FakeTransport, associate, authorize, builder, client_for};

fn item() -> ApplicationPermissionRecordItem {
    ApplicationPermissionRecordItem::new()
        .target_type(TargetType::User)
        .target_identifier(["u1"])
        .effect(Effect::Allow)
}

#[track_caller]
fn assert_violations<T>(result: Result<T, Error>, expected: &[&str]) {
    let error = result.err().expect("the request is invalid");
    assert!(error.is_validation());
    let found: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_documented_requests_are_valid() {
    let client = FakeTransport::succeeding().client();
    associate(&client).validate().unwrap();
    authorize(&client).validate().unwrap();
}

#[test]
fn a_missing_required_parameter_is_the_only_violation() {
    let client = FakeTransport::succeeding().client();
    let request = || client.associate_tenant_resource();
    assert_violations(request().code("c").association(true).validate(), &["appId is required"]);
    assert_violations(request().app_id("a").code("c").validate(), &["association is required"]);
    assert_violations(
        request().app_id("a").association(false).validate(),
        &["code is required"],
    );
    let request = || client.authorize_application_access();
    assert_violations(request().list([item()]).validate(), &["appId is required"]);
    assert_violations(request().app_id("a").validate(), &["list is required"]);
}

#[test]
fn an_optional_parameter_may_be_absent_or_empty() {
    let client = FakeTransport::succeeding().client();
    let request = client
        .associate_tenant_resource()
        .app_id("a")
        .code("c")
        .association(false);
    request.clone().validate().unwrap();
    request.tenant_id("").validate().unwrap();
}

#[test]
fn all_violations_are_reported_at_once() {
    let client = FakeTransport::succeeding().client();
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
    let expected = [
        "appId must not be blank",
        r#"list[1].targetType must be one of USER, ROLE, GROUP, ORG (got "role")"#,
        "list[2].targetType is required",
        "list[2].targetIdentifier is required",
        "list[2].effect is required",
        "list[3].targetIdentifier[1] must not be blank",
        "list[3].namespaceCode is required when targetType is ROLE",
        r#"list[4].effect must be one of ALLOW, DENY (got "")"#,
        "list[4].namespaceCode must not be blank when targetType is ROLE",
    ];
    assert_violations(request.send(), &expected);

    // `{}` prints everything on one line, and `{:#}` prints one violation per line.
    let error = request.send().unwrap_err();
    let start = "authorize_application_access: invalid request:";
    assert_eq!(error.to_string(), format!("{start} {}", expected.join("; ")));
    assert_eq!(format!("{error:#}"), format!("{start}\n  {}", expected.join("\n  ")));
}

#[test]
fn lists_have_limits() {
    let client = FakeTransport::succeeding().client();
    let request = |items: usize| {
        let list = vec![item(); items];
        client.authorize_application_access().app_id("a").list(list).validate()
    };
    assert_violations(request(0), &["list must have 1 to 10 items (got 0)"]);
    request(1).unwrap();
    request(10).unwrap();
    assert_violations(request(11), &["list must have 1 to 10 items (got 11)"]);

    let request = |targets: usize| {
        let list = [item().target_identifier(vec!["u"; targets])];
        client.authorize_application_access().app_id("a").list(list).validate()
    };
    assert_violations(
        request(0),
        &["list[0].targetIdentifier must have 1 to 50 items (got 0)"],
    );
    request(50).unwrap();
    assert_violations(
        request(51),
        &["list[0].targetIdentifier must have 1 to 50 items (got 51)"],
    );
}

#[test]
fn numbers_have_limits() {
    let client = FakeTransport::succeeding().client();
    let request = |page: i64, limit: i64| client.list_groups().page(page).limit(limit).validate();
    request(1, 50).unwrap();
    assert_violations(
        request(0, 51),
        &["page must be at least 1 (got 0)", "limit must be 1 to 50 (got 51)"],
    );
    assert_eq!(
        request(1, 51).unwrap_err().to_string(),
        "list_groups: invalid request: limit must be 1 to 50 (got 51)"
    );
}

#[test]
fn validate_build_and_send_report_the_same_violations() {
    let fake = FakeTransport::succeeding();
    let request = fake.client().associate_tenant_resource().code("c");
    let expected = ["appId is required", "association is required"];
    assert_violations(request.validate(), &expected);
    assert_violations(request.build(), &expected);
    assert_violations(request.send(), &expected);
    assert!(fake.requests().is_empty());
}

#[test]
fn a_violation_has_a_path_a_kind_and_a_message() {
    let client = FakeTransport::succeeding().client();
    let error = client
        .authorize_application_access()
        .app_id("a")
        .list([item().target_type("ROLE").effect("MAYBE")])
        .validate()
        .unwrap_err();
    assert_eq!(error.operation(), Some("authorize_application_access"));
    let violations = error.violations().iter();
    let parts: Vec<_> = violations
        .map(|violation| (violation.path(), violation.kind(), violation.message()))
        .collect();
    assert_eq!(
        parts,
        [
            (
                "list[0].effect",
                ViolationKind::UnknownValue,
                r#"must be one of ALLOW, DENY (got "MAYBE")"#
            ),
            (
                "list[0].namespaceCode",
                ViolationKind::Missing,
                "is required when targetType is ROLE"
            ),
        ]
    );
}

fn send_invalid_requests(client: &ManagementClient) -> [Error; 2] {
    [
        associate(client).code("").send().unwrap_err(),
        authorize(client).app_id(" ").send().unwrap_err(),
    ]
}

#[test]
fn an_invalid_request_sends_nothing_not_even_for_a_token() {
    let mut server = mockito::Server::new();
    let routes = ["GET", "POST", "PUT", "DELETE"].map(|method| {
        let any = mockito::Matcher::Any;
        server.mock(method, any).expect(0).create()
    });
    let client = client_for(server.url());
    assert!(send_invalid_requests(&client).iter().all(Error::is_validation));
    for route in routes {
        route.assert();
    }

    // The server does count a valid request, so the zeros above mean something.
    let token = server
        .mock("POST", "/api/v3/get-management-token")
        .with_status(500)
        .expect(1)
        .create();
    associate(&client).send().unwrap_err();
    token.assert();
}

#[test]
fn an_invalid_request_needs_no_reachable_host() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = client_for(format!("http://{address}"));
    assert!(send_invalid_requests(&client).iter().all(Error::is_validation));
    assert!(associate(&client).send().unwrap_err().is_connect());

    // The public host is not contacted either, because that would take time or fail with another error.
    if cfg!(any(feature = "rustls", feature = "native-tls")) {
        let client = builder().build().unwrap();
        assert!(send_invalid_requests(&client).iter().all(Error::is_validation));
    }
}
