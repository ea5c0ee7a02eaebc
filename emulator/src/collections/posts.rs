//! Posts: the positions that users hold.

use super::{Absent, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::{Documented, Seen};
use crate::store::{Key, TableSpec};

pub(super) static POSTS: Collection = Collection {
    table: TableSpec {
        name: "posts",
        id: "id",
        unique: &[Key::of(&["code"])],
    },
    defaults: &[
        ("id", Initial::Id),
        ("description", Initial::Text("")),
        ("departmentIdList", Initial::EmptyList),
        ("userCount", Initial::Number(0)),
        ("departmentCount", Initial::Number(0)),
    ],
    updated_at: None,
    absent: Absent {
        status: 422,
        api_code: Some(4004),
        message: "post not found",
    },
    actions: &[
        action("create_post", Documented, Verb::Create, Shape::Record),
        action("get_post", Seen, Verb::Get(by("code", "code")), Shape::Record),
        action(
            "get_post_by_id",
            Documented,
            Verb::Get(by("idList", "id")),
            Shape::Record,
        ),
        action(
            "post_list",
            Documented,
            Verb::List {
                search: &["code", "name"],
                filters: &[],
            },
            Shape::Page,
        ),
        action(
            "post_list_batch",
            Seen,
            Verb::List {
                search: &["code", "name"],
                filters: &[by("postCodes", "code")],
            },
            Shape::Page,
        ),
        action(
            "update_post",
            Documented,
            Verb::Update(by("code", "code")),
            Shape::Record,
        ),
        action(
            "remove_post",
            Documented,
            Verb::Delete(by("code", "code")),
            Shape::Nothing,
        ),
    ],
};
