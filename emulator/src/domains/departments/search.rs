//! Searches the departments of an organization.

use serde_json::{Map, Value, json};

use super::{find_organization, view};
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read};
use crate::domains::users::{Condition, DEPARTMENTS, compare_by, time_of};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, text};

pub(super) const RULES: &[Rule] = &[
    read("search_departments", Seen, search_departments),
    read("search_departments_list", Documented, search_departments_list),
];

/// The departments of the organization that `organizationCode` names, oldest first.
fn departments<'a>(call: &Call<'_>, state: &'a State) -> Result<impl Iterator<Item = &'a Record>, Refusal> {
    let organization = find_organization(state, call.params.required("organizationCode"))?;
    let code = text(organization, "organizationCode");
    let departments = state.table(&DEPARTMENTS).iter();
    Ok(departments.filter(move |department| text(department, "organizationCode") == code))
}

fn search_departments(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let found = departments(call, state)?.filter(|department| keywords.is_in(department, &["name", "code"]));
    Ok(found.map(|department| view(state, department, call.params)).collect())
}

/// A number as a time, since conditions on times have timestamps.
fn with_times(value: &Value) -> Value {
    match value {
        Value::Number(number) => number.as_i64().map_or(Value::Null, |number| time_of(number).into()),
        Value::Array(items) => items.iter().map(with_times).collect(),
        value => value.clone(),
    }
}

/// Without `sort`, the order is by one time, and the latest come first.
fn search_departments_list(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let conditions = params.objects("advancedFilter").map(|condition| {
        let fields = condition.fields();
        let fields = fields.map(|(name, value)| {
            (
                name.clone(),
                if name == "value" {
                    with_times(value)
                } else {
                    value.clone()
                },
            )
        });
        fields.collect::<Map<_, _>>()
    });
    let conditions: Vec<_> = conditions.collect();
    let conditions = conditions
        .iter()
        .map(|condition| Condition::new(Params::new(condition)));
    let conditions = conditions.collect::<Result<Vec<_>, _>>()?;
    let matching = departments(call, state)?.filter(|department| {
        let mut conditions = conditions.iter();
        conditions.all(|condition| condition.is_met_by(department))
    });
    let mut found: Vec<&Record> = matching.collect();
    let by_time = json!({
        "field": params.text("sortBy").unwrap_or("updatedAt"),
        "order": params.text("orderBy").unwrap_or("DESC").to_lowercase(),
    });
    let mut sort: Vec<_> = params.objects("sort").collect();
    if sort.is_empty() {
        sort.extend(by_time.as_object().map(Params::new));
    }
    found.sort_by(|left, right| compare_by(&sort, left, right));
    let mut page = params
        .page()
        .of("list", found.into_iter(), |department| view(state, department, params));
    Ok(page["list"].take())
}
