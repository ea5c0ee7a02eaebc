//! The fields of users and public accounts, and how requests set them. Passwords are dropped.

use std::sync::LazyLock;

use serde_json::{Map, Value, json};

use super::USERS;
use crate::behavior::Call;
use crate::params::Params;
use crate::store::{Record, State, object};

/// The parameters that are stored as they are.
const FIELDS: &[&str] = &[
    "status",
    "email",
    "phone",
    "phoneCountryCode",
    "username",
    "externalId",
    "name",
    "nickname",
    "photo",
    "gender",
    "emailVerified",
    "phoneVerified",
    "birthdate",
    "country",
    "province",
    "city",
    "address",
    "streetAddress",
    "postalCode",
    "company",
    "browser",
    "device",
    "givenName",
    "familyName",
    "middleName",
    "profile",
    "preferredUsername",
    "website",
    "zoneinfo",
    "locale",
    "formatted",
    "region",
    "identityNumber",
    "metadataSource",
];

/// What users and public accounts have in common until it is changed. It is not stored, so that many users need little memory.
static DEFAULTS: LazyLock<Record> = LazyLock::new(|| {
    let defaults = json!({
        "status": "Activated",
        "workStatus": "Active",
        "gender": "U",
        "emailVerified": false,
        "phoneVerified": false,
        "loginsCount": 0,
        "userSourceType": "adminCreated",
        "photo": "https://files.authing.co/authing-console/default-user-avatar.png",
        "resetPasswordOnNextLogin": false,
        "customData": {},
    });
    object(defaults)
});

/// The value of a field of a user or a public account.
pub(in crate::domains) fn field<'a>(user: &'a Record, name: &str) -> &'a Value {
    let default = || match name {
        "updatedAt" | "statusChangedAt" => user.get("createdAt"),
        _ => DEFAULTS.get(name),
    };
    user.get(name).or_else(default).unwrap_or(&Value::Null)
}

/// A user or a public account with all its fields.
pub(super) fn with_defaults(record: &Record) -> Record {
    let mut shown = record.clone();
    for name in ["updatedAt", "statusChangedAt"] {
        shown.insert(name.to_owned(), field(record, name).clone());
    }
    for (name, value) in &*DEFAULTS {
        shown.entry(name).or_insert_with(|| value.clone());
    }
    shown
}

/// A new user or public account.
pub(in crate::domains) fn new_record(
    call: &Call<'_>,
    state: &mut State,
    params: Params<'_>,
    options: Params<'_>,
) -> Record {
    let mut record = Record::new();
    record.insert(USERS.id.to_owned(), state.ids.next(call.now).into());
    record.insert("createdAt".to_owned(), call.time().into());
    let given = params.only(FIELDS).into_iter().filter(|(_, value)| !value.is_null());
    record.extend(given);
    if let Some(data) = params.get("customData") {
        record.insert("customData".to_owned(), data.clone());
    }
    if params.text("password").is_some() || options.flag("autoGeneratePassword") {
        record.insert("passwordLastSetAt".to_owned(), call.time().into());
    }
    if options.flag("resetPasswordOnFirstLogin") {
        record.insert("resetPasswordOnNextLogin".to_owned(), true.into());
    }
    record
}

/// What an update changes. Fields that are not given keep their values, and `null` removes a value.
pub(in crate::domains) fn changes(call: &Call<'_>, old: &Record, params: Params<'_>, options: Params<'_>) -> Record {
    let mut changes = params.only(FIELDS);
    changes.insert("updatedAt".to_owned(), call.time().into());
    if params.text("status").is_some() {
        changes.insert("statusChangedAt".to_owned(), call.time().into());
    }
    if params.text("password").is_some() || options.flag("autoGeneratePassword") {
        changes.insert("passwordLastSetAt".to_owned(), call.time().into());
    }
    let resets_password = ["resetPasswordOnNextLogin", "resetPasswordOnFirstLogin"];
    if let Some(value) = resets_password.into_iter().find_map(|name| options.get(name)) {
        changes.insert("resetPasswordOnNextLogin".to_owned(), value.clone());
    }
    if let Some(Value::Object(given)) = params.get("customData") {
        let old = old.get("customData").and_then(Value::as_object);
        let mut data: Map<String, Value> = old.cloned().unwrap_or_default();
        data.extend(given.clone());
        changes.insert("customData".to_owned(), data.into());
    }
    changes
}

/// What changes when a user or a public account resigns.
pub(in crate::domains) fn resignation(call: &Call<'_>) -> Record {
    let changes = json!({
        "status": "Resigned",
        "workStatus": "Closed",
        "statusChangedAt": call.time(),
        "updatedAt": call.time(),
    });
    object(changes)
}
