//! Global options, which stand before the command word.

use std::ffi::OsString;

use genauth::ManagementClient;

use crate::failure::Failure;

/// Global options.
#[derive(Debug, Default)]
pub struct Global {
    pub profile: Option<String>,
    pub errors_as_json: bool,
}

/// The command line up to the command word.
pub struct Parsed {
    pub global: Global,
    pub word: String,
    pub rest: Vec<OsString>,
}

pub fn parse(args: Vec<OsString>) -> Result<Parsed, Failure> {
    let mut args = args.into_iter();
    let word = args
        .next()
        .ok_or_else(|| Failure::usage("no command (see `genauth --help`)"))?;
    Ok(Parsed {
        global: Global::default(),
        word: word.to_string_lossy().into_owned(),
        rest: args.collect(),
    })
}

impl Global {
    /// The client with the credentials of the profile or the environment.
    pub fn client(&self) -> Result<ManagementClient, Failure> {
        Ok(ManagementClient::from_env()?)
    }
}
