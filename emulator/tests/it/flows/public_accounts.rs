//! Public accounts.

use genauth::types::{
    AdvancedFilterOperator, CreatePublicAccountReq, ListPublicAccountsAdvancedFilterItem, ListPublicAccountsOptions,
    Pagination, PrincipalType, SetUserDepartment, SortOrder, Sorting, Target, UpdatePublicAccountInfo,
    UpdatePublicAccountOptions, UserIdType, UserSortField, UserStatus,
};
use genauth::{ManagementClient, Null};
use serde_json::json;

use crate::support::{client, emulator};

fn accounts<const N: usize>(client: &ManagementClient, names: [&str; N]) -> [String; N] {
    names.map(|name| {
        client
            .create_public_account()
            .username(name)
            .send()
            .unwrap()
            .data
            .user_id
    })
}

fn users<const N: usize>(client: &ManagementClient, names: [&str; N]) -> [String; N] {
    names.map(|name| client.create_user().username(name).send().unwrap().data.user_id)
}

#[test]
fn a_public_account_is_created_read_updated_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let account = client
        .create_public_account()
        .username("support")
        .nickname("Help")
        .email("help@example.com")
        .password("secret-7")
        .custom_data(json!({"shift": "night"}))
        .send()
        .unwrap()
        .data;
    assert_eq!((account.user_id.len(), &account.status), (24, &UserStatus::Activated));
    let update = client
        .update_public_account()
        .user_id("support")
        .name("Support")
        .nickname(Null);
    let options = UpdatePublicAccountOptions::new().user_id_type(UserIdType::Username);
    update.options(options).send().unwrap();
    let get = || {
        client
            .get_public_account()
            .user_id("help@example.com")
            .user_id_type(UserIdType::Email)
    };
    let read = get().with_custom_data(true).send().unwrap().data;
    assert_eq!(
        (&*read.name, &*read.nickname, &read.user_id),
        ("Support", "", &account.user_id)
    );
    assert_eq!(read.custom_data["shift"], "night");
    assert!(get().send().unwrap().data.custom_data.is_empty());
    let kick = client.kick_public_accounts().user_id(&account.user_id).app_ids(["app"]);
    kick.send().unwrap();

    let delete = client
        .delete_public_accounts_batch()
        .user_ids([&*account.user_id, "absent"]);
    delete.send().unwrap();
    let error = client
        .get_public_account()
        .user_id(&account.user_id)
        .send()
        .unwrap_err();
    assert!(error.is_not_found());
    assert!(
        client
            .kick_public_accounts()
            .user_id("absent")
            .app_ids(["app"])
            .send()
            .unwrap_err()
            .is_not_found()
    );
}

#[test]
fn users_and_public_accounts_share_identifiers() {
    let emulator = emulator();
    let client = client(&emulator);
    let [user] = users(&client, ["alice"]);
    let [account] = accounts(&client, ["support"]);
    assert!(
        client
            .create_public_account()
            .username("alice")
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert!(
        client
            .create_user()
            .username("support")
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert!(
        client
            .update_user()
            .user_id(&user)
            .username("support")
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert!(
        client
            .update_public_account()
            .user_id(&account)
            .username("alice")
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert!(client.get_user().user_id(&account).send().unwrap_err().is_not_found());
    assert!(
        client
            .get_public_account()
            .user_id(&user)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    assert_eq!(client.list_users().send().unwrap().data.total_count, 1);
}

#[test]
fn public_accounts_are_created_and_updated_in_batches_and_listed() {
    let emulator = emulator();
    let client = client(&emulator);
    let list = ["red", "green", "blue"].map(|name| CreatePublicAccountReq::new().username(name).company("Acme"));
    let created = client.create_public_accounts_batch().list(list).send().unwrap().data;
    let ids: Vec<_> = created.into_iter().map(|account| account.user_id).collect();
    let list = ["red", "red"].map(|name| CreatePublicAccountReq::new().email(format!("{name}@example.com")));
    assert!(
        client
            .create_public_accounts_batch()
            .list(list)
            .send()
            .unwrap_err()
            .is_conflict()
    );
    let updates = [0, 2].map(|index: usize| UpdatePublicAccountInfo::new().user_id(&ids[index]).company("Other"));
    assert_eq!(
        client
            .update_public_account_batch()
            .list(updates)
            .send()
            .unwrap()
            .data
            .len(),
        2
    );
    let batch = client
        .get_public_account_batch()
        .user_ids([&*ids[2], "absent", &*ids[1]])
        .send()
        .unwrap()
        .data;
    assert_eq!([&*batch[0].company, &*batch[1].company], ["Other", "Acme"]);

    let names = |request: genauth::builders::ListPublicAccounts| -> Vec<String> {
        request.items().map(|account| account.unwrap().username).collect()
    };
    assert_eq!(names(client.list_public_accounts()), ["red", "green", "blue"]);
    assert_eq!(names(client.list_public_accounts().keywords("RE")), ["red", "green"]);
    let other = ListPublicAccountsAdvancedFilterItem::new()
        .field("company")
        .operator(AdvancedFilterOperator::Equal)
        .value("Other");
    assert_eq!(
        names(client.list_public_accounts().advanced_filter([other])),
        ["red", "blue"]
    );
    let sorting = Sorting::new().field(UserSortField::Username).order(SortOrder::Asc);
    let options = ListPublicAccountsOptions::new()
        .sort([sorting])
        .pagination(Pagination::new().page(1).limit(2));
    assert_eq!(
        names(client.list_public_accounts().options(options)),
        ["blue", "green", "red"]
    );
}

#[test]
fn public_accounts_are_bound_to_users() {
    let emulator = emulator();
    let client = client(&emulator);
    let users = users(&client, ["alice", "bob"]);
    let accounts = accounts(&client, ["support", "sales"]);
    let bind = client.bind_users_public_account().public_account_id(&accounts[0]);
    bind.user_ids(&users).send().unwrap();
    let bind = client.set_user_of_public_accounts().user_id(&users[0]);
    bind.public_account_ids(&accounts).send().unwrap();
    let of_user = |user: &str| -> Vec<String> {
        let page = client.get_public_accounts_of_user().user_id(user).send().unwrap().data;
        assert_eq!(page.total_count, i64::try_from(page.list.len()).unwrap());
        page.list.into_iter().map(|account| account.username).collect()
    };
    let of_account = |account: &str| -> Vec<String> {
        let page = client
            .get_users_of_public_account()
            .public_account_id(account)
            .send()
            .unwrap()
            .data;
        page.list.into_iter().map(|user| user.username).collect()
    };
    assert_eq!(of_user(&users[0]), ["support", "sales"]);
    assert_eq!(of_account(&accounts[0]), ["alice", "bob"]);
    let unbind = client.unbind_users_public_account().user_id(&users[0]);
    unbind.public_account_id(&accounts[0]).send().unwrap();
    assert_eq!(of_user(&users[0]), ["sales"]);
    client.delete_users_batch().user_ids(&users[1..]).send().unwrap();
    assert!(of_account(&accounts[0]).is_empty());
    let absent = client
        .bind_users_public_account()
        .public_account_id("absent")
        .user_ids(&users[..1]);
    assert!(absent.send().unwrap_err().is_not_found());
    let absent = client
        .set_user_of_public_accounts()
        .user_id(&users[0])
        .public_account_ids(["absent"]);
    assert!(absent.send().unwrap_err().is_not_found());
}

/// Creates a role, a group, a department and a post, and returns their IDs.
fn surroundings(client: &ManagementClient) -> [String; 4] {
    let role = client.create_role().code("reader").send().unwrap();
    let role = role.data.id;
    let group = client
        .create_group()
        .code("dev")
        .name("Dev")
        .description("")
        .send()
        .unwrap()
        .data
        .id;
    let create = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Acme");
    let department = create.send().unwrap().data.department_id;
    let post = client.create_post().code("boss").name("Boss").send().unwrap().data.id;
    [role, group, department, post]
}

/// The numbers of public accounts of what `surroundings` has created.
fn counts(client: &ManagementClient, [role, group, department, post]: &[String; 4]) -> [i64; 4] {
    [
        client
            .get_public_accounts_of_role()
            .role_id(role)
            .send()
            .unwrap()
            .data
            .total_count,
        client
            .get_public_accounts_of_group()
            .group_id(group)
            .send()
            .unwrap()
            .data
            .total_count,
        client
            .get_public_accounts_of_department()
            .department_id(department)
            .send()
            .unwrap()
            .data
            .total_count,
        client
            .get_public_accounts_of_post()
            .post_id(post)
            .send()
            .unwrap()
            .data
            .total_count,
    ]
}

#[test]
fn a_public_account_has_roles_groups_departments_and_a_post() {
    let emulator = emulator();
    let client = client(&emulator);
    let ids = surroundings(&client);
    let [role, group, department, post] = &ids;
    let [account] = accounts(&client, ["support"]);
    client
        .bind_public_account_of_roles()
        .user_id(&account)
        .role_ids([role])
        .send()
        .unwrap();
    client
        .set_public_account_of_groups()
        .user_id(&account)
        .group_ids([group])
        .send()
        .unwrap();
    let membership = SetUserDepartment::new()
        .department_id(department)
        .is_main_department(true);
    client
        .set_public_account_of_departments()
        .user_id(&account)
        .departments([membership])
        .send()
        .unwrap();
    client
        .set_public_account_of_post()
        .user_id(&account)
        .post_id(post)
        .send()
        .unwrap();
    assert_eq!(counts(&client, &ids), [1, 1, 1, 1]);

    let roles = client
        .get_public_account_roles()
        .user_id("support")
        .user_id_type(UserIdType::Username);
    assert_eq!(roles.send().unwrap().data["list"][0]["code"], "reader");
    let groups = client
        .get_groups_of_public_account()
        .user_id(&account)
        .send()
        .unwrap()
        .data;
    assert_eq!((groups.total_count, &*groups.list[0].code), (1, "dev"));
    let departments = client
        .get_public_account_departments()
        .user_id(&account)
        .send()
        .unwrap()
        .data;
    assert!(departments.list[0].is_main_department && departments.list[0].is_root);
    let read = client
        .get_public_account()
        .user_id(&account)
        .with_department_ids(true)
        .send()
        .unwrap()
        .data;
    assert_eq!(
        (&read.main_department_id, &read.department_ids),
        (department, &vec![department.clone()])
    );
    assert_eq!(
        client
            .get_post_of_public_user()
            .user_id(&account)
            .send()
            .unwrap()
            .data
            .code,
        "boss"
    );
    // They are no members in the sense of users.
    assert_eq!(
        client.list_group_members().code("dev").send().unwrap().data.total_count,
        0
    );

    let absent = client
        .bind_public_account_of_roles()
        .user_id(&account)
        .role_ids(["absent"]);
    assert!(absent.send().unwrap_err().is_not_found());
    assert!(
        client
            .get_public_accounts_of_group()
            .group_id("absent")
            .send()
            .unwrap_err()
            .is_not_found()
    );
    client
        .resign_public_account_batch()
        .user_ids([&account])
        .send()
        .unwrap();
    assert_eq!(counts(&client, &ids), [0, 0, 0, 0]);
    let read = client.get_public_account().user_id(&account).send().unwrap().data;
    assert_eq!(read.status, UserStatus::Resigned);
}

#[test]
fn a_public_account_has_one_post() {
    let emulator = emulator();
    let client = client(&emulator);
    let [account] = accounts(&client, ["support"]);
    let post = client.create_post().code("boss").name("Boss").send().unwrap().data.id;
    client
        .set_public_account_of_post()
        .user_id(&account)
        .post_id(&post)
        .send()
        .unwrap();
    let other = client.create_post().code("clerk").name("Clerk").send().unwrap().data.id;
    client
        .set_public_account_of_post()
        .user_id(&account)
        .post_id(&other)
        .send()
        .unwrap();
    assert_eq!(
        client
            .get_post_of_public_user()
            .user_id(&account)
            .send()
            .unwrap()
            .data
            .code,
        "clerk"
    );
    client
        .unbind_public_account_of_post()
        .user_id(&account)
        .post_id(&other)
        .send()
        .unwrap();
    let none = client.get_post_of_public_user().user_id(&account).send().unwrap_err();
    assert_eq!(none.api_code(), Some(4004));
}

#[test]
fn a_user_becomes_a_public_account() {
    let emulator = emulator();
    let client = client(&emulator);
    let ids = surroundings(&client);
    let [_, _, department, post] = &ids;
    let create = client.create_user().username("alice").department_ids([department]);
    let user = create.send().unwrap().data.user_id;
    client.add_group_members().code("dev").user_ids([&user]).send().unwrap();
    let target = Target::new().target_type(PrincipalType::User).target_identifier(&user);
    client.assign_role().code("reader").targets([target]).send().unwrap();
    client.set_user_posts().user_id(&user).post_ids([post]).send().unwrap();
    assert_eq!(counts(&client, &ids), [0, 0, 0, 0]);

    client.change_into_public_account().user_id(&user).send().unwrap();
    assert_eq!(
        client.get_public_account().user_id(&user).send().unwrap().data.username,
        "alice"
    );
    assert!(client.get_user().user_id(&user).send().unwrap_err().is_not_found());
    assert_eq!(counts(&client, &ids), [1, 1, 1, 1]);
    assert_eq!(
        client.list_group_members().code("dev").send().unwrap().data.total_count,
        0
    );
    assert!(client.create_user().username("alice").send().unwrap_err().is_conflict());
    assert!(
        client
            .change_into_public_account()
            .user_id(&user)
            .send()
            .unwrap_err()
            .is_not_found()
    );
}
