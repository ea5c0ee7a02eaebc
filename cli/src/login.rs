//! `genauth login`: writes a profile and checks it.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use toml::{Table, Value};

use crate::arguments::command;
use crate::credentials::config::{self, Config};
use crate::credentials::{Credentials, Secret, Source};
use crate::failure::{Exit, Failure};
use crate::operation::parse;
use crate::options::Global;
use crate::parameters::source::{read_text, without_line_break};
use crate::terminal::{ask, ask_secret, can_ask};
use crate::whoami;

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let command = command("login")
        .about("Writes a profile to config.toml, after checking it. The profile is that of `genauth --profile NAME login`, or `default`.")
        .arg(option("host", "URL", "Base URL of the service [default: https://api.genauth.ai]"))
        .arg(option("access-key-id", "ID", "ID of the access key"))
        .arg(option("user-pool-id", "ID", "The user pool, for the key of a collaborating administrator"))
        .arg(option("secret-file", "FILE|-", "Read the secret from here; - is stdin. The profile contains the secret"))
        .arg(option("secret-path", "FILE", "The profile names this file with the secret"))
        .arg(
            option("secret-command", "WORD", "The profile names this command, which prints the secret; repeat it for each word")
                .action(ArgAction::Append)
                .allow_hyphen_values(true),
        )
        .arg(Arg::new("default").long("default").action(ArgAction::SetTrue).help("Make it the default profile"))
        .arg(Arg::new("no-check").long("no-check").action(ArgAction::SetTrue).help("Do not check the key"));
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let name = global.profile.clone().unwrap_or_else(|| "default".to_owned());
    let credentials = credentials(&name, &matches)?;
    if !matches.get_flag("no-check") {
        let client = credentials.builder()?.build()?;
        whoami::check(&client)?;
    }
    let config = Config::read()?;
    let path = config.path.clone().or_else(config::path);
    let path = path.ok_or_else(|| Failure::credentials("there is no home directory for config.toml"))?;
    let text = with_profile(&config, &name, &credentials, matches.get_flag("default"))?;
    write_private(&path, &text)
        .map_err(|error| Failure::credentials(format!("cannot write {}: {error}", path.display())))?;
    eprintln!("wrote profile {name} to {}", path.display());
    Ok(Exit::Done)
}

/// The credentials from options and questions.
fn credentials(name: &str, matches: &ArgMatches) -> Result<Credentials, Failure> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let host = match text("host") {
        Some(host) => Some(host),
        None if can_ask() => Some(ask("Host [https://api.genauth.ai]: ")?).filter(|host| !host.is_empty()),
        None => None,
    };
    let access_key_id = match text("access-key-id") {
        Some(id) => id,
        None if can_ask() => ask("Access key ID: ")?,
        None => return Err(Failure::usage("--access-key-id is required without a terminal")),
    };
    let command: Vec<_> = matches
        .get_many::<String>("secret-command")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let secret = match (text("secret-file"), text("secret-path"), &*command) {
        (Some(path), None, []) => Secret::Text(without_line_break(&read_text(&path)?).to_owned()),
        (None, Some(path), []) => Secret::File(path.into()),
        (None, None, [_, ..]) => Secret::Command(command),
        (None, None, []) if can_ask() => Secret::Text(ask_secret("Access key secret: ")?),
        (None, None, []) => {
            return Err(Failure::usage(
                "--secret-file, --secret-path or --secret-command is required without a terminal",
            ));
        }
        _ => {
            return Err(Failure::usage(
                "only one of --secret-file, --secret-path and --secret-command can be given",
            ));
        }
    };
    Ok(Credentials {
        source: Source::Profile(name.to_owned()),
        host,
        access_key_id,
        secret: Some(secret),
        user_pool_id: text("user-pool-id"),
        ..Credentials::default()
    })
}

/// The text of the file with this profile. A new profile is appended, so that comments stay.
fn with_profile(config: &Config, name: &str, credentials: &Credentials, is_default: bool) -> Result<String, Failure> {
    let mut profile = Table::new();
    let texts = [
        ("host", credentials.host.as_ref()),
        ("access_key_id", Some(&credentials.access_key_id)),
        ("user_pool_id", credentials.user_pool_id.as_ref()),
    ];
    for (key, value) in texts {
        if let Some(value) = value {
            profile.insert(key.to_owned(), Value::String(value.clone()));
        }
    }
    let (key, value) = match &credentials.secret {
        Some(Secret::File(path)) => ("secret_file", Value::String(path.to_string_lossy().into_owned())),
        Some(Secret::Command(words)) => (
            "secret_command",
            Value::Array(words.iter().cloned().map(Value::String).collect()),
        ),
        Some(Secret::Text(text)) => ("secret", Value::String(text.clone())),
        None => return Err(Failure::internal("no secret")),
    };
    profile.insert(key.to_owned(), value);
    let is_new = !config.profile_names().iter().any(|known| known == name);
    let mut table = config.table().clone();
    let is_first = !table.contains_key("default") && config.profile_names().is_empty();
    if is_new && !is_default && !is_first {
        let mut profiles = Table::new();
        profiles.insert(name.to_owned(), Value::Table(profile));
        let mut addition = Table::new();
        addition.insert("profiles".to_owned(), Value::Table(profiles));
        let separator = if config.text.ends_with('\n') { "\n" } else { "\n\n" };
        return Ok(format!("{}{separator}{addition}", config.text));
    }
    if is_default || is_first {
        table.insert("default".to_owned(), Value::String(name.to_owned()));
    }
    let profiles = table.entry("profiles").or_insert_with(|| Value::Table(Table::new()));
    let profiles = profiles
        .as_table_mut()
        .ok_or_else(|| Failure::credentials("`profiles` is not a table"))?;
    profiles.insert(name.to_owned(), Value::Table(profile));
    Ok(table.to_string())
}

/// Replaces a file that only its owner may access, whole or not at all.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory)?;
    let temporary = path.with_extension(format!("toml.{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let result = options.open(&temporary).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    });
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}
