//! Tenants, their members and administrators.

use genauth::ManagementClient;
use genauth::types::{
    EnterpriseCertificationStatus, Gender, ListTenantUsersOptions, Pagination, TenantUserListPaging, UserIdType,
};
use serde_json::json;

use crate::support::{client, emulator};

/// The ID of a new tenant.
fn tenant(client: &ManagementClient, name: &str) -> String {
    client.create_tenant().name(name).send().unwrap().data.tenant_id
}

/// The ID of a new user.
fn user(client: &ManagementClient, name: &str) -> String {
    client.create_user().username(name).send().unwrap().data.user_id
}

fn members(client: &ManagementClient, tenant: &str) -> TenantUserListPaging {
    client.list_tenant_users().tenant_id(tenant).send().unwrap().data
}

fn names(page: &TenantUserListPaging) -> Vec<&str> {
    page.list.iter().map(|member| &*member.username).collect()
}

#[test]
fn a_tenant_is_created_changed_listed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = client
        .create_tenant()
        .name("Acme")
        .app_ids(["app1"])
        .logo(["https://acme.example/logo.png"])
        .enterprise_domains(["acme.example"])
        .send()
        .unwrap()
        .data;
    assert_eq!((acme.tenant_id.len(), &*acme.name), (24, "Acme"));
    assert_eq!(acme.user_pool_id, "59f86b4832eb28071bdd9214");
    let other = tenant(&client, "Other");
    let update = client
        .update_tenant()
        .tenant_id(&acme.tenant_id)
        .app_ids(["app2", "app3"]);
    assert!(update.reject_hint("Ask us").send().unwrap().data.success);
    let read = client.get_tenant().tenant_id(&acme.tenant_id).send().unwrap().data;
    assert_eq!(
        (read.app_ids, &*read.reject_hint, &*read.name),
        (vec!["app2".to_owned(), "app3".to_owned()], "Ask us", "Acme")
    );
    assert_eq!(read.logo, ["https://acme.example/logo.png"]);
    let by_code = client.get_tenant_by_code().code(&acme.code).send().unwrap().data;
    assert_eq!(by_code.tenant_id, acme.tenant_id);
    let little = client.get_tenant_little_info().tenant_id(&other).send().unwrap().data;
    assert_eq!((&*little.name, little.app_ids.len()), ("Other", 0));

    let page = client.list_tenants().limit(1).page(2).send().unwrap().data;
    assert_eq!((page.total_count, &*page.list[0].name), (2, "Other"));
    let found = client.list_tenants().keywords("ACM").send().unwrap().data;
    assert_eq!((found.total_count, &*found.list[0].name), (1, "Acme"));

    client.delete_tenant().tenant_id(&acme.tenant_id).send().unwrap();
    let error = client.get_tenant().tenant_id(&acme.tenant_id).send().unwrap_err();
    assert!(error.is_not_found());
    let error = client.delete_tenant().tenant_id(&acme.tenant_id).send().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(client.list_tenants().send().unwrap().data.total_count, 1);
}

#[test]
fn members_are_users_of_the_pool_with_fields_of_their_own() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = tenant(&client, "Acme");
    let create = client.create_tenant_user().tenant_id(&acme).gender(Gender::F);
    let alice = create.username("alice").password("secret-7").send().unwrap().data;
    assert_eq!((&*alice.tenant_id, alice.is_tenant_admin), (&*acme, false));
    let created = client.get_user().user_id("alice").user_id_type(UserIdType::Username);
    assert_eq!(created.send().unwrap().data.user_id, alice.link_user_id);
    let create = client.create_tenant_user().tenant_id(&acme).gender(Gender::U);
    assert!(create.username("alice").send().unwrap_err().is_conflict());

    let bob = user(&client, "bob");
    let add = || client.add_tenant_users().tenant_id(&acme).link_user_ids([&bob]);
    assert!(add().send().unwrap().data.success);
    assert!(add().send().unwrap().data.success);
    assert_eq!(names(&members(&client, &acme)), ["alice", "bob"]);

    let updates = json!({"nickname": "Al", "memberId": "x"}).as_object().unwrap().clone();
    let update = client.update_tenant_user().tenant_id(&acme).member_id(&alice.member_id);
    assert!(update.updates(updates).send().unwrap().data.success);
    let get = client
        .get_tenant_user()
        .tenant_id(&acme)
        .link_user_id(&alice.link_user_id);
    let read = get.send().unwrap().data;
    assert_eq!((&*read.nickname, read.member_id), ("Al", alice.member_id.clone()));
    let read = client.get_user().user_id(&alice.link_user_id).send().unwrap().data;
    assert_eq!(read.nickname, "");
    assert_eq!(names(&members(&client, &acme)), ["alice", "bob"]);

    let find = client
        .list_tenant_users()
        .tenant_id(&acme)
        .keywords("AL")
        .send()
        .unwrap()
        .data;
    assert_eq!(names(&find), ["alice"]);
    let options = ListTenantUsersOptions::new().pagination(Pagination::new().page(2).limit(1));
    let page = client
        .list_tenant_users()
        .tenant_id(&acme)
        .options(options)
        .send()
        .unwrap()
        .data;
    assert_eq!((page.total_count, names(&page)), (2, vec!["bob"]));
    let read = client
        .get_tenant()
        .tenant_id(&acme)
        .with_members_count(true)
        .send()
        .unwrap()
        .data;
    assert_eq!(read.members_count, 2);
    assert!(!emulator.snapshot().to_string().contains("secret-7"));
}

#[test]
fn a_user_belongs_to_several_tenants_until_removed() {
    let emulator = emulator();
    let client = client(&emulator);
    let tenants = ["a", "b", "c"].map(|name| tenant(&client, name));
    let create = client.create_user().username("alice").tenant_ids(&tenants);
    let alice = create.send().unwrap().data.user_id;
    let error = client
        .create_user()
        .username("x")
        .tenant_ids(["absent"])
        .send()
        .unwrap_err();
    assert!(error.is_not_found());
    assert!(!client.is_user_exists().username("x").send().unwrap().data.exists);
    let ids = || {
        let user = client.get_user().user_id(&alice).with_tenant_ids(true);
        user.send().unwrap().data.tenant_ids
    };
    assert_eq!(ids(), tenants);

    let remove = client.remove_tenant_users().tenant_id(&tenants[0]);
    assert!(remove.link_user_ids([&*alice, "absent"]).send().unwrap().data.success);
    let member = members(&client, &tenants[1]).list[0].member_id.clone();
    let delete = client.delete_tenant_user().tenant_id(&tenants[1]);
    delete.member_ids([&member]).send().unwrap();
    client.delete_tenant().tenant_id(&tenants[2]).send().unwrap();
    assert!(ids().is_empty());
    client.get_user().user_id(&alice).send().unwrap();

    let again = client.add_tenant_users().tenant_id(&tenants[0]).link_user_ids([&alice]);
    again.send().unwrap();
    client.delete_users_batch().user_ids([&alice]).send().unwrap();
    assert_eq!(members(&client, &tenants[0]).total_count, 0);
    let get = client.get_tenant_user().tenant_id(&tenants[0]);
    assert!(get.link_user_id(&alice).send().unwrap_err().is_not_found());
    let get = client.get_tenant_user().tenant_id(&tenants[0]);
    assert_eq!(get.send().unwrap_err().status_code(), Some(400));
    let add = client
        .add_tenant_users()
        .tenant_id(&tenants[0])
        .link_user_ids(["absent"]);
    assert!(add.send().unwrap_err().is_not_found());
}

#[test]
fn members_become_administrators_of_a_tenant() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = tenant(&client, "Acme");
    let users = ["alice", "bob", "carol"].map(|name| user(&client, name));
    client
        .add_tenant_users()
        .tenant_id(&acme)
        .link_user_ids(&users)
        .send()
        .unwrap();
    let carol = members(&client, &acme).list[2].member_id.clone();
    let set = client.set_tenant_admin().tenant_id(&acme);
    set.link_user_ids(&users[..1]).member_ids([&carol]).send().unwrap();
    let admins = || client.list_tenant_admin().tenant_id(&acme).send().unwrap().data;
    assert_eq!(names(&admins()), ["alice", "carol"]);
    let page = client
        .list_tenant_admin()
        .tenant_id(&acme)
        .page("2")
        .limit("1")
        .send()
        .unwrap()
        .data;
    assert_eq!((page.total_count, names(&page)), (2, vec!["carol"]));
    assert!(page.list[0].is_tenant_admin);

    let delete = client.delete_tenant_admin().tenant_id(&acme);
    delete.link_user_id(&users[0]).send().unwrap();
    assert_eq!(names(&admins()), ["carol"]);
    assert_eq!(members(&client, &acme).total_count, 3);
    let set = client.set_tenant_admin().tenant_id(&acme).link_user_ids(["absent"]);
    assert!(set.send().unwrap_err().is_not_found());
    let delete = client.delete_tenant_admin().tenant_id(&acme).member_id("absent");
    assert!(delete.send().unwrap_err().is_not_found());
}

#[test]
fn a_user_administers_several_tenants() {
    let emulator = emulator();
    let client = client(&emulator);
    let tenants = ["a", "b"].map(|name| tenant(&client, name));
    let users = ["alice", "bob"].map(|name| user(&client, name));
    let create = |user: &str, tenants: &[String]| {
        let create = client.create_multiple_tenant_admin().user_id(user);
        create.tenant_ids(tenants).api_authorized(true).send()
    };
    create(&users[0], &tenants).unwrap();
    create(&users[1], &tenants[1..]).unwrap();
    assert!(create(&users[0], &tenants).unwrap_err().is_conflict());
    let list = || {
        let admins = client.list_multiple_tenant_admin().send().unwrap().data;
        let ids = admins
            .list
            .into_iter()
            .map(|admin| (admin.user_id, admin.api_authorized));
        (admins.total_count, ids.collect::<Vec<_>>())
    };
    assert_eq!(list(), (2, vec![(users[0].clone(), true), (users[1].clone(), true)]));
    let update = client.update_multiple_tenant_admin().user_id(&users[0]);
    update.tenant_ids(&tenants[..1]).api_authorized(false).send().unwrap();
    let get = |user: &str| client.get_multiple_tenant_admin().user_id(user).send().unwrap().data;
    assert_eq!(
        (get(&users[0]).total_count, get(&users[0]).list[0].api_authorized),
        (1, false)
    );

    client.delete_tenant().tenant_id(&tenants[0]).send().unwrap();
    assert_eq!(get(&users[0]).total_count, 0);
    assert_eq!(list(), (1, vec![(users[1].clone(), true)]));
    client.delete_multiple_tenant_admin().user_id(&users[1]).send().unwrap();
    assert_eq!(list(), (0, vec![]));
    let delete = client.delete_multiple_tenant_admin().user_id(&users[1]);
    assert!(delete.send().unwrap_err().is_not_found());
    assert!(create(&users[1], &tenants[..1]).unwrap_err().is_not_found());
}

#[test]
fn a_cooperator_has_policies() {
    let emulator = emulator();
    let client = client(&emulator);
    let users = ["alice", "bob"].map(|name| user(&client, name));
    for id in &users {
        client
            .create_tenant_cooperator()
            .user_id(id)
            .policies(["p1"])
            .send()
            .unwrap();
    }
    let again = client.create_tenant_cooperator().user_id(&users[0]).policies(["p1"]);
    assert!(again.send().unwrap_err().is_conflict());
    let update = client.update_tenant_cooperator().user_id(&users[0]);
    update.policies(["p2", "p3"]).api_authorized(true).send().unwrap();
    let get = client.get_tenant_cooperator().user_id(&users[0]).send().unwrap().data;
    assert_eq!(get.authorized_policies_code, ["p2", "p3"]);
    let menu = client
        .get_tenant_cooperator_menu()
        .user_id(&users[0])
        .send()
        .unwrap()
        .data;
    assert_eq!(menu, json!({"list": []}));
    let list = client.list_tenant_cooperators().keywords("bo").send().unwrap().data;
    assert_eq!((list.total_count, &list.list[0].user_id), (1, &users[1]));
    assert_eq!(list.list[0].user.as_ref().unwrap().username, "bob");
    assert_eq!(
        client
            .list_tenant_cooperators()
            .external(true)
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
    client.delete_users_batch().user_ids(&users[1..]).send().unwrap();
    client.delete_tenant_cooperator().user_id(&users[0]).send().unwrap();
    assert_eq!(client.list_tenant_cooperators().send().unwrap().data.total_count, 0);
    let get = client.get_tenant_cooperator().user_id(&users[0]);
    assert!(get.send().unwrap_err().is_not_found());
}

#[test]
fn a_certification_is_submitted_and_reviewed() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = tenant(&client, "Acme");
    let get = || {
        let get = client.get_tenant_enterprise_certification().tenant_id(&acme);
        get.send().unwrap().data
    };
    assert_eq!(
        get().enterprise_certification_status,
        EnterpriseCertificationStatus::NotSubmit
    );
    let review = || {
        let review = client.review_tenant_enterprise_certification().tenant_id(&acme);
        let review = review.enterprise_certification_status(EnterpriseCertificationStatus::Pass);
        review.review_reason("complete").send()
    };
    assert!(review().unwrap_err().is_not_found());
    let create = || {
        let create = client.create_tenant_enterprise_certification().tenant_id(&acme);
        let create = create
            .business_name("Acme")
            .business_license("L1")
            .business_registration_name("Acme Ltd");
        let create = create.unified_social_credit("C1").legal_representative_name("Ann");
        let create = create
            .national_identification_number("N1")
            .personal_bank_card_number("B1");
        create.bank_reserved_phone("100").send()
    };
    assert!(create().unwrap().data.success);
    assert!(create().unwrap_err().is_conflict());
    assert_eq!(
        get().enterprise_certification_status,
        EnterpriseCertificationStatus::Reviewing
    );
    assert!(review().unwrap().data.success);
    let read = get();
    assert_eq!(
        (
            read.enterprise_certification_status,
            &*read.review_reason,
            &*read.business_name
        ),
        (EnterpriseCertificationStatus::Pass, "complete", "Acme")
    );
    let update = client.update_tenant_enterprise_certification().tenant_id(&acme);
    let update = update
        .business_name("Acme 2")
        .business_license("L1")
        .business_registration_name("Acme Ltd");
    let update = update.unified_social_credit("C1").legal_representative_name("Ann");
    let update = update
        .national_identification_number("N1")
        .personal_bank_card_number("B1");
    assert!(update.bank_reserved_phone("100").send().unwrap().data.success);
    let read = get();
    assert_eq!(
        read.enterprise_certification_status,
        EnterpriseCertificationStatus::Reviewing
    );
    assert_eq!(read.business_name, "Acme 2");
}

#[test]
fn invitations_are_recorded() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = tenant(&client, "Acme");
    let invite = |tenant: &str| {
        let invite = client
            .generate_invite_tenant_user_link()
            .tenant_id(tenant)
            .app_id("app");
        invite
            .validity_term("7")
            .emails(["a@acme.example", "b@acme.example"])
            .send()
    };
    let invited = invite(&acme).unwrap().data;
    assert_eq!((invited.list.len(), invited.err_msgs.len()), (2, 0));
    assert!(invite("absent").unwrap_err().is_not_found());
    let records = client
        .list_invite_tenant_user_records()
        .keywords("B@")
        .page(1)
        .limit(10);
    let records = records.send().unwrap().data;
    assert_eq!(records.total_count, 1);
    assert_eq!(
        (records.list[0].record_id, &*records.list[0].verified_status),
        (2, "pending")
    );
    assert_eq!(records.list[0].invite_link, invited.list[1].invite_link);
}

#[test]
fn members_of_a_tenant_belong_to_departments() {
    let emulator = emulator();
    let client = client(&emulator);
    let acme = tenant(&client, "Acme");
    let users = ["alice", "bob"].map(|name| user(&client, name));
    client
        .add_tenant_users()
        .tenant_id(&acme)
        .link_user_ids(&users)
        .send()
        .unwrap();
    let create = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Acme");
    create.metadata(serde_json::Map::new()).send().unwrap();
    let create = client.create_department().organization_code("acme").name("Sales");
    let sales = create.parent_department_id("root").send().unwrap().data.department_id;
    let bob = members(&client, &acme).list[1].member_id.clone();
    let add = || {
        let add = client.add_tenant_department_members().tenant_id(&acme);
        add.organization_code("acme").department_id(&sales)
    };
    let both = add().link_user_ids([&users[0]]).member_ids([&bob]);
    assert!(both.send().unwrap().data.success);
    assert!(add().link_user_ids(["absent"]).send().unwrap_err().is_not_found());
    let elsewhere = add().organization_code("other").link_user_ids([&users[0]]);
    assert!(elsewhere.send().unwrap_err().is_not_found());
    let departments = || {
        let options = ListTenantUsersOptions::new().with_department_ids(true);
        let list = client.list_tenant_users().tenant_id(&acme).options(options);
        let list = list.send().unwrap().data.list;
        list.into_iter().map(|member| member.department_ids).collect::<Vec<_>>()
    };
    assert_eq!(departments(), [[sales.clone()], [sales.clone()]]);
    let listed = client
        .list_department_members()
        .organization_code("acme")
        .department_id(&sales);
    assert_eq!(listed.send().unwrap().data.total_count, 2);
    let remove = client.remove_tenant_department_members().tenant_id(&acme);
    let remove = remove.organization_code("acme").department_id(&sales);
    remove.link_user_ids([&*users[0], "absent"]).send().unwrap();
    assert_eq!(departments(), [vec![], vec![sales.clone()]]);
}
