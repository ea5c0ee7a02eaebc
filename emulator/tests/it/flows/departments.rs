//! Departments and their members.

use genauth::ManagementClient;
use genauth::builders::SearchDepartmentsList;
use genauth::types::{
    DepartmentFilterOperator, DepartmentIdType, DepartmentSortField, DepartmentSorting, OrderBy, PrincipalType,
    SearchDepartmentsFilterItem, SortOrder, Target,
};
use genauth_emulator::Emulator;
use serde_json::json;

use crate::support::{client, emulator};

/// Creates an organization `acme`.
fn organization(client: &ManagementClient) -> String {
    let create = client.create_organization().organization_code("acme");
    create.organization_name("Acme").send().unwrap().data.department_id
}

/// Creates a department whose code is its name.
fn create(client: &ManagementClient, name: &str, parent: &str) -> String {
    let create = client
        .create_department()
        .organization_code("acme")
        .name(name)
        .code(name);
    create.parent_department_id(parent).send().unwrap().data.department_id
}

/// Creates an organization `acme` with the departments `sales` (which has `east` and `west`) and `ops` below it.
pub fn tree(client: &ManagementClient) -> [String; 4] {
    organization(client);
    let sales = create(client, "sales", "root");
    let east = create(client, "east", &sales);
    let ops = create(client, "ops", "root");
    let west = create(client, "west", &sales);
    [sales, east, west, ops]
}

fn children(client: &ManagementClient, department: &str) -> Vec<String> {
    let list = client
        .list_children_departments()
        .organization_code("acme")
        .department_id(department);
    let list = list.send().unwrap().data;
    assert_eq!(list.total_count, i64::try_from(list.list.len()).unwrap());
    list.list.into_iter().map(|department| department.name).collect()
}

#[test]
fn departments_form_a_tree() {
    let emulator = emulator();
    let client = client(&emulator);
    let [sales, east, west, _] = tree(&client);
    assert_eq!(children(&client, "root"), ["sales", "ops"]);
    assert_eq!(children(&client, &sales), ["east", "west"]);
    let all = client
        .get_all_departments()
        .organization_code("acme")
        .send()
        .unwrap()
        .data;
    let names: Vec<_> = all.list.iter().map(|department| &*department.name).collect();
    assert_eq!(names, ["Acme", "sales", "east", "west", "ops"]);
    let below = client
        .get_all_departments()
        .organization_code("acme")
        .department_id(&sales);
    assert_eq!(below.send().unwrap().data.total_count, 3);

    let read = client
        .get_department()
        .organization_code("acme")
        .department_id(&west)
        .send()
        .unwrap()
        .data;
    assert_eq!(
        (&read.parent_department_id, &*read.parent_department_code),
        (&sales, "sales")
    );
    assert!(!read.has_children && read.status && !read.is_virtual_node);
    let parent = client
        .get_parent_department()
        .organization_code("acme")
        .department_id(&west);
    let parent = parent.send().unwrap().data;
    assert_eq!(
        (&*parent.name, &*parent.parent_department_id, parent.has_children),
        ("sales", "root", true)
    );
    let root = client
        .get_parent_department()
        .organization_code("acme")
        .department_id(&sales);
    assert_eq!(root.send().unwrap().data.name, "Acme");
    let above_root = client
        .get_parent_department()
        .organization_code("acme")
        .department_id("root");
    assert!(above_root.send().unwrap_err().is_not_found());

    let by_code = client
        .get_department()
        .organization_code("acme")
        .department_code("east");
    assert_eq!(by_code.send().unwrap().data.department_id, east);
    let by_code = client.get_department().organization_code("acme").department_id("east");
    let by_code = by_code.department_id_type(DepartmentIdType::Code).send().unwrap().data;
    assert_eq!(by_code.department_id, east);
    assert_eq!(
        client
            .get_department_by_id()
            .department_id(&east)
            .send()
            .unwrap()
            .data
            .code,
        "east"
    );
    let elsewhere = client.get_department().organization_code("other").department_id(&east);
    let error = elsewhere.send().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.server_message(), Some("organization not found for code: other"));
}

#[test]
fn a_department_is_created_and_changed() {
    let emulator = emulator();
    let client = client(&emulator);
    let [_, east, ..] = tree(&client);
    let create = client
        .create_department()
        .organization_code("acme")
        .name("North")
        .parent_department_id("sales");
    let north = create
        .department_id_type(DepartmentIdType::Code)
        .open_department_id("n-1")
        .is_virtual_node(true)
        .custom_data(json!({"floor": 3}))
        .send()
        .unwrap()
        .data;
    assert_eq!((&*north.open_department_id, north.is_virtual_node), ("n-1", true));
    let conflict = client
        .create_department()
        .organization_code("acme")
        .name("Other")
        .code("east");
    assert!(conflict.parent_department_id("root").send().unwrap_err().is_conflict());

    let update = client
        .update_department()
        .organization_code("acme")
        .department_id(&north.department_id);
    update.name("Far north").custom_data(json!({"desk": 1})).send().unwrap();
    let read = client.get_department().organization_code("acme").department_id("n-1");
    let read = read
        .department_id_type(DepartmentIdType::OpenDepartmentId)
        .with_custom_data(true);
    let read = read.send().unwrap().data;
    assert_eq!((&*read.name, read.custom_data.len()), ("Far north", 2));
    assert!(read.updated_at > read.created_at);
    let update = |id: &str| client.update_department().organization_code("acme").department_id(id);
    let error = update(&east).code("额！ ").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(400), Some("invalid organization code: 额！ "))
    );
    assert!(update(&east).code("west").send().unwrap_err().is_conflict());

    client
        .update_node_status()
        .department_id(&east)
        .status(false)
        .send()
        .unwrap();
    let list = || {
        let list = client.list_children_departments().organization_code("acme");
        list.department_id("sales").department_id_type(DepartmentIdType::Code)
    };
    let enabled = list().status(true).exclude_virtual_node(true).send().unwrap().data;
    assert_eq!((enabled.total_count, &*enabled.list[0].name), (1, "west"));
    let virtual_ones = list().only_virtual_node(true).send().unwrap().data;
    assert_eq!(
        (virtual_ones.total_count, &*virtual_ones.list[0].name),
        (1, "Far north")
    );
}

#[test]
fn a_department_is_moved_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let [sales, east, west, ops] = tree(&client);
    let update = |id: &str| client.update_department().organization_code("acme").department_id(id);
    update(&sales).parent_department_id(&ops).send().unwrap();
    assert_eq!(children(&client, "root"), ["ops"]);
    assert_eq!(children(&client, &ops), ["sales"]);
    assert!(
        update(&ops)
            .parent_department_id(&west)
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert!(
        update("root")
            .parent_department_id(&ops)
            .send()
            .unwrap_err()
            .is_conflict()
    );

    let delete = |id: &str| client.delete_department().organization_code("acme").department_id(id);
    assert!(delete(&sales).send().unwrap_err().is_conflict());
    assert!(delete("root").send().unwrap_err().is_conflict());
    delete(&east).send().unwrap();
    assert!(delete(&east).send().unwrap_err().is_not_found());
    assert_eq!(children(&client, &sales), ["west"]);
    let delete = client
        .delete_department_and_childs()
        .organization_code("acme")
        .department_id(&sales);
    delete.send().unwrap();
    assert!(
        client
            .get_department_by_id()
            .department_id(&west)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    assert!(children(&client, &ops).is_empty());
    assert!(
        client
            .delete_department_and_childs()
            .organization_code("acme")
            .department_id("root")
            .send()
            .is_err()
    );
}

#[test]
fn departments_are_searched_sorted_and_paged() {
    let emulator = emulator();
    let client = client(&emulator);
    let [_, east, ..] = tree(&client);
    let found = client
        .search_departments()
        .organization_code("acme")
        .keywords("ST")
        .send()
        .unwrap()
        .data;
    assert_eq!(
        found.iter().map(|department| &*department.name).collect::<Vec<_>>(),
        ["east", "west"]
    );

    let update = client
        .update_department()
        .organization_code("acme")
        .department_id(&east);
    update.description("changed last").send().unwrap();
    let search = || client.search_departments_list().organization_code("acme");
    let names = |request: SearchDepartmentsList| -> Vec<String> {
        request
            .send()
            .unwrap()
            .data
            .into_iter()
            .map(|department| department.name)
            .collect()
    };
    assert_eq!(names(search()), ["east", "west", "ops", "sales", "Acme"]);
    assert_eq!(names(search().page(2).limit(2)), ["ops", "sales"]);
    let by_name = || {
        DepartmentSorting::new()
            .field(DepartmentSortField::Name)
            .order(SortOrder::Asc)
    };
    assert_eq!(
        names(search().sort([by_name()])),
        ["Acme", "east", "ops", "sales", "west"]
    );
    let condition = |field: &str, operator| SearchDepartmentsFilterItem::new().field(field).operator(operator);
    let contains = condition("name", DepartmentFilterOperator::Contains).value("es");
    assert_eq!(names(search().advanced_filter([contains])), ["west", "sales"]);
    // The fourth request of this test was at 2026-01-01T00:00:00.004Z.
    let later = condition("createdAt", DepartmentFilterOperator::Greater).value(1_767_225_600_004_i64);
    assert_eq!(
        names(search().advanced_filter([later]).sort([by_name()])),
        ["east", "ops", "west"]
    );
}

#[test]
fn departments_are_synchronized_with_nothing() {
    let emulator = emulator();
    let client = client(&emulator);
    organization(&client);
    let relations = client
        .get_department_sync_relations()
        .organization_code("acme")
        .department_id("root");
    assert!(relations.send().unwrap().data.is_empty());
    let delete = client
        .delete_department_sync_relations()
        .organization_code("acme")
        .provider("lark");
    delete.department_id("root").send().unwrap();
    let delete = client
        .delete_department_sync_relations()
        .organization_code("acme")
        .provider("lark");
    assert!(delete.department_id("absent").send().unwrap_err().is_not_found());
}

#[test]
fn a_department_that_is_deleted_takes_its_assignments_along() {
    let emulator = emulator();
    let client = client(&emulator);
    let [_, east, ..] = tree(&client);
    let user = client
        .create_user()
        .username("alice")
        .department_ids([&east])
        .send()
        .unwrap()
        .data
        .user_id;
    client.create_role().code("seller").send().unwrap();
    let target = Target::new()
        .target_type(PrincipalType::Department)
        .target_identifier(&east);
    client.assign_role().code("seller").targets([target]).send().unwrap();
    let roles = || client.get_user_roles().user_id(&user).send().unwrap().data.total_count;
    assert_eq!(roles(), 1);
    client.delete_organization().organization_code("acme").send().unwrap();
    assert_eq!(roles(), 0);
    assert_eq!(
        client
            .list_role_departments()
            .code("seller")
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
    assert_eq!(
        client
            .get_user_departments()
            .user_id(&user)
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
}

#[test]
fn the_example_company_has_departments() {
    let seed = serde_json::from_str(include_str!("../../../company.json")).unwrap();
    let emulator = Emulator::builder().deterministic(1).seed(seed).start().unwrap();
    let client = client(&emulator);
    let all = client
        .get_all_departments()
        .organization_code("acme")
        .send()
        .unwrap()
        .data;
    let found: Vec<_> = all
        .list
        .iter()
        .map(|department| {
            (
                &*department.name,
                department.members_count,
                department.leader_user_ids.len(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Acme", 0, 0),
            ("Engineering", 1, 1),
            ("Platform", 3, 0),
            ("Apps", 4, 0),
            ("Sales", 5, 0),
            ("Finance", 3, 0),
            ("People", 4, 0)
        ]
    );
    let members = client
        .list_department_members()
        .organization_code("acme")
        .department_id("6580c1000000000000000011");
    let members = members
        .include_children_departments(true)
        .order_by(OrderBy::Asc)
        .send()
        .unwrap()
        .data;
    let names: Vec<_> = members.list.iter().map(|user| &*user.username).collect();
    assert_eq!(names[..4], ["alice", "bob", "carol", "grace"]);
    let post = client
        .get_user_post()
        .user_id("6580c1000000000000000001")
        .send()
        .unwrap()
        .data;
    assert_eq!(post.code, "cto");
    assert_eq!(
        client.list_public_accounts().send().unwrap().data.list[0].username,
        "support"
    );
}
