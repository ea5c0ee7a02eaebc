//! Programs can decode responses into their own types, use requests in generic code, and keep them in collections.

use genauth::traits::AsRequest;
use genauth::transport::HttpResponse;
use genauth::{Error, Method, Request, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::secrets::everything_in;
use crate::support::{FakeTransport, KEY_SECRET, associate};
use crate::test_server::TOKEN_RESPONSE;

/// The token that the fake transport issues.
const TOKEN: &str = "test-token";

#[test]
fn data_can_be_decoded_into_a_type_of_the_caller() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "camelCase")]
    struct Group {
        code: String,
        brand_new_field: Vec<u8>,
    }
    let body = r#"{"statusCode":200,"data":{"code":"a","name":"n","brandNewField":[1,2]}}"#;
    let fake = FakeTransport::responding_with(body);
    let request = fake.client().get_group().code("a");
    let expected = Group {
        code: "a".to_owned(),
        brand_new_field: vec![1, 2],
    };
    assert_eq!(request.send_as::<Group>().unwrap().data, expected);
    assert_eq!(request.send_as::<Value>().unwrap().data["brandNewField"], json!([1, 2]));
    // The crate's own type ignores the unknown field.
    assert_eq!(request.send().unwrap().data.code, "a");
    let urls: Vec<_> = fake.operations().into_iter().map(|sent| sent.url).collect();
    assert!(urls[0] == urls[1] && urls[1] == urls[2], "{urls:?}");
}

#[test]
fn send_as_validates_and_reports_refusals_like_send() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":200,"message":"no","data":{"success":false}}"#);
    let request = fake.client().get_group();
    assert!(request.send_as::<Value>().unwrap_err().is_validation());
    assert!(fake.requests().is_empty());
    let error = request.code("a").send_as::<Value>().unwrap_err();
    assert_eq!((error.status_code(), error.server_message()), (Some(200), Some("no")));
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)] // decoding always fails, so the field is never read
struct Mismatch {
    code: u64,
}

#[track_caller]
fn assert_redacted(error: &Error) {
    let shown = everything_in(error);
    assert!(!shown.contains(TOKEN) && !shown.contains(KEY_SECRET), "{shown}");
    assert!(shown.contains("<redacted>"), "{shown}");
}

#[test]
fn data_that_cannot_be_decoded_is_an_error_without_secrets() {
    assert!(TOKEN_RESPONSE.contains(TOKEN));
    let data = format!(r#"{{"code":"{TOKEN}","name":"{KEY_SECRET}"}}"#);
    for body in [
        format!(r#"{{"statusCode":200,"data":{data}}}"#),
        format!(r#"{{"statusCode":200,"data":"{TOKEN}"}}"#),
        format!(r#"{{"statusCode":200,"requestId":"{TOKEN}","data":[{data}]}}"#),
    ] {
        let fake =
            FakeTransport::responding(move |_| Ok(HttpResponse::new(200, body.as_str()).with_header("x-echo", TOKEN)));
        let client = fake.client();
        let typed = client.get_group().code("a").send_as::<Mismatch>().unwrap_err();
        let raw = client.request(Method::Get, "/x").send::<Mismatch>().unwrap_err();
        for (error, operation) in [(typed, "get_group"), (raw, "GET /x")] {
            assert_eq!(error.operation(), Some(operation));
            let start = format!("{operation}: response cannot be decoded as Mismatch: data: ");
            assert!(error.to_string().starts_with(&start), "{error}");
            assert_redacted(&error);
            assert!(!error.is_validation() && !error.is_retryable());
            assert_eq!(error.attempts(), 1);
        }
    }
}

#[test]
fn a_response_keeps_the_http_response_unchanged() {
    let body = r#"{ "statusCode": 200, "data": {"id":7,"tags":["a"]} , "more": 1 }"#;
    let fake = FakeTransport::responding(move |_| {
        let response = HttpResponse::new(201, body);
        Ok(response.with_header("X-Trace", "t1").with_header("x-trace", "t2"))
    });
    let client = fake.client();
    let typed = client.get_group().code("a").send().unwrap().http;
    let raw = client.request(Method::Get, "/x").send::<Value>().unwrap().http;
    for http in [typed, raw] {
        assert_eq!((http.status, &*http.body), (201, body.as_bytes()));
        assert_eq!(http.header("x-TRACE"), Some("t1"));
        assert_eq!(http.header("x-other"), None);
        assert_eq!(http.headers.len(), 2);
    }
}

#[test]
fn an_error_keeps_the_http_response_as_well() {
    let body = r#"{"statusCode":403,"message":"no","more":[1]}"#;
    let fake = FakeTransport::responding(move |_| Ok(HttpResponse::new(403, body).with_header("X-Trace", "t1")));
    let client = fake.client();
    let typed = client.get_group().code("a").send().unwrap_err();
    let raw = client.request(Method::Get, "/x").send::<Value>().unwrap_err();
    for error in [typed, raw] {
        assert_eq!((error.http_status(), error.body()), (Some(403), Some(body.as_bytes())));
        assert_eq!((error.header("x-trace"), error.header("x-other")), (Some("t1"), None));
    }
}

/// Sends any kind of request, and returns the name of its operation and the response.
fn send_and_name<R: AsRequest>(request: &R) -> Result<(&'static str, Response<R::Output>), Error> {
    let request = request.as_request();
    Ok((request.operation().name, request.send()?))
}

#[test]
fn generic_code_accepts_builders_and_requests() {
    let fake = FakeTransport::responding_with(r#"{"statusCode":200,"data":{"success":true,"code":"a"}}"#);
    let client = fake.client();
    let builder = client.get_group().code("a");
    let (name, response) = send_and_name(&builder).unwrap();
    assert_eq!((name, response.data.code.as_str()), ("get_group", "a"));
    let (name, response) = send_and_name(&associate(&client)).unwrap();
    assert_eq!((name, response.data.success), ("associate_tenant_resource", true));

    let request: &Request<_> = &builder;
    assert_eq!(send_and_name(request).unwrap().0, "get_group");
    assert_eq!(send_and_name(&Box::new(request.clone())).unwrap().1.data.code, "a");
    assert_eq!(send_and_name(&builder.untyped()).unwrap().1.data["code"], "a");
    assert_eq!(fake.operations().len(), 5);
}

#[test]
fn different_requests_fit_into_one_collection_when_untyped() {
    let fake = FakeTransport::responding(|request| {
        let operation = &request.operation;
        Ok(HttpResponse::new(
            200,
            format!(r#"{{"statusCode":200,"data":{{"operation":"{operation}"}}}}"#),
        ))
    });
    let client = fake.client();
    let requests = vec![
        client.get_group().code("developers").untyped(),
        client.get_user().user_id("u").untyped(),
        associate(&client).untyped(),
        client.prepare("list_groups", json!({"limit": 5})).unwrap(),
    ];
    for request in &requests {
        assert_eq!(request.send().unwrap().data["operation"], request.operation().name);
    }
    assert_eq!(fake.operations().len(), requests.len());
}

#[test]
fn an_untyped_request_is_the_same_request() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let request = associate(&client).extra("new", 1);
    assert_eq!(request.untyped().build().unwrap(), request.build().unwrap());
    let invalid = client.associate_tenant_resource();
    assert_eq!(
        invalid.untyped().validate().unwrap_err().to_string(),
        invalid.validate().unwrap_err().to_string()
    );
}
