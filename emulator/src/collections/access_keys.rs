//! Access keys. They can be used to sign in to the emulator.

use super::{Absent, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::Documented;
use crate::store::{State, TableSpec, text};

pub(super) static ACCESS_KEYS: Collection = Collection {
    table: &TableSpec {
        name: "access_keys",
        id: "accessKeyId",
        unique: &[],
    },
    defaults: &[
        ("accessKeyId", Initial::Id),
        ("accessKeySecret", Initial::Secret),
        ("createdAt", Initial::Time),
        ("userPoolId", Initial::UserPool),
        ("status", Initial::Text("activated")),
        ("enable", Initial::Flag(true)),
    ],
    updated_at: None,
    absent: Absent {
        status: 404,
        api_code: None,
        message: "access key not found",
    },
    actions: &[
        action("create_access_key", Documented, Verb::Create, Shape::List),
        action(
            "get_access_key",
            Documented,
            Verb::Get(by("accessKeyId", "accessKeyId")),
            Shape::List,
        ),
        action(
            "get_access_key_list",
            Documented,
            Verb::List {
                filters: &[
                    by("userId", "userId"),
                    by("tenantId", "tenantId"),
                    by("type", "type"),
                    by("status", "status"),
                ],
            },
            Shape::List,
        ),
        action(
            "update_access_key",
            Documented,
            Verb::Update(by("accessKeyId", "accessKeyId")),
            Shape::Success,
        ),
        action(
            "delete_access_key",
            Documented,
            Verb::Delete(by("accessKeyId", "accessKeyId")),
            Shape::Nothing,
        ),
    ],
};

/// The secret of a key that was created with `create_access_key` and is enabled.
pub(crate) fn secret_of<'a>(state: &'a State, id: &str) -> Option<&'a str> {
    let key = state.get(ACCESS_KEYS.table, id)?;
    let is_enabled = key.get("enable").is_none_or(|enable| *enable == true);
    is_enabled.then(|| text(key, "accessKeySecret"))
}
