//! Parameters that would be easy to ignore.

use genauth::{Error, ManagementClient};
use genauth_emulator::Emulator;
use serde_json::{Value, json};

use crate::support::{client, emulator};

fn call(client: &ManagementClient, name: &str, params: Value) -> Value {
    let response = client.call(name, params);
    response.map(|response| response.data).expect(name)
}

fn refusal(client: &ManagementClient, name: &str, params: Value) -> Option<i64> {
    client
        .call(name, params)
        .err()
        .and_then(|error: Error| error.status_code())
}

#[test]
fn what_is_not_emulated_is_refused() {
    let emulator = emulator();
    let client = client(&emulator);
    for (name, params) in [
        ("list_groups", json!({"flatCustomData": true})),
        ("list_groups", json!({"withMetadata": true})),
        ("list_users", json!({"options": {"flatCustomData": true}})),
        ("get_tenant", json!({"tenantId": "t", "withAppDetail": true})),
        ("update_user", json!({"userId": "u", "metadata": {"a": 1}})),
        ("get_user", json!({"userId": "u", "userIdType": "custom_field"})),
        (
            "get_user_batch",
            json!({"userIds": ["u"], "userIdType": "sync_relation"}),
        ),
        (
            "delete_users_batch",
            json!({"userIds": ["u"], "options": {"userIdType": "custom_field"}}),
        ),
        (
            "get_public_account_batch",
            json!({"userIds": ["u"], "userIdType": "custom_field"}),
        ),
        ("get_custom_fields", json!({"targetType": "USER", "tenantId": "t"})),
        (
            "set_custom_fields",
            json!({"tenantId": "t", "list": [{"targetType": "USER", "key": "k", "dataType": "STRING"}]}),
        ),
    ] {
        assert_eq!(refusal(&client, name, params), Some(501), "{name}");
    }
    assert_eq!(
        call(&client, "list_groups", json!({"flatCustomData": false}))["totalCount"],
        0
    );
    let seed = json!({"calls": [{"operation": "list_groups", "params": {"withMetadata": true}}]});
    let error = Emulator::builder().seed(seed).start().unwrap_err().to_string();
    assert_eq!(error, "calls[0]: withMetadata is not emulated");
}

#[test]
fn a_new_user_has_its_authenticator() {
    let emulator = emulator();
    let client = client(&emulator);
    let params = json!({"username": "alice", "otp": {"secret": "HZ2F6J3AGNAVSOTV"}});
    let user = call(&client, "create_user", params)["userId"].take();
    let secret = call(&client, "get_otp_secret_by_user", json!({"userId": user}));
    assert_eq!(secret, json!({"secret": "HZ2F6J3AGNAVSOTV"}));
}

#[test]
fn only_identities_of_the_type_are_unlinked() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = call(&client, "create_user", json!({"username": "alice"}))["userId"].take();
    for (ty, id) in [("openid", "o-1"), ("unionid", "u-1")] {
        let identity = json!({"userId": user, "extIdpId": "idp", "type": ty, "userIdInIdp": id});
        call(&client, "link_identity", identity);
    }
    let unlink = json!({"userId": user, "extIdpId": "idp", "type": "unionid"});
    call(&client, "unlink_identity", unlink);
    let identities = call(&client, "get_user_identities", json!({"userId": user}));
    assert_eq!(identities.as_array().map(Vec::len), Some(1));
    assert_eq!(identities[0]["type"], "openid");
    call(&client, "unlink_identity", json!({"userId": user, "extIdpId": "idp"}));
    assert_eq!(call(&client, "get_user_identities", json!({"userId": user})), json!([]));
}

#[test]
fn a_disabled_role_gives_nothing() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = call(&client, "create_user", json!({"username": "alice"}))["userId"].take();
    let application = call(
        &client,
        "create_application",
        json!({"appName": "Wiki", "appIdentifier": "wiki"}),
    );
    let application = &application["appId"];
    call(&client, "create_role", json!({"code": "reader"}));
    let targets = json!([{"targetType": "USER", "targetIdentifier": user}]);
    call(&client, "assign_role", json!({"code": "reader", "targets": targets}));
    let deny =
        json!({"targetType": "ROLE", "namespaceCode": "default", "targetIdentifier": ["reader"], "effect": "DENY"});
    let deny = json!({"appId": application, "list": [deny]});
    call(&client, "authorize_application_access", deny);
    let observe = || {
        let role = json!({"userId": user, "roles": [{"code": "reader"}]});
        let apps = call(&client, "get_user_accessible_apps", json!({"userId": user}));
        (
            call(&client, "has_any_role", role)["hasAnyRole"] == true,
            apps.as_array().map_or(0, Vec::len),
        )
    };
    let update = |field: &str, value: Value| {
        let mut params = json!({"code": "reader", "newCode": "reader", "name": "Reader"});
        params[field] = value;
        call(&client, "update_role", params);
    };
    assert_eq!(observe(), (true, 0));
    update("status", "DISABLE".into());
    assert_eq!(observe(), (false, 1));
    update("status", "ENABLE".into());
    assert_eq!(observe(), (true, 0));
    // 2026-01-01T01:00:00Z
    update("disableTime", "1767229200000".into());
    assert_eq!(observe(), (true, 0));
    emulator.advance_clock(std::time::Duration::from_secs(3600));
    assert_eq!(observe(), (false, 1));
    update("disableTime", Value::Null);
    assert_eq!(observe(), (true, 0));
}

#[test]
fn assignments_are_those_of_a_role_that_the_query_matches() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = call(&client, "create_user", json!({"username": "alice"}))["userId"].take();
    call(&client, "create_role", json!({"code": "reader", "name": "Can read"}));
    let targets = json!([{"targetType": "USER", "targetIdentifier": user}]);
    call(&client, "assign_role", json!({"code": "reader", "targets": targets}));
    for (query, expected) in [("READ", 1), ("can", 1), ("write", 0)] {
        let assignments = call(
            &client,
            "list_role_assignments",
            json!({"roleCode": "reader", "query": query}),
        );
        assert_eq!(assignments["totalCount"], expected, "{query}");
    }
    let targets = json!([{"targetType": "ROLE", "targetIdentifier": "reader"}]);
    let nested = json!({"code": "reader", "targets": targets});
    assert_eq!(refusal(&client, "assign_role", nested), Some(501));
}

#[test]
fn a_tenant_in_a_request_is_the_one_of_the_record() {
    let emulator = emulator();
    let client = client(&emulator);
    let tenant = call(&client, "create_tenant", json!({"name": "Northwind", "appIds": []}))["tenantId"].take();
    let create = json!({"organizationName": "N", "organizationCode": "n", "metadata": {}, "tenantId": tenant});
    call(&client, "create_organization", create);
    let create = json!({"name": "Source", "type": "oidc", "tenantId": tenant});
    let source = call(&client, "create_ext_idp", create)["id"].take();
    for (name, id) in [
        ("get_organization", json!({"organizationCode": "n"})),
        (
            "update_organization",
            json!({"organizationCode": "n", "description": "x"}),
        ),
        ("get_ext_idp", json!({"id": source})),
        ("update_ext_idp", json!({"id": source, "name": "x"})),
        ("delete_ext_idp", json!({"id": source})),
        ("delete_organization", json!({"organizationCode": "n"})),
    ] {
        let mut params = id;
        params["tenantId"] = "another".into();
        assert_eq!(refusal(&client, name, params.clone()), Some(404), "{name}");
        params["tenantId"] = tenant.clone();
        call(&client, name, params);
    }
    let create = json!({"name": "Source", "type": "oidc"});
    let source = call(&client, "create_ext_idp", create)["id"].take();
    let with_category = json!({"id": source, "type": "social"});
    assert_eq!(refusal(&client, "get_ext_idp", with_category), Some(501));
}
