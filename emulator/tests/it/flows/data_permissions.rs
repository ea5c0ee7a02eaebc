//! Permission spaces, data resources, data policies, and what these allow users to do.

use genauth::ManagementClient;
use genauth::types::{
    CreatePermissionNamespacesBatchItem, DataResourceTreeStructs, DataResourceType, DataStatementPermission,
    DnefConfig, DnefOption, Effect, ExtendField, ExtendFieldValueType, PrincipalType, Subject, Target, TargetType,
};
use serde_json::json;

use crate::support::{client, emulator};

/// Creates a permission space.
fn create_space(client: &ManagementClient, code: &str) {
    let create = client.create_permission_namespace().code(code).name(code);
    create.send().unwrap();
}

fn node(code: &str, children: &[DataResourceTreeStructs]) -> DataResourceTreeStructs {
    let node = DataResourceTreeStructs::new().code(code).name(code);
    node.value(format!("value of {code}")).children(children)
}

/// Creates a tree with the nodes `deploy`, `deploy/prod`, `deploy/test` and `db`.
fn create_menu(client: &ManagementClient, space: &str) {
    let deploy = node("deploy", &[node("prod", &[]), node("test", &[])]);
    let create = client.create_data_resource_by_tree().namespace_code(space);
    let create = create
        .resource_code("menu")
        .resource_name("Menu")
        .actions(["access", "run"]);
    create.r#struct([deploy, node("db", &[])]).send().unwrap();
}

fn statement(effect: Effect, permissions: &[&str]) -> DataStatementPermission {
    DataStatementPermission::new().effect(effect).permissions(permissions)
}

/// Creates a policy, and returns its ID.
fn create_policy<const N: usize>(
    client: &ManagementClient,
    name: &str,
    statements: [DataStatementPermission; N],
) -> String {
    let create = client.create_data_policy().policy_name(name).statement_list(statements);
    create.send().unwrap().data.policy_id
}

fn grant(client: &ManagementClient, policy: &str, ty: TargetType, id: &str) {
    let subject = Subject::new().id(id).r#type(ty);
    let grant = client.authorize_data_policies().target_list([subject]);
    grant.policy_ids([policy]).send().unwrap();
}

#[test]
fn a_permission_space_is_created_renamed_and_deleted_with_its_content() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    let error = client.create_permission_namespace().code("shop").name("Shop").send();
    assert!(error.unwrap_err().is_conflict());
    let error = client
        .create_permission_namespace()
        .code("default")
        .name("x")
        .send()
        .unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (
            Some(403),
            Some("can't use permission namespace code 'default' or 'system'")
        )
    );
    // A permission space is also a permission group.
    assert_eq!(client.get_namespace().code("shop").send().unwrap().data.name, "shop");
    create_menu(&client, "shop");
    client
        .create_role()
        .code("clerk")
        .name("Clerk")
        .namespace("shop")
        .send()
        .unwrap();
    create_space(&client, "other");
    let error = client
        .update_permission_namespace()
        .code("shop")
        .new_code("other")
        .send()
        .unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(409), Some("namespace with code other already exists."))
    );
    let update = client.update_permission_namespace().code("shop").new_code("store");
    let updated = update.name("Store").description("Sells").send().unwrap().data;
    assert_eq!(
        (&*updated.code, &*updated.name, &*updated.description),
        ("store", "Store", "Sells")
    );
    let menu = client.get_data_resource().namespace_code("store").resource_code("menu");
    assert_eq!(menu.send().unwrap().data.namespace_code, "store");
    let roles = client.list_permission_namespace_roles().code("store").query("cle");
    let roles = roles.send().unwrap().data;
    assert_eq!((roles.total_count, &*roles.list[0].name), (1, "Clerk"));

    client.delete_permission_namespace().code("store").send().unwrap();
    assert!(
        client
            .get_permission_namespace()
            .code("store")
            .send()
            .unwrap_err()
            .is_not_found()
    );
    let error = client.update_permission_namespace().code("store").name("x").send();
    assert_eq!(error.unwrap_err().server_message(), Some("namespace not found"));
    let menu = client.get_data_resource().namespace_code("store").resource_code("menu");
    assert!(menu.send().unwrap_err().is_not_found());
}

#[test]
fn permission_spaces_are_created_checked_and_deleted_in_batches() {
    let emulator = emulator();
    let client = client(&emulator);
    let item = |code: &str| {
        CreatePermissionNamespacesBatchItem::new()
            .code(code)
            .name(format!("Space {code}"))
    };
    let batch = client.create_permission_namespaces_batch();
    batch.list(["a", "b", "c"].map(item)).send().unwrap();
    let error = client
        .create_permission_namespaces_batch()
        .list(["d", "system"].map(item))
        .send();
    assert!(error.unwrap_err().is_conflict());
    let spaces = client.list_permission_namespaces().query("space").limit(2).items();
    assert_eq!(
        spaces.map(|space| space.unwrap().code).collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
    let all = client.list_permission_namespaces().send().unwrap().data;
    assert_eq!((all.total_count, all.list[0].status), (5, 1));
    let batch = client
        .get_permission_namespaces_batch()
        .codes(["c", "a"])
        .send()
        .unwrap()
        .data;
    assert_eq!(batch.iter().map(|space| &*space.code).collect::<Vec<_>>(), ["c", "a"]);
    let error = client
        .get_permission_namespaces_batch()
        .codes(["a", "absent"])
        .send()
        .unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("有不存在的权限空间"))
    );
    let check = client
        .check_permission_namespace_exists()
        .code("a")
        .send()
        .unwrap()
        .data;
    assert_eq!((check.is_valid, &*check.message), (false, "code already exists"));
    let check = client
        .check_permission_namespace_exists()
        .name("Space z")
        .send()
        .unwrap()
        .data;
    assert!(check.is_valid);
    let error = client
        .delete_permission_namespaces_batch()
        .codes(["a", "absent"])
        .send()
        .unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("权限空间不存在"))
    );
    // What is refused is not done in part.
    client.get_permission_namespace().code("a").send().unwrap();
    client
        .delete_permission_namespaces_batch()
        .codes(["a", "b"])
        .send()
        .unwrap();
    assert_eq!(client.list_permission_namespaces().send().unwrap().data.total_count, 3);
}

#[test]
fn data_resources_of_each_type_are_created_listed_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    create_space(&client, "other");
    let create = client
        .create_data_resource_by_string()
        .namespace_code("shop")
        .resource_code("doc");
    let doc = create
        .resource_name("Document")
        .actions(["read"])
        .r#struct("/doc")
        .send()
        .unwrap()
        .data;
    assert_eq!((doc.r#type, &*doc.r#struct), (DataResourceType::String, "/doc"));
    let create = client
        .create_data_resource_by_array()
        .namespace_code("shop")
        .resource_code("cards");
    let cards = create
        .resource_name("Cards")
        .actions(["read"])
        .r#struct(["1", "2"])
        .send()
        .unwrap()
        .data;
    assert_eq!(cards.r#struct, ["1", "2"]);
    create_menu(&client, "shop");
    let create = |code: &str, name: &str, content| {
        let create = client
            .create_data_resource()
            .namespace_code("other")
            .resource_code(code);
        let create = create.resource_name(name).actions(["read"]);
        create.r#type(DataResourceType::Array).r#struct(content).send()
    };
    create("doc", "Document", json!(["x"])).unwrap();
    assert!(create("doc", "Other", json!(["x"])).unwrap_err().is_conflict());
    assert!(create("other", "Document", json!(["x"])).unwrap_err().is_conflict());
    assert_eq!(
        create("twice", "Twice", json!(["x", "x"])).unwrap_err().status_code(),
        Some(400)
    );
    assert_eq!(create("text", "Text", json!("x")).unwrap_err().status_code(), Some(400));
    let create = client
        .create_data_resource_by_string()
        .namespace_code("absent")
        .resource_code("doc");
    let create = create.resource_name("Document").actions(["read"]).r#struct("/doc");
    assert!(create.send().unwrap_err().is_not_found());

    let list = client.list_data_resources().limit(2).items();
    let names: Vec<_> = list.map(|found| found.unwrap().resource_name).collect();
    assert_eq!(names, ["Document", "Cards", "Menu", "Document"]);
    let found = client.list_data_resources().query("DOC").namespace_codes(["other"]);
    let found = found.send().unwrap().data;
    assert_eq!((found.total_count, &*found.list[0].namespace_name), (1, "other"));
    let check = client.check_data_resource_exists().namespace_code("shop");
    let check = check.resource_name("Menu").send().unwrap().data;
    assert_eq!(
        (check.is_valid, &*check.message),
        (false, "resourceName already exists")
    );
    let check = client
        .check_data_resource_exists()
        .namespace_code("other")
        .resource_code("menu");
    assert!(check.send().unwrap().data.is_valid);

    let update = client
        .update_data_resource()
        .namespace_code("shop")
        .resource_code("cards");
    let update = update.resource_name("Bank cards").r#struct(json!(["3"]));
    update.send().unwrap();
    let read = client.get_data_resource().namespace_code("shop").resource_code("cards");
    let read = read.send().unwrap().data;
    assert_eq!(
        (&*read.resource_name, read.r#struct, read.actions),
        ("Bank cards", json!(["3"]), vec!["read".into()])
    );
    let update = client
        .update_data_resource()
        .namespace_code("shop")
        .resource_code("cards");
    assert_eq!(
        update.r#struct(json!("text")).send().unwrap_err().status_code(),
        Some(400)
    );
    let delete = || {
        client
            .delete_data_resource()
            .namespace_code("shop")
            .resource_code("cards")
            .send()
    };
    delete().unwrap();
    assert!(delete().unwrap_err().is_not_found());
}

#[test]
fn extension_fields_of_a_tree_are_created_listed_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    create_menu(&client, "shop");
    let create = client
        .create_dnef()
        .namespace_code("shop")
        .resource_code("menu")
        .key("owner");
    let create = || {
        create
            .clone()
            .label("Owner")
            .value_type(ExtendFieldValueType::String)
            .send()
    };
    create().unwrap();
    assert!(create().unwrap_err().is_conflict());
    let field = |key: &str| {
        ExtendField::new()
            .key(key)
            .label(key)
            .value_type(ExtendFieldValueType::String)
    };
    let batch = client.batch_create_dnef().namespace_code("shop").resource_code("menu");
    batch.field_list(["size", "age"].map(field)).send().unwrap();
    let list = |start: i64, query: &str| {
        let list = client.list_dnef().namespace_code("shop").resource_code("menu");
        let list = list.start_index(start).max_size(2).query(query).send().unwrap().data;
        let keys: Vec<_> = list.list.into_iter().map(|field| field.key).collect();
        (keys.join(" "), list.next_start_index, list.truncated)
    };
    assert_eq!(list(1, ""), ("owner size".into(), 3, true));
    assert_eq!(list(3, ""), ("age".into(), -1, false));
    assert_eq!(list(1, "OWN"), ("owner".into(), -1, false));
    let option = DnefOption::new().value("big");
    let update = client
        .update_dnef()
        .namespace_code("shop")
        .resource_code("menu")
        .key("size");
    let update = update
        .label("Size")
        .value_type("SELECT")
        .config(DnefConfig::new().options([option]));
    update.send().unwrap();
    let read = client.get_data_resource().namespace_code("shop").resource_code("menu");
    let fields = read.send().unwrap().data.extend_field_list;
    assert_eq!((fields.len(), &*fields[1].label), (3, "Size"));
    assert_eq!(fields[1].config.as_ref().unwrap().options[0].value, "big");
    let delete = || {
        client
            .delete_dnef()
            .namespace_code("shop")
            .resource_code("menu")
            .key("owner")
            .send()
    };
    delete().unwrap();
    assert!(delete().unwrap_err().is_not_found());
    assert_eq!(list(1, "").0, "size age");
}

#[test]
fn a_data_policy_is_created_granted_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    create_menu(&client, "shop");
    let alice = client.create_user().username("alice").send().unwrap().data.user_id;
    let group = client.create_group().code("dev").name("Dev").description("");
    let group = group.send().unwrap().data.id;
    let policy = create_policy(&client, "run", [statement(Effect::Allow, &["shop/menu/db/run"])]);
    let again = client.create_data_policy().policy_name("run");
    let again = again.statement_list([statement(Effect::Allow, &["shop/menu/db/run"])]);
    assert!(again.send().unwrap_err().is_conflict());
    let malformed = client.create_data_policy().policy_name("malformed");
    let malformed = malformed.statement_list([statement(Effect::Allow, &["menu/run"])]);
    assert_eq!(malformed.send().unwrap_err().status_code(), Some(400));
    assert!(
        !client
            .check_data_policy_exists()
            .policy_name("run")
            .send()
            .unwrap()
            .data
            .is_valid
    );

    grant(&client, &policy, TargetType::User, &alice);
    grant(&client, &policy, TargetType::Group, &group);
    grant(&client, &policy, TargetType::User, &alice);
    let targets = client.list_data_policy_targets().policy_id(&policy).limit(1).items();
    let names: Vec<_> = targets.map(|target| target.unwrap().target_name).collect();
    assert_eq!(names, ["alice", "Dev"]);
    let groups = client
        .list_data_policy_targets()
        .policy_id(&policy)
        .target_type([TargetType::Group]);
    assert_eq!(groups.send().unwrap().data.list[0].target_identifier, group);
    let resources = client.list_data_resources().send().unwrap().data;
    assert_eq!(resources.list[0].authorization_num, 2);
    let listed = client.list_data_policies().query("RU").send().unwrap().data;
    let only = &listed.list[0];
    assert_eq!(
        (
            listed.total_count,
            &*only.resource_list[0].resource_name,
            only.target_list.len()
        ),
        (1, "Menu", 2)
    );
    let simple = client.list_simple_data_policies().send().unwrap().data;
    assert_eq!(simple.list[0].policy_name, "run");

    let revoke = client
        .revoke_data_policy()
        .policy_id(&policy)
        .target_type(TargetType::Group);
    revoke.target_identifier(&*group).send().unwrap();
    client.delete_users_batch().user_ids([&alice]).send().unwrap();
    let targets = client
        .list_data_policy_targets()
        .policy_id(&policy)
        .send()
        .unwrap()
        .data;
    assert_eq!(targets.total_count, 0);
    let update = client.update_data_policy().policy_id(&policy).policy_name("walk");
    let updated = update.description("Slowly").send().unwrap().data;
    assert!(updated.updated_at > updated.created_at);
    let read = client.get_data_policy().policy_id(&policy).send().unwrap().data;
    assert_eq!((&*read.policy_name, &*read.description), ("walk", "Slowly"));
    client.delete_data_policy().policy_id(&policy).send().unwrap();
    assert!(
        client
            .get_data_policy()
            .policy_id(&policy)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    let subject = Subject::new().id(&*group).r#type(TargetType::Group);
    let error = client
        .authorize_data_policies()
        .target_list([subject])
        .policy_ids([&policy]);
    assert!(error.send().unwrap_err().is_not_found());
    let subject = Subject::new().id("absent").r#type(TargetType::User);
    let error = client
        .authorize_data_policies()
        .target_list([subject])
        .policy_ids([&policy]);
    assert!(error.send().unwrap_err().is_not_found());
}

#[test]
fn policies_decide_what_a_user_may_do_and_a_denial_wins() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    create_menu(&client, "shop");
    let create = client
        .create_data_resource_by_string()
        .namespace_code("shop")
        .resource_code("doc");
    create
        .resource_name("Document")
        .actions(["read", "write"])
        .r#struct("/doc")
        .send()
        .unwrap();
    let create = client
        .create_data_resource_by_array()
        .namespace_code("shop")
        .resource_code("cards");
    create
        .resource_name("Cards")
        .actions(["read"])
        .r#struct(["1", "2"])
        .send()
        .unwrap();
    let alice = client.create_user().username("alice").external_id("E-1");
    let alice = alice.send().unwrap().data.user_id;
    let bob = client.create_user().username("bob").send().unwrap().data.user_id;
    let role = client.create_role().code("clerk").name("Clerk").namespace("shop");
    let role = role.send().unwrap().data.id;
    let targets = [&alice, &bob].map(|id| Target::new().target_type(PrincipalType::User).target_identifier(id));
    client
        .assign_role()
        .code("clerk")
        .namespace("shop")
        .targets(targets)
        .send()
        .unwrap();
    let all = create_policy(
        &client,
        "everything",
        [statement(
            Effect::Allow,
            &[
                "shop/doc/*",
                "shop/cards/read",
                "shop/menu/deploy/test/run",
                "shop/menu/db/run",
            ],
        )],
    );
    grant(&client, &all, TargetType::Role, &role);
    let denial = create_policy(
        &client,
        "denial",
        [statement(Effect::Deny, &["shop/doc/write", "shop/menu/db/*"])],
    );
    grant(&client, &denial, TargetType::User, &bob);

    let check = |user: &str, action: &str, paths: &[&str]| {
        let check = client
            .check_permission()
            .user_id(user)
            .namespace_code("shop")
            .action(action);
        let results = check.resources(paths).send().unwrap().data.check_result_list;
        results.into_iter().map(|result| result.enabled).collect::<Vec<_>>()
    };
    assert_eq!(check(&alice, "read", &["doc", "cards", "absent"]), [true, true, false]);
    assert_eq!(check(&alice, "write", &["doc", "cards"]), [true, false]);
    assert_eq!(check(&bob, "write", &["doc"]), [false]);
    assert_eq!(check(&bob, "read", &["doc"]), [true]);
    let paths = [
        "menu",
        "menu/deploy",
        "menu/deploy/test",
        "menu/deploy/absent",
        "menu/db",
    ];
    assert_eq!(check(&alice, "run", &paths), [false, false, true, false, true]);
    assert_eq!(check(&bob, "run", &paths), [false, false, true, false, false]);
    let external = client
        .check_external_user_permission()
        .external_id("E-1")
        .namespace_code("shop");
    let external = external.action("read").resources(["doc"]).send().unwrap().data;
    assert!(external.check_result_list[0].enabled);
    let level = client
        .check_user_same_level_permission()
        .user_id(&alice)
        .namespace_code("shop");
    let level = level
        .action("run")
        .resource("menu/deploy")
        .resource_node_codes(["prod", "test"]);
    let level = level.send().unwrap().data.check_level_result_list;
    assert_eq!([level[0].enabled, level[1].enabled], [false, true]);
    let actions = client
        .get_user_resource_permission_list()
        .user_id(&bob)
        .namespace_code("shop");
    let actions = actions
        .resources(["doc", "menu/db"])
        .send()
        .unwrap()
        .data
        .permission_list;
    assert_eq!(
        (&actions[0].actions, &actions[1].actions),
        (&vec!["read".to_owned()], &vec![])
    );
    let users = client.list_resource_targets().namespace_code("shop").resources(["doc"]);
    let users = users
        .actions(["read", "write"])
        .send()
        .unwrap()
        .data
        .auth_user_list
        .remove(0);
    let ids = users.action_auth_list.into_iter().map(|action| action.user_ids);
    assert_eq!(
        ids.collect::<Vec<_>>(),
        [vec![alice.clone(), bob.clone()], vec![alice.clone()]]
    );

    let revoke = client
        .revoke_data_policy()
        .policy_id(&denial)
        .target_type(TargetType::User);
    revoke.target_identifier(&*bob).send().unwrap();
    assert_eq!(check(&bob, "run", &paths), [false, false, true, false, true]);
    let statements = [statement(Effect::Allow, &["shop/menu/deploy/prod/access"])];
    client
        .update_data_policy()
        .policy_id(&all)
        .statement_list(statements)
        .send()
        .unwrap();
    assert_eq!(check(&bob, "access", &["menu/deploy/prod"]), [true]);
    assert_eq!(check(&bob, "run", &paths), [false; 5]);
    client
        .delete_roles_batch()
        .namespace("shop")
        .code_list(["clerk"])
        .send()
        .unwrap();
    assert_eq!(check(&bob, "access", &["menu/deploy/prod"]), [false]);
    let error = client
        .check_permission()
        .user_id("absent")
        .namespace_code("shop")
        .action("read");
    assert!(error.resources(["doc"]).send().unwrap_err().is_not_found());
}

#[test]
fn permissions_are_shown_with_the_content_of_data_resources() {
    let emulator = emulator();
    let client = client(&emulator);
    create_space(&client, "shop");
    create_space(&client, "other");
    create_menu(&client, "shop");
    let create = client
        .create_data_resource_by_array()
        .namespace_code("shop")
        .resource_code("cards");
    create
        .resource_name("Cards")
        .actions(["read", "write"])
        .r#struct(["1", "2"])
        .send()
        .unwrap();
    let create = client
        .create_data_resource_by_string()
        .namespace_code("other")
        .resource_code("doc");
    create
        .resource_name("Document")
        .actions(["read"])
        .r#struct("/doc")
        .send()
        .unwrap();
    let alice = client.create_user().username("alice").external_id("E-1");
    let alice = alice.send().unwrap().data.user_id;
    client.create_user().username("bob").send().unwrap();
    let group = client.create_group().code("dev").name("Dev").description("");
    let group = group.send().unwrap().data.id;
    client
        .add_group_members()
        .code("dev")
        .user_ids([&alice])
        .send()
        .unwrap();
    let permissions = ["shop/cards/*", "shop/menu/deploy/test/run", "other/doc/read"];
    let policy = create_policy(&client, "work", [statement(Effect::Allow, &permissions)]);
    grant(&client, &policy, TargetType::Group, &group);

    let of_user = client
        .get_user_permission_list()
        .user_ids([&alice])
        .send()
        .unwrap()
        .data;
    let spaces: Vec<_> = of_user
        .user_permission_list
        .iter()
        .map(|found| &*found.namespace_code)
        .collect();
    assert_eq!(spaces, ["shop", "other"]);
    let resources = &of_user.user_permission_list[0].resource_list;
    let node = &resources[0].tree_authorize.as_ref().unwrap().auth_list[0];
    assert_eq!(
        (&*node.node_path, &*node.node_value, &*node.node_actions[0]),
        ("/deploy/test", "value of test", "run")
    );
    let cards = resources[1].arr_authorize.as_ref().unwrap();
    assert_eq!((cards.values.len(), cards.actions.join(" ")), (2, "read write".into()));
    let of_user = client
        .get_user_permission_list()
        .user_ids([&alice])
        .namespace_codes(["other"]);
    let of_user = of_user.send().unwrap().data.user_permission_list;
    let doc = of_user[0].resource_list[0].str_authorize.as_ref().unwrap();
    assert_eq!((of_user.len(), &*doc.value), (1, "/doc"));

    let menu = client.get_user_resource_struct().user_id(&alice).namespace_code("shop");
    let menu = menu.resource_code("menu").send().unwrap().data;
    let nodes = menu.tree_resource_auth_action.unwrap().node_auth_action_list;
    let actions = nodes[0]
        .children
        .iter()
        .map(|node| (&*node.code, node.actions.join(" ")));
    assert_eq!(
        actions.collect::<Vec<_>>(),
        [("prod", String::new()), ("test", "run".into())]
    );
    let cards = client
        .get_external_user_resource_struct()
        .external_id("E-1")
        .namespace_code("shop");
    let cards = cards.resource_code("cards").send().unwrap().data;
    assert_eq!(cards.arr_resource_auth_action.unwrap().actions, ["read", "write"]);

    let view = client.list_permission_view().limit(2).items();
    let rows: Vec<_> = view.map(|row| row.unwrap()).collect();
    let names: Vec<_> = rows.iter().map(|row| &*row.data_resource_name).collect();
    assert_eq!(names, ["Menu", "Cards", "Document"]);
    assert_eq!(
        (
            &*rows[0].username,
            &*rows[0].group_list[0].group_code,
            &*rows[0].data_policy_list[0].data_policy_name
        ),
        ("alice", "dev", "work")
    );
    let view = client.list_permission_view().keyword("bob").send().unwrap().data;
    assert_eq!(view.total_count, 0);
}
