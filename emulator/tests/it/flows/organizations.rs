//! Organizations.

use genauth::ManagementClient;
use genauth::types::{LangObject, LangUnit, OrganizationNameI18n};

use crate::support::{client, emulator};

fn create(client: &ManagementClient, code: &str, name: &str) -> String {
    let create = client
        .create_organization()
        .organization_code(code)
        .organization_name(name);
    create.send().unwrap().data.department_id
}

#[test]
fn an_organization_is_created_changed_and_deleted_with_its_departments() {
    let emulator = emulator();
    let client = client(&emulator);
    let english = LangUnit::new().enabled(true).value("Acme Inc.");
    let created = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Acme")
        .description("A company")
        .open_department_id("root-1")
        .i18n(OrganizationNameI18n::new().organization_name(LangObject::new().en_us(english)))
        .send()
        .unwrap()
        .data;
    assert_eq!(
        (
            &*created.organization_code,
            &*created.organization_name,
            &*created.description
        ),
        ("acme", "Acme", "A company")
    );
    assert_eq!((created.department_id.len(), created.members_count), (24, 0));
    assert_eq!((created.has_children, &*created.status), (false, "true"));
    let i18n = created.i18n.unwrap().organization_name.unwrap();
    assert_eq!(i18n.en_us.unwrap().value, "Acme Inc.");

    let conflict = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Other");
    assert!(conflict.send().unwrap_err().is_conflict());
    let invalid = client
        .create_organization()
        .organization_code("a b")
        .organization_name("Other");
    let error = invalid.send().unwrap_err();
    assert_eq!(error.status_code(), Some(400));
    assert_eq!(error.server_message(), Some("invalid organization code: a b"));

    let team = client.create_department().organization_code("acme").name("Team");
    let team = team.parent_department_id("root").send().unwrap().data.department_id;
    let user = client.create_user().username("alice").send().unwrap().data.user_id;
    client
        .update_organization()
        .organization_code("acme")
        .organization_new_code("acme2")
        .organization_name("Acme 2")
        .leader_user_ids([&user])
        .send()
        .unwrap();
    let error = client.get_organization().organization_code("acme").send().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.server_message(), Some("organization not found for code: acme"));
    let read = client
        .get_organization()
        .organization_code("acme2")
        .send()
        .unwrap()
        .data;
    assert_eq!((&*read.organization_name, &*read.description), ("Acme 2", "A company"));
    assert_eq!(
        (read.leader_user_ids, read.members_count, read.has_children),
        (vec![user], 1, true)
    );
    let moved = client.get_department_by_id().department_id(&team).send().unwrap().data;
    assert_eq!(moved.organization_code, "acme2");

    client.delete_organization().organization_code("acme2").send().unwrap();
    assert!(
        client
            .get_department_by_id()
            .department_id(&team)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    let error = client
        .delete_organization()
        .organization_code("acme2")
        .send()
        .unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(client.list_organizations().send().unwrap().data.total_count, 0);
    create(&client, "acme", "Acme again");
}

#[test]
fn organizations_are_listed_searched_and_switched_off() {
    let emulator = emulator();
    let client = client(&emulator);
    let ids = [("a1", "Alpha"), ("b2", "Beta"), ("c3", "Gamma")].map(|(code, name)| create(&client, code, name));
    client
        .create_organization()
        .organization_code("t4")
        .organization_name("Tenant")
        .tenant_id("t")
        .send()
        .unwrap();
    let list = client.list_organizations().limit(3).items();
    let codes: Vec<_> = list
        .map(|organization| organization.unwrap().organization_code)
        .collect();
    assert_eq!(codes, ["a1", "b2", "c3", "t4"]);
    let all = client
        .list_organizations()
        .limit(1)
        .fetch_all(true)
        .send()
        .unwrap()
        .data;
    assert_eq!((all.total_count, all.list.len()), (4, 4));
    let of_tenant = client.list_organizations().tenant_id("t").send().unwrap().data;
    assert_eq!((of_tenant.total_count, &*of_tenant.list[0].tenant_id), (1, "t"));
    let found = client.search_organizations().keywords("ET").send().unwrap().data;
    assert_eq!((found.total_count, &*found.list[0].organization_code), (1, "b2"));
    let batch = client
        .get_organizations_batch()
        .organization_code_list(["c3", "absent", "a1"]);
    let batch = batch.send().unwrap().data;
    let names: Vec<_> = batch
        .iter()
        .map(|organization| &*organization.organization_name)
        .collect();
    assert_eq!(names, ["Gamma", "Alpha"]);

    client
        .update_organization_status()
        .root_node_id(&ids[1])
        .status("false")
        .send()
        .unwrap();
    let off = client.list_organizations().status(false).send().unwrap().data;
    assert_eq!((off.total_count, &*off.list[0].organization_code), (1, "b2"));
    assert_eq!(
        client
            .list_organizations()
            .status(true)
            .send()
            .unwrap()
            .data
            .total_count,
        3
    );
    let absent = client
        .update_organization_status()
        .root_node_id("absent")
        .status("false");
    assert!(absent.send().unwrap_err().is_not_found());
}
