//! Collections: posts, access keys.

use genauth::ManagementClient;

use crate::support::{client, emulator};

#[test]
fn an_absent_post_has_its_own_status() {
    let emulator = emulator();
    let client = client(&emulator);
    let post = client
        .create_post()
        .code("ceo")
        .name("CEO")
        .department_id_list("d1".to_owned())
        .send()
        .unwrap()
        .data;
    assert_eq!(post.department_id_list, ["d1"]);
    client.create_post().code("cto").name("CTO").send().unwrap();
    assert!(
        client
            .create_post()
            .code("ceo")
            .name("Other")
            .send()
            .unwrap_err()
            .is_conflict()
    );
    assert_eq!(client.get_post().code("ceo").send().unwrap().data.name, "CEO");
    let by_id = client.get_post_by_id().id_list(post.id.clone()).send().unwrap().data;
    assert_eq!(by_id.code, "ceo");
    client.update_post().code("ceo").name("Chief").send().unwrap();
    let found = client.post_list().keywords("chi").send().unwrap().data;
    assert_eq!((found.total_count, &*found.list[0].code), (1, "ceo"));
    let found = client
        .post_list_batch()
        .post_codes(["cto", "absent"])
        .send()
        .unwrap()
        .data;
    assert_eq!((found.total_count, &*found.list[0].code), (1, "cto"));
    client.remove_post().code("ceo").send().unwrap();
    let error = client.get_post().code("ceo").send().unwrap_err();
    assert_eq!((error.status_code(), error.api_code()), (Some(422), Some(4004)));
}

#[test]
fn an_access_key_can_be_used_while_it_is_enabled() {
    let emulator = emulator();
    let client = client(&emulator);
    let key = client
        .create_access_key()
        .r#type("userpool")
        .send()
        .unwrap()
        .data
        .remove(0);
    let other = || -> ManagementClient {
        let builder = emulator.client_builder().access_key_id(&key.access_key_id);
        builder.access_key_secret(&key.access_key_secret).build().unwrap()
    };
    let with_key = other();
    with_key.list_groups().send().unwrap();
    assert_eq!(
        client
            .get_access_key_list()
            .r#type("userpool")
            .send()
            .unwrap()
            .data
            .len(),
        1
    );
    assert!(
        client
            .get_access_key_list()
            .r#type("tenant")
            .send()
            .unwrap()
            .data
            .is_empty()
    );
    client
        .update_access_key()
        .access_key_id(&key.access_key_id)
        .enable(false)
        .send()
        .unwrap();
    assert!(with_key.list_groups().send().unwrap_err().is_unauthorized());
    assert!(other().list_groups().send().unwrap_err().is_unauthorized());
    let read = client
        .get_access_key()
        .user_id("x")
        .access_key_id(&key.access_key_id)
        .send()
        .unwrap()
        .data;
    assert!(!read[0].enable);
    client
        .delete_access_key()
        .access_key_id(&key.access_key_id)
        .send()
        .unwrap();
    assert!(
        client
            .delete_access_key()
            .access_key_id(&key.access_key_id)
            .send()
            .unwrap_err()
            .is_not_found()
    );
}
