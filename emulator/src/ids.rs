//! IDs of the documented form: 24 hexadecimal digits, the first eight of which are the time of creation in seconds.

use crate::random::Random;

/// Makes IDs and secrets.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    random: Random,
    /// The ID that a seed states for what is created next.
    stated: Option<String>,
}

impl Ids {
    pub(crate) fn new(random: Random) -> Self {
        Ids { random, stated: None }
    }

    /// A new ID. `now` is in milliseconds.
    pub(crate) fn next(&mut self, now: i64) -> String {
        let random = self.random.next();
        let seconds = (now / 1000) & 0xFFFF_FFFF;
        self.stated
            .take()
            .unwrap_or_else(|| format!("{seconds:08x}{random:016x}"))
    }

    /// A new secret: 32 hexadecimal digits.
    pub(crate) fn secret(&mut self) -> String {
        format!("{:016x}{:016x}", self.random.next(), self.random.next())
    }

    /// States the next ID.
    pub(crate) fn state_next(&mut self, id: Option<String>) {
        self.stated = id;
    }

    /// The state, for snapshots.
    pub(crate) fn position(&self) -> u64 {
        self.random.state()
    }
}
