//! The wire form of both documented calls, byte for byte.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;

use genauth::{ApplicationPermissionRecordItem, Effect, Method, TargetType};

use crate::stand_in::{self, Reply, SUCCESS, StandIn, TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{Fake, associate, authorize, builder, client_of};

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

fn text(body: Option<Vec<u8>>) -> String {
    String::from_utf8(body.expect("a POST has a body")).expect("JSON is UTF-8")
}

#[test]
fn a_request_can_be_taken_apart_without_being_sent() {
    let fake = Fake::succeeding();
    let client = fake.client();
    for (path, parts, body) in [
        (ASSOCIATE_PATH, associate(&client).into_parts(), ASSOCIATE),
        (AUTHORIZE_PATH, authorize(&client).into_parts(), AUTHORIZE),
    ] {
        let parts = parts.expect(path);
        assert_eq!((parts.method, &*parts.path, &*parts.query), (Method::Post, path, ""));
        assert_eq!(text(parts.body), body, "{path}");
    }
    assert_eq!(fake.sent().len(), 0);
}

#[test]
fn false_and_an_empty_text_are_sent_as_they_are() {
    let client = Fake::succeeding().client();
    let associate = associate(&client).association(false).tenant_id("").into_parts();
    assert_eq!(
        text(associate.unwrap().body),
        r#"{"appId":"60b49eb83fd80adb96f26e68","association":false,"code":"book","tenantId":""}"#
    );

    let item = ApplicationPermissionRecordItem::new()
        .target_type(TargetType::Org)
        .target_identifier(["o"])
        .effect(Effect::Allow)
        .inherit_by_children(false)
        .namespace_code("");
    let authorize = client
        .authorize_application_access()
        .app_id("a")
        .list([item])
        .into_parts();
    assert_eq!(
        text(authorize.unwrap().body),
        concat!(
            r#"{"appId":"a","list":[{"effect":"ALLOW","inheritByChildren":false,"#,
            r#""namespaceCode":"","targetIdentifier":["o"],"targetType":"ORG"}]}"#,
        )
    );
}

/// With every option at its default. A version stands in for the crate's own.
const HEADERS: &str = "\
authorization: Bearer stand-in-token
accept: application/json
user-agent: genauth-rust-sdk/1.2.3
x-authing-sdk-version: genauth-rust-sdk:1.2.3
x-authing-request-from: sdk
x-genauth-sdk-version: genauth-rust-sdk:1.2.3
x-genauth-request-from: sdk
x-authing-userpool-id: 60b49eb83fd80adb96f26e68
x-genauth-userpool-id: 60b49eb83fd80adb96f26e68
";

/// With everything set that has a header.
const HEADERS_ALL_SET: &str = "\
authorization: Bearer stand-in-token
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
";

/// The same in a deployment that has renamed them.
const HEADERS_RENAMED: &str = "\
authorization: Bearer stand-in-token
accept: application/json
user-agent: genauth-rust-sdk/1.2.3
x-acme-sdk-version: genauth-rust-sdk:1.2.3
x-acme-request-from: sdk
x-acme-app-tenant-id: tenant-1
x-acme-lang: ja-JP
x-acme-userpool-id: pool-1
";

#[test]
fn every_header_is_as_documented_and_in_order() {
    let all = || builder().tenant_id("tenant-1").lang("ja-JP").user_pool_id("pool-1");
    let renamed = |prefix: &str| all().header_prefix(prefix);
    for (row, builder, expected, token_lacks) in [
        // The pool is not known before the token is, unless it was set.
        ("unset", builder(), HEADERS, "-userpool-id"),
        ("all set", all(), HEADERS_ALL_SET, "authorization"),
        ("renamed", renamed("x-acme"), HEADERS_RENAMED, "authorization"),
        ("RENAMED", renamed("X-ACME"), HEADERS_RENAMED, "authorization"),
    ] {
        let fake = Fake::succeeding();
        let client = builder.transport(fake.clone()).build().expect(row);
        associate(&client).send().expect(row);
        authorize(&client).send().expect(row);

        let expected = expected.replace("1.2.3", env!("CARGO_PKG_VERSION"));
        let for_token = expected.split_inclusive('\n');
        let for_token = for_token.filter(|line| !line.contains("authorization") && !line.contains(token_lacks));
        let expected = [for_token.collect(), expected.clone(), expected.clone()];
        let line = |(name, value): &(String, String)| format!("{name}: {value}\n");
        let sent = fake.sent();
        assert!(
            sent.iter()
                .all(|sent| sent.content_type.as_deref() == Some("application/json"))
        );
        let sent = sent.into_iter();
        let sent: Vec<String> = sent.map(|sent| sent.headers.iter().map(line).collect()).collect();
        assert_eq!(sent, expected, "{row}");
    }
}

#[test]
fn urls_are_the_host_and_the_path() {
    for (host, base) in [
        ("https://api.authing.cn/", "https://api.authing.cn"),
        ("https://x.example/iam", "https://x.example/iam"),
        (" https://x.example:8443/iam// ", "https://x.example:8443/iam"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("", "https://api.genauth.ai"),
    ] {
        let fake = Fake::succeeding();
        let builder = builder().transport(fake.clone());
        let client = match host {
            "" => builder.build(),
            host => builder.host(host).build(),
        };
        let client = client.expect(base);
        associate(&client).send().expect(base);
        authorize(&client).send().expect(base);

        let expected = [
            (TOKEN_PATH, CREDENTIALS),
            (ASSOCIATE_PATH, ASSOCIATE),
            (AUTHORIZE_PATH, AUTHORIZE),
        ];
        let expected = expected.map(|(path, body)| (Method::Post, format!("{base}{path}"), body.to_owned()));
        let sent = fake.sent().into_iter();
        let sent: Vec<_> = sent.map(|sent| (sent.method, sent.url, sent.body)).collect();
        assert_eq!(sent, expected, "{host:?}");
    }
}

#[test]
fn over_a_socket_every_byte_is_as_expected() {
    let server = StandIn::start();
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
    let bearer = "authorization: Bearer stand-in-token\r\n";
    let pools = "x-authing-userpool-id: 60b49eb83fd80adb96f26e68\r\n\
                 x-genauth-userpool-id: 60b49eb83fd80adb96f26e68\r\n";
    let sent = server.take_requests();
    let sent: Vec<_> = sent.iter().map(|sent| format!("{}{}", sent.head, sent.body)).collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0], expected(TOKEN_PATH, "", "", CREDENTIALS));
    assert_eq!(sent[1], expected(ASSOCIATE_PATH, bearer, pools, ASSOCIATE));
    assert_eq!(sent[2], expected(AUTHORIZE_PATH, bearer, pools, AUTHORIZE));
}

#[test]
fn calls_one_after_another_share_one_connection() {
    // The server has a thread for each connection, so the threads that answer tell the connections.
    let answered = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&answered);
    let address = stand_in::serve(move |request| {
        kept.lock().unwrap().push(thread::current().id());
        match request.path() {
            TOKEN_PATH => Reply::json(TOKEN_ANSWER),
            _ => Reply::json(SUCCESS),
        }
    });
    let client = client_of(format!("http://{address}"));
    for _ in 0..20 {
        associate(&client).send().expect("the stand-in answers");
    }
    let answered = answered.lock().unwrap();
    assert_eq!(answered.len(), 21);
    assert_eq!(answered.iter().collect::<HashSet<_>>().len(), 1);
}
