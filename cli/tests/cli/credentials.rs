//! Profiles, the environment, and `login`.

use std::process::{Command, Output};

use genauth_emulator::Emulator;
use serde_json::Value;

use crate::support::{Directory, bare, company, genauth, stderr, stdout, with_stdin, words};

fn with_config(directory: &Directory, config: &str) -> Command {
    let path = directory.file("genauth/config.toml", config);
    restrict(&path);
    with_directory(directory)
}

fn with_directory(directory: &Directory) -> Command {
    let mut command = bare();
    let name = if cfg!(windows) { "APPDATA" } else { "XDG_CONFIG_HOME" };
    command.env(name, directory.path());
    command
}

fn restrict(path: &str) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let _ = path;
}

fn profile(emulator: &Emulator, secret: &str) -> String {
    format!(
        "[profiles.test]\nhost = \"{}\"\naccess_key_id = \"{}\"\n{secret}\n",
        emulator.url(),
        emulator.access_key_id()
    )
}

fn whoami(command: &mut Command, line: &str) -> Value {
    let output = command.args(words(line)).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(3), "{}{}", stdout(output), stderr(output));
    stderr(output)
}

#[test]
fn a_profile_has_its_secret_in_one_of_three_places() {
    let emulator = company();
    let directory = Directory::new();
    let secret = emulator.access_key_secret();
    let file = directory.file("secret", &format!("{secret}\n"));
    restrict(&file);
    for (text, place) in [
        (format!("secret = \"{secret}\""), "stated"),
        (format!("secret_file = \"{file}\""), "file"),
        (format!("secret_command = [\"cat\", \"{file}\"]"), "command"),
    ] {
        let mut command = with_config(&directory, &profile(&emulator, &text));
        let data = whoami(&mut command, "--profile test whoami");
        assert_eq!((&data["secret"], &data["valid"]), (&place.into(), &true.into()));
        assert_eq!((&data["source"], &data["profile"]), (&"profile".into(), &"test".into()));
        assert_eq!(data["host"], emulator.url());
        assert!(!data.to_string().contains(secret));
    }
    let output = with_config(&directory, &profile(&emulator, ""))
        .args(["whoami"])
        .output()
        .unwrap();
    assert!(refused(&output).contains("must have one of secret, secret_file and secret_command"));
    let output = with_config(&directory, &profile(&emulator, "secret_command = [\"false\"]"))
        .args(["whoami"])
        .output()
        .unwrap();
    assert!(refused(&output).contains("secret_command false: exit status: 1"));
    let output = with_config(&directory, &profile(&emulator, "secert = \"x\""))
        .args(["whoami"])
        .output()
        .unwrap();
    let message = refused(&output);
    assert!(message.contains("unknown key secert (did you mean secret"), "{message}");
}

#[test]
fn sources_are_never_mixed() {
    let emulator = company();
    let directory = Directory::new();
    let config = profile(&emulator, &format!("secret = \"{}\"", emulator.access_key_secret()));
    // A profile that is asked for wins over the whole environment.
    let mut command = with_config(&directory, &config);
    command
        .env("GENAUTH_HOST", "http://127.0.0.1:1")
        .env("GENAUTH_TENANT_ID", "other");
    let data = whoami(&mut command, "--profile test whoami");
    assert_eq!(
        (&data["host"], &data["tenantId"]),
        (&emulator.url().into(), &Value::Null)
    );
    // The environment wins over the default profile.
    let mut command = with_config(&directory, &config);
    command
        .env("GENAUTH_ACCESS_KEY_ID", "id")
        .env("GENAUTH_ACCESS_KEY_SECRET", "secret");
    let data = whoami(&mut command, "whoami --offline");
    assert_eq!(
        (&data["source"], &data["host"]),
        (&"environment".into(), &"https://api.genauth.ai".into())
    );
    // A part of the environment is an error, and not completed by the profile.
    for name in ["GENAUTH_HOST", "GENAUTH_ACCESS_KEY_ID", "GENAUTH_ACCESS_KEY_SECRET"] {
        let output = with_config(&directory, &config)
            .env(name, "x")
            .args(["whoami"])
            .output()
            .unwrap();
        let message = refused(&output);
        assert!(
            message.starts_with(&format!("genauth: {name} is set, but ")),
            "{message}"
        );
    }
    // Without any, the only profile is the default.
    let data = whoami(&mut with_config(&directory, &config), "whoami");
    assert_eq!(data["profile"], "test");
    let output = with_config(&directory, &config)
        .args(words("--profile other whoami"))
        .output()
        .unwrap();
    assert!(refused(&output).contains("(there are: test)"));
}

#[test]
#[cfg(unix)]
fn a_file_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let emulator = company();
    let directory = Directory::new();
    let mut command = with_config(&directory, &profile(&emulator, "secret = \"x\""));
    let path = directory.path().join("genauth/config.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    let message = refused(&command.args(["whoami"]).output().unwrap());
    assert!(message.contains("(mode 644): run `chmod 600 "), "{message}");
    assert_eq!(emulator.requests().iter().count(), 0);
}

#[test]
fn login_writes_a_profile_after_checking_it() {
    let emulator = company();
    let directory = Directory::new();
    let login = |name: &str, secret: &str| {
        let mut command = with_directory(&directory);
        command.args([
            "--profile",
            name,
            "login",
            "--host",
            &emulator.url(),
            "--access-key-id",
            emulator.access_key_id(),
        ]);
        command.args(["--secret-file", "-"]);
        with_stdin(&mut command, secret)
    };
    let path = directory.path().join("genauth/config.toml");
    assert!(refused(&login("bad", "wrong")).contains("cannot obtain a management token"));
    assert!(!path.exists());
    let output = login("good", &format!("{}\n", emulator.access_key_secret()));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // A second profile leaves the first one, and comments, as they are.
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("# mine\n{text}")).unwrap();
    assert_eq!(login("second", emulator.access_key_secret()).status.code(), Some(0));
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("# mine\ndefault = \"good\"\n")
    );
    assert_eq!(whoami(&mut with_directory(&directory), "whoami")["profile"], "good");
    assert_eq!(
        whoami(&mut with_directory(&directory), "--profile second whoami")["profile"],
        "second"
    );
}

#[test]
fn the_token_is_kept_between_runs() {
    let emulator = company();
    let directory = Directory::new();
    for _ in 0..3 {
        let mut command = genauth(&emulator);
        let name = if cfg!(windows) {
            "LOCALAPPDATA"
        } else {
            "XDG_CACHE_HOME"
        };
        let output = command
            .env(name, directory.path())
            .args(words("list-groups"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    assert_eq!(emulator.requests().of("get_management_token").len(), 1);
}

#[test]
fn an_empty_host_does_not_mean_the_default_one() {
    let output = bare()
        .env("GENAUTH_HOST", "")
        .env("GENAUTH_ACCESS_KEY_ID", "id")
        .env("GENAUTH_ACCESS_KEY_SECRET", "secret")
        .args(["get-all-groups"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(stderr(&output), "genauth: GENAUTH_HOST is set, but empty\n");
}
