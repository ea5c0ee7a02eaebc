//! Operations that only the live service has: what they send, which fields they accept, and what they return.

use genauth::schema::{Certainty, Operation};
use genauth::{ManagementClient, Method, operations};
use serde_json::{Value, json};

use crate::samples;
use crate::support::{FakeTransport, SentRequest, violations};

/// A client whose requests succeed with this `data`, and its transport.
fn responding(data: &Value) -> (ManagementClient, FakeTransport) {
    let fake = FakeTransport::responding_with(json!({"statusCode": 200, "data": data}).to_string());
    (fake.client(), fake)
}

fn only(fake: &FakeTransport) -> SentRequest {
    let [sent] = <[SentRequest; 1]>::try_from(fake.operations()).expect("one request");
    sent
}

fn open_operations() -> Vec<&'static Operation> {
    let is_open = |operation: &&Operation| matches!(operation.certainty, Certainty::Inferred | Certainty::PathOnly);
    let open: Vec<_> = operations().filter(is_open).collect();
    assert_eq!(open.len(), 43);
    open
}

#[test]
fn operations_with_unknown_parameters_send_any_field_by_name() {
    for operation in open_operations() {
        let name = operation.name;
        let mut params = samples::request(operation);
        params["unknownText"] = "a b".into();
        params["unknownNumber"] = 7.into();
        let (client, fake) = responding(&json!({"any": [1, null]}));
        let response = client
            .call(name, params.clone())
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(response.data, json!({"any": [1, null]}), "{name}");

        let sent = only(&fake);
        assert_eq!((&*sent.operation, sent.method), (name, operation.method));
        let (url, query) = sent.url.split_once('?').unwrap_or((&sent.url, ""));
        assert_eq!(url, format!("https://api.genauth.ai{}", operation.path), "{name}");
        if sent.method == Method::Get {
            let pairs: Vec<_> = query.split('&').collect();
            assert!(pairs.contains(&"unknownText=a%20b"), "{name}: {query}");
            assert!(pairs.contains(&"unknownNumber=7"), "{name}: {query}");
            assert_eq!(sent.body, "", "{name}");
        } else {
            assert_eq!(query, "", "{name}");
            assert_eq!(sent.json(), params, "{name}");
        }
    }
}

#[test]
fn operations_with_unknown_parameters_require_none() {
    for operation in open_operations() {
        let (client, fake) = responding(&Value::Null);
        let response = client.call(operation.name, json!({}));
        assert_eq!(response.expect(operation.name).data, Value::Null);
        let sent = only(&fake);
        let body = if sent.method == Method::Get { "" } else { "{}" };
        assert_eq!(sent.body, body, "{}", operation.name);
        assert!(sent.url.ends_with(operation.path), "{}", sent.url);
    }
}

#[test]
fn operations_with_unknown_parameters_accept_unknown_fields_in_objects() {
    let (client, fake) = responding(&json!({"scrollId": "s2", "list": []}));
    let params = json!({
        "options": {"scrollId": "s1", "new": {"deep": true}},
        "advancedFilter": [{"field": "status", "operator": "EQUAL", "new": 1}],
    });
    client.call("list_users_by_scroll", params.clone()).unwrap();
    assert_eq!(only(&fake).json(), params);
}

#[test]
fn an_unknown_field_of_an_operation_with_known_parameters_is_a_typo() {
    let fake = FakeTransport::succeeding();
    for (name, params) in [
        (
            "create_custom_domain",
            json!({"customDomain": "sso.example.com", "domain": 1}),
        ),
        ("get_custom_domain", json!({"domain": 1})),
        ("list_ext_idp_conns", json!({"id": "i", "domain": 1})),
    ] {
        assert_eq!(
            violations(fake.client().call(name, params)),
            ["domain is not a known field"],
            "{name}"
        );
    }
    assert!(fake.requests().is_empty());
}

#[test]
fn unknown_parameters_can_be_set_on_builders() {
    let (client, fake) = responding(&json!({}));
    client
        .deactivate_sessions_batch()
        .extra("ids", json!(["s1", "s2"]))
        .send()
        .unwrap();
    let sent = only(&fake);
    assert_eq!(sent.method, Method::Post);
    assert_eq!(sent.url, "https://api.genauth.ai/api/v3/deactivate-sessions-batch");
    assert_eq!(sent.body, r#"{"ids":["s1","s2"]}"#);

    let (client, fake) = responding(&json!({}));
    client.get_auth_flow_config().extra("appId", "a&b").send().unwrap();
    let sent = only(&fake);
    assert_eq!(sent.method, Method::Get);
    assert_eq!(
        sent.url,
        "https://api.genauth.ai/api/v3/get-auth-flow-config?appId=a%26b"
    );

    let (client, fake) = responding(&json!({}));
    let accounts = client.list_programmatic_access_accounts().app_id("a");
    accounts.extra("enabled", true).send().unwrap();
    assert_eq!(
        only(&fake).url,
        "https://api.genauth.ai/api/v3/list-programmatic-access-accounts?appId=a&enabled=true"
    );
}

#[test]
fn parameters_that_were_seen_are_validated() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let create = client.create_auth_flow_function().func_name("f").timeout(61);
    assert_eq!(
        violations(create.send()),
        [
            "scene is required",
            "sourceCode is required",
            "timeout must be 1 to 60 (got 61)"
        ]
    );
    assert_eq!(
        violations(client.update_custom_domain().send()),
        ["httpsCertificate is required", "httpsPrivateKey is required"]
    );
    assert!(fake.requests().is_empty());
}

#[test]
fn an_empty_phone_number_of_an_invitee_is_sent() {
    let (client, fake) = responding(&json!({"success": true}));
    let edit = client.edit_invitation_invitee().roster_id("r").invitee_id("i");
    assert!(edit.phone("").send().unwrap().data.success);
    assert_eq!(
        only(&fake).json(),
        json!({"rosterId": "r", "inviteeId": "i", "phone": ""})
    );
}

#[test]
fn responses_that_were_seen_are_typed() {
    let domain = json!({
        "customDomain": "sso.example.com",
        "dnsTxtName": "_verify",
        "dnsTxtValue": "v",
        "dnsVerified": true,
        "cname": "c.example.net",
        "httpsVerified": false,
        "httpsCertificate": "cert",
        "httpsPrivateKey": "key",
    });
    let (client, _) = responding(&domain);
    let decoded = client.get_custom_domain().send().unwrap().data;
    assert_eq!(serde_json::to_value(&decoded).unwrap(), domain);
    assert_eq!(decoded.https_private_key, "key");
    assert_eq!(decoded.https_verified, Some(false));

    let (client, _) = responding(&json!({"customDomain": "sso.example.com"}));
    let created = client.create_custom_domain().custom_domain("sso.example.com");
    let decoded = created.send().unwrap().data;
    assert_eq!(
        (&*decoded.custom_domain, decoded.dns_verified),
        ("sso.example.com", None)
    );

    let connections = json!([{"id": "c", "extIdpId": "e", "fields": {"client_secret": "s"}}, {"id": "d"}]);
    let (client, _) = responding(&connections);
    let decoded = client.list_ext_idp_conns().id("e").send().unwrap().data;
    assert_eq!(decoded.len(), 2);
    assert_eq!(decoded[0].fields["client_secret"], "s");
    assert_eq!((decoded[0].login_only, &*decoded[1].id), (None, "d"));

    let (client, _) = responding(&json!({"funcId": "f", "timeout": 30}));
    let decoded = client.get_auth_flow_function().func_id("f").send().unwrap().data;
    assert_eq!(
        (&*decoded.func_id, decoded.timeout, decoded.enabled),
        ("f", Some(30), None)
    );
}

#[test]
fn a_deletion_may_return_no_data() {
    for (data, expected) in [
        (json!(null), Value::Null),
        (json!({"success": true}), json!({"success": true})),
    ] {
        let (client, _) = responding(&data);
        let deleted = client.delete_auth_flow_function().func_id("f").send();
        assert_eq!(deleted.unwrap().data, expected);
    }
    let (client, _) = responding(&json!({"success": false}));
    assert!(client.delete_auth_flow_function().func_id("f").send().is_err());
}

#[test]
fn a_scroll_is_not_iterated_by_page_numbers() {
    let (client, fake) = responding(&json!({"scrollId": "s1", "list": [{"userId": "u"}]}));
    let request = client.list_users_by_scroll();
    assert!(!request.operation().has_pages());
    assert_eq!(
        violations(request.items().next().expect("an error")),
        ["page is not a parameter of this operation"]
    );
    let response = request.scroll_id("s0").send().unwrap();
    assert_eq!(response.data["scrollId"], "s1");
    assert_eq!(only(&fake).json(), json!({"scrollId": "s0"}));
}
