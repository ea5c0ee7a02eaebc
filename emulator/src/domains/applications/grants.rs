//! The authorizations of applications: who is allowed or denied access, and what applies to everyone else.

use serde_json::{Map, Value, json};

use super::{APPLICATION_GRANTS, APPLICATIONS, STRATEGY, find, id_of};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::{Acting, Principal, PrincipalKind};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("authorize_application_access", Documented, authorize_application_access),
    write("revoke_application_access", Documented, revoke_application_access),
    read("list_auth_application", Documented, list_auth_application),
    write("enabled_auth", Assumed, enabled_auth),
    write("delete_auth", Assumed, delete_auth),
    read(
        "get_application_permission_strategy",
        Seen,
        get_application_permission_strategy,
    ),
    write(
        "update_application_permission_strategy",
        Seen,
        update_application_permission_strategy,
    ),
];

/// Whether access is allowed. Denial is less, so that it wins among several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    Deny,
    Allow,
}

impl Effect {
    pub(super) fn name(self) -> &'static str {
        match self {
            Effect::Deny => "DENY",
            Effect::Allow => "ALLOW",
        }
    }
}

/// An authorization, as a link stores it.
#[derive(Clone, Copy)]
pub(super) struct Grant<'a>(pub(super) &'a Link);

impl Grant<'_> {
    pub(super) fn effect(self) -> Effect {
        match text(&self.0.facts, "effect") {
            "DENY" => Effect::Deny,
            _ => Effect::Allow,
        }
    }

    pub(super) fn is_enabled(self) -> bool {
        value(&self.0.facts, "enabled") == true
    }

    /// Whether it applies to someone who acts as the principal.
    pub(super) fn applies_to(self, acting: &Acting) -> bool {
        !acting.is_inherited || value(&self.0.facts, "inheritByChildren") == true
    }
}

/// What the authorizations of an application say about someone who acts as these principals. A denial wins.
pub(super) fn effect_on(state: &State, app_id: &str, principals: &[Acting]) -> Option<Effect> {
    let grants = principals.iter().filter_map(|acting| {
        let grant = Grant(APPLICATION_GRANTS.get(state, app_id, &acting.principal)?);
        (grant.is_enabled() && grant.applies_to(acting)).then(|| grant.effect())
    });
    grants.min()
}

/// The principals that an item of a request names, without those that do not exist.
fn targets(state: &State, item: Params<'_>) -> Vec<Principal> {
    let Some(kind) = PrincipalKind::named(item.required("targetType")) else {
        return Vec::new();
    };
    let namespace = item.text("namespaceCode");
    let targets = item.texts("targetIdentifier");
    targets
        .filter_map(|identifier| Principal::find(state, kind, identifier, namespace).ok())
        .collect()
}

/// Principals that do not exist are skipped. Authorizing one again replaces the effect.
fn authorize_application_access(call: &Call<'_>, state: &mut State) -> Reply {
    let app_id = id_of(state, call.params.required("appId"))?;
    for item in call.params.objects("list") {
        let is_inherited = item.get("inheritByChildren").is_none_or(|value| *value == true);
        for target in targets(state, item) {
            let known = APPLICATION_GRANTS.get(state, &app_id, &target);
            let id = match known {
                Some(link) => text(&link.facts, "id").to_owned(),
                None => state.ids.next(call.now),
            };
            let facts = object(json!({
                "id": id,
                "effect": item.required("effect"),
                "enabled": true,
                "inheritByChildren": is_inherited,
            }));
            state.connect(APPLICATION_GRANTS.links(target.kind), &app_id, &target.id, facts);
        }
    }
    success()
}

/// Principals that do not exist, or have no authorization, are skipped.
fn revoke_application_access(call: &Call<'_>, state: &mut State) -> Reply {
    let app_id = id_of(state, call.params.required("appId"))?;
    for item in call.params.objects("list") {
        for target in targets(state, item) {
            state.disconnect(APPLICATION_GRANTS.links(target.kind), &app_id, &target.id);
        }
    }
    success()
}

/// Those of users come first, then those of groups, roles and departments; of each, the oldest come first.
fn list_auth_application(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let app_id = text(find(state, params.required("appId"))?, APPLICATIONS.id);
    let name = params.search("targetName");
    let types: Vec<&str> = params.texts("targetTypeList").collect();
    let grants = APPLICATION_GRANTS.of_record(state, app_id).filter(|(target, link)| {
        let has_effect = |effect| effect == text(&link.facts, "effect");
        (types.is_empty() || types.contains(&target.kind.target_type()))
            && name.is_part_of(target.name(state))
            && params.text("effect").is_none_or(has_effect)
            && params
                .get("enabled")
                .is_none_or(|enabled| value(&link.facts, "enabled") == enabled)
    });
    let view = |(target, link): (Principal, &Link)| {
        json!({
            "id": value(&link.facts, "id"),
            "targetId": target.id,
            "targetName": target.name(state),
            "targetType": target.kind.target_type(),
            "effect": value(&link.facts, "effect"),
            "enabled": value(&link.facts, "enabled"),
            "permissionType": "SUBJECT",
        })
    };
    Ok(params.page().of("list", grants, view))
}

/// The authorization with this ID: the kind of its target, and the IDs of the application and the target.
fn find_grant(state: &State, id: &str) -> Option<(PrincipalKind, Link)> {
    PrincipalKind::ALL.into_iter().find_map(|kind| {
        let mut links = state.links(APPLICATION_GRANTS.links(kind)).iter();
        let link = links.find(|link| text(&link.facts, "id") == id)?;
        Some((kind, link.clone()))
    })
}

/// An authorization that is disabled has no effect.
fn enabled_auth(call: &Call<'_>, state: &mut State) -> Reply {
    let found = find_grant(state, call.params.required("id"));
    let (kind, mut link) = found.ok_or_else(|| Refusal::not_found("authorization not found"))?;
    link.facts
        .insert("enabled".to_owned(), call.params.flag("enabled").into());
    state.connect(APPLICATION_GRANTS.links(kind), &link.left, &link.right, link.facts);
    success()
}

/// Absent authorizations are skipped.
fn delete_auth(call: &Call<'_>, state: &mut State) -> Reply {
    for id in call.params.texts("authIds") {
        if let Some((kind, link)) = find_grant(state, id) {
            state.disconnect(APPLICATION_GRANTS.links(kind), &link.left, &link.right);
        }
    }
    success()
}

fn get_application_permission_strategy(call: &Call<'_>, state: &State) -> Reply {
    let application = find(state, call.params.required("appId"))?;
    Ok(json!({STRATEGY: value(application, STRATEGY)}))
}

fn update_application_permission_strategy(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(state, call.params.required("appId"))?;
    let changes: Map<String, Value> = call.params.only(&[STRATEGY]);
    state.change(&APPLICATIONS, &id, changes)?;
    success()
}

/// Whether everyone has access who is not denied it.
pub(super) fn allows_all(application: &Record) -> bool {
    text(application, STRATEGY) == "ALLOW_ALL"
}
