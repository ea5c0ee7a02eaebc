//! Which applications users and other subjects have access to.

use serde_json::{Value, json};

use super::grants::{Effect, Grant, allows_all, effect_on};
use super::{APPLICATION_GRANTS, APPLICATIONS, STRATEGY, find};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read};
use crate::domains::permissions::{Principal, PrincipalKind, principals_of, principals_of_user};
use crate::domains::users;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, text, value};

pub(super) const RULES: &[Rule] = &[
    read("list_auth_subject", Documented, list_auth_subject),
    read("detail_auth_subject", Assumed, detail_auth_subject),
    read("get_user_accessible_apps", Documented, get_user_accessible_apps),
    read("get_user_authorized_apps", Documented, get_user_authorized_apps),
];

/// The subject that `targetType` and `targetId` name. Access keys have no authorizations.
fn subject(call: &Call<'_>, state: &State) -> Result<Option<Principal>, Refusal> {
    let kind = PrincipalKind::named(call.params.required("targetType"));
    kind.map(|kind| Principal::with_id(state, kind, call.params.required("targetId")))
        .transpose()
}

/// The applications that a subject is allowed or denied access to, also through its groups, roles and departments.
fn list_auth_subject(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let Some(subject) = subject(call, state)? else {
        return Ok(json!({"list": []}));
    };
    let principals = principals_of(state, &subject, call.now);
    let is_enabled = params.get("enabled").is_none_or(|enabled| *enabled == true);
    let name = params.search("appName");
    let types: Vec<&str> = params.texts("appTypeList").collect();
    let effects: Vec<&str> = params.texts("effect").collect();
    let applications = state.table(&APPLICATIONS).iter().filter_map(|application| {
        let id = text(application, APPLICATIONS.id);
        let grants = principals.iter().filter_map(|acting| {
            let grant = Grant(APPLICATION_GRANTS.get(state, id, &acting.principal)?);
            let is_wanted = grant.is_enabled() == is_enabled && grant.applies_to(acting);
            is_wanted.then(|| grant.effect())
        });
        let effect = grants.min()?.name();
        let is_integrated = value(application, "isIntegrateApp") == true;
        let ty = if is_integrated { "INTEGRATED" } else { "SELFBUILT" };
        let is_wanted = name.is_in(application, &["appName"])
            && (types.is_empty() || types.contains(&ty))
            && (effects.is_empty() || effects.contains(&effect));
        is_wanted.then(|| {
            json!({
                "appId": id,
                "logo": application.get("appLogo"),
                "template": application.get("template"),
                "appType": ty,
                "effect": effect,
            })
        })
    });
    Ok(json!({"list": applications.collect::<Vec<_>>()}))
}

/// The authorization that decides about a subject: its own, that of something it belongs to, or the default strategy.
fn detail_auth_subject(call: &Call<'_>, state: &State) -> Reply {
    let application = find(state, call.params.required("appId"))?;
    let id = text(application, APPLICATIONS.id);
    let mut detail = json!({
        "appId": id,
        "appName": value(application, "appName"),
        "reqTargetId": call.params.required("targetId"),
        "reqTargetType": call.params.required("targetType"),
        "authType": "DEFAULT",
    });
    let Some(subject) = subject(call, state)? else {
        return Ok(detail);
    };
    detail["reqTargetName"] = subject.name(state).into();
    let principals = principals_of(state, &subject, call.now);
    let grants = principals.iter().filter_map(|acting| {
        let grant = Grant(APPLICATION_GRANTS.get(state, id, &acting.principal)?);
        let is_in_effect = grant.is_enabled() && grant.applies_to(acting);
        is_in_effect.then(|| (grant.effect(), &acting.principal))
    });
    if let Some((_, decisive)) = grants.min_by_key(|(effect, _)| *effect) {
        detail["targetType"] = decisive.kind.target_type().into();
        detail["targetName"] = decisive.name(state).into();
        detail["authType"] = if *decisive == subject { "SELF" } else { "SUBJECT" }.into();
    }
    Ok(detail)
}

/// The applications that a user is allowed access to, explicitly or by default. A denial wins.
fn get_user_accessible_apps(call: &Call<'_>, state: &State) -> Reply {
    applications_of_user(call, state, |application, effect| match effect {
        Some(effect) => effect == Effect::Allow,
        None => allows_all(application),
    })
}

/// The applications that a user is explicitly allowed access to. A denial wins.
fn get_user_authorized_apps(call: &Call<'_>, state: &State) -> Reply {
    applications_of_user(call, state, |_, effect| effect == Some(Effect::Allow))
}

fn applications_of_user(call: &Call<'_>, state: &State, is_wanted: impl Fn(&Record, Option<Effect>) -> bool) -> Reply {
    let user = users::id_of(state, call.params)?;
    let principals = principals_of_user(state, &user, call.now);
    let applications = state.table(&APPLICATIONS).iter().filter(|application| {
        let effect = effect_on(state, text(application, APPLICATIONS.id), &principals);
        is_wanted(application, effect)
    });
    let view = |application: &Record| -> Value {
        json!({
            "appId": value(application, APPLICATIONS.id),
            "appName": value(application, "appName"),
            "appLogo": application.get("appLogo"),
            "appLoginUrl": login_url(application),
            "appDefaultLoginStrategy": value(application, STRATEGY),
        })
    };
    Ok(applications.map(view).collect())
}

/// Requests may state one address, or a list.
fn login_url(application: &Record) -> Option<&str> {
    match application.get("initLoginUri")? {
        Value::Array(urls) => urls.first()?.as_str(),
        url => url.as_str(),
    }
}
