//! The help of the program as a whole.

use std::fmt::Write;

use crate::commands::COMMANDS;
use crate::failure::Failure;
use crate::options;

const USAGE: &str = "\
The GenAuth / Authing V3 management API for shell scripts, CI jobs and build tools.

Usage: genauth [GLOBAL OPTIONS] <OPERATION> [--PARAMETER VALUE]...
       genauth [GLOBAL OPTIONS] <COMMAND> ...

Examples:
  genauth ops users --writes               operations about users that change something
  genauth show get-user                    parameters, types, limits and docs
  genauth get-user --user-id 62f...        its data as JSON on stdout
  genauth list-groups --all -o table       all pages
  genauth create-user --help               parameters and options of an operation
";

const REST: &str = "
Global options (before the operation or command):
  --profile <NAME>      Profile of config.toml; the default is GENAUTH_* or else its default profile
  --tenant-id <ID>      Tenant on whose behalf the request is made
  --lang <LANG>         Language of the messages of the service: zh-CN, en-US, ...
  --timeout <TIME>      Time limit of one attempt, such as 30s [default: 10s]
  --attempts <NUMBER>   Maximum number of attempts; writes that may have been applied are never repeated [default: 3]
  --errors <FORM>       Form of errors on stderr: text, json [default: text]
  --color <WHEN>        auto, always, never [default: auto, which obeys NO_COLOR]
  --help, --version

Environment:
  GENAUTH_ACCESS_KEY_ID, GENAUTH_ACCESS_KEY_SECRET, GENAUTH_HOST, GENAUTH_USER_POOL_ID, GENAUTH_TENANT_ID, GENAUTH_LANG
  Key, secret and host come from one source: --profile, or else the environment, or else the default profile.

Exit codes:
  0  done
  1  refused by the service
  2  wrong usage or an invalid request; nothing was sent
  3  no credentials, or the service refused them
  4  not found
  5  rate-limited, also after the last attempt
  6  not reached; safe to repeat
  7  a write that may have been applied: read it back before repeating it
  8  run: some operations failed
  9  a response that cannot be decoded, or an internal error
  130  interrupted
";

pub fn print() -> Result<(), Failure> {
    let mut text = format!("{USAGE}\nCommands:\n");
    for command in COMMANDS.iter().filter(|command| !command.about.is_empty()) {
        let _ = writeln!(text, "  {:<12}{}", command.word, command.about);
    }
    text.push_str(REST);
    options::print(&text).map(drop)
}

pub fn print_version() -> Result<(), Failure> {
    options::print(concat!("genauth ", env!("CARGO_PKG_VERSION"), "\n")).map(drop)
}
