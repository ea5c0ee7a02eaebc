//! Completion in real shells, on a terminal. A shell that is not installed is skipped.

use std::path::Path;
use std::process::Command;

use crate::support::{Directory, bare};
use crate::terminal_support::Terminal;

/// A shell with the completion of `genauth`, which is in its path.
struct Shell {
    terminal: Terminal,
    _home: Directory,
}

impl Shell {
    /// `None` if the shell is not installed.
    fn start(program: &str, args: &[&str], setup: &str) -> Option<Self> {
        if Command::new(program).arg("--version").output().is_err() {
            eprintln!("{program} is not installed: skipped");
            return None;
        }
        let home = Directory::new();
        home.file("ids.txt", "a\nb\n");
        home.file("some directory/x", "");
        let binary = Path::new(env!("CARGO_BIN_EXE_genauth"));
        let path = format!(
            "{}:{}",
            binary.parent()?.display(),
            std::env::var("PATH").unwrap_or_default()
        );
        // The environment of the binary without credentials.
        let mut command = Command::new(program);
        for (name, value) in bare().get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
            .args(args)
            .env("PATH", path)
            .env("HOME", home.path())
            .env("PS1", "> ")
            .current_dir(home.path());
        let mut terminal = Terminal::start(&command);
        // The shell must not find the text in the echo of the command.
        terminal.send(&format!("{setup}; echo rea''dy\r"));
        terminal.expect("ready");
        Some(Shell { terminal, _home: home })
    }

    /// Types keys and a line break, and waits for what the shell makes of them: a function shows its arguments.
    fn complete(&mut self, keys: &str, expected: &str) {
        self.terminal.clear();
        self.terminal.send(&format!("{keys}\r"));
        self.terminal.expect(&format!("<{expected}>"));
    }

    /// Types keys, and waits for a list of candidates.
    fn list(&mut self, keys: &str, expected: &str) {
        self.terminal.clear();
        self.terminal.send(keys);
        self.terminal.expect(expected);
        self.terminal.send("\x03");
    }
}

/// What all shells complete: keys, and the arguments that they become.
const CASES: &[(&str, &str)] = &[
    ("genauth whoa\t--off\t", "whoami --offline"),
    ("genauth --errors j\twhoa\t", "--errors json whoami"),
    ("genauth --color=al\tops", "--color=always ops"),
    (
        "genauth get-user --user-id-t\tex\t",
        "get-user --user-id-type external_id",
    ),
    ("genauth create-user --gender=F\t--x", "create-user --gender=F --x"),
    (
        "genauth list-users --options.pagination.li\t5",
        "list-users --options.pagination.limit 5",
    ),
    (
        "genauth delete-users-batch --user-ids @i\t-y",
        "delete-users-batch --user-ids @ids.txt -y",
    ),
    (
        "genauth delete-users-batch --user-ids=@i\t-y",
        "delete-users-batch --user-ids=@ids.txt -y",
    ),
    ("genauth run some\tx", "run some directory/x"),
];

#[test]
fn bash_completes() {
    let setup =
        "bind 'set enable-bracketed-paste off'; eval \"$(genauth completion bash)\"; genauth() { echo \"<$*>\"; }";
    let Some(mut shell) = Shell::start("bash", &["--norc", "--noprofile", "-i"], setup) else {
        return;
    };
    for (keys, expected) in CASES {
        shell.complete(keys, expected);
    }
    // The name of an object, or those of its fields.
    shell.complete(
        "genauth list-users --options.pagin\t.li\t5",
        "list-users --options.pagination.limit 5",
    );
    // Two tabs list what there is.
    shell.list("genauth completion \t\t", "powershell");
}

#[test]
fn zsh_completes() {
    let setup =
        "autoload -U compinit && compinit -u -D; eval \"$(genauth completion zsh)\"; genauth() { echo \"<$*>\"; }";
    let Some(mut shell) = Shell::start("zsh", &["-f", "-i"], setup) else {
        return;
    };
    for (keys, expected) in CASES {
        shell.complete(keys, expected);
    }
    // Lists have descriptions.
    shell.list("genauth em\u{8}\t", "emulate  -- Run a local stand-in for the service");
}

#[test]
fn zsh_finds_the_script_in_its_path() {
    let setup = "mkdir f; genauth completion zsh > f/_genauth; fpath=($PWD/f $fpath); autoload -U compinit && \
                 compinit -u -D; genauth() { echo \"<$*>\"; }";
    let Some(mut shell) = Shell::start("zsh", &["-f", "-i"], setup) else {
        return;
    };
    // The first completion loads the script, and must already complete.
    for (keys, expected) in CASES {
        shell.complete(keys, expected);
    }
}

#[test]
fn fish_completes() {
    let setup = "genauth completion fish | source; function genauth; echo \"<$argv>\"; end";
    let Some(mut shell) = Shell::start("fish", &["--no-config", "-i"], setup) else {
        return;
    };
    for (keys, expected) in CASES {
        shell.complete(keys, expected);
    }
}
