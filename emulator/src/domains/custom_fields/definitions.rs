//! Custom fields of users, roles, groups and departments.

use serde_json::{Value, json};

use super::{CUSTOM_FIELDS, KEY, USER, base_fields, check_tenant, page};
use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    read("get_custom_fields", Documented, get_custom_fields),
    read("list_cust_fields", Documented, list_cust_fields),
    write("set_custom_fields", Documented, set_custom_fields),
    write("delete_custom_fields", Documented, delete_custom_fields),
];

/// The parameters that are stored. Responses do not contain the others.
const FIELDS: &[&str] = &[
    "targetType",
    "key",
    "dataType",
    "label",
    "description",
    "encrypted",
    "isUnique",
    "userEditable",
    "visibleInAdminConsole",
    "visibleInUserCenter",
    "options",
    "i18n",
];

/// What cannot be changed later.
const FIXED: &[&str] = &["dataType", "encrypted"];

pub(super) fn find<'a>(state: &'a State, target_type: &str, key: &str) -> Option<&'a Record> {
    state.table(&CUSTOM_FIELDS).find(KEY, &[target_type, key])
}

/// The fields of the type that `targetType` names, oldest first.
fn of_type<'a>(call: &Call<'_>, state: &'a State) -> Result<impl Iterator<Item = Record> + use<'a>, Refusal> {
    check_tenant(call.params)?;
    let target_type = call.params.required("targetType").to_owned();
    if target_type == "GROUP" {
        return Err(Refusal::malformed("targetType", "GROUP is not supported"));
    }
    let fields = state.table(&CUSTOM_FIELDS).iter();
    let fields = fields.filter(move |field| text(field, "targetType") == target_type);
    Ok(fields.map(view))
}

fn view(field: &Record) -> Record {
    let mut shown = field.clone();
    shown.remove(CUSTOM_FIELDS.id);
    shown
}

fn get_custom_fields(call: &Call<'_>, state: &State) -> Reply {
    Ok(of_type(call, state)?.map(Value::Object).collect())
}

fn list_cust_fields(call: &Call<'_>, state: &State) -> Reply {
    Ok(page(of_type(call, state)?, call.params))
}

fn set_custom_fields(call: &Call<'_>, state: &mut State) -> Reply {
    check_tenant(call.params)?;
    let fields = call.params.objects("list").map(|field| set(call, state, field));
    fields.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn set(call: &Call<'_>, state: &mut State, params: Params<'_>) -> Reply {
    let (target_type, key) = (params.required("targetType"), params.required("key"));
    let mut given = params.only(FIELDS);
    given.retain(|_, value| !value.is_null());
    if let Some(known) = find(state, target_type, key) {
        if let Some(name) = FIXED
            .iter()
            .find(|name| given.get(**name).is_some_and(|new| new != value(known, name)))
        {
            return Err(Refusal::conflict(format!(
                "{name} of the field {key} cannot be changed"
            )));
        }
        let id = text(known, CUSTOM_FIELDS.id).to_owned();
        state.change(&CUSTOM_FIELDS, &id, given)?;
    } else {
        if target_type == USER && base_fields::is_one(key) {
            return Err(Refusal::conflict(format!("{key} is a built-in field")));
        }
        let mut field = object(json!({
            "id": state.ids.next(call.now),
            "createdAt": call.time(),
            "dataType": "STRING",
            "label": key,
            "description": "",
            "encrypted": false,
            "isUnique": false,
            "userEditable": false,
            "visibleInAdminConsole": true,
            "visibleInUserCenter": true,
        }));
        field.extend(given);
        state.insert(&CUSTOM_FIELDS, field)?;
    }
    Ok(find(state, target_type, key).map(view).unwrap_or_default().into())
}

/// Absent fields are skipped. Values stay where they are. The tenant, which is required, does not matter.
fn delete_custom_fields(call: &Call<'_>, state: &mut State) -> Reply {
    for params in call.params.objects("list") {
        if let Some(field) = find(state, params.required("targetType"), params.required("key")) {
            let id = text(field, CUSTOM_FIELDS.id).to_owned();
            state.remove(&CUSTOM_FIELDS, &id);
        }
    }
    success()
}
