//! Applications, and who has access to them.

use genauth::ManagementClient;
use genauth::types::{
    AppType, ApplicationPermissionRecordItem, AuthTargetType, DeleteApplicationPermissionRecordItem, Effect,
    PermissionStrategy, PrincipalType, ResourceType, Target, TargetType,
};
use genauth_emulator::Emulator;

use crate::support::{client, emulator};

/// Creates a self-built application, and returns its ID.
fn create(client: &ManagementClient, identifier: &str) -> String {
    let create = client.create_application().app_name(identifier);
    create.app_identifier(identifier).send().unwrap().data.app_id
}

fn record(ty: TargetType, targets: &[&str], effect: Effect) -> ApplicationPermissionRecordItem {
    let record = ApplicationPermissionRecordItem::new().target_type(ty).effect(effect);
    record.target_identifier(targets)
}

fn authorize<const N: usize>(client: &ManagementClient, app: &str, list: [ApplicationPermissionRecordItem; N]) {
    let authorize = client.authorize_application_access().app_id(app);
    authorize.list(list).send().unwrap();
}

fn deny_all(client: &ManagementClient, app: &str) {
    let update = client.update_application_permission_strategy().app_id(app);
    update.permission_strategy(PermissionStrategy::DenyAll).send().unwrap();
}

/// The names of the applications that a user has access to.
fn accessible(client: &ManagementClient, user: &str) -> Vec<String> {
    let apps = client.get_user_accessible_apps().user_id(user).send().unwrap().data;
    apps.into_iter().map(|app| app.app_name).collect()
}

/// The names of the applications that a user is authorized for.
fn authorized(client: &ManagementClient, user: &str) -> Vec<String> {
    let apps = client.get_user_authorized_apps().user_id(user).send().unwrap().data;
    apps.into_iter().map(|app| app.app_name).collect()
}

#[test]
fn an_application_is_created_configured_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let request = client.create_application().app_name("Shop").app_identifier("shop");
    let request = request.redirect_uris(["https://shop.example/callback"]);
    let shop = request.sso_enabled(false).send().unwrap().data;
    assert_eq!(
        (shop.app_id.len(), shop.app_type, shop.is_integrate_app),
        (24, AppType::Web, false)
    );
    assert_eq!(shop.oidc_config["id_token_signed_response_alg"], "HS256");
    let again = client.create_application().app_name("Other").app_identifier("shop");
    assert!(again.send().unwrap_err().is_conflict());
    let error = client.create_application().app_name("Other").send().unwrap_err();
    assert_eq!(error.status_code(), Some(400));
    let available = |domain: &str| {
        client
            .check_domain_available()
            .domain(domain)
            .send()
            .unwrap()
            .data
            .available
    };
    assert!(!available("shop") && available("store"));

    let update = client.update_application().app_id(&shop.app_id).app_name("Store");
    let update = update.app_identifier("store").sso_enabled(true);
    update.send().unwrap();
    let read = client.get_application().app_id(&shop.app_id).send().unwrap().data;
    assert_eq!(
        (&*read.app_name, &*read.app_identifier, read.sso_enabled),
        ("Store", "store", true)
    );
    assert_eq!(read.redirect_uris, ["https://shop.example/callback"]);
    assert!(!read.sso_enabled_at.is_empty());
    let simple = client.get_application_simple_info().app_id(&shop.app_id);
    assert_eq!(simple.send().unwrap().data.app_name, "Store");
    let active = client.list_application_active_users().app_id(&shop.app_id);
    assert_eq!(active.send().unwrap().data.total_count, 0);

    let secret = || {
        client
            .get_application_secret()
            .app_id(&shop.app_id)
            .send()
            .unwrap()
            .data
            .secret
    };
    let old = secret();
    let refresh = client.refresh_application_secret().app_id(&shop.app_id);
    let new = refresh.send().unwrap().data.secret;
    assert_eq!((old.len(), secret()), (32, new.clone()));
    assert!(old != new);

    client.delete_application().app_id(&shop.app_id).send().unwrap();
    let error = client.get_application().app_id(&shop.app_id).send().unwrap_err();
    assert!(error.is_not_found());
    let error = client.delete_application().app_id(&shop.app_id).send();
    assert!(error.unwrap_err().is_not_found());
    assert!(available("store"));
}

#[test]
fn applications_are_listed_by_kind_and_keywords() {
    let emulator = emulator();
    let client = client(&emulator);
    for identifier in ["shop", "wiki", "shop-admin"] {
        create(&client, identifier);
    }
    let integrated = client.create_application().app_name("GitHub").template("github");
    assert!(integrated.send().unwrap().data.is_integrate_app);
    let all = client.list_applications().limit(3).items();
    let names: Vec<_> = all.map(|app| app.unwrap().app_name).collect();
    assert_eq!(names, ["shop", "wiki", "shop-admin", "GitHub"]);
    let found = client.list_applications().keywords("SHOP").send().unwrap().data;
    assert_eq!(found.total_count, 2);
    let integrated = client.list_application_simple_info().is_integrate_app(true);
    let integrated = integrated.send().unwrap().data;
    assert_eq!((integrated.total_count, &*integrated.list[0].app_name), (1, "GitHub"));
    let built = client.list_application_simple_info().is_self_built_app(true);
    assert_eq!(built.send().unwrap().data.total_count, 3);
    let single = client.list_applications().sso_enabled(true).send().unwrap().data;
    assert_eq!(single.total_count, 0);
    let of_tenant = client
        .list_tenant_applications()
        .page(1)
        .limit(2)
        .keywords("")
        .sso_enabled(false);
    let of_tenant = of_tenant.send().unwrap().data;
    assert_eq!((of_tenant.total_count, of_tenant.list.len()), (4, 2));
}

#[test]
fn access_is_granted_to_users_and_revoked() {
    let emulator = emulator();
    let client = client(&emulator);
    let alice = client
        .create_user()
        .username("alice")
        .name("Alice")
        .send()
        .unwrap()
        .data
        .user_id;
    let bob = client.create_user().username("bob").send().unwrap().data.user_id;
    let shop = create(&client, "shop");
    create(&client, "wiki");
    assert_eq!(accessible(&client, &alice), ["shop", "wiki"]);
    deny_all(&client, &shop);
    let strategy = client.get_application_permission_strategy().app_id(&shop);
    let strategy = strategy.send().unwrap().data.permission_strategy;
    assert_eq!(strategy, PermissionStrategy::DenyAll);
    assert_eq!(accessible(&client, &alice), ["wiki"]);

    // Those who do not exist are skipped.
    authorize(
        &client,
        &shop,
        [record(TargetType::User, &["absent", &alice], Effect::Allow)],
    );
    authorize(&client, &shop, [record(TargetType::Group, &["absent"], Effect::Allow)]);
    assert_eq!(accessible(&client, &alice), ["shop", "wiki"]);
    assert_eq!(authorized(&client, &alice), ["shop"]);
    assert_eq!(accessible(&client, &bob), ["wiki"]);
    let list = client.list_auth_application().app_id(&shop).send().unwrap().data;
    let only = &list.list[0];
    assert_eq!(
        (list.total_count, &*only.target_name, &only.target_id),
        (1, "Alice", &alice)
    );
    assert_eq!(
        (only.effect.as_str(), only.enabled, only.permission_type.as_str()),
        ("ALLOW", true, "SUBJECT")
    );

    // Another effect replaces the first one.
    authorize(&client, &shop, [record(TargetType::User, &[&alice], Effect::Deny)]);
    let list = client.list_auth_application().app_id(&shop).send().unwrap().data;
    assert_eq!(
        (list.total_count, list.list[0].effect.as_str(), &list.list[0].id),
        (1, "DENY", &only.id)
    );
    assert_eq!(accessible(&client, &alice), ["wiki"]);

    let record = DeleteApplicationPermissionRecordItem::new().target_type(TargetType::User);
    let record = record.target_identifier(["absent", &alice, &bob]);
    let revoke = client.revoke_application_access().app_id(&shop).list([record]);
    revoke.send().unwrap();
    let list = client.list_auth_application().app_id(&shop).send().unwrap().data;
    assert_eq!(list.total_count, 0);
    assert!(authorized(&client, &alice).is_empty());
    let error = client.authorize_application_access().app_id("absent");
    let error = error.list([self::record(TargetType::User, &[&alice], Effect::Allow)]);
    assert!(error.send().unwrap_err().is_not_found());
}

/// A company with a department `sales` and a user in it, who is also in group `dev` and has role `reader`.
fn company() -> (Emulator, String, [String; 2]) {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Company");
    let company = create.send().unwrap().data.department_id;
    let create = client
        .create_department()
        .organization_code("acme")
        .name("Sales")
        .parent_department_id("root");
    let sales = create.send().unwrap().data.department_id;
    let user = client.create_user().username("alice").department_ids([&sales]);
    let user = user.send().unwrap().data.user_id;
    let group = client.create_group().code("dev").name("Dev").description("");
    group.send().unwrap();
    client.add_group_members().code("dev").user_ids([&user]).send().unwrap();
    client.create_role().code("reader").namespace("docs").send().unwrap();
    let target = Target::new().target_type(PrincipalType::User).target_identifier(&*user);
    let assign = client.assign_role().code("reader").namespace("docs").targets([target]);
    assign.send().unwrap();
    (emulator, user, [company, sales])
}

#[test]
fn access_is_granted_through_groups_roles_and_departments() {
    let (emulator, user, [company, sales]) = company();
    let client = client(&emulator);
    let apps = ["group", "role", "org", "parent", "not-inherited", "nothing"].map(|name| create(&client, name));
    for app in &apps {
        deny_all(&client, app);
    }
    let allow = |ty, target: &str| record(ty, &[target], Effect::Allow);
    authorize(&client, &apps[0], [allow(TargetType::Group, "dev")]);
    authorize(
        &client,
        &apps[1],
        [allow(TargetType::Role, "reader").namespace_code("docs")],
    );
    authorize(&client, &apps[2], [allow(TargetType::Org, &sales)]);
    authorize(&client, &apps[3], [allow(TargetType::Org, &company)]);
    authorize(
        &client,
        &apps[4],
        [allow(TargetType::Org, &company).inherit_by_children(false)],
    );
    assert_eq!(accessible(&client, &user), ["group", "role", "org", "parent"]);
    assert_eq!(authorized(&client, &user), ["group", "role", "org", "parent"]);

    let subjects = |ty: AuthTargetType, id: &str| {
        let list = client.list_auth_subject().target_type(ty).target_id(id);
        let list = list.send().unwrap().data.list;
        list.into_iter().map(|app| app.app_id).collect::<Vec<_>>()
    };
    assert_eq!(subjects(AuthTargetType::User, &user), apps[..4]);
    assert_eq!(subjects(AuthTargetType::Org, &sales), apps[2..4]);
    assert_eq!(subjects(AuthTargetType::Org, &company), apps[3..5]);
    assert!(subjects(AuthTargetType::AkSk, "any").is_empty());
    let group = client.get_group().code("dev").send().unwrap().data;
    assert_eq!(subjects(AuthTargetType::Group, &group.id), apps[..1]);
    let role = client.get_role().code("reader").namespace("docs").send().unwrap().data;
    assert_eq!(subjects(AuthTargetType::Role, &role.id), apps[1..2]);
    let error = client
        .list_auth_subject()
        .target_type(AuthTargetType::User)
        .target_id("absent");
    assert!(error.send().unwrap_err().is_not_found());

    let detail = |ty: AuthTargetType, id: &str, app: &str| {
        let detail = client.detail_auth_subject().target_type(ty).target_id(id).app_id(app);
        let detail = detail.send().unwrap().data;
        (detail.auth_type.as_str().to_owned(), detail.target_name)
    };
    assert_eq!(
        detail(AuthTargetType::User, &user, &apps[3]),
        ("SUBJECT".into(), "Company".into())
    );
    assert_eq!(
        detail(AuthTargetType::Group, &group.id, &apps[0]),
        ("SELF".into(), "Dev".into())
    );
    assert_eq!(
        detail(AuthTargetType::User, &user, &apps[5]),
        ("DEFAULT".into(), String::new())
    );

    // Whoever leaves loses access, and so does everyone when the subject is gone.
    client
        .remove_group_members()
        .code("dev")
        .user_ids([&user])
        .send()
        .unwrap();
    client
        .delete_roles_batch()
        .namespace("docs")
        .code_list(["reader"])
        .send()
        .unwrap();
    assert_eq!(accessible(&client, &user), ["org", "parent"]);
    let list = client.list_auth_application().app_id(&apps[1]).send().unwrap().data;
    assert_eq!(list.total_count, 0);
    client.resign_user().user_id(&user).send().unwrap();
    assert!(accessible(&client, &user).is_empty());
}

#[test]
fn a_denial_wins_while_it_is_enabled() {
    let (emulator, user, [company, _]) = company();
    let client = client(&emulator);
    let shop = create(&client, "shop");
    authorize(
        &client,
        &shop,
        [
            record(TargetType::User, &[&user], Effect::Allow),
            record(TargetType::Group, &["dev"], Effect::Allow),
            record(TargetType::Org, &[&company], Effect::Deny),
        ],
    );
    assert!(accessible(&client, &user).is_empty() && authorized(&client, &user).is_empty());
    let effect = |enabled: bool| {
        let list = client
            .list_auth_subject()
            .target_type(AuthTargetType::User)
            .target_id(&*user);
        let list = list.enabled(enabled).send().unwrap().data.list;
        list.into_iter().map(|app| app.effect).collect::<Vec<_>>()
    };
    assert_eq!((effect(true), effect(false)), (vec![Effect::Deny], vec![]));
    let denials = client.list_auth_application().app_id(&shop).effect(Effect::Deny);
    let denial = denials.send().unwrap().data.list.remove(0);
    assert_eq!(
        (&*denial.target_name, denial.target_type),
        ("Company", AuthTargetType::Org)
    );
    let of_users = client
        .list_auth_application()
        .app_id(&shop)
        .target_type_list(["USER", "GROUP"])
        .limit(1);
    let names: Vec<_> = of_users.items().map(|grant| grant.unwrap().target_name).collect();
    assert_eq!(names, ["alice", "Dev"]);

    client.enabled_auth().id(&denial.id).enabled(false).send().unwrap();
    assert_eq!(accessible(&client, &user), ["shop"]);
    assert_eq!((effect(true), effect(false)), (vec![Effect::Allow], vec![Effect::Deny]));
    let disabled = client.list_auth_application().app_id(&shop).enabled(false);
    assert_eq!(disabled.send().unwrap().data.total_count, 1);
    client.enabled_auth().id(&denial.id).enabled(true).send().unwrap();
    assert!(accessible(&client, &user).is_empty());
    let delete = client.delete_auth().auth_ids([&*denial.id, "absent"]);
    delete.send().unwrap();
    assert_eq!(authorized(&client, &user), ["shop"]);
    let error = client.enabled_auth().id(&denial.id).enabled(true).send();
    assert!(error.unwrap_err().is_not_found());
}

#[test]
fn a_resource_of_an_application_is_linked_to_tenants() {
    let emulator = emulator();
    let client = client(&emulator);
    let shop = create(&client, "shop");
    create(&client, "wiki");
    let [first, second] = ["First", "Second"].map(|name| {
        let create = client.create_tenant().name(name).app_ids([&shop]);
        create.send().unwrap().data.tenant_id
    });
    // The application has a namespace whose code is its ID; its resource comes before one of the same code elsewhere.
    for namespace in ["default", &shop] {
        let create = client.create_resource().code("book").r#type(ResourceType::Data);
        create.namespace(namespace).send().unwrap();
    }
    let create = client.create_resource().code("page").r#type(ResourceType::Data);
    create.send().unwrap();
    let associate = |client: &ManagementClient, code: &str, tenant: Option<&str>, association| {
        let request = client.associate_tenant_resource().app_id(&shop).code(code);
        let mut request = request.association(association);
        if let Some(tenant) = tenant {
            request = request.tenant_id(tenant);
        }
        request.send()
    };
    associate(&client, "book", Some(&first), true).unwrap();
    let is_linked = |client: &ManagementClient, code: &str, namespace: &str| {
        let resource = client.get_resource().code(code).namespace(namespace);
        resource.send().unwrap().data.linked_to_tenant
    };
    assert!(is_linked(&client, "book", &shop) && !is_linked(&client, "book", "default"));
    let batch = client.get_resources_batch().namespace(&shop).code_list(["book"]);
    assert!(batch.send().unwrap().data[0].linked_to_tenant);
    let list = client.list_resources().namespace(&shop).send().unwrap().data;
    assert!(list.list[0].linked_to_tenant);
    let common = client.list_common_resource().keyword("book").send().unwrap().data;
    let linked: Vec<_> = common.list.iter().map(|book| book.linked_to_tenant).collect();
    assert_eq!(linked, [false, true]);

    // A header names the tenant to look at, or to link to.
    let of_tenant = |tenant: &str| {
        let builder = emulator.client_builder().strict_responses(true);
        builder.tenant_id(tenant).build().unwrap()
    };
    let (of_first, of_second) = (of_tenant(&first), of_tenant(&second));
    assert!(is_linked(&of_first, "book", &shop) && !is_linked(&of_second, "book", &shop));
    associate(&of_second, "page", None, true).unwrap();
    assert!(is_linked(&of_second, "page", "default") && !is_linked(&of_first, "page", "default"));
    associate(&client, "book", Some(&first), false).unwrap();
    assert!(!is_linked(&client, "book", &shop));

    let apps = of_first
        .list_tenant_applications()
        .page(1)
        .limit(10)
        .keywords("")
        .sso_enabled(false);
    let apps = apps.send().unwrap().data;
    assert_eq!((apps.total_count, &*apps.list[0].name), (1, "shop"));
    client.delete_tenant().tenant_id(&second).send().unwrap();
    assert!(!is_linked(&client, "page", "default"));
    assert!(
        associate(&client, "book", Some(&second), true)
            .unwrap_err()
            .is_not_found()
    );

    let error = associate(&client, "book", None, true).unwrap_err();
    assert_eq!(error.status_code(), Some(400));
    let error = associate(&client, "absent", Some(&first), true).unwrap_err();
    assert_eq!(error.server_message(), Some("资源不存在"));
    client.delete_application().app_id(&shop).send().unwrap();
    let error = client.get_resource().code("book").namespace(&shop).send();
    assert!(error.unwrap_err().is_not_found());
    assert!(
        associate(&client, "page", Some(&first), true)
            .unwrap_err()
            .is_not_found()
    );
}
