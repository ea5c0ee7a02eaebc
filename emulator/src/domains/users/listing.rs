//! Lists users.

use serde_json::{Value, json};

use super::filters::{Condition, compare_by, has_keywords};
use super::{USERS, field, view};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read};
use crate::clock::iso;
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, Table, value};

pub(super) const RULES: &[Rule] = &[
    read("list_users", Seen, list_users),
    read("list_users_legacy", Documented, list_users_legacy),
    read("list_users_by_keywords", Assumed, list_users),
    read("list_archived_users", Assumed, list_archived_users),
];

fn list_users(call: &Call<'_>, state: &State) -> Reply {
    let options = call.params.object("options");
    list(call, state.table(&USERS), |user| view(state, user, options))
}

/// Lists users or public accounts that meet all conditions. Without `sort`, the oldest come first.
pub(in crate::domains) fn list(call: &Call<'_>, records: &Table, view: impl Fn(&Record) -> Value) -> Reply {
    let params = call.params;
    if params
        .get("searchQuery")
        .is_some_and(|query| query.as_object().is_none_or(|query| !query.is_empty()))
    {
        return Err(Refusal::not_emulated("searchQuery"));
    }
    let options = params.object("options");
    let keywords = params.text("keywords").map(|_| params.search("keywords"));
    let conditions = params
        .objects("advancedFilter")
        .map(Condition::new)
        .collect::<Result<Vec<_>, _>>()?;
    let found = records.iter().filter(|record| {
        keywords
            .as_ref()
            .is_none_or(|keywords| has_keywords(record, keywords, options))
            && conditions.iter().all(|condition| condition.is_met_by(record))
    });
    let page = options.object("pagination").page();
    if keywords.is_none() && conditions.is_empty() && options.items("sort").is_empty() {
        return Ok(page.of("list", records.iter(), view));
    }
    let sort: Vec<Params<'_>> = options.objects("sort").collect();
    if sort.is_empty() {
        return Ok(page.of("list", found, view));
    }
    let mut found: Vec<&Record> = found.collect();
    found.sort_by(|left, right| compare_by(&sort, left, right));
    Ok(page.of("list", found.into_iter(), view))
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
    let view = |user: &Record| -> Value {
        json!({"userId": value(user, USERS.id), "archivedAt": field(user, "statusChangedAt")})
    };
    Ok(call.params.page().of("list", users, view))
}

fn text_of<'a>(user: &'a Record, name: &str) -> &'a str {
    field(user, name).as_str().unwrap_or_default()
}

/// A time that is documented in seconds, but whose documented example is in milliseconds. Such times sort like the texts.
pub(in crate::domains) fn time_of(number: i64) -> String {
    /// Year 5138 in seconds, and 1973 in milliseconds.
    const LIMIT: i64 = 100_000_000_000;
    iso(if number < LIMIT {
        number.saturating_mul(1000)
    } else {
        number
    })
}
