//! Webhooks, as far as they are stored.

use super::{Absent, By, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::Seen;
use crate::domains::WEBHOOKS as TABLE;

const ID: By = by("webhookId", "webhookId");

pub(super) static WEBHOOKS: Collection = Collection {
    table: &TABLE,
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
        action("get_webhook", Seen, Verb::Get(ID), Shape::Record),
        action("list_webhooks", Seen, Verb::List { filters: &[] }, Shape::Page),
        action("update_webhook", Seen, Verb::Update(ID), Shape::Record),
        action(
            "delete_webhook",
            Seen,
            Verb::Delete(by("webhookIds", "webhookId")),
            Shape::Success,
        ),
    ],
};
