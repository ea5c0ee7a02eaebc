//! What differs from one emulator to another.

use std::time::Duration;

/// The settings of a service.
pub(crate) struct Settings {
    pub(crate) user_pool_id: String,
    pub(crate) access_key_id: String,
    pub(crate) access_key_secret: String,
    pub(crate) token_lifetime: Duration,
    /// What every request of the API takes.
    pub(crate) latency: Duration,
    /// Requests per second.
    pub(crate) rate_limit: Option<u32>,
    /// Makes IDs the same in each run, and the clock virtual.
    pub(crate) random_seed: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            user_pool_id: "59f86b4832eb28071bdd9214".to_owned(),
            access_key_id: "60b49eb83fd80adb96f26e68".to_owned(),
            access_key_secret: "e6f26e6860b49eb83fd80adb96f26e68".to_owned(),
            token_lifetime: Duration::from_secs(7200),
            latency: Duration::ZERO,
            rate_limit: None,
            random_seed: None,
        }
    }
}
