//! Where the access key comes from. Key, secret and host always come from one source: a key must never go to the host of
//! another one.

pub mod config;
mod environment;
mod secret;
mod token_cache;

use std::fmt;

use genauth::{ManagementClient, ManagementClientBuilder};

use crate::failure::Failure;
use crate::options::Global;
use config::Config;
pub use secret::Secret;

/// The source of credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    Profile(String),
    Environment,
    /// No credentials: requests can be validated and built, but not sent.
    #[default]
    None,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Profile(name) => write!(f, "profile {name}"),
            Source::Environment => f.write_str("environment"),
            Source::None => f.write_str("no credentials"),
        }
    }
}

/// An access key, and what belongs to it. The secret is only read when something is to be sent.
#[derive(Debug, Default)]
pub struct Credentials {
    pub source: Source,
    pub host: Option<String>,
    pub access_key_id: String,
    pub secret: Option<Secret>,
    pub user_pool_id: Option<String>,
    pub tenant_id: Option<String>,
    pub lang: Option<String>,
}

/// The credentials to use: `--profile`, or else the environment, or else the default profile.
pub fn find(global: &Global) -> Result<Credentials, Failure> {
    if let Some(name) = &global.profile {
        return Config::read()?.profile(name);
    }
    if let Some(credentials) = environment::find()? {
        return Ok(credentials);
    }
    let config = Config::read()?;
    match config.default_profile() {
        Some(name) => config.profile(&name),
        None => Err(Failure::credentials(format!(
            "no credentials: set GENAUTH_ACCESS_KEY_ID and GENAUTH_ACCESS_KEY_SECRET, or run `genauth login` ({})",
            config.describe()
        ))),
    }
}

impl Credentials {
    /// The settings of a client that can send.
    pub fn builder(&self) -> Result<ManagementClientBuilder, Failure> {
        let secret = match &self.secret {
            Some(secret) => secret.read()?,
            None => return Err(Failure::credentials(format!("{}: no secret", self.source))),
        };
        let mut builder = self
            .settings()
            .access_key_id(&self.access_key_id)
            .access_key_secret(secret);
        if let Some(path) = token_cache::path(self) {
            builder = builder.token_cache(path);
        }
        Ok(builder)
    }

    /// The settings of a client that only validates and builds requests.
    pub fn builder_without_secret(&self) -> ManagementClientBuilder {
        let id = match &*self.access_key_id {
            "" => "none",
            id => id,
        };
        self.settings().access_key_id(id).access_key_secret("none")
    }

    fn settings(&self) -> ManagementClientBuilder {
        let mut builder = ManagementClient::builder();
        if let Some(host) = &self.host {
            builder = builder.host(host);
        }
        if let Some(id) = &self.user_pool_id {
            builder = builder.user_pool_id(id);
        }
        if let Some(id) = &self.tenant_id {
            builder = builder.tenant_id(id);
        }
        if let Some(lang) = &self.lang {
            builder = builder.lang(lang);
        }
        builder
    }

    /// The user pool in questions and in `whoami`.
    pub fn user_pool(&self) -> String {
        match &self.user_pool_id {
            Some(id) => id.clone(),
            None => format!("that of the access key {}", self.access_key_id),
        }
    }
}
