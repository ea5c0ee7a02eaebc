//! Blacklists and whitelists of IP addresses and users, and policies that add to them. Nothing acts on them.

use super::{Absent, By, Collection, Initial, Shape, Verb, action, by};
use crate::behavior::Basis::Documented;
use crate::domains::{RISK_IPS, RISK_USERS};
use crate::store::TableSpec;

const ID: By = by("id", "id");

const ABSENT: Absent = Absent {
    status: 404,
    api_code: None,
    message: "entry not found",
};

pub(super) static IPS: Collection = Collection {
    table: &RISK_IPS,
    defaults: &[],
    updated_at: None,
    absent: ABSENT,
    actions: &[
        action(
            "find_ip_list",
            Documented,
            Verb::List {
                filters: &[by("ipType", "ipType")],
            },
            Shape::Page,
        ),
        action("delete_ip_list_by_id", Documented, Verb::Delete(ID), Shape::Nothing),
    ],
};

pub(super) static USERS: Collection = Collection {
    table: &RISK_USERS,
    defaults: &[],
    updated_at: None,
    absent: ABSENT,
    actions: &[
        action(
            "find_user_list",
            Documented,
            Verb::List {
                filters: &[by("userListType", "userListType")],
            },
            Shape::Page,
        ),
        action("delete_user_list_by_id", Documented, Verb::Delete(ID), Shape::Nothing),
    ],
};

pub(super) static POLICIES: Collection = Collection {
    table: &TableSpec {
        name: "risk_policies",
        id: "id",
        unique: &[],
    },
    defaults: &[("id", Initial::Id), ("createdAt", Initial::Time)],
    updated_at: None,
    absent: ABSENT,
    actions: &[
        action("add_risk_list_policy", Documented, Verb::Create, Shape::Nothing),
        action(
            "find_risk_list_policy",
            Documented,
            Verb::List {
                filters: &[by("optObject", "optObject")],
            },
            Shape::Page,
        ),
        action(
            "delete_risk_list_policy_by_id",
            Documented,
            Verb::Delete(ID),
            Shape::Nothing,
        ),
    ],
};
