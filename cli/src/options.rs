//! Global options, which stand before the command word.

use std::ffi::OsString;
use std::time::Duration;

use genauth::{ManagementClient, ManagementClientBuilder, RetryPolicy};

use crate::credentials::{self, Credentials};
use crate::failure::{Exit, Failure};
use crate::terminal::ColorChoice;
use crate::{help, names};

/// Global options.
#[derive(Debug, Default)]
pub struct Global {
    pub profile: Option<String>,
    pub errors_as_json: bool,
    pub color: ColorChoice,
    pub tenant_id: Option<String>,
    pub lang: Option<String>,
    pub timeout: Option<Duration>,
    pub attempts: Option<u32>,
}

/// What the command line says up to the command word.
pub enum Parsed {
    Command {
        global: Global,
        word: String,
        rest: Vec<OsString>,
    },
    /// Help or the version, which was printed.
    Printed,
}

/// The options, and whether each has a value.
pub const OPTIONS: &[(&str, bool)] = &[
    ("--profile", true),
    ("--errors", true),
    ("--color", true),
    ("--tenant-id", true),
    ("--lang", true),
    ("--timeout", true),
    ("--attempts", true),
    ("--help", false),
    ("--version", false),
];

/// Whether errors are to be printed as JSON. Asked before anything can fail.
pub fn wants_json_errors(args: &[OsString]) -> bool {
    let is_option = |arg: &&OsString| arg.to_string_lossy().starts_with("--");
    let mut json = false;
    let mut args = args.iter().peekable();
    while let Some(arg) = args.next_if(is_option) {
        let arg = arg.to_string_lossy();
        let takes_value = OPTIONS.iter().any(|(name, has_value)| *name == arg && *has_value);
        let value = if takes_value { args.next() } else { None };
        json |= arg == "--errors=json" || (arg == "--errors" && value.is_some_and(|value| value == "json"));
    }
    json
}

pub fn parse(args: Vec<OsString>) -> Result<Parsed, Failure> {
    let mut global = Global::default();
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let text = arg.to_string_lossy().into_owned();
        if !text.starts_with('-') {
            return Ok(Parsed::Command {
                global,
                word: text,
                rest: args.collect(),
            });
        }
        let (name, inline) = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (text, None),
        };
        match &*name {
            "--help" | "-h" => return help::print().map(|()| Parsed::Printed),
            "--version" | "-V" => return help::print_version().map(|()| Parsed::Printed),
            name if !OPTIONS.iter().any(|(known, _)| *known == name) => return Err(unknown(name)),
            _ => {}
        }
        let value = inline
            .or_else(|| args.next().map(|value| value.to_string_lossy().into_owned()))
            .ok_or_else(|| Failure::usage(format!("{name} needs a value")))?;
        global.set(&name, value)?;
    }
    Err(Failure::usage(
        "no command: `genauth ops` lists the operations, `genauth --help` everything else",
    ))
}

fn unknown(name: &str) -> Failure {
    let nearest = names::nearest(name.trim_start_matches('-'), OPTIONS.iter().map(|(name, _)| &name[2..]));
    let hint = match nearest.first() {
        Some(nearest) => format!("; did you mean --{nearest}?"),
        None => ". Options of an operation stand after its name".to_owned(),
    };
    Failure::usage(format!("unknown option {name} before the command{hint}"))
}

impl Global {
    fn set(&mut self, name: &str, value: String) -> Result<(), Failure> {
        let must_be = |what: &str| Failure::usage(format!("{name} must be {what} (got {value:?})"));
        match name {
            "--profile" => self.profile = Some(value),
            "--tenant-id" => self.tenant_id = Some(value),
            "--lang" => self.lang = Some(value),
            "--timeout" => {
                self.timeout = Some(duration(&value).ok_or_else(|| must_be("a time such as 30s or 500ms"))?);
            }
            "--attempts" => self.attempts = Some(value.parse().map_err(|_| must_be("a number"))?),
            "--errors" => {
                self.errors_as_json = match &*value {
                    "json" => true,
                    "text" => false,
                    _ => return Err(must_be("text or json")),
                }
            }
            _ => {
                self.color = match &*value {
                    "auto" => ColorChoice::Auto,
                    "always" => ColorChoice::Always,
                    "never" => ColorChoice::Never,
                    _ => return Err(must_be("auto, always or never")),
                }
            }
        }
        Ok(())
    }

    /// The client with the credentials of the profile or the environment.
    pub fn client(&self) -> Result<ManagementClient, Failure> {
        self.client_with(|builder| builder)
    }

    /// The same with further settings, such as a rate limit.
    pub fn client_with(
        &self,
        settings: impl FnOnce(ManagementClientBuilder) -> ManagementClientBuilder,
    ) -> Result<ManagementClient, Failure> {
        let credentials = credentials::find(self)?;
        let builder = credentials.builder()?;
        self.build(&credentials, settings(builder))
    }

    /// A client that validates and builds requests, but has no secret, so that it needs no credentials.
    pub fn offline_client(&self) -> Result<ManagementClient, Failure> {
        let credentials = match credentials::find(self) {
            Ok(credentials) => credentials,
            // Without any, requests can still be checked. A profile that was asked for must exist.
            Err(failure) if self.profile.is_some() => return Err(failure),
            Err(_) => Credentials::default(),
        };
        self.build(&credentials, credentials.builder_without_secret())
    }

    fn build(
        &self,
        credentials: &Credentials,
        mut builder: ManagementClientBuilder,
    ) -> Result<ManagementClient, Failure> {
        if let Some(id) = &self.tenant_id {
            builder = builder.tenant_id(id);
        }
        if let Some(lang) = &self.lang {
            builder = builder.lang(lang);
        }
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(attempts) = self.attempts {
            builder = builder.retry(RetryPolicy::default().attempts(attempts));
        }
        let suffix = concat!("genauth-cli/", env!("CARGO_PKG_VERSION"));
        builder.user_agent_suffix(suffix).build().map_err(|error| {
            let violations: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
            Failure::credentials(format!("{}: {}", credentials.source, violations.join("; ")))
        })
    }
}

/// A time such as `40ms`, `2s` or `5m`.
pub fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    let number = number.parse::<u64>().ok()?;
    match unit {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => Some(Duration::from_secs(number.checked_mul(60)?)),
        _ => None,
    }
}

/// Writes help texts, which are data when they are asked for.
pub fn print(text: &str) -> Result<Exit, Failure> {
    use std::io::Write;
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| Failure::output(&error))?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_unit() {
        assert_eq!(duration("40ms"), Some(Duration::from_millis(40)));
        assert_eq!(duration("2s"), Some(Duration::from_secs(2)));
        assert_eq!(duration("5m"), Some(Duration::from_secs(300)));
        for text in ["", "40", "s", "1h", "-1s", "99999999999999999999s"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }

    #[test]
    fn json_errors_are_found_before_the_command_only() {
        let wants = |args: &[&str]| wants_json_errors(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(wants(&["--errors", "json", "get-user"]));
        assert!(wants(&["--profile", "x", "--errors=json", "get-user"]));
        assert!(wants(&["--errors", "json", "--typo"]));
        assert!(!wants(&["get-user", "--errors", "json"]));
        assert!(!wants(&["--profile", "--errors=json", "get-user"]));
    }
}
