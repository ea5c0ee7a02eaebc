//! Tests duplicate keys, of which the last one counts: its value replaces the earlier one as a whole.

use genauth::ManagementClient;
use serde_json::Value;

use crate::support::client_for;
use crate::test_server::{Reply, TestServer};

/// A client for a server that responds to every operation with this data.
fn client_receiving(data: &str) -> ManagementClient {
    let body = format!(r#"{{"statusCode":200,"data":{data}}}"#);
    let server = TestServer::responding(move |_| Reply::json(&body));
    client_for(server.url())
}

#[test]
fn the_last_of_duplicate_objects_lists_and_values_counts() {
    let first =
        r#""customData":{"a":1,"b":{"c":1}},"identities":[{"identityId":"1"},{"identityId":"2"}],"nickname":"x""#;
    for (second, custom_data, identities, nickname) in [
        (
            r#""customData":{"b":{"d":2}},"identities":[{"provider":"p"}],"nickname":"y""#,
            r#"{"b":{"d":2}}"#,
            1,
            "y",
        ),
        (r#""customData":null,"identities":null,"nickname":null"#, "{}", 0, ""),
        (r#""nickname":"y","identities":[],"customData":{}"#, "{}", 0, "y"),
    ] {
        for data in [
            format!("{{{first},{second}}}"),
            format!("{{{second},{first},{second}}}"),
        ] {
            let user = client_receiving(&data).get_user().user_id("u").send().unwrap().data;
            assert_eq!(Value::from(user.custom_data).to_string(), custom_data, "{data}");
            let found = user.identities;
            assert_eq!(found.len(), identities, "{data}");
            assert!(found.iter().all(|identity| identity.identity_id.is_empty()), "{data}");
            assert_eq!(user.nickname, nickname, "{data}");
        }
    }
}
