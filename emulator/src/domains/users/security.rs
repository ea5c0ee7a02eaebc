//! Sign-in and security of users. Nobody logs in to the emulator, so there are no sessions and no history.

use serde_json::json;

use super::{id_of, named};
use crate::behavior::Basis::{Assumed, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::params::Page;
use crate::reply::{Refusal, Reply, success};
use crate::store::State;

pub(super) const RULES: &[Rule] = &[
    write("kick_users", Assumed, kick_users),
    write(
        "send_user_reset_password_email_link",
        Assumed,
        send_user_reset_password_email_link,
    ),
    read("check_session_status", Assumed, check_session_status),
    read("get_user_login_history", Assumed, get_user_login_history),
    read("get_user_loggedin_apps", Assumed, get_user_loggedin_apps),
    read(
        "get_user_principal_authentication_info",
        Assumed,
        get_user_principal_authentication_info,
    ),
    write(
        "reset_user_principal_authentication_info",
        Seen,
        reset_user_principal_authentication_info,
    ),
];

fn kick_users(call: &Call<'_>, state: &mut State) -> Reply {
    named(state, call.params, call.params.object("options"))?;
    success()
}

/// No email is sent.
fn send_user_reset_password_email_link(call: &Call<'_>, state: &mut State) -> Reply {
    for user in call.params.objects("users") {
        id_of(state, user)?;
    }
    success()
}

fn check_session_status(call: &Call<'_>, state: &State) -> Reply {
    id_of(state, call.params)?;
    Ok(json!({"active": false}))
}

fn get_user_login_history(call: &Call<'_>, state: &State) -> Reply {
    id_of(state, call.params)?;
    Ok(Page::all(std::iter::empty(), |()| json!({})))
}

fn get_user_loggedin_apps(call: &Call<'_>, state: &State) -> Reply {
    id_of(state, call.params)?;
    Ok(json!([]))
}

fn get_user_principal_authentication_info(call: &Call<'_>, state: &State) -> Reply {
    id_of(state, call.params)?;
    Ok(Page::all(std::iter::empty(), |()| json!({})))
}

/// No user is verified.
fn reset_user_principal_authentication_info(call: &Call<'_>, state: &mut State) -> Reply {
    named(state, call.params, call.params.object("options"))?;
    Err(Refusal::new(499, "没有认证记录"))
}
