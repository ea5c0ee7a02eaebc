//! The state file: it always has a complete state.

use std::fs;

use genauth_emulator::Emulator;
use serde_json::{Value, json};

use crate::support::{Directory, client};

#[test]
fn the_state_survives_a_restart() {
    let directory = Directory::new("restart");
    let start = || {
        let seed = json!({"groups": [{"code": "dev", "name": "Dev", "description": ""}]});
        Emulator::builder()
            .seed(seed)
            .state_file(directory.file())
            .start()
            .unwrap()
    };
    let emulator = start();
    let user = client(&emulator).create_user().username("a").send().unwrap().data;
    client(&emulator)
        .add_group_members()
        .code("dev")
        .user_ids([&user.user_id])
        .send()
        .unwrap();
    drop(emulator);

    let emulator = start();
    let members = client(&emulator).list_group_members().code("dev").send().unwrap().data;
    assert_eq!(members.list[0].username, "a");
    client(&emulator)
        .delete_groups_batch()
        .code_list(["dev"])
        .send()
        .unwrap();
    drop(emulator);
    let emulator = start();
    assert!(
        client(&emulator)
            .get_group()
            .code("dev")
            .send()
            .unwrap_err()
            .is_not_found()
    );
    emulator.reset();
    client(&emulator).get_group().code("dev").send().unwrap();
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new("mode");
    let emulator = Emulator::builder().state_file(directory.file()).start().unwrap();
    client(&emulator).create_user().username("a").send().unwrap();
    drop(emulator);
    let mode = fs::metadata(directory.file()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let names: Vec<_> = fs::read_dir(&directory.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["state.json"]);
}

#[test]
fn what_a_killed_process_left_behind_is_ignored() {
    let directory = Directory::new("killed");
    let start = || Emulator::builder().state_file(directory.file()).start();
    let emulator = start().unwrap();
    client(&emulator).create_user().username("a").send().unwrap();
    drop(emulator);
    fs::write(directory.0.join("state.json.saving"), "{\"format\":1,\"cl").unwrap();
    let emulator = start().unwrap();
    client(&emulator).create_user().username("b").send().unwrap();
    drop(emulator);
    let saved: Value = serde_json::from_slice(&fs::read(directory.file()).unwrap()).unwrap();
    assert_eq!(saved["state"]["tables"]["users"].as_array().unwrap().len(), 2);

    fs::write(directory.file(), "{\"format\":1,\"cl").unwrap();
    assert!(start().unwrap_err().to_string().starts_with("not a snapshot: "));
}

#[test]
fn a_state_file_that_cannot_be_written_is_an_error_at_the_start() {
    let directory = Directory::new("unwritable");
    let path = directory.0.join("absent").join("state.json");
    let error = Emulator::builder().state_file(&path).start().unwrap_err().to_string();
    let expected = format!("cannot write {}: ", path.display());
    assert!(error.starts_with(&expected), "{error}");
    drop(Emulator::builder().state_file(directory.file()).start().unwrap());
    assert!(fs::read_dir(&directory.0).unwrap().next().is_none());
}
