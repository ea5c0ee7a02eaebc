//! `config.toml`: profiles.
//!
//! ```toml
//! default = "prod"
//!
//! [profiles.prod]
//! host = "https://api.genauth.ai"
//! access_key_id = "60b49eb83fd80adb96f26e68"
//! secret_command = ["security", "find-generic-password", "-s", "genauth", "-w"]
//! ```

use std::fs;
use std::path::PathBuf;

use toml::{Table, Value};

use super::{Credentials, Secret, Source, secret};
use crate::failure::Failure;
use crate::names;

/// The keys of a profile.
const KEYS: [&str; 8] = [
    "host",
    "access_key_id",
    "secret",
    "secret_file",
    "secret_command",
    "user_pool_id",
    "tenant_id",
    "lang",
];

/// The configuration of the user.
#[derive(Debug, Default)]
pub struct Config {
    pub path: Option<PathBuf>,
    pub text: String,
    table: Table,
}

/// The path of `config.toml`, whether or not it exists.
pub fn path() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = if cfg!(windows) {
        variable("APPDATA")
    } else {
        variable("XDG_CONFIG_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| Some(variable("HOME")?.join(".config")))
    };
    Some(base?.join("genauth").join("config.toml"))
}

impl Config {
    /// Reads the file. A file that does not exist has no profiles.
    pub fn read() -> Result<Self, Failure> {
        let Some(path) = path() else {
            return Ok(Config::default());
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::credentials(format!("cannot read {}: {error}", path.display()))),
        };
        secret::check_access(&path)?;
        // The parser's message quotes the line, which may contain a secret.
        let table = text.parse::<Table>().map_err(|error| {
            let line = error
                .span()
                .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
            Failure::credentials(format!("{}{line}: invalid TOML", path.display()))
        })?;
        Ok(Config {
            path: Some(path),
            text,
            table,
        })
    }

    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Where profiles are, or would be.
    pub fn describe(&self) -> String {
        match &self.path {
            Some(path) => format!("there is no default profile in {}", path.display()),
            None => "there is no home directory for config.toml".to_owned(),
        }
    }

    /// The profile named by `default`, or else the only one.
    pub fn default_profile(&self) -> Option<String> {
        let named = self.table.get("default").and_then(Value::as_str);
        named.map(str::to_owned).or_else(|| match &*self.profile_names() {
            [only] => Some(only.clone()),
            _ => None,
        })
    }

    pub fn profile_names(&self) -> Vec<String> {
        let profiles = self.table.get("profiles").and_then(Value::as_table);
        profiles
            .map(|profiles| profiles.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// The credentials of a profile.
    pub fn profile(&self, name: &str) -> Result<Credentials, Failure> {
        let path = self
            .path
            .as_ref()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        let failed = |what: String| Failure::credentials(format!("{path}: profile {name}: {what}"));
        let profile = self.table.get("profiles").and_then(|profiles| profiles.get(name));
        let Some(profile) = profile.and_then(Value::as_table) else {
            let names = self.profile_names().join(", ");
            let others = if names.is_empty() {
                "there are none".to_owned()
            } else {
                format!("there are: {names}")
            };
            return Err(Failure::credentials(format!(
                "no profile {name:?} in {path} ({others})"
            )));
        };
        if let Some(key) = profile.keys().find(|key| !KEYS.contains(&key.as_str())) {
            let nearest = names::nearest(key, KEYS.into_iter()).join(", ").replace('-', "_");
            return Err(failed(format!("unknown key {key} (did you mean {nearest}?)")));
        }
        let text = |key: &str| match profile.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(failed(format!("{key} must be a string"))),
        };
        let mut secrets = Vec::new();
        secrets.extend(text("secret")?.map(Secret::Text));
        secrets.extend(text("secret_file")?.map(|path| Secret::File(expand_home(&path))));
        if let Some(words) = profile.get("secret_command") {
            let words: Option<Vec<_>> = words
                .as_array()
                .and_then(|words| words.iter().map(|word| word.as_str().map(str::to_owned)).collect());
            let words = words.ok_or_else(|| {
                failed(
                    "secret_command must be a list: the program and its arguments, which print the secret".to_owned(),
                )
            })?;
            secrets.push(Secret::Command(words));
        }
        if secrets.len() != 1 {
            return Err(failed(
                "must have one of secret, secret_file and secret_command".to_owned(),
            ));
        }
        Ok(Credentials {
            source: Source::Profile(name.to_owned()),
            host: text("host")?,
            access_key_id: text("access_key_id")?.ok_or_else(|| failed("access_key_id is missing".to_owned()))?,
            secret: secrets.pop(),
            user_pool_id: text("user_pool_id")?,
            tenant_id: text("tenant_id")?,
            lang: text("lang")?,
        })
    }
}

/// `~/` is the home directory, as in a shell.
fn expand_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}
