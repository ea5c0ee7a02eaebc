//! Custom fields, and the built-in fields of users.

mod base_fields;
mod data;
mod definitions;

use serde_json::{Value, json};

use crate::behavior::Domain;
use crate::params::Params;
use crate::reply::Refusal;
use crate::store::{Key, Record, TableSpec, text};

/// Custom fields of users, roles, groups and departments. Their values are stored with what they belong to.
static CUSTOM_FIELDS: TableSpec = TableSpec {
    name: "custom_fields",
    id: "id",
    unique: &[KEY],
};

const KEY: Key = Key::of(&["targetType", "key"]);

/// What was changed in built-in fields of users.
static BASE_FIELDS: TableSpec = TableSpec {
    name: "base_fields",
    id: "key",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&CUSTOM_FIELDS, &BASE_FIELDS],
    links: &[],
    rules: &[definitions::RULES, base_fields::RULES, data::RULES],
    seeds: &[],
};

const USER: &str = "USER";

/// Fields belong to the user pool.
fn check_tenant(params: Params<'_>) -> Result<(), Refusal> {
    match params.get("tenantId") {
        Some(_) => Err(Refusal::not_emulated("custom fields of a tenant")),
        None => Ok(()),
    }
}

/// The fields on a page, and the numbers of those on all pages. The parameters call two data types by other names.
fn page(fields: impl Iterator<Item = Record>, params: Params<'_>) -> Value {
    let data_type = match params.required("dataType") {
        "SELECT" => "ENUM",
        other => other,
    };
    let keyword = params.search("keyword");
    let is = |field: &Record, name: &str| field.get(name).is_some_and(|value| *value == true);
    let is_wanted = |field: &Record, param, name| {
        let wanted = params.get(param).map(|wanted| *wanted == true);
        wanted.is_none_or(|wanted| is(field, name) == wanted)
    };
    let fields = fields.filter(|field| {
        text(field, "dataType") == data_type
            && is_wanted(field, "userVisible", "visibleInUserCenter")
            && is_wanted(field, "adminVisible", "visibleInAdminConsole")
            && keyword.is_in(field, &["key", "label"])
    });
    let fields: Vec<Record> = fields.collect();
    let count = |name| fields.iter().filter(|field| is(field, name)).count();
    let mut page = params.page().of("list", fields.iter(), |field| field.clone().into());
    json!({
        "count": {
            "all": fields.len(),
            "userVisible": count("visibleInUserCenter"),
            "adminVisible": count("visibleInAdminConsole"),
        },
        "list": page["list"].take(),
    })
}
