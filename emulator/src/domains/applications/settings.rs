//! Creates, configures, lists and removes applications.

use serde_json::{Map, Value, json};

use super::{APPLICATIONS, HIDDEN, IDENTIFIER, SECRET, STRATEGY, find, id_of};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::namespaces;
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_application", Seen, create_application),
    write("update_application", Documented, update_application),
    write("delete_application", Seen, delete_application),
    read("get_application", Seen, get_application),
    read("list_applications", Seen, list_applications),
    read("get_application_simple_info", Documented, get_application_simple_info),
    read("list_application_simple_info", Documented, list_application_simple_info),
    read("get_application_secret", Documented, get_application_secret),
    write("refresh_application_secret", Documented, refresh_application_secret),
    read("list_application_active_users", Assumed, list_application_active_users),
    read("check_domain_available", Assumed, check_domain_available),
];

/// The parameters that are stored as they are.
const FIELDS: &[&str] = &[
    "appName",
    "template",
    "appIdentifier",
    "appLogo",
    "appDescription",
    "appType",
    "defaultProtocol",
    "redirectUris",
    "logoutRedirectUris",
    "initLoginUri",
    "ssoEnabled",
    "oidcConfig",
    "samlProviderEnabled",
    "samlConfig",
    "oauthProviderEnabled",
    "oauthConfig",
    "casProviderEnabled",
    "casConfig",
    "registerConfig",
    "brandingConfig",
    "ssoShowLaunchpad",
    "enablePermissionApply",
];

/// The fields of short forms.
const SIMPLE: &[&str] = &[
    "appId",
    "appIdentifier",
    "appName",
    "appLogo",
    "appDescription",
    "appType",
    "isIntegrateApp",
];

fn view(application: &Record) -> Value {
    let mut shown = application.clone();
    shown.retain(|name, _| !HIDDEN.contains(&name.as_str()));
    shown.into()
}

fn simple_view(application: &Record) -> Value {
    Params::new(application).only(SIMPLE).into()
}

/// The fields that a request states.
fn given(call: &Call<'_>) -> Map<String, Value> {
    let mut given = call.params.only(FIELDS);
    if let Some(config) = call.params.get("loginConfig") {
        given.insert("loginConfig".to_owned(), login_config(config));
    }
    given
}

/// Requests name the connections that are enabled in another way than responses.
fn login_config(config: &Value) -> Value {
    let mut config = config.as_object().cloned().unwrap_or_default();
    if let Some(connections) = config.remove("enabledExtIdpConnIds") {
        config.insert("enabledExtIdpConns".to_owned(), connections);
    }
    config.into()
}

/// A self-built application needs an identifier, and an integrated one a template. The application gets a namespace whose
/// code is its ID.
fn create_application(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let is_integrated = params.text("template").is_some();
    if !is_integrated && params.text("appIdentifier").is_none() {
        let reason = "is required for self-built applications";
        return Err(Refusal::malformed("appIdentifier", reason));
    }
    let id = state.ids.next(call.now);
    let mut application = object(json!({
        "appId": id,
        "appDescription": "",
        "appType": "web",
        "userPoolId": call.user_pool_id,
        "isIntegrateApp": is_integrated,
        "defaultProtocol": "oidc",
        "redirectUris": [],
        "logoutRedirectUris": [],
        "ssoEnabled": false,
        "oidcConfig": {
            "grant_types": ["authorization_code", "password", "refresh_token"],
            "response_types": ["code"],
            "id_token_signed_response_alg": "HS256",
            "authorization_code_expire": 600,
            "id_token_expire": 1_209_600,
            "access_token_expire": 1_209_600,
            "refresh_token_expire": 2_592_000,
            "skip_consent": true,
        },
        "samlProviderEnabled": false,
        "oauthProviderEnabled": false,
        "casProviderEnabled": false,
        "customBrandingEnabled": false,
        "customSecurityEnabled": false,
        STRATEGY: "ALLOW_ALL",
        SECRET: state.ids.secret(),
    }));
    application.extend(given(call).into_iter().filter(|(_, value)| !value.is_null()));
    if value(&application, "ssoEnabled") == true {
        application.insert("ssoEnabledAt".to_owned(), call.time().into());
    }
    state.insert(&APPLICATIONS, application)?;
    let namespace = json!({"code": id, "name": params.required("appName")});
    let namespace = namespace.as_object().map(Params::new);
    namespaces::create(state, namespace.unwrap_or(Params::NONE))?;
    Ok(view(find(state, &id)?))
}

/// Fields that are not given keep their values, and `null` removes a value.
fn update_application(call: &Call<'_>, state: &mut State) -> Reply {
    let application = find(state, call.params.required("appId"))?;
    let mut changes = given(call);
    changes.remove("template");
    if changes
        .get("ssoEnabled")
        .is_some_and(|new| new != value(application, "ssoEnabled"))
    {
        let time = call.params.flag("ssoEnabled").then(|| call.time());
        changes.insert("ssoEnabledAt".to_owned(), time.into());
    }
    let id = text(application, APPLICATIONS.id).to_owned();
    state.change(&APPLICATIONS, &id, changes)?;
    success()
}

/// The application's namespace goes with it.
fn delete_application(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(state, call.params.required("appId"))?;
    state.remove(&APPLICATIONS, &id);
    namespaces::remove(state, &id)?;
    success()
}

fn get_application(call: &Call<'_>, state: &State) -> Reply {
    find(state, call.params.required("appId")).map(view)
}

fn get_application_simple_info(call: &Call<'_>, state: &State) -> Reply {
    find(state, call.params.required("appId")).map(simple_view)
}

fn list_applications(call: &Call<'_>, state: &State) -> Reply {
    Ok(call.params.page().of("list", filtered(call, state), view))
}

fn list_application_simple_info(call: &Call<'_>, state: &State) -> Reply {
    Ok(call.params.page().of("list", filtered(call, state), simple_view))
}

/// The applications that a request asks for, oldest first.
fn filtered<'a>(call: &Call<'a>, state: &'a State) -> impl Iterator<Item = &'a Record> {
    let params = call.params;
    let keywords = params.search("keywords");
    state.table(&APPLICATIONS).iter().filter(move |application| {
        let is = |field: &str| value(application, field) == true;
        keywords.is_in(application, &["appName", "appIdentifier"])
            && (!params.flag("isIntegrateApp") || is("isIntegrateApp"))
            && (!params.flag("isSelfBuiltApp") || !is("isIntegrateApp"))
            && (!params.flag("ssoEnabled") || is("ssoEnabled"))
    })
}

fn get_application_secret(call: &Call<'_>, state: &State) -> Reply {
    let application = find(state, call.params.required("appId"))?;
    Ok(json!({"secret": value(application, SECRET)}))
}

fn refresh_application_secret(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(state, call.params.required("appId"))?;
    let secret = state.ids.secret();
    let mut changes = Record::new();
    changes.insert(SECRET.to_owned(), secret.clone().into());
    state.change(&APPLICATIONS, &id, changes)?;
    Ok(json!({"secret": secret}))
}

/// Nobody ever logs in to the emulator.
fn list_application_active_users(call: &Call<'_>, state: &State) -> Reply {
    find(state, call.params.required("appId"))?;
    Ok(json!({"totalCount": 0, "list": []}))
}

/// A domain is the identifier of an application.
fn check_domain_available(call: &Call<'_>, state: &State) -> Reply {
    let domain = call.params.required("domain");
    let found = state.table(&APPLICATIONS).find(IDENTIFIER, &[domain]);
    Ok(json!({"available": found.is_none()}))
}
