//! Functions of pipelines and of authentication flows. They are stored, and never executed.

use super::{Absent, By, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::{Documented, Seen};
use crate::domains::PIPELINE_FUNCTIONS;
use crate::store::TableSpec;

const ID: By = by("funcId", "funcId");

/// A function is disabled unless the request states otherwise. It is uploaded at once.
const DEFAULTS: &[(&str, Initial)] = &[
    ("funcId", Initial::Id),
    ("createdAt", Initial::Time),
    ("updatedAt", Initial::Time),
    ("funcDescription", Initial::Text("")),
    ("isAsynchronous", Initial::Flag(false)),
    ("terminateOnTimeout", Initial::Flag(false)),
    ("enabled", Initial::Flag(false)),
    ("status", Initial::Text("success")),
];

const ABSENT: Absent = Absent {
    status: 404,
    api_code: None,
    message: "function not found",
};

pub(super) static PIPELINE: Collection = Collection {
    table: &PIPELINE_FUNCTIONS,
    defaults: DEFAULTS,
    updated_at: Some("updatedAt"),
    absent: ABSENT,
    actions: &[
        action("create_pipeline_function", Seen, Verb::Create, Shape::Record),
        action("get_pipeline_function", Seen, Verb::Get(ID), Shape::Record),
        action("update_pipeline_function", Seen, Verb::Update(ID), Shape::Record),
        action("delete_pipeline_function", Seen, Verb::Delete(ID), Shape::Nothing),
    ],
};

pub(super) static FLOW: Collection = Collection {
    table: &TableSpec {
        name: "auth_flow_functions",
        id: "funcId",
        unique: &[],
    },
    defaults: DEFAULTS,
    updated_at: Some("updatedAt"),
    absent: ABSENT,
    actions: &[
        action("create_auth_flow_function", Documented, Verb::Create, Shape::Record),
        action("get_auth_flow_function", Documented, Verb::Get(ID), Shape::Record),
        action("update_auth_flow_function", Documented, Verb::Update(ID), Shape::Record),
        action(
            "delete_auth_flow_function",
            Documented,
            Verb::Delete(ID),
            Shape::Nothing,
        ),
    ],
};
