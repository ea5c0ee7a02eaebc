//! `genauth whoami`: what the credentials are, and where they come from.

use std::ffi::OsString;

use clap::{Arg, ArgAction};
use genauth::ManagementClient;
use serde_json::{Value, json};

use crate::arguments::{command, output_args};
use crate::credentials::{self, Source};
use crate::failure::{Exit, Failure};
use crate::operation::parse;
use crate::options::Global;
use crate::output::{self, Printer};

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let command = command("whoami")
        .about("Shows the credentials in use, and checks them.")
        .arg(
            Arg::new("offline")
                .long("offline")
                .action(ArgAction::SetTrue)
                .help("Do not check them"),
        )
        .args(
            output_args()
                .into_iter()
                .filter(|arg| matches!(arg.get_id().as_str(), "output" | "fields" | "jq")),
        )
        .arg(
            Arg::new("envelope")
                .long("envelope")
                .hide(true)
                .action(ArgAction::SetTrue),
        );
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let printer = Printer::new(output::Options::new(global, &matches)?)?;
    let credentials = credentials::find(global)?;
    let (source, profile) = match &credentials.source {
        Source::Profile(name) => ("profile", Some(name)),
        _ => ("environment", None),
    };
    let mut data = json!({
        "source": source,
        "profile": profile,
        "host": host(&global.offline_client()?)?,
        "accessKeyId": credentials.access_key_id,
        "secret": credentials.secret.as_ref().map(credentials::Secret::place),
        "userPoolId": credentials.user_pool_id,
        "tenantId": global.tenant_id.as_ref().or(credentials.tenant_id.as_ref()),
    });
    if !matches.get_flag("offline") {
        check(&global.client()?)?;
        data["valid"] = true.into();
    }
    printer.data(data)?;
    Ok(Exit::Done)
}

/// The base URL of a client.
pub fn host(client: &ManagementClient) -> Result<String, Failure> {
    let url = client.request(genauth::Method::Get, "/").build()?.url;
    Ok(url.trim_end_matches('/').to_owned())
}

/// Checks that the service accepts the key: any response but a refusal of the key is fine, also that the key may not do
/// this.
pub fn check(client: &ManagementClient) -> Result<(), Failure> {
    let result = client
        .request(genauth::Method::Get, "/api/v3/list-groups")
        .query("limit", 1)
        .send::<Value>();
    match result {
        Err(error) if error.is_forbidden() && !error.is_token() => Ok(()),
        result => result.map(drop).map_err(Failure::from),
    }
}
