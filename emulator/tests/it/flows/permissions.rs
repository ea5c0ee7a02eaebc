//! Permission groups, resources, and who is authorized to use these.

use genauth::ManagementClient;
use genauth::types::{
    AuthorizeResourceItem, CreateNamespacesBatchItem, CreateResourceBatchItem, PrincipalType, ResourceAction,
    ResourceItem, ResourceType, Target,
};
use serde_json::json;

use crate::support::{client, emulator};

fn resource(code: &str, actions: &[&str]) -> ResourceItem {
    let resource = ResourceItem::new().code(code).resource_type(ResourceType::Data);
    resource.actions(actions)
}

fn grant(ty: PrincipalType, targets: &[&str], resources: &[ResourceItem]) -> AuthorizeResourceItem {
    let item = AuthorizeResourceItem::new().target_type(ty);
    item.target_identifiers(targets).resources(resources)
}

/// Creates resources of type `DATA` in the default namespace.
fn create_resources(client: &ManagementClient, codes: &[&str]) {
    for code in codes {
        let create = client.create_resource().code(*code).r#type(ResourceType::Data);
        create.send().unwrap();
    }
}

#[test]
fn a_permission_group_is_created_renamed_and_deleted_with_its_content() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client.create_namespace().code("shop").name("Shop");
    let shop = create.description("Sells things").send().unwrap().data;
    assert_eq!(
        (&*shop.code, &*shop.name, &*shop.description),
        ("shop", "Shop", "Sells things")
    );
    let error = client.create_namespace().code("shop").send().unwrap_err();
    assert!(error.is_conflict());
    let error = client.create_namespace().code("a b").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(400), Some("invalid namespace code: a b"))
    );
    let error = client.create_namespace().code("default").send().unwrap_err();
    assert!(error.is_conflict());

    let create = client.create_resource().code("orders").r#type(ResourceType::Api);
    create.namespace("shop").send().unwrap();
    client.create_role().code("clerk").namespace("shop").send().unwrap();
    let updated = client.update_namespace().code("shop").new_code("store").name("Store");
    let updated = updated.send().unwrap().data;
    assert_eq!(
        (&*updated.code, &*updated.new_code, &*updated.name),
        ("shop", "store", "Store")
    );
    let error = client.get_namespace().code("shop").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("namespace not exists"))
    );
    let order = client.get_resource().code("orders").namespace("store").send().unwrap();
    assert_eq!(order.data.namespace, "store");
    let roles = client.list_namespace_roles().code("store").send().unwrap().data;
    assert_eq!(
        (&roles["totalCount"], &roles["list"][0]["code"]),
        (&json!(1), &json!("clerk"))
    );
    let error = client.update_namespace().code("store").new_code("default").send();
    assert!(error.unwrap_err().is_conflict());

    client.delete_namespace().code("store").send().unwrap();
    let error = client.delete_namespace().code("store").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("权限组不存在"))
    );
    let error = client.get_resource().code("orders").namespace("store").send();
    assert!(error.unwrap_err().is_not_found());
    let error = client.get_role().code("clerk").namespace("store").send();
    assert!(error.unwrap_err().is_not_found());
    let error = client.delete_namespace().code("default").send().unwrap_err();
    assert_eq!(error.status_code(), Some(403));
}

#[test]
fn permission_groups_are_created_listed_and_deleted_in_batches() {
    let emulator = emulator();
    let client = client(&emulator);
    let group = |code: &str| CreateNamespacesBatchItem::new().code(code);
    let batch = client.create_namespaces_batch();
    batch.list(["a1", "a2", "b1"].map(group)).send().unwrap();
    let batch = client.create_namespaces_batch().list(["c1", "a1"].map(group));
    assert!(batch.send().unwrap_err().is_conflict());
    let codes = |keywords: &str| {
        let groups = client.list_namespaces().keywords(keywords).limit(2).items();
        groups.map(|group| group.unwrap().code).collect::<Vec<_>>()
    };
    assert_eq!(codes(""), ["default", "system", "a1", "a2", "b1"]);
    assert_eq!(codes("A"), ["default", "a1", "a2"]);
    let found = client.get_namespaces_batch().code_list(["b1", "absent", "a1"]);
    let found = found.send().unwrap().data;
    assert_eq!(found.iter().map(|group| &*group.code).collect::<Vec<_>>(), ["b1", "a1"]);
    let delete = client.delete_namespaces_batch().code_list(["a1", "absent", "a2"]);
    delete.send().unwrap();
    assert_eq!(codes("1"), ["b1"]);
}

#[test]
fn a_resource_is_created_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let start = ResourceAction::new().name("ecs:Start").description("Start servers");
    let create = client.create_resource().code("ecs").r#type(ResourceType::Data);
    let created = create.name("Servers").actions([start]).send().unwrap().data;
    assert_eq!(
        (&*created.namespace, &*created.actions[0].name, created.linked_to_tenant),
        ("default", "ecs:Start", false)
    );
    let create = client.create_resource().code("ecs").r#type(ResourceType::Api);
    assert!(create.send().unwrap_err().is_conflict());
    let create = client.create_resource().code("e c s").r#type(ResourceType::Api);
    assert_eq!(
        create.send().unwrap_err().server_message(),
        Some("invalid resource code: e c s")
    );
    let create = client.create_resource().code("ecs").r#type(ResourceType::Api);
    assert!(create.namespace("absent").send().unwrap_err().is_not_found());

    let update = client.update_resource().code("ecs").r#type(ResourceType::Api);
    let updated = update.api_identifier("/ecs").send().unwrap().data;
    assert_eq!((updated.r#type, &*updated.name), (ResourceType::Api, "Servers"));
    let read = client.get_resource().code("ecs").send().unwrap().data;
    assert_eq!((&*read.api_identifier, read.actions.len()), ("/ecs", 1));
    client.delete_resource().code("ecs").send().unwrap();
    let error = client.get_resource().code("ecs").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("资源不存在"))
    );
    assert!(client.update_resource().code("ecs").send().unwrap_err().is_not_found());
    assert!(client.delete_resource().code("ecs").send().unwrap_err().is_not_found());
}

#[test]
fn resources_are_created_listed_and_deleted_in_batches() {
    let emulator = emulator();
    let client = client(&emulator);
    client.create_namespace().code("shop").name("Shop").send().unwrap();
    let item = |code: &str, ty| CreateResourceBatchItem::new().code(code).r#type(ty);
    let batch = client.create_resources_batch().namespace("shop");
    batch
        .list([
            item("orders", ResourceType::Data),
            item("menu", ResourceType::Menu),
            item("bills", ResourceType::Data),
        ])
        .send()
        .unwrap();
    create_resources(&client, &["orders"]);
    let batch = client.create_resources_batch().namespace("shop");
    let batch = batch.list([item("new", ResourceType::Data), item("menu", ResourceType::Data)]);
    assert!(batch.send().unwrap_err().is_conflict());

    let list = client.list_resources().namespace("shop").limit(1);
    let codes: Vec<_> = list.items().map(|resource| resource.unwrap().code).collect();
    assert_eq!(codes, ["orders", "menu", "bills"]);
    let list = client.list_resources().namespace("shop").r#type(ResourceType::Data);
    assert_eq!(list.send().unwrap().data.total_count, 2);
    assert_eq!(client.list_resources().send().unwrap().data.total_count, 1);
    let found = client
        .get_resources_batch()
        .namespace("shop")
        .code_list(["bills", "absent"]);
    let found = found.send().unwrap().data;
    assert_eq!((found.len(), &*found[0].code), (1, "bills"));

    let common = client.list_common_resource().keyword("ORD").send().unwrap().data;
    let namespaces: Vec<_> = common.list.iter().map(|resource| &*resource.namespace_name).collect();
    assert_eq!(namespaces, ["Shop", "Default"]);
    assert_eq!(
        common
            .list
            .iter()
            .map(|resource| resource.namespace_id)
            .collect::<Vec<_>>(),
        [3, 1]
    );
    let in_shop = client.list_common_resource().namespace_code_list(r#"["shop"]"#);
    let in_shop = in_shop.send().unwrap().data;
    assert_eq!(in_shop.total_count, 3);
    let ids: Vec<&str> = in_shop.list.iter().map(|resource| &*resource.id).collect();

    let delete = client.delete_resources_batch().namespace("shop");
    delete.code_list(["orders", "absent"]).send().unwrap();
    client.delete_resources_batch().ids([ids[1]]).send().unwrap();
    let rest = client.list_resources().namespace("shop").send().unwrap().data;
    assert_eq!((rest.total_count, &*rest.list[0].code), (1, "bills"));
    client.batch_delete_common_resource().ids([ids[2]]).send().unwrap();
    let rest = client.list_resources().namespace("shop").send().unwrap().data;
    assert_eq!(rest.total_count, 0);
    assert_eq!(client.list_resources().send().unwrap().data.total_count, 1);
    let error = client.delete_resources_batch().send().unwrap_err();
    assert_eq!(error.status_code(), Some(400));
}

#[test]
fn a_user_is_authorized_through_groups_roles_and_departments() {
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
    let create = client.create_user().username("alice").department_ids([&sales]);
    let alice = create.send().unwrap().data.user_id;
    let create = client.create_group().code("dev").name("Dev").description("");
    create.send().unwrap();
    client
        .add_group_members()
        .code("dev")
        .user_ids([&alice])
        .send()
        .unwrap();
    client.create_role().code("reader").send().unwrap();
    let target = Target::new()
        .target_type(PrincipalType::User)
        .target_identifier(&*alice);
    client.assign_role().code("reader").targets([target]).send().unwrap();
    create_resources(&client, &["ecs", "books", "wiki", "crm"]);

    let authorize = client.authorize_resources().list([
        grant(PrincipalType::User, &[&alice], &[resource("ecs", &["ecs:Start"])]),
        grant(
            PrincipalType::Group,
            &["dev"],
            &[resource("ecs", &["ecs:Start", "ecs:Stop"])],
        ),
        grant(PrincipalType::Role, &["reader"], &[resource("books:1", &["books:*"])]),
        grant(
            PrincipalType::Department,
            &[&company],
            &[resource("crm", &["crm:Read"])],
        ),
    ]);
    authorize.send().unwrap();
    let of_user = client
        .get_user_authorized_resources()
        .user_id(&alice)
        .send()
        .unwrap()
        .data;
    let shown: Vec<_> = of_user
        .list
        .iter()
        .map(|found| (&*found.resource_code, found.actions.len()))
        .collect();
    assert_eq!(shown, [("ecs", 2), ("books:1", 1), ("crm", 1)]);
    assert_eq!(of_user.total_count, 3);
    let allowed = |resource: &str, action: &str| {
        let check = client.is_action_allowed().user_id(&alice);
        check.resource(resource).action(action).send().unwrap().data.allowed
    };
    assert!(allowed("ecs", "ecs:Stop") && allowed("ecs:1", "ecs:Stop") && allowed("books:1", "books:Read"));
    assert!(!allowed("ecs", "ecs:Delete") && !allowed("books:2", "books:Read") && !allowed("wiki", "ecs:Start"));

    let of_group = client.get_group_authorized_resources().code("dev").send().unwrap().data;
    assert_eq!((of_group.len(), &*of_group[0].resource_code), (1, "ecs"));
    let of_role = client
        .get_role_authorized_resources()
        .code("reader")
        .send()
        .unwrap()
        .data;
    assert_eq!((of_role.total_count, &*of_role.list[0].resource_code), (1, "books:1"));
    let direct = client.get_authorized_resources().target_type(PrincipalType::User);
    let direct = direct.target_identifier(&*alice).send().unwrap().data;
    assert_eq!((direct.total_count, direct.list[0].effect.as_str()), (1, "ALLOW"));
    let matching = |list: &str| {
        let request = client.get_authorized_resources().target_type(PrincipalType::Role);
        let request = request.target_identifier("reader").resource_list([list]);
        request.send().unwrap().data.total_count
    };
    assert_eq!([matching("books:*"), matching("bo"), matching("ecs:*")], [1, 1, 0]);
    let targets = client.get_resource_authorized_targets().resource("ecs").limit(1);
    let types: Vec<_> = targets
        .items()
        .map(|target| target.unwrap().target_identifier)
        .collect();
    assert_eq!(types, [&*alice, "dev"]);

    client
        .remove_group_members()
        .code("dev")
        .user_ids([&alice])
        .send()
        .unwrap();
    assert!(!allowed("ecs", "ecs:Stop") && allowed("ecs", "ecs:Start"));
    let again = [grant(PrincipalType::User, &[&alice], &[resource("ecs", &["ecs:Stop"])])];
    client.authorize_resources().list(again).send().unwrap();
    assert!(allowed("ecs", "ecs:Stop") && !allowed("ecs", "ecs:Start"));
    client.delete_roles_batch().code_list(["reader"]).send().unwrap();
    client.delete_resource().code("ecs").send().unwrap();
    assert!(!allowed("books:1", "books:Read") && !allowed("ecs", "ecs:Stop") && allowed("crm", "crm:Read"));
}

#[test]
fn absent_targets_and_resources_are_refused() {
    let emulator = emulator();
    let client = client(&emulator);
    create_resources(&client, &["ecs"]);
    let create = client.create_group().code("dev").name("Dev").description("");
    create.send().unwrap();
    let refusal = |namespace: &str, target: &str, code: &str| {
        let item = grant(PrincipalType::Group, &[target], &[resource(code, &["x"])]);
        let authorize = client.authorize_resources().namespace(namespace).list([item]);
        let error = authorize.send().unwrap_err();
        assert!(error.is_not_found());
        error.server_message().unwrap_or_default().to_owned()
    };
    assert_eq!(refusal("absent", "dev", "ecs"), "权限组不存在");
    assert_eq!(refusal("default", "absent", "ecs"), "分组不存在");
    assert_eq!(refusal("default", "dev", "absent"), "资源不存在");
    let error = client.get_authorized_resources().target_type(PrincipalType::Group);
    let error = error.target_identifier("absent").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(404), Some("group not exists with code: absent"))
    );
    let error = client.get_user_authorized_resources().user_id("absent").send();
    assert_eq!(error.unwrap_err().server_message(), Some("用户不存在"));
    let error = client.get_group_authorized_resources().code("absent").send();
    assert_eq!(error.unwrap_err().server_message(), Some("分组不存在"));
    let error = client.get_role_authorized_resources().code("absent").send();
    assert_eq!(error.unwrap_err().server_message(), Some("角色不存在"));
    let error = client.get_resource_authorized_targets().resource("absent").send();
    assert_eq!(error.unwrap_err().server_message(), Some("资源不存在"));
}
