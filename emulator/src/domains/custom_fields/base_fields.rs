//! Built-in fields of users.

use serde_json::{Value, json};

use super::{BASE_FIELDS, USER, check_tenant, page};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, object};

pub(super) const RULES: &[Rule] = &[
    read("get_user_base_fields", Assumed, get_user_base_fields),
    read("list_user_base_fields", Assumed, list_user_base_fields),
    write("set_user_base_fields", Documented, set_user_base_fields),
];

/// Keys, labels and data types.
const FIELDS: &[(&str, &str, &str)] = &[
    ("username", "Username", "STRING"),
    ("name", "Name", "STRING"),
    ("nickname", "Nickname", "STRING"),
    ("email", "Email", "STRING"),
    ("phone", "Phone", "STRING"),
    ("phoneCountryCode", "Phone country code", "STRING"),
    ("externalId", "External ID", "STRING"),
    ("photo", "Photo", "STRING"),
    ("gender", "Gender", "ENUM"),
    ("birthdate", "Birthdate", "DATETIME"),
    ("emailVerified", "Email verified", "BOOLEAN"),
    ("phoneVerified", "Phone verified", "BOOLEAN"),
    ("country", "Country", "STRING"),
    ("province", "Province", "STRING"),
    ("city", "City", "STRING"),
    ("address", "Address", "STRING"),
    ("streetAddress", "Street address", "STRING"),
    ("postalCode", "Postal code", "STRING"),
    ("company", "Company", "STRING"),
    ("givenName", "Given name", "STRING"),
    ("familyName", "Family name", "STRING"),
    ("middleName", "Middle name", "STRING"),
    ("preferredUsername", "Preferred username", "STRING"),
    ("profile", "Profile", "STRING"),
    ("website", "Website", "STRING"),
    ("zoneinfo", "Time zone", "STRING"),
    ("locale", "Locale", "STRING"),
    ("formatted", "Formatted address", "STRING"),
    ("region", "Region", "STRING"),
    ("identityNumber", "Identity number", "STRING"),
    ("status", "Status", "ENUM"),
    ("createdAt", "Created at", "DATETIME"),
    ("updatedAt", "Updated at", "DATETIME"),
    ("loginsCount", "Number of logins", "NUMBER"),
    ("lastLogin", "Last login", "DATETIME"),
    ("lastIp", "Last IP address", "STRING"),
];

/// What an update may change.
const CHANGEABLE: &[&str] = &[
    "label",
    "description",
    "userEditable",
    "visibleInAdminConsole",
    "visibleInUserCenter",
    "i18n",
];

/// Whether this is the key of a built-in field.
pub(super) fn is_one(key: &str) -> bool {
    FIELDS.iter().any(|(known, ..)| *known == key)
}

/// A built-in field as it was changed.
fn view(state: &State, (key, label, data_type): &(&str, &str, &str)) -> Record {
    let mut field = object(json!({
        "targetType": USER,
        "key": key,
        "label": label,
        "description": "",
        "dataType": data_type,
        "encrypted": false,
        "isUnique": matches!(*key, "username" | "email" | "phone" | "externalId"),
        "userEditable": true,
        "visibleInAdminConsole": true,
        "visibleInUserCenter": true,
    }));
    field.extend(state.get(&BASE_FIELDS, key).cloned().unwrap_or_default());
    field
}

fn get_user_base_fields(_: &Call<'_>, state: &State) -> Reply {
    Ok(FIELDS.iter().map(|field| Value::Object(view(state, field))).collect())
}

/// Only users have built-in fields.
fn list_user_base_fields(call: &Call<'_>, state: &State) -> Reply {
    check_tenant(call.params)?;
    let is_user = call.params.required("targetType") == USER;
    let fields = FIELDS.iter().filter(|_| is_user).map(|field| view(state, field));
    Ok(page(fields, call.params))
}

fn set_user_base_fields(call: &Call<'_>, state: &mut State) -> Reply {
    let fields = call.params.objects("list").map(|field| set(state, field));
    fields.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn set(state: &mut State, params: Params<'_>) -> Reply {
    let key = params.required("key");
    let field = FIELDS.iter().find(|(known, ..)| *known == key);
    let field = field.ok_or_else(|| Refusal::not_found(format!("{key} is not a built-in field")))?;
    let mut changes = params.only(CHANGEABLE);
    changes.retain(|_, value| !value.is_null());
    if state.get(&BASE_FIELDS, key).is_some() {
        state.change(&BASE_FIELDS, key, changes)?;
    } else {
        changes.insert(BASE_FIELDS.id.to_owned(), key.into());
        state.insert(&BASE_FIELDS, changes)?;
    }
    Ok(view(state, field).into())
}
