//! Where the secret of an access key is kept.

use std::fmt;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The secret of an access key, or where it is.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    Text(String),
    File(PathBuf),
    /// A program and its arguments, which prints the secret: for keychains and vaults.
    Command(Vec<String>),
}

/// Shows where the secret is, but not the secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place())
    }
}

impl Secret {
    /// Where it is, for `whoami`.
    pub fn place(&self) -> &'static str {
        match self {
            Secret::Text(_) => "stated",
            Secret::File(_) => "file",
            Secret::Command(_) => "command",
        }
    }

    /// Reads the secret. No error contains what was read.
    pub fn read(&self) -> Result<String, Failure> {
        let text = match self {
            Secret::Text(text) => text.clone(),
            Secret::File(path) => {
                check_access(path)?;
                fs::read_to_string(path)
                    .map_err(|error| Failure::credentials(format!("cannot read {}: {error}", path.display())))?
            }
            Secret::Command(words) => run(words)?,
        };
        match text.trim_end_matches(['\r', '\n']) {
            "" => Err(Failure::credentials("the secret is empty")),
            secret => Ok(secret.to_owned()),
        }
    }
}

fn run(words: &[String]) -> Result<String, Failure> {
    let Some((program, args)) = words.split_first() else {
        return Err(Failure::credentials("secret_command is empty"));
    };
    let failed = |what: String| Failure::credentials(format!("secret_command {program}: {what}"));
    // It may ask on a terminal. Another stdin is not its own: it has parameters, or the messages of an agent.
    let stdin = if io::stdin().is_terminal() {
        Stdio::inherit()
    } else {
        Stdio::null()
    };
    let output = Command::new(program)
        .args(args)
        .stdin(stdin)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    String::from_utf8(output.stdout).map_err(|_| failed("its output is not UTF-8".to_owned()))
}

/// Refuses a file with secrets that others may access.
#[cfg(unix)]
pub fn check_access(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(metadata) = fs::metadata(path) else {
        return Ok(()); // reading it reports why
    };
    let mode = metadata.permissions().mode() & 0o777;
    // Other kinds of files, such as pipes of a shell, are not stored.
    if metadata.is_file() && mode & 0o077 != 0 {
        let path = path.display();
        return Err(Failure::credentials(format!(
            "others may access {path} (mode {mode:o}): run `chmod 600 {path}`"
        )));
    }
    Ok(())
}

/// On Windows, files have the access rights of their directory, which belongs to the user.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)] // as on Unix
pub fn check_access(_: &Path) -> Result<(), Failure> {
    Ok(())
}
