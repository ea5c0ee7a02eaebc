//! What a write has changed, so that a refused one leaves nothing behind.

use super::{Link, Record};

/// How to take back one change.
pub(super) enum Undo {
    /// A record was inserted at this position.
    Insert { table: &'static str, position: u64 },
    /// A record was removed from this position, or changed there.
    Put {
        table: &'static str,
        position: u64,
        record: Record,
    },
    /// A link was inserted at this position.
    Connect { links: &'static str, position: u64 },
    /// A link was removed from this position, or changed there.
    Reconnect {
        links: &'static str,
        position: u64,
        link: Link,
    },
}
