//! The example of a seed.

use genauth::types::{ResourceType, UserStatus};
use genauth_emulator::Emulator;
use serde_json::json;

use crate::support::client;

const COMPANY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/company.json");

const NORTHWIND: &str = "6580c1000000000000000201";

fn company() -> Emulator {
    let seed = std::fs::read_to_string(COMPANY).unwrap();
    let seed = serde_json::from_str(&seed).unwrap();
    Emulator::builder().deterministic(1).seed(seed).start().unwrap()
}

#[test]
fn the_company_has_what_its_seed_says() {
    let emulator = company();
    let client = client(&emulator);
    let totals = [
        client.list_users().send().unwrap().data.total_count,
        client.list_groups().send().unwrap().data.total_count,
        client.list_roles().send().unwrap().data.total_count,
        client.list_tenants().send().unwrap().data.total_count,
        client.post_list().send().unwrap().data.total_count,
        client.list_organizations().send().unwrap().data.total_count,
        client.list_public_accounts().send().unwrap().data.total_count,
        client.list_resources().send().unwrap().data.total_count,
        client.list_applications().send().unwrap().data.total_count,
        client.list_webhooks().send().unwrap().data.total_count,
        client.list_events().send().unwrap().data.total_count,
    ];
    assert_eq!(totals, [24, 4, 4, 2, 3, 1, 2, 3, 3, 1, 1]);
    let users = client.list_users().items().map(Result::unwrap);
    let (active, suspended): (Vec<_>, Vec<_>) = users.partition(|user| user.status == UserStatus::Activated);
    assert_eq!((active.len(), suspended.len()), (22, 2));
    let engineering = client
        .list_department_members()
        .organization_code("acme")
        .department_id("6580c1000000000000000011")
        .include_children_departments(true);
    assert_eq!(engineering.send().unwrap().data.total_count, 8);
    let members = client.list_group_members().code("developers").send().unwrap().data;
    assert_eq!(members.total_count, 8);
}

#[test]
fn its_people_have_what_their_roles_and_departments_give_them() {
    let emulator = company();
    let client = client(&emulator);
    let apps = |user: &str| {
        let apps = client.get_user_accessible_apps().user_id(user).send().unwrap().data;
        apps.into_iter().map(|app| app.app_name).collect::<Vec<_>>()
    };
    // An administrator, someone in finance, and a developer: only the first two may use the billing.
    assert!(apps("6580c1000000000000000001").contains(&"Billing".to_owned()));
    assert!(apps("6580c1000000000000000017").contains(&"Billing".to_owned()));
    assert!(!apps("6580c1000000000000000002").contains(&"Billing".to_owned()));
    let roles = client
        .get_user_roles()
        .user_id("6580c1000000000000000002")
        .send()
        .unwrap()
        .data;
    let codes: Vec<_> = roles.list.iter().map(|role| &*role.code).collect();
    assert_eq!(codes, ["reader", "release-manager"]);
    let resources = client
        .get_user_authorized_resources()
        .user_id("6580c1000000000000000016")
        .resource_type(ResourceType::Data);
    assert_eq!(
        resources.send().unwrap().data.list[0].actions,
        ["invoices:Read", "invoices:Write"]
    );
    assert!(
        client
            .get_resource()
            .code("invoices")
            .send()
            .unwrap()
            .data
            .linked_to_tenant
    );

    let members = client.list_tenant_users().tenant_id(NORTHWIND).send().unwrap().data;
    let names: Vec<_> = members
        .list
        .iter()
        .map(|member| (&*member.username, member.is_tenant_admin))
        .collect();
    assert_eq!(names, [("wendy", true), ("yusuf", false)]);
    let builder = emulator.client_builder().strict_responses(true).tenant_id(NORTHWIND);
    let of_tenant = builder
        .build()
        .unwrap()
        .list_tenant_applications()
        .keywords("")
        .page(1)
        .limit(10);
    let of_tenant = of_tenant.sso_enabled(false).send().unwrap().data;
    let names: Vec<_> = of_tenant.list.iter().map(|app| &*app.name).collect();
    assert_eq!(names, ["Billing", "Customer portal"]);
}

#[test]
fn a_seed_can_have_resources_of_an_application() {
    let seed = json!({
        "resources": [{"code": "book", "type": "DATA", "namespace": "library"}],
        "applications": [{"$id": "library", "appName": "Library", "appIdentifier": "library"}],
    });
    let emulator = Emulator::builder().seed(seed).start().unwrap();
    let book = client(&emulator)
        .get_resource()
        .code("book")
        .namespace("library")
        .send();
    assert_eq!(book.unwrap().data.namespace, "library");
}
