//! Audit logs.

use crate::support::{client, emulator};

#[test]
fn each_write_leaves_an_entry() {
    let emulator = emulator();
    let client = client(&emulator);
    client
        .create_user()
        .username("alice")
        .password("secret-7")
        .send()
        .unwrap();
    client.create_user().username("alice").send().unwrap_err();
    client.create_role().code("admin").send().unwrap();
    client.list_users().send().unwrap();
    let logs = client.get_admin_audit_logs().send().unwrap().data;
    assert_eq!(logs.total_count, 3);
    let entries: Vec<_> = logs
        .list
        .iter()
        .map(|log| (log.resource_type.as_str(), log.success))
        .collect();
    assert_eq!(entries, [("role", true), ("user", false), ("user", true)]);
    assert_eq!(logs.list[2].operation_type.as_str(), "create");
    assert_eq!(
        logs.list[2].operation_param,
        r#"{"password":"<redacted>","username":"alice"}"#
    );
    let failed = client.get_admin_audit_logs().success(false).send().unwrap().data;
    assert_eq!(failed.total_count, 1);
    assert_eq!(client.get_user_action_logs().send().unwrap().data.total_count, 0);
}
