//! No output contains a secret: each has a marker that is looked for everywhere.

use std::fs;
use std::path::Path;

use genauth_emulator::{Emulator, Fault};

use crate::support::{Directory, bare, genauth, stderr, stdout, with_stdin, words};

const KEY_SECRET: &str = "marker-of-the-key-4711";
const PASSWORD: &str = "Marker-of-a-password-0815";

fn emulator() -> Emulator {
    Emulator::builder()
        .access_key("60b49eb83fd80adb96f26e68", KEY_SECRET)
        .start()
        .expect("an emulator starts")
}

fn assert_clean(text: &str) {
    for marker in [KEY_SECRET, PASSWORD, &PASSWORD.to_lowercase()] {
        assert!(!text.contains(marker), "{text}");
    }
}

/// All files below a directory, as one text.
fn contents(directory: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&contents(&path));
        } else {
            text.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        }
    }
    text
}

#[test]
fn secrets_are_refused_on_the_command_line_without_being_repeated() {
    for line in [
        format!("create-user --username a --password {PASSWORD}"),
        format!("create-user --username a --password={PASSWORD}"),
        format!("--errors json create-user --username a --password {PASSWORD}"),
        format!("create-user --username a --password-file /no/such/file --password {PASSWORD}"),
    ] {
        let output = bare().args(words(&line)).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert_clean(&stderr(&output));
    }
    let list = format!(r#"{{"username":"a","password":"{PASSWORD}"}}"#);
    let output = bare().args(["create-users-batch", "--list", &list]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("contains the secret password"),
        "{}",
        stderr(&output)
    );
    assert_clean(&stderr(&output));
}

#[test]
fn dry_runs_mask_secrets() {
    let directory = Directory::new();
    let body = directory.file(
        "users.json",
        &format!(r#"{{"list": [{{"username": "a", "password": "{PASSWORD}"}}]}}"#),
    );
    let password = directory.file("password", PASSWORD);
    for line in [
        format!("create-users-batch --body @{body} --dry-run"),
        format!("create-user --username a --password-file {password} --dry-run"),
        format!("api POST /api/v3/unknown --body @{body} --dry-run"),
    ] {
        let output = bare()
            .env("GENAUTH_ACCESS_KEY_ID", "id")
            .env("GENAUTH_ACCESS_KEY_SECRET", KEY_SECRET)
            .args(words(&line))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", stderr(&output));
        assert!(
            stdout(&output).contains(r#""password":"<redacted>""#),
            "{}",
            stdout(&output)
        );
        assert!(!stdout(&output).to_lowercase().contains("authorization:"));
        assert_clean(&(stdout(&output) + &stderr(&output)));
    }
}

#[test]
fn a_dry_run_validates_the_secret_itself() {
    let mut command = bare();
    command.args(words("create-user --username a --password-file - --dry-run"));
    let output = with_stdin(&mut command, &format!("{PASSWORD}\n"));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_clean(&stdout(&output));
}

#[test]
fn failures_and_the_token_cache_contain_no_secret() {
    let emulator = emulator();
    let directory = Directory::new();
    let cache = directory.path().join("cache");
    let password = directory.file("password", PASSWORD);
    let line = format!("create-user --username zoe --password-file {password}");
    let faults = [
        None,
        Some(Fault::status_before(403)),
        Some(Fault::status_after(500)),
        Some(Fault::half_response()),
        Some(Fault::rate_limited(std::time::Duration::ZERO)),
    ];
    for fault in faults {
        if let Some(fault) = fault {
            emulator.inject(fault.on("create_user").times(1));
        }
        for errors in ["text", "json"] {
            let output = genauth(&emulator)
                .env("XDG_CACHE_HOME", &cache)
                .env("LOCALAPPDATA", &cache)
                .args(["--errors", errors, "--attempts", "1"])
                .args(words(&line))
                .output()
                .unwrap();
            assert_clean(&(stdout(&output) + &stderr(&output)));
        }
    }
    let cached = contents(&cache);
    assert!(!cached.is_empty());
    assert_clean(&cached);
}

#[test]
fn a_broken_configuration_is_not_quoted() {
    let directory = Directory::new();
    let path = directory.file(
        "genauth/config.toml",
        &format!("[profiles.a]\nsecret = \"{KEY_SECRET}\nhost = 1\n"),
    );
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let output = bare()
        .env("XDG_CONFIG_HOME", directory.path())
        .env("APPDATA", directory.path())
        .args(["whoami"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{path}");
    assert!(
        stderr(&output).contains("config.toml, line 2: invalid TOML"),
        "{}",
        stderr(&output)
    );
    assert_clean(&stderr(&output));
}
