//! The command line of the emulator, for programs that offer it as a command of their own.

use std::convert::Infallible;
use std::fs;
use std::time::Duration;

use crate::emulator::{Builder, Emulator, StartError};

const HELP: &str = "\
A local stand-in for the GenAuth / Authing V3 management API.

Usage: {program} [OPTIONS]

  --port <PORT>           Port on 127.0.0.1 [default: any free port]
  --seed <FILE>           State to start with, as JSON
  --state <FILE>          File that keeps the state from run to run
  --latency <TIME>        What every request takes, such as 40ms or 2s
  --rate-limit <NUMBER>   Requests per second that are accepted
  --deterministic <SEED>  The same IDs and times in each run
  --help                  Prints this text
  --version               Prints the version
";

/// Runs an emulator until the process is killed. Prints the variables that clients need: host, ID and secret.
///
/// # Errors
///
/// Same as [`Builder::start`].
pub fn serve(builder: Builder) -> Result<Infallible, StartError> {
    let emulator = builder.start()?;
    println!("GENAUTH_HOST={}", emulator.url());
    println!("GENAUTH_ACCESS_KEY_ID={}", emulator.access_key_id());
    println!("GENAUTH_ACCESS_KEY_SECRET={}", emulator.access_key_secret());
    loop {
        std::thread::park();
    }
}

/// Parses the arguments after the program's name, which help and version state. `None` if there is nothing to run,
/// because one of those two was asked for and printed.
///
/// # Errors
///
/// If an option is unknown or its value is malformed, or if the file with the state to start with cannot be read.
// By hand, since each option has one value.
pub fn parse(program: &str, mut args: impl Iterator<Item = String>) -> Result<Option<Builder>, String> {
    let mut builder = Emulator::builder();
    while let Some(arg) = args.next() {
        let (name, inline_value) = match arg.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (arg, None),
        };
        match &*name {
            "--help" | "-h" => {
                print!("{}", HELP.replace("{program}", program));
                return Ok(None);
            }
            "--version" | "-V" => {
                println!("{program} {}", env!("CARGO_PKG_VERSION"));
                return Ok(None);
            }
            _ => {}
        }
        let value = || {
            inline_value
                .or_else(|| args.next())
                .ok_or_else(|| format!("{name} needs a value"))
        };
        builder = match &*name {
            "--port" => builder.port(number(&name, &value()?)?),
            "--seed" => {
                let path = value()?;
                let text = fs::read(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
                builder.seed(serde_json::from_slice(&text).map_err(|error| format!("{path}: {error}"))?)
            }
            "--state" => builder.state_file(value()?),
            "--latency" => builder.latency(duration(&value()?)?),
            "--rate-limit" => builder.rate_limit(number(&name, &value()?)?),
            "--deterministic" => builder.deterministic(number(&name, &value()?)?),
            _ => return Err(format!("unknown option {name} (see --help)")),
        };
    }
    Ok(Some(builder))
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{name} must be a number (got {text:?})"))
}

/// A time such as `40ms` or `2s`.
fn duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let number = number.parse::<u64>().ok();
    match (number, unit) {
        (Some(number), "ms") => Ok(Duration::from_millis(number)),
        (Some(number), "s") => Ok(Duration::from_secs(number)),
        _ => Err(format!("--latency must be a time such as 40ms or 2s (got {text:?})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(args: &[&str]) -> String {
        let args = args.iter().map(ToString::to_string);
        parse("genauth-emulator", args).err().unwrap_or_default()
    }

    #[test]
    fn options_have_values() {
        assert_eq!(error(&["--port", "7077", "--latency=40ms", "--rate-limit", "300"]), "");
        assert_eq!(error(&["--port"]), "--port needs a value");
        assert_eq!(error(&["--port", "x"]), r#"--port must be a number (got "x")"#);
        assert_eq!(error(&["--prot", "1"]), "unknown option --prot (see --help)");
        assert_eq!(
            error(&["--latency", "40"]),
            r#"--latency must be a time such as 40ms or 2s (got "40")"#
        );
    }

    #[test]
    fn times_have_a_unit() {
        assert_eq!(duration("40ms"), Ok(Duration::from_millis(40)));
        assert_eq!(duration("2s"), Ok(Duration::from_secs(2)));
        assert!(duration("ms").is_err());
    }
}
