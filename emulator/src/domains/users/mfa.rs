//! Multi-factor authentication of users, as far as it is stored.

use serde_json::{Map, Value, json};

use super::{USERS, find, id_of, named};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, text, value};

/// What is stored of a user: the authenticator under `otp`, and the trigger data under `triggerData`.
pub(super) static MFA: TableSpec = TableSpec {
    name: "mfa",
    id: "userId",
    unique: &[],
};

pub(super) const RULES: &[Rule] = &[
    read("get_user_mfa_info", Assumed, get_user_mfa_info),
    write("import_otp", Documented, import_otp),
    read("get_otp_secret_by_user", Documented, get_otp_secret_by_user),
    write("set_users_mfa_status", Documented, set_users_mfa_status),
    write("get_user_mfa_status", Assumed, get_user_mfa_status),
];

fn stored<'a>(state: &'a State, user: &str, name: &str) -> Option<&'a Map<String, Value>> {
    state.get(&MFA, user)?.get(name)?.as_object()
}

fn store(state: &mut State, user: &str, name: &str, value: Value) -> Result<(), Refusal> {
    if state.get(&MFA, user).is_none() {
        let record = Record::from_iter([(MFA.id.to_owned(), user.into())]);
        state.insert(&MFA, record)?;
    }
    Ok(state.change(&MFA, user, Record::from_iter([(name.to_owned(), value)]))?)
}

/// A user who has an authenticator can use one-time passwords.
fn get_user_mfa_info(call: &Call<'_>, state: &State) -> Reply {
    let user = id_of(state, call.params)?;
    let has_otp = stored(state, &user, "otp").is_some();
    Ok(json!({
        "totpStatus": if has_otp { "enabled" } else { "disabled" },
        "faceMfaStatus": "disabled",
        "smsMfaStatus": "disabled",
        "emailMfaStatus": "disabled",
    }))
}

/// Stores the authenticator of a user.
pub(super) fn store_otp(state: &mut State, user: &str, otp: Params<'_>) -> Result<(), Refusal> {
    store(state, user, "otp", otp.only(&["secret", "recoveryCode"]).into())
}

fn import_otp(call: &Call<'_>, state: &mut State) -> Reply {
    for item in call.params.objects("list") {
        let user = text(find(state, None, item.required("userId"))?, USERS.id).to_owned();
        store_otp(state, &user, item.object("otp"))?;
    }
    Ok(Value::Null)
}

fn get_otp_secret_by_user(call: &Call<'_>, state: &State) -> Reply {
    let user = id_of(state, call.params)?;
    let otp = stored(state, &user, "otp").ok_or_else(|| Refusal::not_found("the user has no authenticator"))?;
    Ok(json!({"secret": value(otp, "secret")}))
}

fn set_users_mfa_status(call: &Call<'_>, state: &mut State) -> Reply {
    let user = id_of(state, call.params)?;
    let data: Map<_, _> = call.params.object("mfaTriggerData").fields().map(owned).collect();
    store(state, &user, "triggerData", data.into())?;
    success()
}

/// What was set, and before that what is known of the user.
fn get_user_mfa_status(call: &Call<'_>, state: &mut State) -> Reply {
    let user = named(state, call.params, call.params)?;
    let data = stored(state, text(user, USERS.id), "triggerData");
    let known = || {
        let names = ["nickname", "username", "phone", "phoneCountryCode"];
        let mut data: Map<_, _> = user
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()))
            .map(owned)
            .collect();
        data.insert("applicationMfa".to_owned(), json!([]));
        data
    };
    Ok(data.cloned().unwrap_or_else(known).into())
}

fn owned((name, value): (&String, &Value)) -> (String, Value) {
    (name.clone(), value.clone())
}
