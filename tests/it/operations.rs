//! Checks the wire form of every operation, called by name with all its parameters set.

use genauth::schema::{Operation, ParamLocation, ParamType};
use genauth::{Error, Method, ViolationKind, operations};
use serde_json::{Map, Value, json};

use crate::samples::{FILE_CONTENT, FILE_NAME, request};
use crate::support::{FakeTransport, SentRequest, violations};

/// Calls an operation by name, and returns the request that was sent for it after the token request.
fn send(name: &str, params: Value) -> Result<SentRequest, Error> {
    let fake = FakeTransport::succeeding();
    fake.client().call(name, params)?;
    let [_token, sent] = <[SentRequest; 2]>::try_from(fake.requests()).expect("a token request and the operation");
    Ok(sent)
}

/// Escapes everything but the unreserved characters of RFC 3986, byte by byte.
fn percent_encoded(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        other => panic!("a URL cannot contain {other}"),
    };
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

struct WireForm {
    path: String,
    /// `name=value` pairs, sorted by name.
    query: Vec<String>,
    body: Value,
}

/// The expected wire form. It is derived from the registry independently of the library.
fn expected_form(operation: &Operation, params: &Value) -> WireForm {
    let (mut path, mut query, mut body) = (operation.path.to_owned(), Vec::new(), Map::new());
    let has_body = matches!(operation.method, Method::Post | Method::Put);
    for param in operation.params {
        let name = &*param.name();
        let placeholder = format!("{{{name}}}");
        let location = if path.contains(&placeholder) {
            ParamLocation::Path
        } else if has_body && param.location != ParamLocation::Query {
            ParamLocation::Body
        } else {
            ParamLocation::Query
        };
        assert_eq!(param.location, location, "{}.{name}", operation.name);
        assert_eq!(operation.location_of(name), location, "{}.{name}", operation.name);
        // Samples set only one of two parameters that exclude each other.
        let Some(value) = params.get(name) else {
            continue;
        };
        match location {
            ParamLocation::Path => path = path.replace(&placeholder, &percent_encoded(value)),
            ParamLocation::Body => {
                body.insert(name.to_owned(), value.clone());
            }
            _ => {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                let pairs = values.iter().map(|value| format!("{name}={}", percent_encoded(value)));
                query.extend(pairs);
            }
        }
    }
    sort_by_name(&mut query);
    WireForm {
        path,
        query,
        body: body.into(),
    }
}

/// Sorts the pairs by name only, so that the items of a list stay in their order.
fn sort_by_name<T: AsRef<str>>(query: &mut [T]) {
    query.sort_by_key(|pair| pair.as_ref().split('=').next().unwrap().to_owned());
}

fn assert_wire_form(operation: &Operation, params: &Value, sent: &SentRequest) {
    let name = operation.name;
    let expected = expected_form(operation, params);
    assert_eq!((&*sent.operation, sent.method), (name, operation.method));

    let rest = sent.url.strip_prefix("https://api.genauth.ai").expect(name);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    assert_eq!(path, expected.path, "{name}");
    assert_eq!(rest.contains('?'), !expected.query.is_empty(), "{name}");
    let mut pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    sort_by_name(&mut pairs);
    assert_eq!(pairs, expected.query, "{name}");

    let content_type = sent.header("content-type");
    if matches!(operation.method, Method::Get | Method::Delete) {
        assert!(content_type.is_empty(), "{name}");
        assert_eq!(sent.body, "", "{name}");
    } else if operation.params.iter().any(|param| matches!(param.ty, ParamType::File)) {
        let [content_type] = content_type[..] else {
            panic!("{name}: {content_type:?}")
        };
        let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect(name);
        let file_name = FILE_NAME.replace('"', "%22");
        let form = format!(
            "--{boundary}\r\n\
             content-disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
             content-type: application/octet-stream\r\n\
             \r\n\
             {FILE_CONTENT}\r\n\
             --{boundary}--\r\n"
        );
        assert_eq!(sent.body, form, "{name}");
    } else {
        assert_eq!(content_type, ["application/json"], "{name}");
        assert_eq!(sent.json(), expected.body, "{name}");
    }
}

#[test]
fn every_operation_sends_each_parameter_to_its_location() {
    let mut uploads = 0;
    for operation in operations() {
        let params = request(operation);
        let sent = send(operation.name, params.clone()).unwrap_or_else(|error| panic!("{error}"));
        assert_wire_form(operation, &params, &sent);
        let content_type = sent.header("content-type");
        uploads += usize::from(content_type.iter().any(|value| value.starts_with("multipart/")));
    }
    assert_eq!(uploads, 1, "operations that upload a file");
}

#[test]
fn an_unknown_name_suggests_similar_ones() {
    let fake = FakeTransport::succeeding();
    for (unknown, similar) in [
        ("get_usr", "get_user"),
        ("asociate_tenant_resource", "associate_tenant_resource"),
        ("createRole", "create_role"),
        ("metadata_exports", "metadata_export"),
    ] {
        let error = fake.client().call(unknown, json!({})).unwrap_err();
        let [violation] = error.violations() else {
            panic!("{unknown}: {error}")
        };
        assert_eq!(
            (violation.path(), violation.kind()),
            ("name", ViolationKind::UnknownValue)
        );
        let message = violation.message();
        let suggestions = message
            .strip_prefix("must be the name of an operation, such as ")
            .and_then(|rest| rest.strip_suffix(&format!(" (got {unknown:?})")))
            .expect(message);
        assert!(suggestions.split(", ").any(|name| name == similar), "{message}");
        assert!(
            error
                .to_string()
                .starts_with("call: invalid request: name must be the name of an operation")
        );
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn parameters_by_name_must_be_an_object() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    for params in [json!([]), json!("text"), json!(7), json!(true)] {
        assert_eq!(
            violations(client.call("get_all_groups", params)),
            ["params must be a JSON object"]
        );
    }
    assert!(fake.requests().is_empty());
    // `null` instead of an object means that there are no parameters.
    assert_eq!(
        send("get_all_groups", Value::Null).unwrap().url,
        send("get_all_groups", json!({})).unwrap().url
    );
}

#[test]
fn an_operation_can_be_called_by_its_documented_name() {
    let mut renamed = 0;
    for operation in operations() {
        let Some(documented) = operation.documented_name else {
            continue;
        };
        let params = request(operation);
        let sent = send(documented, params.clone()).expect(documented);
        assert_wire_form(operation, &params, &sent);
        renamed += 1;
    }
    assert!(renamed > 30, "{renamed}");
    let sent = send("export_meatdata", json!({"modelId": "m", "idList": ["r"]})).unwrap();
    assert!(sent.url.ends_with("/api/v3/metadata/export"), "{}", sent.url);
}

#[test]
fn urls_are_escaped_and_keep_empty_values() {
    let url = |name: &str, params: Value| send(name, params).map(|sent| sent.url);
    let params = json!({
        "roleCode": "a-b",
        "query": "",
        "namespaceCode": "a&b=c+d?e#f/g%h 户😀",
        "targetType": ["USER", "ORG"],
    });
    assert_eq!(
        url("list_role_assignments", params).unwrap(),
        "https://api.genauth.ai/api/v3/list-role-assignments?namespaceCode=a%26b%3Dc%2Bd%3Fe%23f%2Fg%25h%20%E6%88%B7\
         %F0%9F%98%80&query=&roleCode=a-b&targetType=USER&targetType=ORG"
    );
    assert_eq!(
        url("delete_ip_list_by_id", json!({"id": "a/b?c"})).unwrap(),
        "https://api.genauth.ai/api/v3/ip-list/a%2Fb%3Fc"
    );
}

#[test]
fn a_path_segment_cannot_consist_of_dots() {
    let delete = |id: &str| send("delete_ip_list_by_id", json!({"id": id}));
    for id in [".", ".."] {
        assert_eq!(
            violations(delete(id)),
            ["id cannot consist of dots in a path"],
            "{id:?}"
        );
    }
    assert_eq!(violations(delete("")), ["id must not be blank"]);
    for (id, segment) in [("...", "..."), ("../..", "..%2F..")] {
        let url = delete(id).unwrap().url;
        assert_eq!(url, format!("https://api.genauth.ai/api/v3/ip-list/{segment}"));
    }
}
