//! Settings from environment variables.

use std::ffi::OsString;

use super::ManagementClientBuilder;
use crate::client::ManagementClient;
use crate::error::Error;
use crate::schema::violation::{Violation, ViolationKind};

/// The settings that `from_env` reads, and their variables.
const VARIABLES: [(&str, &str); 6] = [
    ("access_key_id", "GENAUTH_ACCESS_KEY_ID"),
    ("access_key_secret", "GENAUTH_ACCESS_KEY_SECRET"),
    ("host", "GENAUTH_HOST"),
    ("user_pool_id", "GENAUTH_USER_POOL_ID"),
    ("tenant_id", "GENAUTH_TENANT_ID"),
    ("lang", "GENAUTH_LANG"),
];

impl ManagementClientBuilder {
    /// Builds the client, and takes the settings that are missing from the variables of [`ManagementClient::from_env`].
    ///
    /// ```no_run
    /// let client = genauth::ManagementClient::builder().rate_limit(50).build_from_env()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Same as [`build`](Self::build), with the names of the variables instead of the settings.
    pub fn build_from_env(self) -> Result<ManagementClient, Error> {
        self.build_from_variables(|name| std::env::var_os(name))
    }

    fn build_from_variables(mut self, variable: impl Fn(&str) -> Option<OsString>) -> Result<ManagementClient, Error> {
        // A value that cannot be read is not the same as none: the key must not go to the default host instead.
        let mut not_utf8 = Vec::new();
        for (setting, name) in VARIABLES {
            let own = match setting {
                "access_key_id" => &mut self.access_key_id,
                "access_key_secret" => &mut self.access_key_secret,
                "host" => &mut self.host,
                "user_pool_id" => &mut self.user_pool_id,
                "tenant_id" => &mut self.tenant_id,
                _ => &mut self.lang,
            };
            if own.is_some() {
                continue;
            }
            *own = match variable(name).map(OsString::into_string) {
                Some(Ok(value)) => Some(value).filter(|value| !value.is_empty()),
                Some(Err(_)) => {
                    not_utf8.push(Violation::new(setting, ViolationKind::Malformed, "must be valid UTF-8"));
                    None
                }
                None => None,
            };
        }
        let named = |violation: &Violation| {
            let variable = VARIABLES.iter().find(|(setting, _)| *setting == violation.path());
            let violation = match violation.kind() {
                ViolationKind::Missing => Violation::new(violation.path(), ViolationKind::Missing, "is not set"),
                _ => violation.clone(),
            };
            match variable {
                Some((_, name)) => violation.at(*name),
                None => violation,
            }
        };
        let others = match self.build() {
            Ok(client) if not_utf8.is_empty() => return Ok(client),
            outcome => outcome.err(),
        };
        let others = others.as_ref().map_or(&[][..], Error::violations).iter();
        // Without its value, a required setting also counts as missing.
        let is_other = |violation: &&Violation| not_utf8.iter().all(|known| known.path() != violation.path());
        let violations = not_utf8.iter().chain(others.filter(is_other)).map(named);
        Err(Error::invalid_settings(violations.collect()).with_operation("from_env"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_settings_and_empty_ones_are_ignored() {
        let client = ManagementClientBuilder::default()
            .build_from_variables(|name| {
                let value = match name {
                    "GENAUTH_ACCESS_KEY_ID" => "id",
                    "GENAUTH_ACCESS_KEY_SECRET" => "secret",
                    "GENAUTH_HOST" => "http://127.0.0.1:9/",
                    "GENAUTH_USER_POOL_ID" => "pool",
                    "GENAUTH_TENANT_ID" => "tenant",
                    "GENAUTH_LANG" => "",
                    _ => panic!("{name} is not documented"),
                };
                Some(value.into())
            })
            .unwrap();
        let shared = &client.executor.shared;
        assert_eq!(shared.base_url.url, "http://127.0.0.1:9");
        assert_eq!(shared.user_pool_id.as_deref(), Some("pool"));
        assert_eq!(shared.credentials.secret(), "secret");
        let header = |name| {
            let mut headers = shared.headers.iter().filter(|(known, _)| known == name);
            headers.next().map(|(_, value)| value.as_str())
        };
        assert_eq!(header("x-genauth-app-tenant-id"), Some("tenant"));
        assert_eq!(header("x-genauth-lang"), None);
    }

    #[test]
    fn settings_come_before_variables() {
        let client = ManagementClientBuilder::default()
            .host("http://127.0.0.1:9")
            .lang("en-US")
            .build_from_variables(|name| match name {
                "GENAUTH_ACCESS_KEY_ID" | "GENAUTH_ACCESS_KEY_SECRET" => Some("key".into()),
                "GENAUTH_HOST" | "GENAUTH_LANG" => panic!("{name} is not needed"),
                _ => None,
            })
            .unwrap();
        assert_eq!(client.executor.shared.base_url.url, "http://127.0.0.1:9");
    }

    #[test]
    fn from_env_names_the_variables() {
        let error = ManagementClientBuilder::default()
            .build_from_variables(|name| (name == "GENAUTH_HOST").then(|| "ftp://example.com".into()))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "from_env: GENAUTH_HOST must begin with https://; GENAUTH_ACCESS_KEY_ID is not set; \
             GENAUTH_ACCESS_KEY_SECRET is not set"
        );
    }
}
