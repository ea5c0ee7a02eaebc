//! Roles.

use std::time::Duration;

use genauth::types::{
    CreateUserOptions, HasRoleRoles, PrincipalType, RoleAssignmentTargetType, RoleCode, RoleCodeAndNamespace,
    RoleListItem, Target,
};
use genauth_emulator::Emulator;
use serde_json::json;

use crate::support::{client, emulator};

fn target(ty: PrincipalType, id: &str) -> Target {
    Target::new().target_type(ty).target_identifier(id)
}

#[test]
fn a_role_is_created_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let role = client.create_role().code("admin").name("Admin").send().unwrap().data;
    assert_eq!((&*role.namespace, &*role.status), ("default", "ENABLE"));
    client.create_role().code("admin").namespace("shop").send().unwrap();
    assert!(client.create_role().code("admin").send().unwrap_err().is_conflict());
    let error = client.create_role().code("a b").send().unwrap_err();
    assert_eq!(
        (error.status_code(), error.server_message()),
        (Some(400), Some("invalid role code: a b"))
    );

    client
        .update_role()
        .code("admin")
        .new_code("root")
        .description("All")
        .send()
        .unwrap();
    let read = client.get_role().code("root").send().unwrap().data;
    assert_eq!((&*read.name, &*read.description, &read.id), ("Admin", "All", &role.id));
    assert!(client.get_role().code("admin").send().unwrap_err().is_not_found());
    client.delete_roles_batch().code_list(["root"]).send().unwrap();
    assert_eq!(
        client.get_role().code("root").send().unwrap_err().server_message(),
        Some("角色不存在")
    );
    assert_eq!(
        client
            .get_role()
            .code("admin")
            .namespace("shop")
            .send()
            .unwrap()
            .data
            .code,
        "admin"
    );
}

#[test]
fn roles_of_several_namespaces_are_created_listed_and_checked() {
    let emulator = emulator();
    let client = client(&emulator);
    let roles = [("a", "default"), ("b", "default"), ("a", "shop")]
        .map(|(code, namespace)| RoleListItem::new().code(code).namespace(namespace));
    client.create_roles_batch().list(roles).send().unwrap();
    let codes = |namespace: &str| {
        let roles = client.list_roles().namespace(namespace).limit(1).items();
        roles.map(|role| role.unwrap().code).collect::<Vec<_>>()
    };
    assert_eq!(codes("default"), ["a", "b"]);
    assert_eq!(codes("shop"), ["a"]);
    let check = client
        .check_role_params()
        .code("b")
        .namespace("shop")
        .send()
        .unwrap()
        .data;
    assert!(check.is_valid);
    let check = client.check_role_params().code("b").send().unwrap().data;
    assert!(!check.is_valid);
    assert_eq!(check.message, "code already exists");
    let role = |code: &str, namespace: &str| RoleCodeAndNamespace::new().code(code).namespace(namespace);
    client
        .delete_roles()
        .role_list([role("a", "shop"), role("b", "default")])
        .send()
        .unwrap();
    assert_eq!([codes("default").len(), codes("shop").len()], [1, 0]);
    let exclusion = client
        .check_role_mutual_exclusion()
        .roles([RoleCode::new().code("a")])
        .send()
        .unwrap()
        .data;
    assert!(!exclusion.exist_mutually_exclusive);
}

#[test]
fn administrator_roles_are_those_of_the_system() {
    let emulator = emulator();
    let client = client(&emulator);
    client
        .create_admin_role()
        .code("auditor")
        .name("Auditor")
        .send()
        .unwrap();
    assert_eq!(
        client
            .get_role()
            .code("auditor")
            .namespace("system")
            .send()
            .unwrap()
            .data
            .name,
        "Auditor"
    );
    client.delete_admin_roles_batch().code_list(["auditor"]).send().unwrap();
    assert!(
        client
            .get_role()
            .code("auditor")
            .namespace("system")
            .send()
            .unwrap_err()
            .is_not_found()
    );
}

#[test]
fn a_user_has_roles_directly_and_through_groups() {
    let emulator = emulator();
    let client = client(&emulator);
    let alice = client.create_user().username("alice").send().unwrap().data.user_id;
    let bob = client.create_user().username("bob").send().unwrap().data.user_id;
    client
        .create_group()
        .code("dev")
        .name("Dev")
        .description("")
        .send()
        .unwrap();
    client.add_group_members().code("dev").user_ids([&bob]).send().unwrap();
    for code in ["reader", "writer"] {
        client.create_role().code(code).send().unwrap();
    }
    let targets = [target(PrincipalType::User, &alice), target(PrincipalType::Group, "dev")];
    client.assign_role().code("reader").targets(targets).send().unwrap();
    let roles_of = |user: &str| {
        let roles = client.get_user_roles().user_id(user).send().unwrap().data.list;
        roles.into_iter().map(|role| role.code).collect::<Vec<_>>()
    };
    assert_eq!([roles_of(&alice), roles_of(&bob)], [["reader"], ["reader"]]);
    let has_role = |user: &str, code: &str| {
        let roles = [HasRoleRoles::new().code(code)];
        client
            .has_any_role()
            .user_id(user)
            .roles(roles)
            .send()
            .unwrap()
            .data
            .has_any_role
    };
    assert!(has_role(&bob, "reader") && !has_role(&bob, "writer"));
    let direct = client.list_role_members().code("reader").send().unwrap().data;
    assert_eq!(
        direct.list.iter().map(|user| &*user.username).collect::<Vec<_>>(),
        ["alice"]
    );
    let all = client.list_role_all_members().code("reader").send().unwrap().data;
    assert_eq!(all["totalCount"], 2);

    let roles = ["reader", "writer"].map(|code| RoleCode::new().code(code));
    let assign = client
        .assign_role_batch()
        .roles(roles.clone())
        .targets([target(PrincipalType::User, &bob)]);
    assign.send().unwrap();
    assert_eq!(roles_of(&bob), ["reader", "writer"]);
    client
        .revoke_role()
        .code("reader")
        .targets([target(PrincipalType::Group, "dev")])
        .send()
        .unwrap();
    let revoke = client
        .revoke_role_batch()
        .roles(roles)
        .targets([target(PrincipalType::User, &bob)]);
    revoke.send().unwrap();
    assert!(roles_of(&bob).is_empty());
    let error = client
        .assign_role()
        .code("reader")
        .targets([target(PrincipalType::User, "absent")])
        .send();
    assert!(error.unwrap_err().is_not_found());
}

#[test]
fn an_assignment_expires() {
    let emulator = emulator();
    let client = client(&emulator);
    let user = client.create_user().username("a").send().unwrap().data.user_id;
    client.create_role().code("guest").send().unwrap();
    let now = 1_767_225_600_000_i64;
    let assign = client
        .assign_role()
        .code("guest")
        .targets([target(PrincipalType::User, &user)]);
    assign.end_time(now + 3_600_000).send().unwrap();
    let count = || {
        client
            .list_role_members()
            .code("guest")
            .send()
            .unwrap()
            .data
            .total_count
    };
    let status = || {
        let types = [RoleAssignmentTargetType::User];
        let list = client
            .list_role_assignments()
            .role_code("guest")
            .target_type(types)
            .send()
            .unwrap()
            .data;
        list.data[0].status.clone()
    };
    assert_eq!((count(), &*status()), (1, "ENABLE"));
    emulator.advance_clock(Duration::from_secs(3600));
    assert_eq!((count(), &*status()), (0, "DISABLE"));
}

#[test]
fn a_department_has_a_role_for_its_members() {
    let id = "6229ffaaaaaaaaaaaaaaaad1";
    let emulator = emulator();
    let mut snapshot = emulator.snapshot();
    snapshot["state"]["tables"]["departments"] = json!([{"departmentId": id, "name": "Sales", "code": "sales"}]);
    emulator.restore(&snapshot).unwrap();
    let client = client(&emulator);
    let options = CreateUserOptions::new();
    let user = client
        .create_user()
        .username("a")
        .department_ids([id])
        .options(options)
        .send()
        .unwrap()
        .data;
    client.create_role().code("seller").send().unwrap();
    client
        .assign_role()
        .code("seller")
        .targets([target(PrincipalType::Department, id)])
        .send()
        .unwrap();
    let departments = client.list_role_departments().code("seller").send().unwrap().data;
    assert_eq!((departments.total_count, &*departments.list[0].name), (1, "Sales"));
    let roles = client.get_user_roles().user_id(&user.user_id).send().unwrap().data;
    assert_eq!(
        roles.list.iter().map(|role| &*role.code).collect::<Vec<_>>(),
        ["seller"]
    );
    let read = client
        .get_user()
        .user_id(&user.user_id)
        .with_department_ids(true)
        .send()
        .unwrap()
        .data;
    assert_eq!(read.department_ids, [id]);
    let error = client
        .create_user()
        .username("b")
        .department_ids(["absent"])
        .send()
        .unwrap_err();
    assert!(error.is_not_found());
    assert!(!client.is_user_exists().username("b").send().unwrap().data.exists);
}

#[test]
fn a_seed_has_roles_and_their_members() {
    let emulator = Emulator::builder()
        .seed(json!({
            "users": [{"$id": "6229ffaaaaaaaaaaaaaaaaa1", "username": "alice"}],
            "groups": [{"code": "dev", "name": "Dev", "description": ""}],
            "groupMembers": [{"code": "dev", "userIds": ["6229ffaaaaaaaaaaaaaaaaa1"]}],
            "roles": [{"code": "admin"}],
            "roleAssignments": [{"code": "admin", "targets": [{"targetType": "GROUP", "targetIdentifier": "dev"}]}],
            "calls": [{"operation": "create_role", "params": {"code": "other"}}],
        }))
        .start()
        .unwrap();
    let client = client(&emulator);
    let roles = client
        .get_user_roles()
        .user_id("6229ffaaaaaaaaaaaaaaaaa1")
        .send()
        .unwrap()
        .data;
    assert_eq!(roles.list[0].code, "admin");
    client.create_role().code("third").send().unwrap();
    assert_eq!(client.list_roles().send().unwrap().data.total_count, 3);
    emulator.reset();
    assert_eq!(client.list_roles().send().unwrap().data.total_count, 2);

    let error = |seed| Emulator::builder().seed(seed).start().unwrap_err().to_string();
    let text = error(json!({"users": [{"username": "a"}, {"username": "a"}]}));
    assert_eq!(text, "users[1]: username already exists");
    assert_eq!(
        error(json!({"roles": [{"code": ""}]})),
        "roles[0]: code must not be blank"
    );
    assert_eq!(
        error(json!({"calls": [{"operation": "fly"}]})),
        "calls[0]: `fly` is not an operation that is emulated"
    );
    assert!(error(json!({"people": []})).starts_with("`people` is not a section of a seed; there are users,"));
}
