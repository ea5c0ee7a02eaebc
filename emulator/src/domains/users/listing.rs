//! Lists users.

use serde_json::{Value, json};

use super::filters::{Condition, compare_by, has_keywords};
use super::{USERS, field, view};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read};
use crate::clock::iso;
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State};

pub(super) const RULES: &[Rule] = &[
    read("list_users", Seen, list_users),
    read("list_users_legacy", Documented, list_users_legacy),
    read("list_users_by_keywords", Assumed, list_users),
    read("list_archived_users", Assumed, list_archived_users),
];

/// Without `sort`, the oldest users come first.
fn list_users(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    if params
        .get("searchQuery")
        .is_some_and(|query| query.as_object().is_none_or(|query| !query.is_empty()))
    {
        return Err(Refusal::not_emulated("searchQuery"));
    }
    let options = params.object("options");
    let keywords = params.text("keywords").map(str::to_lowercase);
    let conditions = params
        .objects("advancedFilter")
        .map(Condition::new)
        .collect::<Result<Vec<_>, _>>()?;
    let users = state.table(&USERS).iter().filter(|user| {
        keywords
            .as_ref()
            .is_none_or(|keywords| has_keywords(user, keywords, options))
            && conditions.iter().all(|condition| condition.is_met_by(user))
    });
    let page = options.object("pagination").page();
    let view = |user: &Record| view(state, user, options);
    if keywords.is_none() && conditions.is_empty() && options.items("sort").is_empty() {
        return Ok(page.of("list", state.table(&USERS).iter(), view));
    }
    let sort: Vec<Params<'_>> = options.objects("sort").collect();
    if sort.is_empty() {
        return Ok(page.of("list", users, view));
    }
    let mut users: Vec<&Record> = users.collect();
    users.sort_by(|left, right| compare_by(&sort, left, right));
    Ok(page.of("list", users.into_iter(), view))
}

fn list_users_legacy(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let status = params.text("status");
    let [start, end] = ["updatedAtStart", "updatedAtEnd"].map(|name| params.integer(name).map(time_of));
    let users = state.table(&USERS).iter().filter(|user| {
        let updated_at = text_of(user, "updatedAt");
        status.is_none_or(|status| text_of(user, "status") == status)
            && start.as_deref().is_none_or(|start| updated_at >= start)
            && end.as_deref().is_none_or(|end| updated_at <= end)
    });
    Ok(params.page().of("list", users, |user| view(state, user, params)))
}

/// Users whose status is `Archived`.
fn list_archived_users(call: &Call<'_>, state: &State) -> Reply {
    let start = call.params.integer("startAt").map(time_of);
    let users = state.table(&USERS).iter().filter(|user| {
        text_of(user, "status") == "Archived"
            && start
                .as_deref()
                .is_none_or(|start| text_of(user, "statusChangedAt") >= start)
    });
    let view =
        |user: &Record| -> Value { json!({"userId": user[USERS.id], "archivedAt": field(user, "statusChangedAt")}) };
    Ok(call.params.page().of("list", users, view))
}

fn text_of<'a>(user: &'a Record, name: &str) -> &'a str {
    field(user, name).as_str().unwrap_or_default()
}

/// A time that is documented in seconds, but whose documented example is in milliseconds. Such times sort like the texts.
fn time_of(number: i64) -> String {
    /// Year 5138 in seconds, and 1973 in milliseconds.
    const LIMIT: i64 = 100_000_000_000;
    iso(if number < LIMIT {
        number.saturating_mul(1000)
    } else {
        number
    })
}
