//! Runs the emulator until it is killed.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use genauth_emulator::command;

const PROGRAM: &str = "genauth-emulator";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{PROGRAM}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let Some(builder) = command::parse(PROGRAM, std::env::args().skip(1))? else {
        return Ok(());
    };
    let never = command::serve(builder).map_err(|error| error.to_string())?;
    match never {}
}
