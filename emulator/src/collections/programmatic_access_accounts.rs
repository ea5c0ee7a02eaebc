//! Programmatic access accounts of applications. Parameters and responses are those of version 2 of the API, as far as
//! clients of it show them.

use super::{Absent, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::Assumed;
use crate::domains::PROGRAMMATIC_ACCESS_ACCOUNTS;

pub(super) static ACCOUNTS: Collection = Collection {
    table: &PROGRAMMATIC_ACCESS_ACCOUNTS,
    defaults: &[
        ("id", Initial::Id),
        ("secret", Initial::Secret),
        ("remarks", Initial::Text("")),
        ("enabled", Initial::Flag(true)),
        ("createdAt", Initial::Time),
    ],
    updated_at: None,
    absent: Absent {
        status: 404,
        api_code: None,
        message: "programmatic access account not found",
    },
    actions: &[
        action(
            "create_programmatic_access_account",
            Assumed,
            Verb::Create,
            Shape::Record,
        ),
        action(
            "list_programmatic_access_accounts",
            Assumed,
            Verb::List {
                filters: &[by("appId", "appId")],
            },
            Shape::Page,
        ),
        action(
            "delete_programmatic_access_account",
            Assumed,
            Verb::Delete(by("id", "id")),
            Shape::Success,
        ),
    ],
};
