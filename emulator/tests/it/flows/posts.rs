//! Posts.

use crate::support::{client, emulator};

#[test]
fn an_absent_post_has_its_own_status() {
    let emulator = emulator();
    let client = client(&emulator);
    let post = client.create_post().code("ceo").name("CEO").send().unwrap().data;
    assert_eq!((post.id.len(), post.department_id_list.len()), (24, 0));
    client
        .create_post()
        .code("cto")
        .name("CTO")
        .id("post-2")
        .send()
        .unwrap();
    let conflict = client.create_post().code("ceo").name("Other").send().unwrap_err();
    assert!(conflict.is_conflict());
    assert_eq!(client.get_post().code("ceo").send().unwrap().data.name, "CEO");
    let by_id = client.get_post_by_id().id_list(post.id.clone()).send().unwrap().data;
    assert_eq!(by_id.code, "ceo");
    let update = client.update_post().code("ceo").name("Chief").description("The one");
    assert_eq!(update.send().unwrap().data.description, "The one");
    let found = client.post_list().keywords("chi").send().unwrap().data;
    assert_eq!((found.total_count, &*found.list[0].code), (1, "ceo"));
    let found = client
        .post_list_batch()
        .post_codes(["cto", "absent"])
        .send()
        .unwrap()
        .data;
    assert_eq!((found.total_count, &*found.list[0].id), (1, "post-2"));
    assert_eq!(
        client
            .post_list_batch()
            .post_codes(["absent"])
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
    // Both posts were created between the second and the fourth millisecond of the virtual clock.
    let start = 1_767_225_600_000_i64;
    assert_eq!(
        client.post_list().created_after(start).send().unwrap().data.total_count,
        2
    );
    assert_eq!(
        client
            .post_list()
            .created_before(start)
            .send()
            .unwrap()
            .data
            .total_count,
        0
    );
    assert_eq!(
        client
            .post_list()
            .updated_after(start + 4)
            .send()
            .unwrap()
            .data
            .total_count,
        1
    );
    client.remove_post().code("ceo").send().unwrap();
    let error = client.get_post().code("ceo").send().unwrap_err();
    assert_eq!((error.status_code(), error.api_code()), (Some(422), Some(4004)));
    let error = client.remove_post().code("ceo").send().unwrap_err();
    assert_eq!(error.api_code(), Some(4004));
}

#[test]
fn posts_have_departments_and_departments_have_posts() {
    let emulator = emulator();
    let client = client(&emulator);
    let post = |code: &str| client.create_post().code(code).name(code).send().unwrap().data.id;
    let [boss, clerk] = ["boss", "clerk"].map(post);
    let create = client
        .create_organization()
        .organization_code("acme")
        .organization_name("Acme");
    let root = create.post_id_list([&boss]).send().unwrap().data;
    assert_eq!(root.post_id_list, [&*boss]);
    let create = client
        .create_department()
        .organization_code("acme")
        .name("Sales")
        .parent_department_id("root");
    let sales = create.post_id_list([&boss, &clerk]).send().unwrap().data;
    assert_eq!(sales.post_id_list, [&*boss, &*clerk]);
    let departments = |code: &str| client.get_post().code(code).send().unwrap().data.department_id_list;
    assert_eq!(departments("boss"), [&*root.department_id, &*sales.department_id]);
    let list = client.post_list().send().unwrap().data.list;
    assert_eq!([list[0].department_count, list[1].department_count], [2, 1]);

    let update = client
        .update_post()
        .code("boss")
        .name("Boss")
        .department_id_list(root.department_id.clone());
    update.send().unwrap();
    let found = client
        .search_departments_list()
        .organization_code("acme")
        .with_post(true)
        .send()
        .unwrap()
        .data;
    let posts: Vec<_> = found.iter().map(|department| &department.posts[0]["code"]).collect();
    assert_eq!(posts, ["clerk", "boss"]);
    let update = client
        .update_department()
        .organization_code("acme")
        .department_id(&sales.department_id);
    let no_posts: [&str; 0] = [];
    assert!(
        update
            .post_id_list(no_posts)
            .send()
            .unwrap()
            .data
            .post_id_list
            .is_empty()
    );
    let update = client
        .update_organization()
        .organization_code("acme")
        .post_id_list([&clerk]);
    update.send().unwrap();
    assert_eq!([departments("boss").len(), departments("clerk").len()], [0, 1]);

    let absent = client
        .update_post()
        .code("boss")
        .name("Boss")
        .department_id_list("absent".to_owned());
    assert!(absent.send().unwrap_err().is_not_found());
    let absent = client
        .update_organization()
        .organization_code("acme")
        .post_id_list(["absent"]);
    assert_eq!(absent.send().unwrap_err().api_code(), Some(4004));
    client.delete_organization().organization_code("acme").send().unwrap();
    assert!(departments("clerk").is_empty());
}

#[test]
fn users_hold_posts() {
    let emulator = emulator();
    let client = client(&emulator);
    let post = |code: &str| client.create_post().code(code).name(code).send().unwrap().data.id;
    let [boss, clerk, guard] = ["boss", "clerk", "guard"].map(post);
    let user = client.create_user().username("alice").send().unwrap().data.user_id;
    let codes = || -> Vec<String> {
        let posts = client.get_user_posts().user_id(&user).send().unwrap().data;
        posts.into_iter().map(|post| post.code).collect()
    };
    assert!(codes().is_empty());
    assert_eq!(
        client.get_user_post().user_id(&user).send().unwrap_err().api_code(),
        Some(4004)
    );
    client
        .set_user_posts()
        .user_id(&user)
        .post_ids([&boss, &clerk])
        .send()
        .unwrap();
    client
        .user_connection_post()
        .user_id(&user)
        .post_id(&guard)
        .send()
        .unwrap();
    assert_eq!(codes(), ["boss", "clerk", "guard"]);
    assert_eq!(client.get_user_post().user_id(&user).send().unwrap().data.code, "boss");
    client
        .set_user_posts()
        .user_id(&user)
        .post_ids([&guard, &clerk])
        .send()
        .unwrap();
    assert_eq!(codes(), ["clerk", "guard"]);
    let counts = |skip: bool| -> Vec<i64> {
        let posts = client.post_list().skip_count(skip).send().unwrap().data.list;
        posts.into_iter().map(|post| post.user_count).collect()
    };
    assert_eq!([counts(false), counts(true)], [[0, 1, 1], [0, 0, 0]]);

    let absent = client
        .set_user_posts()
        .user_id(&user)
        .post_ids([&*boss, "absent"])
        .send()
        .unwrap_err();
    assert_eq!(absent.status_code(), Some(422));
    assert_eq!(codes(), ["clerk", "guard"]);
    assert!(
        client
            .user_connection_post()
            .user_id("absent")
            .post_id(&boss)
            .send()
            .unwrap_err()
            .is_not_found()
    );
    client.remove_post().code("clerk").send().unwrap();
    assert_eq!(codes(), ["guard"]);
    client.resign_user().user_id(&user).send().unwrap();
    assert!(codes().is_empty());
}
