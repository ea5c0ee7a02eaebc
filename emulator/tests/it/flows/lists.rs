//! Events, whitelists, risk lists, the custom domain, and programmatic access accounts.

use genauth::types::{
    RiskAction, RiskCondition, RiskEventState, RiskLimit, RiskListType, RiskObject, RiskRange, RiskRemoveType,
    WhitelistType,
};
use serde_json::json;

use crate::support::{client, emulator};

#[test]
fn an_event_is_defined_before_it_is_published() {
    let emulator = emulator();
    let client = client(&emulator);
    let app = || {
        client
            .create_event_app()
            .logo("")
            .name("My app")
            .identifier("myapp")
            .send()
    };
    app().unwrap();
    assert!(app().unwrap_err().is_conflict());
    let apps = client.list_event_apps().send().unwrap().data;
    assert_eq!((apps.total_count, &*apps.list[0].identifier), (1, "myapp"));

    let publish = || {
        client
            .pub_event()
            .event_type("myapp.user.created")
            .event_data(json!({"id": 1}).to_string())
            .send()
    };
    assert!(publish().unwrap_err().to_string().contains("`success` is false"));
    let define = |name: &str| client.define_event().event_type(name).event_description("").send();
    define("myapp.user.created").unwrap();
    define("myapp2.done").unwrap();
    assert!(define("myapp2.done").unwrap_err().is_conflict());
    assert!(publish().unwrap().data.success);
    let user_event = client.pub_user_event().event_type("myapp2.done").event_data(json!({}));
    assert!(user_event.send().unwrap().data.success);
    let listed = client.list_events().app("myapp").send().unwrap().data;
    assert_eq!((listed.total_count, &*listed.list[0].code), (1, "myapp.user.created"));
    assert_eq!(
        client.list_events().limit(1).page(2).send().unwrap().data.list[0].code,
        "myapp2.done"
    );
}

#[test]
fn each_whitelist_has_its_own_entries() {
    let emulator = emulator();
    let client = client(&emulator);
    let add = client
        .add_whitelist()
        .r#type(WhitelistType::Email)
        .list(["a@example.com", "b@example.com"]);
    assert_eq!(add.send().unwrap().data[1].value, "b@example.com");
    client
        .add_whitelist()
        .r#type(WhitelistType::Email)
        .list(["a@example.com"])
        .send()
        .unwrap();
    client
        .add_whitelist()
        .r#type(WhitelistType::Phone)
        .list(["100"])
        .send()
        .unwrap();
    let of_app = client.add_whitelist_of_app().app_id("app").r#type(WhitelistType::Email);
    of_app.list(["c@example.com"]).send().unwrap();
    let values = |of_app: bool| {
        let entries = if of_app {
            let list = client
                .list_whitelists_of_app()
                .app_id("app")
                .r#type(WhitelistType::Email);
            list.send().unwrap().data
        } else {
            client
                .list_whitelists()
                .r#type(WhitelistType::Email)
                .send()
                .unwrap()
                .data
        };
        entries.into_iter().map(|entry| entry.value).collect::<Vec<_>>()
    };
    assert_eq!(values(false), ["a@example.com", "b@example.com"]);
    assert_eq!(values(true), ["c@example.com"]);
    let delete = client.delete_whitelist().r#type(WhitelistType::Email);
    assert!(
        delete
            .list(["a@example.com", "c@example.com"])
            .send()
            .unwrap()
            .data
            .success
    );
    assert_eq!(values(false), ["b@example.com"]);
    assert_eq!(values(true), ["c@example.com"]);
    let delete = client
        .delete_whitelist_of_app()
        .app_id("app")
        .r#type(WhitelistType::Email);
    delete.list(["c@example.com"]).send().unwrap();
    assert!(values(true).is_empty());
}

#[test]
fn risk_lists_have_addresses_users_and_policies() {
    let emulator = emulator();
    let client = client(&emulator);
    let add = client
        .add_ip_list()
        .expire_at("2026-09-12T05:54:58.758Z")
        .limit_list(["FORBID_LOGIN"]);
    let add = add.remove_type("MANUAL").add_type("MANUAL").ip_type("BLACK");
    add.ips("10.0.0.1, 10.0.0.2").send().unwrap();
    let black = || client.find_ip_list().ip_type(RiskListType::Black).send().unwrap().data;
    assert_eq!((black().total_count, &*black().list[1].ip), (2, "10.0.0.2"));
    assert_eq!(black().list[0].limit_list, ["FORBID_LOGIN"]);
    let white = client.find_ip_list().ip_type(RiskListType::White).send().unwrap().data;
    assert_eq!(white.total_count, 0);
    let id = black().list[0].id.clone();
    client.delete_ip_list_by_id().id(&id).send().unwrap();
    assert!(client.delete_ip_list_by_id().id(&id).send().unwrap_err().is_not_found());
    assert_eq!((black().total_count, &*black().list[0].ip), (1, "10.0.0.2"));

    let add = client
        .add_user_list()
        .expire_at(1_800_000_000_000_i64)
        .limit_list(["SKIP_MFA"]);
    let add = add.remove_type("MANUAL").add_type("MANUAL").user_list_type("WHITE");
    add.user_ids(["u1", "u2"]).send().unwrap();
    let users = || {
        client
            .find_user_list()
            .user_list_type(RiskListType::White)
            .send()
            .unwrap()
            .data
    };
    assert_eq!((users().total_count, &*users().list[0].user_id), (2, "u1"));
    assert_eq!(users().list[0].add_at, "2026-01-01T00:00:00.012Z");
    client.delete_user_list_by_id().id(&users().list[0].id).send().unwrap();
    assert_eq!(users().total_count, 1);

    let add = client.add_risk_list_policy().limit_list([RiskLimit::ForbidLogin]);
    let add = add
        .action(RiskAction::AddIpBlackList)
        .remove_type(RiskRemoveType::Manual);
    let add = add
        .event_state_type(RiskEventState::PasswordWrong)
        .count_thr(5)
        .time_range(10);
    let add = add
        .opt_object(RiskObject::Ip)
        .ip_cond(RiskCondition::NoLimit)
        .ip_range(RiskRange::All);
    add.send().unwrap();
    let policies = || {
        client
            .find_risk_list_policy()
            .opt_object(RiskObject::Ip)
            .send()
            .unwrap()
            .data
    };
    assert_eq!((policies().total_count, policies().list[0].count_thr), (1, 5));
    assert_eq!(policies().list[0].ip_range, RiskRange::All);
    client
        .delete_risk_list_policy_by_id()
        .id(&policies().list[0].id)
        .send()
        .unwrap();
    assert_eq!(policies().total_count, 0);
}

#[test]
fn a_pool_has_one_custom_domain() {
    let emulator = emulator();
    let client = client(&emulator);
    assert!(client.get_custom_domain().send().unwrap_err().is_not_found());
    let create = |name: &str| client.create_custom_domain().custom_domain(name).send();
    assert_eq!(create("sso.example.com").unwrap().data.dns_verified, Some(false));
    assert!(create("other.example.com").unwrap_err().is_conflict());
    client.verify_custom_domain_dns().send().unwrap();
    client.verify_custom_domain_https().send().unwrap();
    let certificate = "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----";
    let update = client.update_custom_domain().https_certificate(certificate);
    update
        .https_private_key("-----BEGIN RSA PRIVATE KEY-----")
        .send()
        .unwrap();
    let domain = client.get_custom_domain().send().unwrap().data;
    assert_eq!((domain.dns_verified, domain.https_verified), (Some(true), Some(true)));
    assert_eq!(
        (&*domain.custom_domain, &*domain.https_certificate),
        ("sso.example.com", certificate)
    );
    assert!(client.remove_custom_domain().send().unwrap().data.success);
    assert!(client.remove_custom_domain().send().unwrap_err().is_not_found());
    create("other.example.com").unwrap();
}

#[test]
fn a_programmatic_access_account_is_disabled_and_refreshed() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client
        .create_programmatic_access_account()
        .app_id("app")
        .remarks("sync");
    let account = create.send().unwrap().data;
    client
        .create_programmatic_access_account()
        .app_id("other")
        .send()
        .unwrap();
    let id = account["id"].as_str().unwrap();
    let list = || {
        let list = client
            .list_programmatic_access_accounts()
            .app_id("app")
            .send()
            .unwrap()
            .data;
        assert_eq!(list["totalCount"], 1);
        list["list"][0].clone()
    };
    assert_eq!(list(), account);
    client.disable_programmatic_access_account().id(id).send().unwrap();
    assert_eq!(list()["enabled"], false);
    client.enable_programmatic_access_account().id(id).send().unwrap();
    client
        .refresh_programmatic_access_account_secret()
        .id(id)
        .send()
        .unwrap();
    assert_eq!(list()["enabled"], true);
    assert_ne!(list()["secret"], account["secret"]);
    client.delete_programmatic_access_account().id(id).send().unwrap();
    let delete = client.delete_programmatic_access_account().id(id);
    assert!(delete.send().unwrap_err().is_not_found());
    let left = client.list_programmatic_access_accounts().send().unwrap().data;
    assert_eq!(left["totalCount"], 1);
}
