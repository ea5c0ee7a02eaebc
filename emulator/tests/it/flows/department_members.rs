//! The members of departments, and the departments of users.

use genauth::ManagementClient;
use genauth::builders::{GetUserDepartments, ListDepartmentMembers};
use genauth::types::{DepartmentMemberSortBy, OrderBy, SetUserDepartment, UserDepartmentSortBy, UserIdType};

use super::departments::tree;
use crate::support::{client, emulator};

fn users(client: &ManagementClient, names: &[&str]) -> Vec<String> {
    let create = |name: &&str| client.create_user().username(*name).send().unwrap().data.user_id;
    names.iter().map(create).collect()
}

#[test]
fn members_of_departments_are_added_listed_searched_and_removed() {
    let emulator = emulator();
    let client = client(&emulator);
    let [sales, east, ..] = tree(&client);
    let ids = users(&client, &["a1", "b2", "c3"]);
    let add = |department: &str, users: &[String]| {
        let add = client.add_department_members().organization_code("acme");
        add.department_id(department).user_ids(users).send()
    };
    add(&sales, &ids[..1]).unwrap();
    add(&east, &ids[1..]).unwrap();
    add(&east, &ids[..2]).unwrap();
    assert!(add(&east, &["absent".to_owned()]).unwrap_err().is_not_found());
    assert!(add("absent", &ids).unwrap_err().is_not_found());

    let list = |department: &str| {
        client
            .list_department_members()
            .organization_code("acme")
            .department_id(department)
    };
    let names = |request: ListDepartmentMembers| -> Vec<String> {
        request.items().map(|user| user.unwrap().username).collect()
    };
    assert_eq!(names(list(&east).limit(2).order_by(OrderBy::Asc)), ["b2", "c3", "a1"]);
    assert_eq!(names(list(&east)), ["a1", "c3", "b2"]);
    assert_eq!(
        names(list(&east).sort_by(DepartmentMemberSortBy::CreateAt)),
        ["c3", "b2", "a1"]
    );
    assert_eq!(
        names(list(&sales).include_children_departments(true)),
        ["c3", "b2", "a1"]
    );
    let shown = list(&sales)
        .with_department_ids(true)
        .send()
        .unwrap()
        .data
        .list
        .remove(0);
    assert_eq!(shown.department_ids, [sales.clone(), east.clone()]);
    let member_ids = client
        .list_department_member_ids()
        .organization_code("acme")
        .department_id(&east);
    assert_eq!(member_ids.send().unwrap().data, [&*ids[1], &*ids[2], &*ids[0]]);
    let search = client
        .search_department_members()
        .organization_code("acme")
        .department_id("root")
        .keywords("B");
    assert_eq!(
        search
            .include_children_departments(true)
            .send()
            .unwrap()
            .data
            .total_count,
        1
    );
    let read = client.get_department_by_id().department_id(&east).send().unwrap().data;
    assert_eq!(read.members_count, 3);

    let is_in = |user: &str, department: &str, below: bool| {
        let ask = client
            .is_user_in_department()
            .organization_code("acme")
            .user_id(user)
            .department_id(department);
        ask.include_children_departments(below)
            .send()
            .unwrap()
            .data
            .in_department
    };
    assert!(is_in(&ids[1], &east, false));
    assert_eq!(
        [is_in(&ids[1], &sales, false), is_in(&ids[1], &sales, true)],
        [false, true]
    );

    let remove = client
        .remove_department_members()
        .organization_code("acme")
        .department_id(&east);
    remove.user_ids([&*ids[0], "absent"]).send().unwrap();
    client.delete_users_batch().user_ids(&ids[2..]).send().unwrap();
    assert_eq!(names(list(&east)), ["b2"]);
    client.resign_user().user_id(&ids[1]).send().unwrap();
    assert!(!is_in(&ids[1], "root", true));
}

#[test]
fn a_user_has_departments_leads_and_has_a_main_one() {
    let emulator = emulator();
    let client = client(&emulator);
    let [sales, east, _, ops] = tree(&client);
    let user = client
        .create_user()
        .username("alice")
        .department_ids([&ops])
        .send()
        .unwrap()
        .data
        .user_id;
    let set = |departments: Vec<SetUserDepartment>| {
        client
            .set_user_departments()
            .user_id(&user)
            .departments(departments)
            .send()
    };
    let department = |id: &str| SetUserDepartment::new().department_id(id);
    set(vec![
        department(&ops),
        department(&east).is_leader(true).is_main_department(true),
    ])
    .unwrap();
    let error = set(vec![department("absent")]).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.server_message(), Some("存在不合法的 departmentId: absent"));

    let get = || {
        client
            .get_user_departments()
            .user_id("alice")
            .user_id_type(UserIdType::Username)
    };
    let list = get().with_department_paths(true).send().unwrap().data;
    assert_eq!(
        (list.total_count, &*list.list[0].name, &*list.list[1].name),
        (2, "east", "ops")
    );
    let first = &list.list[0];
    assert!(first.is_leader && first.is_main_department && !first.is_root);
    assert_eq!(first.department_name_path, ["Acme", "sales", "east"]);
    assert_eq!(first.department_code_path, ["", "sales", "east"]);
    assert_eq!(first.department_id_path[1..], [sales.clone(), east.clone()]);
    assert!(first.joined_at > list.list[1].joined_at);
    let names = |request: GetUserDepartments| -> Vec<String> {
        request.items().map(|department| department.unwrap().name).collect()
    };
    let by_name = get()
        .sort_by(UserDepartmentSortBy::DepartmentName)
        .order_by(OrderBy::Desc)
        .limit(1);
    assert_eq!(names(by_name), ["ops", "east"]);
    let read = client
        .get_user()
        .user_id(&user)
        .with_department_ids(true)
        .send()
        .unwrap()
        .data;
    assert_eq!((read.main_department_id, read.department_ids.len()), (east.clone(), 2));
    let read = client.get_department_by_id().department_id(&east).send().unwrap().data;
    assert_eq!(read.leader_user_ids, [&*user]);

    let other = users(&client, &["bob"]).remove(0);
    let update = client
        .update_department()
        .organization_code("acme")
        .department_id(&east);
    let update = update.leader_user_ids([&other]).send().unwrap().data;
    assert_eq!((update.leader_user_ids, update.members_count), (vec![other], 2));
    assert!(!get().send().unwrap().data.list[0].is_leader);
    set(vec![department(&sales)]).unwrap();
    assert_eq!(names(get()), ["sales"]);
    let absent = client.get_user_departments().user_id("absent").send().unwrap_err();
    assert_eq!(absent.server_message(), Some("用户不存在"));
}
