//! Identity sources, functions, and ASA accounts.

use genauth::types::{
    AssignAsaAccountItem, CreateAsaAccountsBatchItem, ExtIdpConnType, ExtIdpType, PipelineFunctionStatus,
    PipelineScene, PrincipalType,
};
use serde_json::{Map, Value, json};

use crate::support::{client, emulator};

fn object(json: &Value) -> Map<String, Value> {
    json.as_object().unwrap().clone()
}

#[test]
fn an_identity_source_has_connections() {
    let emulator = emulator();
    let client = client(&emulator);
    let tenant = client.create_tenant().name("Acme").send().unwrap().data.tenant_id;
    let source = client
        .create_ext_idp()
        .name("Company")
        .r#type(ExtIdpType::Oidc)
        .send()
        .unwrap()
        .data;
    let other = client
        .create_ext_idp()
        .name("Tenant")
        .r#type(ExtIdpType::Ldap)
        .tenant_id(&tenant);
    let other = other.send().unwrap().data;
    let read = client.get_ext_idp().id(&source.id).send().unwrap().data;
    assert_eq!(
        (&*read.name, &*read.r#type, read.connections),
        ("Company", "oidc", json!([]))
    );

    let create = |source: &str| {
        let create = client
            .create_ext_idp_conn()
            .ext_idp_id(source)
            .r#type(ExtIdpConnType::Oidc);
        let create = create.identifier("company").display_name("Company");
        create
            .fields(object(&json!({"clientId": "c1", "clientSecret": "s1"})))
            .send()
    };
    let connection = create(&source.id).unwrap().data;
    assert_eq!((&connection.ext_idp_id, connection.login_only), (&source.id, false));
    assert!(create("absent").unwrap_err().is_not_found());
    let update = client
        .update_ext_idp_conn()
        .id(&connection.id)
        .display_name("Our company");
    update.fields(object(&json!({"clientSecret": "s2"}))).send().unwrap();
    let listed = || client.list_ext_idp_conns().id(&source.id).send().unwrap().data;
    assert_eq!(listed()[0].display_name, "Our company");
    assert_eq!(
        Value::Object(listed()[0].fields.clone()),
        json!({"clientId": "c1", "clientSecret": "s2"})
    );
    let read = client.get_ext_idp().id(&source.id).send().unwrap().data;
    assert_eq!(read.connections[0]["identifier"], "company");
    assert!(read.connections[0].get("fields").is_none());

    let switch = |enabled| {
        let change = client.change_ext_idp_conn_state().id(&connection.id).enabled(enabled);
        change.app_id("app1").app_ids(["app2"]).send().unwrap();
    };
    let enabled = || {
        client
            .list_enabled_ext_idp_conns_by_app()
            .app_id("app2")
            .send()
            .unwrap()
            .data
    };
    let names = |app: &str| {
        let list = client.list_ext_idp().app_id(app).send().unwrap().data.list;
        list.into_iter().map(|source| source.name).collect::<Vec<_>>()
    };
    switch(true);
    assert_eq!(enabled()[0]["id"], json!(connection.id));
    assert_eq!((names("app1"), names("app3").len()), (vec!["Company".to_owned()], 0));
    switch(false);
    assert_eq!((enabled(), names("app1").len()), (json!([]), 0));

    let of_tenant = || {
        let list = client
            .list_tenant_ext_idp()
            .tenant_id(&tenant)
            .send()
            .unwrap()
            .data
            .list;
        list.into_iter().map(|source| source.name).collect::<Vec<_>>()
    };
    assert_eq!(of_tenant(), ["Tenant"]);
    let associate = client.change_ext_idp_conn_association_state().id(&connection.id);
    associate.association(true).tenant_id(&tenant).send().unwrap();
    assert_eq!(of_tenant(), ["Company", "Tenant"]);

    let renamed = client
        .update_ext_idp()
        .id(&other.id)
        .name("Renamed")
        .send()
        .unwrap()
        .data;
    assert_eq!((&*renamed.name, &renamed.tenant_id), ("Renamed", &tenant));
    client.delete_ext_idp_conn().id(&connection.id).send().unwrap();
    assert!(listed().is_empty());
    create(&source.id).unwrap();
    client.delete_ext_idp().id(&source.id).send().unwrap();
    assert!(client.get_ext_idp().id(&source.id).send().unwrap_err().is_not_found());
    assert_eq!(client.list_ext_idp().send().unwrap().data.total_count, 1);
    assert!(!emulator.snapshot().to_string().contains("clientSecret"));
}

#[test]
fn pipeline_functions_are_ordered() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = |name: &str, scene| {
        let create = client.create_pipeline_function().func_name(name).scene(scene);
        create.source_code("async () => {}").send().unwrap().data
    };
    let [a, b, c] = ["a", "b", "c"].map(|name| create(name, PipelineScene::PreRegister).func_id);
    let other = create("d", PipelineScene::PostRegister);
    assert_eq!((other.enabled, other.status), (false, PipelineFunctionStatus::Success));
    let names = || {
        let list = client.list_pipeline_functions().scene(PipelineScene::PreRegister);
        let list = list.send().unwrap().data.list;
        list.into_iter().map(|function| function.func_name).collect::<Vec<_>>()
    };
    assert_eq!(names(), ["a", "b", "c"]);
    let order = |ids: &[&str]| {
        client
            .update_pipeline_order()
            .scene(PipelineScene::PreRegister)
            .order(ids)
            .send()
    };
    order(&[&c, &a]).unwrap();
    assert_eq!(names(), ["c", "a", "b"]);
    assert!(order(&[&other.func_id]).unwrap_err().is_not_found());

    let update = client
        .update_pipeline_function()
        .func_id(&a)
        .func_name("a2")
        .enabled(true);
    assert_eq!(update.send().unwrap().data.func_id, a);
    let read = client.get_pipeline_function().func_id(&a).send().unwrap().data;
    assert_eq!(
        (&*read.func_name, read.enabled, &*read.source_code),
        ("a2", true, "async () => {}")
    );
    assert_eq!(
        client.reupload_pipeline_function().func_id(&a).send().unwrap().data,
        read
    );
    assert_eq!(
        client.get_pipeline_logs().func_id(&a).send().unwrap().data["totalCount"],
        0
    );
    client.delete_pipeline_function().func_id(&b).send().unwrap();
    assert!(
        client
            .get_pipeline_function()
            .func_id(&b)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    assert_eq!(names(), ["c", "a2"]);
    assert_eq!(client.list_pipeline_functions().send().unwrap().data.total_count, 3);
}

#[test]
fn a_flow_function_is_stored() {
    let emulator = emulator();
    let client = client(&emulator);
    let create = client
        .create_auth_flow_function()
        .func_name("f")
        .scene("PRE_AUTHENTICATION");
    let id = create.source_code("1").timeout(5).send().unwrap().data.func_id;
    client
        .update_auth_flow_function()
        .func_id(&id)
        .source_code("2")
        .send()
        .unwrap();
    let read = client.get_auth_flow_function().func_id(&id).send().unwrap().data;
    assert_eq!(
        (&*read.source_code, read.timeout, read.enabled),
        ("2", Some(5), Some(false))
    );
    client.delete_auth_flow_function().func_id(&id).send().unwrap();
    assert!(
        client
            .get_auth_flow_function()
            .func_id(&id)
            .send()
            .unwrap_err()
            .is_not_found()
    );
}

#[test]
fn asa_accounts_belong_to_an_application() {
    let emulator = emulator();
    let client = client(&emulator);
    let info = |name: &str| object(&json!({"account": name, "password": "p"}));
    client
        .create_asa_account()
        .app_id("app")
        .account_info(info("a"))
        .send()
        .unwrap();
    let items = ["b", "c"].map(|name| CreateAsaAccountsBatchItem::new().account_info(info(name)));
    assert!(
        client
            .create_asa_account_batch()
            .app_id("app")
            .list(items)
            .send()
            .unwrap()
            .data
            .success
    );
    client
        .create_asa_account()
        .app_id("other")
        .account_info(info("x"))
        .send()
        .unwrap();
    let list = client.list_asa_account().app_id("app").send().unwrap().data;
    assert_eq!(
        (list.total_count, &list.list[1].account_info["account"]),
        (3, &json!("b"))
    );
    let second = list.list[1].account_id.clone();
    let updated = client
        .update_asa_account()
        .app_id("app")
        .account_id(&second)
        .account_info(info("b2"));
    assert_eq!(updated.send().unwrap().data.account_info["account"], "b2");
    let get = client.get_asa_account().app_id("app").account_id(&second);
    assert_eq!(get.send().unwrap().data.account_info["account"], "b2");
    let get = client.get_asa_account().app_id("other").account_id(&second);
    assert!(get.send().unwrap_err().is_not_found());
    let batch = client
        .get_asa_account_batch()
        .app_id("app")
        .account_ids([&*second, "absent"]);
    assert_eq!(batch.send().unwrap().data.len(), 1);
}

#[test]
fn a_target_has_one_asa_account_of_an_application() {
    let emulator = emulator();
    let client = client(&emulator);
    let [first, second] = ["a", "b"].map(|name| {
        let info = object(&json!({"account": name, "password": "p"}));
        let create = client.create_asa_account().app_id("app").account_info(info);
        create.send().unwrap().data.account_id
    });
    let target = |names: &[&str]| {
        [AssignAsaAccountItem::new()
            .target_type(PrincipalType::User)
            .target_identifiers(names)]
    };
    let assign = |account: &str, names: &[&str]| {
        let assign = client.assign_asa_account().app_id("app").account_id(account);
        assert!(assign.targets(target(names)).send().unwrap().data.success);
    };
    assign(&first, &["u1", "u2"]);
    assign(&second, &["u2"]);
    let targets = |account: &str| {
        let get = client
            .get_asa_account_assigned_targets()
            .app_id("app")
            .account_id(account);
        let targets = get.send().unwrap().data.list;
        targets
            .into_iter()
            .map(|target| target.target_identifier)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (targets(&first), targets(&second)),
        (vec!["u1".to_owned()], vec!["u2".to_owned()])
    );
    let assigned = |name: &str| {
        let get = client
            .get_assigned_account()
            .app_id("app")
            .target_type(PrincipalType::User);
        get.target_identifier(name).send().unwrap().data.account_id
    };
    assert_eq!((assigned("u2"), assigned("u3")), (second.clone(), String::new()));
    let unassign = client.unassign_asa_account().app_id("app").account_id(&first);
    unassign.targets(target(&["u1", "u2"])).send().unwrap();
    assert_eq!((targets(&first).len(), assigned("u2")), (0, second.clone()));

    client
        .delete_asa_account()
        .app_id("app")
        .account_id(&second)
        .send()
        .unwrap();
    assert_eq!(assigned("u2"), "");
    let delete = client.delete_asa_account_batch().app_id("app");
    delete.account_ids([&*first, "absent"]).send().unwrap();
    assert_eq!(
        client.list_asa_account().app_id("app").send().unwrap().data.total_count,
        0
    );
}
