//! Every operation, called by its name with all that its row allows: what goes over the wire.

use genauth::{Error, Kind, Method, Operation, Rule, operations};
use serde_json::{Map, Value, json};

use crate::samples::{FILE_CONTENT, FILE_NAME, request};
use crate::support::{Fake, Sent};

/// What was sent for that call, behind the request for the token.
fn sent_for(name: &str, params: Value) -> Result<Sent, Error> {
    let fake = Fake::succeeding();
    fake.client().call(name, params)?;
    let [_token, sent] = <[Sent; 2]>::try_from(fake.sent()).expect("a token and the operation");
    Ok(sent)
}

/// RFC 3986: all but the unreserved characters, byte by byte.
fn encoded(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        other => panic!("no row puts this into a URL: {other}"),
    };
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// Path, query in the order of its keys, and body.
fn expected_parts(operation: &Operation, params: &Value) -> (String, Vec<String>, Value) {
    let (mut path, mut query, mut body) = (operation.path.to_owned(), Vec::new(), Map::new());
    let params = params.as_object().unwrap();
    for param in operation.params {
        // Of two that exclude each other one is not set.
        let Some(value) = params.get(&*param.name()) else {
            continue;
        };
        let placeholder = format!("{{{}}}", param.name());
        let has_body = matches!(operation.method, Method::Post | Method::Put);
        let in_query = param.rules.contains(&Rule::InQuery);
        if path.contains(&placeholder) {
            path = path.replace(&placeholder, &encoded(value));
        } else if has_body && !in_query {
            body.insert(param.name().into_owned(), value.clone());
        } else {
            let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            query.extend(
                values
                    .iter()
                    .map(|value| format!("{}={}", param.name(), encoded(value))),
            );
        }
    }
    sort_by_key(&mut query);
    (path, query, body.into())
}

/// The items of a list stay in their order.
fn sort_by_key<T: AsRef<str>>(query: &mut [T]) {
    query.sort_by_key(|pair| pair.as_ref().split('=').next().unwrap().to_owned());
}

fn check_wire_form(operation: &Operation, params: &Value, sent: &Sent) {
    let name = operation.name;
    let (path, query, body) = expected_parts(operation, params);
    assert_eq!(sent.method, operation.method, "{name}");

    let rest = sent.url.strip_prefix("https://api.genauth.ai").expect(name);
    let (sent_path, sent_query) = rest.split_once('?').unwrap_or((rest, ""));
    assert_eq!(sent_path, path, "{name}");
    assert_eq!(rest.contains('?'), !query.is_empty(), "{name}");
    let mut pairs: Vec<_> = sent_query.split('&').filter(|pair| !pair.is_empty()).collect();
    sort_by_key(&mut pairs);
    assert_eq!(pairs, query, "{name}");

    let content_type = sent.content_type.as_deref();
    if matches!(operation.method, Method::Get | Method::Delete) {
        assert_eq!((content_type, sent.body.as_str()), (None, ""), "{name}");
    } else if operation.params.iter().any(|param| matches!(param.kind, Kind::File)) {
        let content_type = content_type.expect(name);
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
        assert_eq!(content_type, Some("application/json"), "{name}");
        let sent_body: Value = serde_json::from_str(&sent.body).expect(name);
        assert_eq!(sent_body, body, "{name}");
    }
}

#[test]
fn every_operation_sends_each_parameter_where_it_belongs() {
    let mut forms = 0;
    for operation in operations() {
        let params = request(operation);
        let sent = sent_for(operation.name, params.clone()).unwrap_or_else(|error| panic!("{error}"));
        check_wire_form(operation, &params, &sent);
        forms += usize::from(
            sent.content_type
                .is_some_and(|media_type| media_type.starts_with("multipart")),
        );
    }
    assert_eq!(forms, 1, "operations that upload a file");
}

#[test]
fn an_unknown_operation_is_answered_with_the_nearest_names() {
    let fake = Fake::succeeding();
    for (unknown, nearest) in [
        ("get_usr", "get_user"),
        ("asociate_tenant_resource", "associate_tenant_resource"),
        ("createRole", "create_role"),
        ("metadata_exports", "metadata_export"),
    ] {
        let error = fake.client().call(unknown, json!({})).unwrap_err();
        let [violation] = error.violations() else {
            panic!("{unknown}: {error}")
        };
        assert_eq!(violation.path(), "name", "{unknown}");
        assert_eq!(violation.found(), format!("{unknown:?}"));
        let mut suggested = violation.expected().split([' ', ',']);
        assert!(
            suggested.any(|name| name == nearest),
            "{unknown}: {}",
            violation.expected()
        );
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn a_documented_name_is_as_good_as_the_method_s() {
    let mut renamed = 0;
    for operation in operations() {
        let Some(documented) = operation.documented_name else {
            continue;
        };
        let params = request(operation);
        let by_documented = sent_for(documented, params.clone()).expect(documented);
        check_wire_form(operation, &params, &by_documented);
        renamed += 1;
    }
    assert!(renamed > 30, "{renamed}");
    let sent = sent_for("export_meatdata", json!({"modelId": "m", "idList": ["r"]})).unwrap();
    assert!(sent.url.ends_with("/api/v3/metadata/export"), "{}", sent.url);
}

#[test]
fn a_url_holds_any_text_and_keeps_an_empty_one() {
    let url = |name: &str, params: Value| sent_for(name, params).map(|sent| sent.url);
    assert_eq!(
        url(
            "list_role_assignments",
            json!({"roleCode": "a-b", "query": "", "namespaceCode": "a&b=c+d?e#f/g%h 户😀", "targetType": ["USER", "ORG"]}),
        )
        .unwrap(),
        "https://api.genauth.ai/api/v3/list-role-assignments?namespaceCode=a%26b%3Dc%2Bd%3Fe%23f%2Fg%25h%20%E6%88%B7\
         %F0%9F%98%80&query=&roleCode=a-b&targetType=USER&targetType=ORG"
    );
    assert_eq!(
        url("delete_ip_list_by_id", json!({"id": "a/b?c"})).unwrap(),
        "https://api.genauth.ai/api/v3/ip-list/a%2Fb%3Fc"
    );
    for (id, refused) in [("..", true), (".", true), ("", true), ("...", false), ("../..", false)] {
        let outcome = url("delete_ip_list_by_id", json!({"id": id}));
        assert_eq!(
            outcome.as_ref().is_err_and(Error::is_validation),
            refused,
            "{id:?}: {outcome:?}"
        );
    }
}
