//! Collections: access keys.

use genauth::ManagementClient;

use crate::support::{client, emulator};

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
