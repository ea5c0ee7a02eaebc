//! `genauth completion` and `genauth __complete`.

use crate::support::{Directory, bare, stdout, words};

fn complete(args: &[&str]) -> Vec<String> {
    let output = bare().arg("__complete").args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    stdout(&output).lines().map(str::to_owned).collect()
}

#[test]
fn scripts_are_short_and_call_the_program() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = bare().args(["completion", shell]).output().unwrap();
        let script = stdout(&output);
        assert!(script.contains("genauth __complete"), "{shell}");
        assert!(script.len() < 1_500, "{shell}: {}", script.len());
    }
    assert_eq!(
        bare().args(["completion", "tcsh"]).output().unwrap().status.code(),
        Some(2)
    );
}

#[test]
fn candidates_have_descriptions() {
    assert_eq!(
        complete(&["--", "whoa"]),
        ["whoami\tShow the credentials in use, and where they come from"]
    );
    assert_eq!(
        complete(&["--bash", "genauth --color=al", " \t\n\"'@><=;|&(:"]),
        ["always\t"]
    );
    assert_eq!(complete(&["--", "--color=al"]), ["--color=always\t"]);
}

#[test]
fn nothing_is_an_error() {
    assert!(complete(&[]).is_empty());
    assert!(complete(&["--"]).is_empty());
    assert!(complete(&["--bash"]).is_empty());
    assert!(complete(&["--", "no-such-command", ""]).is_empty());
    assert!(complete(&["--", "get-user", "--no-such-flag", "x", "@/no/such/directory/"]).is_empty());
}

#[test]
fn profiles_are_completed() {
    let home = Directory::new();
    let config = home.file(
        "genauth/config.toml",
        "[profiles.prod]\naccess_key_id = \"a\"\n[profiles.staging]\n",
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&config, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let _ = config;
    let mut command = bare();
    let output = command
        .args(["__complete", "--", "--profile", ""])
        .env("XDG_CONFIG_HOME", home.path())
        .env("APPDATA", home.path())
        .output()
        .unwrap();
    assert_eq!(stdout(&output), "prod\t\nstaging\t\n");
}

/// The options in the completion of each command are those in its help.
#[test]
fn options_of_commands_are_those_of_their_help() {
    let help = stdout(&bare().arg("--help").output().unwrap());
    let commands = help
        .split("\nCommands:\n")
        .nth(1)
        .and_then(|rest| rest.split("\n\n").next())
        .unwrap();
    let commands: Vec<_> = commands
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"mcp"), "{commands:?}");
    for command in commands {
        // The help of `help` is that of the program.
        if command == "help" {
            continue;
        }
        let output = bare().args([command, "--help"]).output().unwrap();
        let text = stdout(&output);
        let is_option = |word: &&str| word.starts_with("--") && word.len() > 2;
        let lines = text.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        let mut documented: Vec<_> = lines
            .filter_map(|line| words(line).into_iter().find(is_option))
            .collect();
        documented.retain(|option| *option != "--version");
        documented.sort_unstable();
        let completed = complete(&["--", command, "--"]);
        let mut completed: Vec<_> = completed.iter().map(|line| line.trim_end_matches('\t')).collect();
        completed.sort_unstable();
        assert_eq!(completed, documented, "{command}");
    }
}
