//! Credentials in `GENAUTH_*` variables.

use crate::credentials::{Credentials, Secret, Source};
use crate::failure::Failure;

const KEY_ID: &str = "GENAUTH_ACCESS_KEY_ID";
const SECRET: &str = "GENAUTH_ACCESS_KEY_SECRET";
const HOST: &str = "GENAUTH_HOST";

/// The credentials of the environment. `None` if no variable is set, and an error if they are incomplete: another source
/// must not be used with a part of them.
pub fn find() -> Result<Option<Credentials>, Failure> {
    // A variable that a script failed to fill must not send the key to the default host.
    if std::env::var_os(HOST).is_some_and(|host| host.is_empty()) {
        return Err(Failure::credentials(format!("{HOST} is set, but empty")));
    }
    find_with(|name| match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Failure::credentials(format!("{name} must be valid UTF-8"))),
    })
}

fn find_with(variable: impl Fn(&str) -> Result<Option<String>, Failure>) -> Result<Option<Credentials>, Failure> {
    let (id, secret, host) = (variable(KEY_ID)?, variable(SECRET)?, variable(HOST)?);
    let missing = |name: &str, set: &str| {
        Failure::credentials(format!(
            "{set} is set, but {name} is not. Set both, or unset {set} to use a profile"
        ))
    };
    match (id, secret, host) {
        (Some(id), Some(secret), host) => Ok(Some(Credentials {
            source: Source::Environment,
            host,
            access_key_id: id,
            secret: Some(Secret::Text(secret)),
            user_pool_id: variable("GENAUTH_USER_POOL_ID")?,
            tenant_id: variable("GENAUTH_TENANT_ID")?,
            lang: variable("GENAUTH_LANG")?,
        })),
        (Some(_), None, _) => Err(missing(SECRET, KEY_ID)),
        (None, Some(_), _) => Err(missing(KEY_ID, SECRET)),
        (None, None, Some(_)) => Err(missing(KEY_ID, HOST)),
        (None, None, None) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(set: &[&str]) -> String {
        let result = find_with(|name| Ok(set.contains(&name).then(|| "x".to_owned())));
        result.err().map(|failure| failure.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_part_of_the_credentials_is_an_error() {
        assert_eq!(
            message(&[KEY_ID]),
            "GENAUTH_ACCESS_KEY_ID is set, but GENAUTH_ACCESS_KEY_SECRET is not. Set both, or unset \
             GENAUTH_ACCESS_KEY_ID to use a profile"
        );
        assert!(message(&[SECRET]).starts_with("GENAUTH_ACCESS_KEY_SECRET is set, but GENAUTH_ACCESS_KEY_ID is not."));
        assert!(message(&[HOST]).starts_with("GENAUTH_HOST is set, but GENAUTH_ACCESS_KEY_ID is not."));
        assert_eq!(message(&[KEY_ID, SECRET]), "");
        assert_eq!(message(&["GENAUTH_LANG"]), "");
    }
}
