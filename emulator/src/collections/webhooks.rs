//! Webhooks. They are stored, but never called.

use super::{Absent, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::Seen;
use crate::store::TableSpec;

pub(super) static WEBHOOKS: Collection = Collection {
    table: TableSpec {
        name: "webhooks",
        id: "webhookId",
        unique: &[],
    },
    defaults: &[
        ("webhookId", Initial::Id),
        ("createdAt", Initial::Time),
        ("updatedAt", Initial::Time),
        ("enabled", Initial::Flag(true)),
    ],
    updated_at: Some("updatedAt"),
    absent: Absent {
        status: 404,
        api_code: None,
        message: "webhook not found",
    },
    actions: &[
        action("create_webhook", Seen, Verb::Create, Shape::Record),
        action(
            "get_webhook",
            Seen,
            Verb::Get(by("webhookId", "webhookId")),
            Shape::Record,
        ),
        action(
            "list_webhooks",
            Seen,
            Verb::List {
                search: &[],
                filters: &[],
            },
            Shape::Page,
        ),
        action(
            "update_webhook",
            Seen,
            Verb::Update(by("webhookId", "webhookId")),
            Shape::Record,
        ),
        action(
            "delete_webhook",
            Seen,
            Verb::Delete(by("webhookIds", "webhookId")),
            Shape::Success,
        ),
    ],
};
