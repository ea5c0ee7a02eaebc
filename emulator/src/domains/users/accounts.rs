//! Creates, updates, reads and removes users.

use serde_json::{Value, json};

use super::{
    DEPARTMENT_MEMBERS, EMAIL, EXTERNAL_ID, IDENTITIES, PHONE, PUBLIC_ACCOUNTS, USERNAME, USERS, changes,
    check_id_type, check_identifiers, find, id_of, identities, join_departments, mfa, named, new_record, resignation,
    tenants, view,
};
use crate::behavior::Basis::{Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{State, text};

pub(super) const RULES: &[Rule] = &[
    write("create_user", Seen, create_user),
    write("create_users_batch", Documented, create_users_batch),
    write("update_user", Seen, update_user),
    write("update_user_batch", Documented, update_user_batch),
    write("delete_users_batch", Seen, delete_users_batch),
    read("get_user", Seen, get_user),
    read("get_user_batch", Documented, get_user_batch),
    read("is_user_exists", Seen, is_user_exists),
    write("resign_user", Documented, resign_user),
    write("resign_user_batch", Documented, resign_user_batch),
];

fn create_user(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params, call.params.object("options"))
}

fn create_users_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let users = call
        .params
        .objects("list")
        .map(|user| create(call, state, user, options));
    users.collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// Creates a user, and returns it.
pub(in crate::domains) fn create(call: &Call<'_>, state: &mut State, params: Params<'_>, options: Params<'_>) -> Reply {
    let user = new_record(call, state, params, options);
    check_identifiers(state, &PUBLIC_ACCOUNTS, &user)?;
    let id = state.insert(&USERS, user)?;
    join_departments(call, state, &DEPARTMENT_MEMBERS, &id, params, options)?;
    for identity in params.objects("identities") {
        identities::link(call, state, &id, identity)?;
    }
    if params.get("otp").is_some() {
        mfa::store_otp(state, &id, params.object("otp"))?;
    }
    for tenant in params.texts("tenantIds") {
        tenants::add_to_tenant(call, state, tenant, &id)?;
    }
    view_of(state, &id)
}

fn update_user(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let id = text(named(state, call.params, options)?, USERS.id).to_owned();
    update(call, state, &id, call.params, options)
}

fn update_user_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let options = call.params.object("options");
    let users = call.params.objects("list").map(|user| {
        let id = id_of(state, user)?;
        update(call, state, &id, user, options)
    });
    users.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn update(call: &Call<'_>, state: &mut State, id: &str, params: Params<'_>, options: Params<'_>) -> Reply {
    let changes = changes(call, find(state, None, id)?, params, options);
    check_identifiers(state, &PUBLIC_ACCOUNTS, &changes)?;
    state.change(&USERS, id, changes)?;
    view_of(state, id)
}

/// A user as the operations that change it return it.
fn view_of(state: &State, id: &str) -> Reply {
    let flags = json!({"withCustomData": true});
    let flags = flags.as_object().map(Params::new);
    let user = find(state, None, id)?;
    Ok(view(state, user, flags.expect("an object")))
}

fn delete_users_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let id_type = call.params.object("options").text("userIdType");
    check_id_type(id_type)?;
    for id in call.params.texts("userIds") {
        // Absent users are skipped.
        if let Ok(user) = find(state, id_type, id) {
            let id = text(user, USERS.id).to_owned();
            remove(state, &id);
        }
    }
    success()
}

/// Removes a user with its identities and factors.
pub(in crate::domains) fn remove(state: &mut State, id: &str) {
    for identity in identities::ids_of_user(state, id) {
        state.remove(&IDENTITIES, &identity);
    }
    state.remove(&mfa::MFA, id);
    state.remove(&USERS, id);
}

fn get_user(call: &Call<'_>, state: &State) -> Reply {
    let user = named(state, call.params, call.params)?;
    Ok(view(state, user, call.params))
}

/// Absent users are left out.
fn get_user_batch(call: &Call<'_>, state: &State) -> Reply {
    let id_type = call.params.text("userIdType");
    check_id_type(id_type)?;
    let ids = call.params.texts("userIds");
    let users = ids.filter_map(|id| find(state, id_type, id).ok());
    Ok(users.map(|user| view(state, user, call.params)).collect())
}

fn is_user_exists(call: &Call<'_>, state: &State) -> Reply {
    let keys = [
        ("username", USERNAME),
        ("email", EMAIL),
        ("phone", PHONE),
        ("externalId", EXTERNAL_ID),
    ];
    let mut given = keys
        .into_iter()
        .filter_map(|(name, key)| Some((call.params.text(name)?, key)))
        .peekable();
    if given.peek().is_none() {
        let names = "username, email, phone, externalId";
        return Err(Refusal::malformed(names, "at least one of them is required"));
    }
    let exists = given.any(|(value, key)| state.table(&USERS).find(key, &[value]).is_some());
    Ok(json!({"exists": exists}))
}

fn resign_user(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(state, call.params)?;
    resign(call, state, &id)?;
    success()
}

fn resign_user_batch(call: &Call<'_>, state: &mut State) -> Reply {
    let id_type = call.params.text("userIdType");
    for id in call.params.texts("userIds") {
        let id = text(find(state, id_type, id)?, USERS.id).to_owned();
        resign(call, state, &id)?;
    }
    success()
}

/// A user who has resigned is in no department, role or group any more.
fn resign(call: &Call<'_>, state: &mut State, id: &str) -> Result<(), Refusal> {
    state.change(&USERS, id, resignation(call))?;
    state.disconnect_all(&USERS, id);
    Ok(())
}
