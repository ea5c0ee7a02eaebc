//! Checks how the data of responses is decoded.

use std::fmt::Debug;

use genauth::transport::HttpResponse;
use genauth::types::{GetUserResourceStructData, GroupPaging, User, UserPaging};
use genauth::{DecodeIssue, Error, ManagementClient, Response};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{assert_one_line, client_receiving, integer};

/// Checks that any JSON is either decoded as the data of an operation, or causes an error that says where decoding
/// failed.
pub fn check_decode(data: &str) {
    let client = client_for(data);
    let users = list_users(&client);
    let groups = list_groups(&client);
    let user = get_user(&client);
    let tree = get_tree(&client);

    // If `data` is not JSON, it breaks or changes the envelope around it, so no particular result is expected.
    let Ok(value) = serde_json::from_str::<Value>(data) else {
        let _ = shown(&users) + &shown(&groups) + &shown(&user) + &shown(&tree);
        return;
    };
    assert_decoded("UserPaging", &value, &users);
    assert_decoded("GroupPaging", &value, &groups);
    assert_decoded("User", &value, &user);
    assert_decoded("GetUserResourceStructData", &value, &tree);
    let empty = Map::new();
    let fields = value.as_object().unwrap_or(&empty);
    if let Ok(users) = &users {
        let issues = users.decode_issues();
        assert_page(fields, issues, users.data.total_count, users.data.list.len());
    }
    if let Ok(groups) = &groups {
        let issues = groups.decode_issues();
        assert_page(fields, issues, groups.data.total_count, groups.data.list.len());
    }
    if let Ok(user) = &user {
        match fields.get("userId").unwrap_or(&Value::Null) {
            Value::String(id) => assert_eq!(user.data.user_id, *id),
            Value::Null => assert_eq!(user.data.user_id, ""),
            _ => {}
        }
    }
    if let (true, Ok(users), Ok(groups), Ok(user), Ok(tree)) = (fields.is_empty(), &users, &groups, &user, &tree) {
        assert_eq!(users.data, UserPaging::default());
        assert_eq!(groups.data, GroupPaging::default());
        assert_eq!(user.data, User::default());
        assert_eq!(tree.data, GetUserResourceStructData::default());
    }
    assert_round_trip(users, list_users);
    assert_round_trip(groups, list_groups);
    assert_round_trip(user, get_user);
    assert_round_trip(tree, get_tree);
}

/// A client that receives this data.
fn client_for(data: &str) -> ManagementClient {
    client_receiving(HttpResponse::new(200, format!(r#"{{"statusCode":200,"data":{data}}}"#)))
}

fn list_users(client: &ManagementClient) -> Result<Response<UserPaging>, Error> {
    client.list_users().send()
}

fn list_groups(client: &ManagementClient) -> Result<Response<GroupPaging>, Error> {
    client.list_groups().send()
}

fn get_user(client: &ManagementClient) -> Result<Response<User>, Error> {
    client.get_user().user_id("u").send()
}

/// Sends an operation whose data can contain data of the same type.
fn get_tree(client: &ManagementClient) -> Result<Response<GetUserResourceStructData>, Error> {
    let request = client.get_user_resource_struct();
    request.resource_code("r").user_id("u").namespace_code("n").send()
}

/// Prints the data or the error.
fn shown<T: Debug>(result: &Result<Response<T>, Error>) -> String {
    match result {
        Ok(response) => format!("{:?}", response.data),
        Err(error) => error.to_string(),
    }
}

fn assert_decoded<T: Debug>(type_name: &str, data: &Value, result: &Result<Response<T>, Error>) {
    match result {
        Ok(response) => {
            assert!(data.is_object() || data.is_null(), "{type_name}: {data}");
            assert!(format!("{:?}{:#?}", response.data, response.data).starts_with(type_name));
        }
        Err(error) => {
            let line = error.to_string();
            let (_, reason) = line
                .split_once(&format!("response cannot be decoded as {type_name}: data"))
                .unwrap_or_else(|| panic!("{line}"));
            // A long path is shortened, and the types may then be missing.
            let names_types = reason.contains(": expected ") && reason.contains(", found ");
            assert!(names_types || reason.contains("..."), "{line}");
            assert!(!data.is_null() && *data != Value::Object(Map::new()), "{line}");
            assert_one_line(error);
        }
    }
}

fn assert_page(fields: &Map<String, Value>, issues: &[DecodeIssue], total_count: i64, length: usize) {
    let has_issue = |path: &str| issues.iter().any(|issue| issue.path == path);
    let count = fields.get("totalCount").unwrap_or(&Value::Null);
    assert_eq!(total_count, integer(count).unwrap_or(0), "{count}");
    let is_odd = !count.is_null() && *count != "" && integer(count).is_none();
    // At most 1000 issues are listed.
    assert!(
        has_issue("data.totalCount") == is_odd || issues.len() == 1000,
        "{count}"
    );

    let list = fields.get("list").unwrap_or(&Value::Null);
    let (expected, is_odd) = match list {
        Value::Array(items) => (items.iter().filter(|item| item.is_object()).count(), false),
        // A single item is decoded as a list of one, if any of its fields could be read.
        Value::Object(item) => (usize::from(!item.is_empty()), length == 0 && !item.is_empty()),
        other => (0, !other.is_null() && *other != ""),
    };
    // An item of which nothing could be read is left out, and its fields are issues.
    let left_out = issues.iter().any(|issue| issue.path.starts_with("data.list"));
    assert!(length == expected || (length < expected && left_out), "{list}");
    assert!(has_issue("data.list") == is_odd || issues.len() == 1000, "{list}");
}

/// Asserts that decoded data serializes to JSON that decodes to equal data.
fn assert_round_trip<T: Debug + PartialEq + Serialize>(
    result: Result<Response<T>, Error>,
    send: impl Fn(&ManagementClient) -> Result<Response<T>, Error>,
) {
    let Ok(Response { data, .. }) = result else {
        return;
    };
    let json = serde_json::to_value(&data).expect("outputs can be serialized");
    // `serde_json` may parse a printed float as a neighboring one, so such data need not be equal.
    if has_float(&json) {
        return;
    }
    match send(&client_for(&json.to_string())) {
        Ok(again) => {
            assert_eq!(again.data, data);
            assert_eq!(again.decode_issues(), []);
        }
        // A single item was serialized as a list of one. This adds a level, which can exceed the maximum depth.
        Err(error) => assert!(error.to_string().contains("recursion limit exceeded"), "{error}"),
    }
}

fn has_float(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_float),
        Value::Object(fields) => fields.values().any(has_float),
        _ => false,
    }
}
