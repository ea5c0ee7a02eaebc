//! `genauth completion`: short scripts that call `genauth __complete`.

use std::ffi::OsString;

use clap::Arg;

use crate::arguments::command;
use crate::failure::{Exit, Failure};
use crate::operation::parse;
use crate::options::{self, Global};

/// The shells, in the order of their scripts.
pub const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

const SCRIPTS: [&str; 4] = [
    include_str!("completion/genauth.bash"),
    include_str!("completion/genauth.zsh"),
    include_str!("completion/genauth.fish"),
    include_str!("completion/genauth.ps1"),
];

const AFTER_HELP: &str = "\
bash:        eval \"$(genauth completion bash)\" in ~/.bashrc
zsh:         genauth completion zsh > \"${fpath[1]}/_genauth\", or eval \"$(genauth completion zsh)\" after compinit
fish:        genauth completion fish > ~/.config/fish/completions/genauth.fish
PowerShell:  genauth completion powershell | Out-String | Invoke-Expression, in $PROFILE";

pub fn run(_global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(SHELLS);
    let command = command("completion")
        .about("Prints a completion script for a shell.")
        .after_help(AFTER_HELP)
        .arg(shell);
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let shell = matches.get_one::<String>("shell").map(String::as_str);
    let index = SHELLS.into_iter().position(|known| Some(known) == shell);
    options::print(SCRIPTS[index.unwrap_or_default()])
}
