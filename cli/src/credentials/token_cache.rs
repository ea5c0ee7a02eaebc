//! The file that keeps the management token: one for each host, key and user pool.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::Credentials;

/// The file for these credentials. `None` if there is no directory for it, so that a token is fetched each time.
pub fn path(credentials: &Credentials) -> Option<PathBuf> {
    let directory = directory()?;
    fs::create_dir_all(&directory).ok()?;
    restrict(&directory);
    Some(directory.join(file_name(credentials)))
}

fn file_name(credentials: &Credentials) -> String {
    let mut hash = Sha256::new();
    let parts = [
        credentials.host.as_deref(),
        Some(&*credentials.access_key_id),
        credentials.user_pool_id.as_deref(),
    ];
    for part in parts {
        hash.update(part.unwrap_or_default());
        hash.update([0, u8::from(part.is_some())]);
    }
    hash.finalize()
        .iter()
        .take(8)
        .fold("token-".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

fn directory() -> Option<PathBuf> {
    let variable = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else {
        variable("XDG_CACHE_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| Some(variable("HOME")?.join(".cache")))
    };
    Some(base?.join("genauth"))
}

#[cfg(unix)]
fn restrict(directory: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    // The files themselves are only accessible to their owner.
    let _ = fs::set_permissions(directory, fs::Permissions::from_mode(0o700));
}

#[cfg(not(unix))]
fn restrict(_: &std::path::Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_key_and_user_pool_has_its_own_file() {
        let credentials = |host: &str, id: &str, pool: Option<&str>| Credentials {
            host: Some(host.to_owned()),
            access_key_id: id.to_owned(),
            user_pool_id: pool.map(str::to_owned),
            ..Credentials::default()
        };
        let names = [
            file_name(&credentials("a", "b", None)),
            file_name(&credentials("a", "c", None)),
            file_name(&credentials("ab", "", None)),
            file_name(&credentials("a", "b", Some(""))),
            file_name(&credentials("a", "b", Some("pool"))),
        ];
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name), "{names:?}");
        }
        assert_eq!(names[0], "token-f680d0f703167052");
    }
}
