//! User groups.

use genauth::types::CreateGroupReq;

use crate::support::{client, emulator};

#[test]
fn a_group_is_created_changed_and_deleted() {
    let emulator = emulator();
    let client = client(&emulator);
    let group = client
        .create_group()
        .code("dev")
        .name("Developers")
        .description("")
        .send()
        .unwrap()
        .data;
    assert_eq!((&*group.code, &*group.r#type, group.id.len()), ("dev", "static", 24));
    let error = client
        .create_group()
        .code("dev")
        .name("Other")
        .description("")
        .send()
        .unwrap_err();
    assert!(error.is_conflict());
    client
        .update_group()
        .code("dev")
        .description("All of them")
        .new_code("devs")
        .send()
        .unwrap();
    assert!(client.get_group().code("dev").send().unwrap_err().is_not_found());
    let read = client.get_group().code("devs").send().unwrap().data;
    assert_eq!(
        (&*read.name, &*read.description, &read.id),
        ("Developers", "All of them", &group.id)
    );
    client
        .delete_groups_batch()
        .code_list(["devs", "absent"])
        .send()
        .unwrap();
    let error = client.get_group().code("devs").send().unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.server_message(), Some("分组不存在"));
}

#[test]
fn groups_are_created_in_batches_and_listed() {
    let emulator = emulator();
    let client = client(&emulator);
    let groups = ["red", "green", "blue"].map(|code| CreateGroupReq::new().code(code).name(code).description(""));
    assert_eq!(client.create_groups_batch().list(groups).send().unwrap().data.len(), 3);
    let update = client
        .create_or_update_group()
        .r#type("static")
        .code("red")
        .name("Rouge")
        .description("");
    let updated = update.send().unwrap().data;
    assert!(!updated.created);
    assert_eq!(updated.data.unwrap().name, "Rouge");
    let create = client
        .create_or_update_group()
        .r#type("static")
        .code("white")
        .name("White")
        .description("");
    assert!(create.send().unwrap().data.created);
    let codes: Vec<_> = client
        .list_groups()
        .limit(2)
        .items()
        .map(|group| group.unwrap().code)
        .collect();
    assert_eq!(codes, ["red", "green", "blue", "white"]);
    let found = client.list_groups().keywords("ROU").send().unwrap().data;
    assert_eq!(found.list.iter().map(|group| &*group.code).collect::<Vec<_>>(), ["red"]);
}

#[test]
fn members_are_added_listed_and_removed() {
    let emulator = emulator();
    let client = client(&emulator);
    for code in ["dev", "ops"] {
        client
            .create_group()
            .code(code)
            .name(code)
            .description("")
            .send()
            .unwrap();
    }
    let users: Vec<_> = ["a", "b", "c"]
        .map(|name| client.create_user().username(name).send().unwrap().data.user_id)
        .into();
    client.add_group_members().code("dev").user_ids(&users).send().unwrap();
    client
        .add_group_members()
        .code("dev")
        .user_ids(&users[..1])
        .send()
        .unwrap();
    client
        .add_group_members()
        .code("ops")
        .user_ids(&users[..1])
        .send()
        .unwrap();
    let names = |code: &str| {
        let members = client.list_group_members().code(code).limit(2).items();
        members.map(|user| user.unwrap().username).collect::<Vec<_>>()
    };
    assert_eq!(names("dev"), ["a", "b", "c"]);
    let groups = client.get_user_groups().user_id(&users[0]).send().unwrap().data;
    assert_eq!(
        groups.list.iter().map(|group| &*group.code).collect::<Vec<_>>(),
        ["dev", "ops"]
    );
    let all = client.get_all_groups().fetch_members(true).send().unwrap().data;
    assert_eq!([all[0].members.len(), all[1].members.len()], [3, 1]);

    client
        .remove_group_members()
        .code("dev")
        .user_ids(&users[1..2])
        .send()
        .unwrap();
    client.delete_users_batch().user_ids(&users[..1]).send().unwrap();
    assert_eq!(names("dev"), ["c"]);
    assert!(names("ops").is_empty());
    let error = client
        .add_group_members()
        .code("dev")
        .user_ids([&*users[2], "absent"])
        .send()
        .unwrap_err();
    assert!(error.is_not_found());
    assert!(
        client
            .add_group_members()
            .code("x")
            .user_ids(&users[2..])
            .send()
            .unwrap_err()
            .is_not_found()
    );
}
