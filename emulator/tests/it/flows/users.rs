//! Users.

use genauth::types::{
    AdvancedFilterOperator, ApplicationMfa, CreateIdentity, CreateUserInfo, GetMfaInfoData, ImportOtpItem,
    ImportOtpItemData, ListUsersAdvancedFilterItem, ListUsersOptions, Pagination, SendUserResetPasswordEmailLink,
    SortOrder, Sorting, UpdateUserInfo, UpdateUserOptions, UserIdType, UserSortField, UserStatus,
};
use serde_json::json;

use crate::support::{client, emulator};

#[test]
fn a_user_is_created_read_updated_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = client
        .create_user()
        .username("alice")
        .email("Alice@example.com")
        .password("secret-7")
        .send()
        .unwrap()
        .data;
    assert_eq!(user.user_id.len(), 24);
    assert_eq!(user.status, UserStatus::Activated);
    assert_eq!(user.created_at, "2026-01-01T00:00:00.002Z");
    assert_eq!(user.password_last_set_at, "2026-01-01T00:00:00.002Z");

    let changed = client
        .update_user()
        .user_id(&user.user_id)
        .nickname("Al")
        .send()
        .unwrap()
        .data;
    assert_eq!((&*changed.nickname, &*changed.username), ("Al", "alice"));
    let read = client
        .get_user()
        .user_id("alice@EXAMPLE.com")
        .user_id_type(UserIdType::Email)
        .send()
        .unwrap()
        .data;
    assert_eq!((&*read.user_id, &*read.nickname), (&*user.user_id, "Al"));
    assert!(read.updated_at > read.created_at);

    client.delete_users_batch().user_ids([&user.user_id]).send().unwrap();
    let error = client.get_user().user_id(&user.user_id).send().unwrap_err();
    assert!(error.is_not_found());
    assert!(!emulator.snapshot().to_string().contains("secret-7"));
}

#[test]
fn names_are_unique_until_they_are_free_again() {
    let emulator = emulator();
    let client = client(&emulator);
    let alice = client
        .create_user()
        .username("alice")
        .phone("100")
        .external_id("e1")
        .send()
        .unwrap()
        .data;
    let bob = client
        .create_user()
        .username("bob")
        .email("bob@example.com")
        .send()
        .unwrap()
        .data;
    for request in [
        client.create_user().username("alice"),
        client.create_user().username("carol").phone("100"),
        client.create_user().username("carol").external_id("e1"),
        client.create_user().email("BOB@example.com"),
    ] {
        assert!(request.send().unwrap_err().is_conflict());
    }
    let error = client
        .update_user()
        .user_id(&bob.user_id)
        .username("alice")
        .send()
        .unwrap_err();
    assert_eq!((error.status_code(), error.is_conflict()), (Some(409), true));
    client
        .update_user()
        .user_id(&alice.user_id)
        .username("alice2")
        .send()
        .unwrap();
    client
        .update_user()
        .user_id(&bob.user_id)
        .username("alice")
        .send()
        .unwrap();
    let found = client.is_user_exists().username("bob").send().unwrap().data;
    assert!(!found.exists);
}

#[test]
fn a_batch_is_created_and_updated_as_a_whole() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = |names: &[&str]| {
        let users = names.iter().map(|name| CreateUserInfo::new().username(*name));
        client.create_users_batch().list(users.collect::<Vec<_>>()).send()
    };
    let users = create(&["a", "b", "c"]).unwrap().data;
    assert_eq!(
        users.iter().map(|user| &*user.username).collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    assert!(create(&["d", "a"]).unwrap_err().is_conflict());
    assert!(!client.is_user_exists().username("d").send().unwrap().data.exists);

    let changes = users
        .iter()
        .map(|user| UpdateUserInfo::new().user_id(&user.user_id).company("Acme"));
    let updated = client
        .update_user_batch()
        .list(changes.collect::<Vec<_>>())
        .send()
        .unwrap()
        .data;
    assert!(updated.iter().all(|user| user.company == "Acme"));
    let ids = [&*users[2].user_id, "absent", &*users[0].user_id];
    let found = client.get_user_batch().user_ids(ids).send().unwrap().data;
    assert_eq!(found.iter().map(|user| &*user.username).collect::<Vec<_>>(), ["c", "a"]);
}

#[test]
fn users_are_searched_filtered_sorted_and_paged() {
    let emulator = emulator();
    let client = client(&emulator);
    for (index, name) in ["Dora", "Adam", "Carl", "Bea"].into_iter().enumerate() {
        let username = format!("user{index}");
        let data = json!({"level": index}).as_object().unwrap().clone();
        client
            .create_user()
            .username(username)
            .external_id(name)
            .name(name)
            .custom_data(data)
            .send()
            .unwrap();
    }
    let sort = [Sorting::new().field(UserSortField::ExternalId).order(SortOrder::Desc)];
    let options = ListUsersOptions::new()
        .sort(sort.clone())
        .pagination(Pagination::new().page(2).limit(3));
    let page = client.list_users().options(options).send().unwrap().data;
    assert_eq!(page.total_count, 4);
    assert_eq!(page.list.iter().map(|user| &*user.name).collect::<Vec<_>>(), ["Adam"]);

    let found = client.list_users().keywords("AR").send().unwrap().data;
    assert_eq!(found.list.iter().map(|user| &*user.name).collect::<Vec<_>>(), ["Carl"]);
    let filter = |field: &str, operator, value| {
        let item = ListUsersAdvancedFilterItem::new()
            .field(field)
            .operator(operator)
            .value(value);
        let found = client.list_users().advanced_filter([item]).send().unwrap().data;
        found.list.into_iter().map(|user| user.name).collect::<Vec<_>>()
    };
    assert_eq!(
        filter("name", AdvancedFilterOperator::In, json!(["Bea", "Adam"])),
        ["Adam", "Bea"]
    );
    assert_eq!(
        filter("level", AdvancedFilterOperator::Greater, json!(2)),
        ["Carl", "Bea"]
    );
    assert_eq!(
        filter("level", AdvancedFilterOperator::Between, json!([1, 2])),
        ["Adam", "Carl"]
    );

    let names: Vec<_> = client.list_users().items().map(|user| user.unwrap().username).collect();
    assert_eq!(names, ["user0", "user1", "user2", "user3"]);
    let legacy = client.list_users_legacy().limit(2).page(2).send().unwrap().data;
    assert_eq!((legacy.total_count, &*legacy.list[0].username), (4, "user2"));
    let found = client.list_users_by_keywords().keywords("dora").send().unwrap().data;
    assert_eq!(found.total_count, 1);
    let query = json!({"query": {"term": {"phone": "1"}}}).as_object().unwrap().clone();
    let error = client.list_users().search_query(query).send().unwrap_err();
    assert_eq!(error.status_code(), Some(501));
}

#[test]
fn an_archived_user_is_listed_as_such() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = client.create_user().username("old").send().unwrap().data;
    client.create_user().username("new").send().unwrap();
    client
        .update_user()
        .user_id(&user.user_id)
        .status(UserStatus::Archived)
        .send()
        .unwrap();
    let archived = client.list_archived_users().send().unwrap().data;
    assert_eq!(archived.total_count, 1);
    assert_eq!(archived.list[0].user_id, user.user_id);
}

#[test]
fn custom_data_is_merged_and_only_returned_on_demand() {
    let emulator = emulator();
    let client = client(&emulator);
    let object = |json: serde_json::Value| json.as_object().unwrap().clone();
    let user = client
        .create_user()
        .username("a")
        .custom_data(object(json!({"x": 1, "y": 2})))
        .send()
        .unwrap()
        .data;
    client
        .update_user()
        .user_id(&user.user_id)
        .custom_data(object(json!({"y": 3})))
        .send()
        .unwrap();
    let read = |with: bool| {
        let user = client
            .get_user()
            .user_id(&user.user_id)
            .with_custom_data(with)
            .send()
            .unwrap()
            .data;
        serde_json::Value::Object(user.custom_data)
    };
    assert_eq!(read(true), json!({"x": 1, "y": 3}));
    assert_eq!(read(false), json!({}));
}

#[test]
fn identities_are_linked_to_one_user() {
    let emulator = emulator();
    let client = client(&emulator);
    let identity = CreateIdentity::new()
        .ext_idp_id("idp1")
        .provider("wechat")
        .r#type("openid")
        .user_id_in_idp("w1")
        .user_info_in_idp(json!({"name": "A"}))
        .origin_conn_ids(["conn1"]);
    let alice = client
        .create_user()
        .username("alice")
        .identities([identity])
        .send()
        .unwrap()
        .data;
    let bob = client.create_user().username("bob").send().unwrap().data;
    client
        .link_identity()
        .user_id(&bob.user_id)
        .ext_idp_id("idp1")
        .user_id_in_idp("w2")
        .send()
        .unwrap();
    let error = client
        .link_identity()
        .user_id(&bob.user_id)
        .ext_idp_id("idp1")
        .user_id_in_idp("w1")
        .send()
        .unwrap_err();
    assert!(error.is_conflict());

    let found = client
        .get_user()
        .user_id("idp1:w2")
        .user_id_type(UserIdType::Identity)
        .send()
        .unwrap()
        .data;
    assert_eq!(found.user_id, bob.user_id);
    let identities = client
        .get_user_identities()
        .user_id(&alice.user_id)
        .send()
        .unwrap()
        .data;
    assert_eq!(identities.len(), 1);
    assert_eq!(identities[0].user_id_in_idp, "w1");
    let read = client
        .get_user()
        .user_id(&alice.user_id)
        .with_identities(true)
        .send()
        .unwrap()
        .data;
    assert_eq!(read.identities.len(), 1);
    client
        .unlink_identity()
        .user_id(&alice.user_id)
        .ext_idp_id("idp1")
        .send()
        .unwrap();
    assert!(
        client
            .get_user_identities()
            .user_id(&alice.user_id)
            .send()
            .unwrap()
            .data
            .is_empty()
    );
    assert!(
        client
            .get_user_loggedin_identities()
            .user_id(&alice.user_id)
            .send()
            .unwrap()
            .data
            .is_empty()
    );
}

#[test]
fn a_user_who_resigns_keeps_only_the_account() {
    let emulator = emulator();
    let client = client(&emulator);
    let mut ids = Vec::new();
    client
        .create_group()
        .code("dev")
        .name("Dev")
        .description("")
        .send()
        .unwrap();
    for name in ["a", "b", "c"] {
        ids.push(client.create_user().username(name).send().unwrap().data.user_id);
    }
    client.add_group_members().code("dev").user_ids(&ids).send().unwrap();
    client
        .resign_user()
        .user_id("a")
        .user_id_type(UserIdType::Username)
        .send()
        .unwrap();
    client.resign_user_batch().user_ids([&ids[1]]).send().unwrap();
    let members = client.list_group_members().code("dev").send().unwrap().data;
    assert_eq!(
        members.list.iter().map(|user| &*user.username).collect::<Vec<_>>(),
        ["c"]
    );
    let user = client.get_user().user_id(&ids[0]).send().unwrap().data;
    assert_eq!(user.status, UserStatus::Resigned);
}

#[test]
fn nobody_is_logged_in() {
    let emulator = emulator();
    let client = client(&emulator);
    let id = client.create_user().username("a").send().unwrap().data.user_id;
    let options = UpdateUserOptions::new().reset_password_on_next_login(true);
    let user = client.update_user().user_id(&id).options(options).send().unwrap().data;
    assert!(user.reset_password_on_next_login);
    client.kick_users().user_id(&id).app_ids(["app"]).send().unwrap();
    assert!(
        !client
            .check_session_status()
            .app_id("app")
            .user_id(&id)
            .send()
            .unwrap()
            .data
            .active
    );
    assert_eq!(
        client
            .get_user_login_history()
            .user_id(&id)
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
    assert!(
        client
            .get_user_loggedin_apps()
            .user_id(&id)
            .send()
            .unwrap()
            .data
            .is_empty()
    );
    let link = SendUserResetPasswordEmailLink::new().user_id(&id);
    client
        .send_user_reset_password_email_link()
        .users([link])
        .send()
        .unwrap();
    let info = client
        .get_user_principal_authentication_info()
        .user_id(&id)
        .send()
        .unwrap()
        .data;
    assert_eq!(info.total_count, 0);
    let error = client
        .reset_user_principal_authentication_info()
        .user_id(&id)
        .send()
        .unwrap_err();
    assert_eq!(error.status_code(), Some(499));
}

#[test]
fn an_authenticator_and_trigger_data_are_stored() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client.create_user().username("a").nickname("Al").send();
    let id = create.unwrap().data.user_id;
    let totp = || client.get_user_mfa_info().user_id(&id).send().unwrap().data.totp_status;
    assert_eq!(totp(), "disabled");
    let secret = || client.get_otp_secret_by_user().user_id(&id).send();
    assert!(secret().unwrap_err().is_not_found());
    let import = |id: &str| {
        let otp = ImportOtpItemData::new().secret("HZ2F6J3AGNAVSOTV");
        client
            .import_otp()
            .list([ImportOtpItem::new().user_id(id).otp(otp)])
            .send()
    };
    import(&id).unwrap();
    assert!(import("absent").unwrap_err().is_not_found());
    assert_eq!(secret().unwrap().data.secret, "HZ2F6J3AGNAVSOTV");
    assert_eq!(totp(), "enabled");

    let status = || client.get_user_mfa_status().user_id(&id).send().unwrap().data;
    assert_eq!((&*status().nickname, status().application_mfa.len()), ("Al", 0));
    let factor = ApplicationMfa::new().mfa_policy("EMAIL").status(1).sort(0);
    let data = GetMfaInfoData::new()
        .mfa_token("t1")
        .application_mfa([factor])
        .mfa_email("a@example.com");
    let set = client.set_users_mfa_status().user_id(&id).mfa_trigger_data(data);
    assert!(set.send().unwrap().data.success);
    assert_eq!((&*status().mfa_email, &*status().mfa_token), ("a@example.com", "t1"));
    assert_eq!(status().application_mfa[0].mfa_policy, "EMAIL");
}
