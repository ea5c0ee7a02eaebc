//! Checks the wire form of both documented requests, byte for byte.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;

use genauth::Method;
use genauth::transport::HttpRequest;
use genauth::types::{ApplicationPermissionRecordItem, Effect, TargetType};

use crate::support::{FakeTransport, associate, authorize, builder, client_for};
use crate::test_server::{self, Reply, SUCCESS, TOKEN_PATH, TOKEN_RESPONSE, TestServer};

const CREDENTIALS: &str = r#"{"accessKeyId":"60b49eb83fd80adb96f26e68","accessKeySecret":"test-access-key-secret"}"#;
const ASSOCIATE_PATH: &str = "/api/v3/associate-tenant-resource";
const ASSOCIATE: &str = concat!(
    r#"{"appId":"60b49eb83fd80adb96f26e68","association":true,"code":"book","#,
    r#""tenantId":"60b49eb83fd80adb96f26e68"}"#,
);
const AUTHORIZE_PATH: &str = "/api/v3/authorize-application-access";
const AUTHORIZE: &str = concat!(
    r#"{"appId":"6229ffaxxxxxxxxcade3e3d9","list":["#,
    r#"{"effect":"ALLOW","targetIdentifier":["6229ffaxxxxxxxxcade3e3d9"],"targetType":"USER"},"#,
    r#"{"effect":"DENY","namespaceCode":"code1","targetIdentifier":["admin"],"targetType":"ROLE"}]}"#,
);

fn body(request: HttpRequest) -> String {
    String::from_utf8(request.body.expect("a POST has a body")).expect("JSON is UTF-8")
}

#[test]
fn a_request_can_be_built_without_being_sent() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for (name, path, result, expected_body) in [
        (
            "associate_tenant_resource",
            ASSOCIATE_PATH,
            associate(&client).build(),
            ASSOCIATE,
        ),
        (
            "authorize_application_access",
            AUTHORIZE_PATH,
            authorize(&client).build(),
            AUTHORIZE,
        ),
    ] {
        let request = result.expect(path);
        assert_eq!((&*request.operation, request.method), (name, Method::Post));
        assert_eq!((request.path(), request.query()), (path, ""));
        assert_eq!(request.url, format!("https://api.genauth.ai{path}"));
        assert_eq!(request.header("content-type"), Some("application/json"), "{path}");
        assert_eq!(body(request), expected_body, "{path}");
    }
    assert_eq!(fake.requests().len(), 0);
}

#[test]
fn false_and_empty_strings_are_sent() {
    let client = FakeTransport::succeeding().client();
    let associate = associate(&client).association(false).tenant_id("").build();
    assert_eq!(
        body(associate.unwrap()),
        r#"{"appId":"60b49eb83fd80adb96f26e68","association":false,"code":"book","tenantId":""}"#
    );

    let item = ApplicationPermissionRecordItem::new()
        .target_type(TargetType::Org)
        .target_identifier(["o"])
        .effect(Effect::Allow)
        .inherit_by_children(false)
        .namespace_code("");
    let authorize = client.authorize_application_access().app_id("a").list([item]).build();
    assert_eq!(
        body(authorize.unwrap()),
        concat!(
            r#"{"appId":"a","list":[{"effect":"ALLOW","inheritByChildren":false,"#,
            r#""namespaceCode":"","targetIdentifier":["o"],"targetType":"ORG"}]}"#,
        )
    );
}

/// The headers with default settings. The version is a placeholder for the crate's version.
const HEADERS: &str = "\
authorization: Bearer test-token
accept: application/json
user-agent: genauth-rust-sdk/1.2.3
x-authing-sdk-version: genauth-rust-sdk:1.2.3
x-authing-request-from: sdk
x-genauth-sdk-version: genauth-rust-sdk:1.2.3
x-genauth-request-from: sdk
x-authing-userpool-id: 60b49eb83fd80adb96f26e68
x-genauth-userpool-id: 60b49eb83fd80adb96f26e68
content-type: application/json
";

/// The headers if every setting that adds a header is set.
const HEADERS_ALL_SET: &str = "\
authorization: Bearer test-token
accept: application/json
user-agent: genauth-rust-sdk/1.2.3
x-authing-sdk-version: genauth-rust-sdk:1.2.3
x-authing-request-from: sdk
x-authing-app-tenant-id: tenant-1
x-authing-lang: ja-JP
x-genauth-sdk-version: genauth-rust-sdk:1.2.3
x-genauth-request-from: sdk
x-genauth-app-tenant-id: tenant-1
x-genauth-lang: ja-JP
x-authing-userpool-id: pool-1
x-genauth-userpool-id: pool-1
content-type: application/json
";

/// The same headers in a deployment that uses another prefix for their names.
const HEADERS_RENAMED: &str = "\
authorization: Bearer test-token
accept: application/json
user-agent: genauth-rust-sdk/1.2.3
x-acme-sdk-version: genauth-rust-sdk:1.2.3
x-acme-request-from: sdk
x-acme-app-tenant-id: tenant-1
x-acme-lang: ja-JP
x-acme-userpool-id: pool-1
content-type: application/json
";

#[test]
fn headers_are_the_documented_ones_in_order() {
    let all = || builder().tenant_id("tenant-1").lang("ja-JP").user_pool_id("pool-1");
    let renamed = |prefix: &str| all().header_prefix(prefix);
    // A token request has no token yet. It has no user pool either unless the setting names one, because otherwise the
    // user pool is read from the token.
    let without_token = ["authorization"].as_slice();
    let without_token_and_pool = ["authorization", "-userpool-id"].as_slice();
    for (case, builder, expected, missing_in_token_request) in [
        ("defaults", builder(), HEADERS, without_token_and_pool),
        ("all set", all(), HEADERS_ALL_SET, without_token),
        ("renamed", renamed("x-acme"), HEADERS_RENAMED, without_token),
        ("renamed in capitals", renamed("X-ACME"), HEADERS_RENAMED, without_token),
    ] {
        let fake = FakeTransport::succeeding();
        let client = builder.transport(fake.clone()).build().expect(case);
        associate(&client).send().expect(case);
        authorize(&client).send().expect(case);

        let expected = expected.replace("1.2.3", env!("CARGO_PKG_VERSION"));
        let is_in_token_request = |line: &&str| !missing_in_token_request.iter().any(|name| line.contains(name));
        let for_token = expected.split_inclusive('\n').filter(is_in_token_request).collect();
        let expected = [for_token, expected.clone(), expected.clone()];
        let line = |(name, value): &(String, String)| format!("{name}: {value}\n");
        let requests = fake.requests().into_iter();
        let headers: Vec<String> = requests
            .map(|request| request.headers.iter().map(line).collect())
            .collect();
        assert_eq!(headers, expected, "{case}");
    }
}

#[test]
fn a_built_request_has_all_headers_but_the_credentials() {
    let fake = FakeTransport::succeeding();
    let client = builder()
        .user_pool_id("pool-1")
        .transport(fake.clone())
        .build()
        .unwrap();
    let built = associate(&client).build().unwrap();
    associate(&client).send().unwrap();
    let mut sent = fake.operations().remove(0).headers;
    sent.retain(|(name, _)| name != "authorization");
    assert_eq!(*built.headers, *sent);
}

#[test]
fn a_url_is_the_host_and_the_path() {
    for (host, base) in [
        ("https://api.authing.cn/", "https://api.authing.cn"),
        ("https://x.example/iam", "https://x.example/iam"),
        (" https://x.example:8443/iam// ", "https://x.example:8443/iam"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("", "https://api.genauth.ai"),
    ] {
        let fake = FakeTransport::succeeding();
        let builder = builder().transport(fake.clone());
        let client = match host {
            "" => builder.build(),
            host => builder.host(host).build(),
        };
        let client = client.expect(base);
        let built = associate(&client).build().expect(base);
        assert_eq!(built.url, format!("{base}{ASSOCIATE_PATH}"));
        assert!(built.path().ends_with(ASSOCIATE_PATH), "{}", built.path());
        associate(&client).send().expect(base);
        authorize(&client).send().expect(base);

        let expected = [
            (TOKEN_PATH, CREDENTIALS),
            (ASSOCIATE_PATH, ASSOCIATE),
            (AUTHORIZE_PATH, AUTHORIZE),
        ];
        let expected = expected.map(|(path, body)| (Method::Post, format!("{base}{path}"), body.to_owned()));
        let sent = fake.requests().into_iter();
        let sent: Vec<_> = sent
            .map(|request| (request.method, request.url, request.body))
            .collect();
        assert_eq!(sent, expected, "{host:?}");
    }
}

#[test]
fn every_byte_over_a_socket_is_as_expected() {
    let server = TestServer::start();
    let client = builder()
        .host(server.url())
        .tenant_id("tenant-1")
        .lang("zh-CN")
        .build()
        .unwrap();
    associate(&client).send().unwrap();
    authorize(&client).send().unwrap();

    let expected = |path: &str, authorization: &str, pools: &str, body: &str| {
        let host = server.url().replace("http://", "");
        let version = env!("CARGO_PKG_VERSION");
        let gzip = if cfg!(feature = "gzip") {
            "accept-encoding: gzip\r\n"
        } else {
            ""
        };
        let length = body.len();
        format!(
            "POST {path} HTTP/1.1\r\n\
             {gzip}\
             content-length: {length}\r\n\
             host: {host}\r\n\
             {authorization}\
             accept: application/json\r\n\
             user-agent: genauth-rust-sdk/{version}\r\n\
             x-authing-sdk-version: genauth-rust-sdk:{version}\r\n\
             x-authing-request-from: sdk\r\n\
             x-authing-app-tenant-id: tenant-1\r\n\
             x-authing-lang: zh-CN\r\n\
             x-genauth-sdk-version: genauth-rust-sdk:{version}\r\n\
             x-genauth-request-from: sdk\r\n\
             x-genauth-app-tenant-id: tenant-1\r\n\
             x-genauth-lang: zh-CN\r\n\
             {pools}content-type: application/json\r\n\r\n{body}"
        )
    };
    let bearer = "authorization: Bearer test-token\r\n";
    let pools = "x-authing-userpool-id: 60b49eb83fd80adb96f26e68\r\n\
                 x-genauth-userpool-id: 60b49eb83fd80adb96f26e68\r\n";
    let requests = server.take_requests().into_iter();
    let sent: Vec<_> = requests
        .map(|request| format!("{}{}", request.head, request.body))
        .collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0], expected(TOKEN_PATH, "", "", CREDENTIALS));
    assert_eq!(sent[1], expected(ASSOCIATE_PATH, bearer, pools, ASSOCIATE));
    assert_eq!(sent[2], expected(AUTHORIZE_PATH, bearer, pools, AUTHORIZE));
}

#[test]
fn consecutive_requests_share_one_connection() {
    // The server uses one thread per connection, so the number of threads equals the number of connections.
    let threads = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&threads);
    let address = test_server::serve(move |request| {
        seen.lock().unwrap().push(thread::current().id());
        match request.path() {
            TOKEN_PATH => Reply::json(TOKEN_RESPONSE),
            _ => Reply::json(SUCCESS),
        }
    });
    let client = client_for(format!("http://{address}"));
    for _ in 0..20 {
        associate(&client).send().expect("the test server responds");
    }
    let threads = threads.lock().unwrap();
    assert_eq!(threads.len(), 21);
    assert_eq!(threads.iter().collect::<HashSet<_>>().len(), 1);
}
