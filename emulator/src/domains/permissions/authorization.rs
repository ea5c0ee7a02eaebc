//! Who is authorized to do what with resources.

use serde_json::{Map, Value, json};

use super::namespaces::named;
use super::principals::{Principal, PrincipalKind, principals_of_user};
use super::resources::{absent, find};
use super::{RESOURCE_GRANTS, RESOURCES};
use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::groups;
use crate::domains::roles::{self, DEFAULT_NAMESPACE};
use crate::domains::users::{self, USERS};
use crate::params::{Page, Params};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Link, Record, State, text, value};

pub(super) const RULES: &[Rule] = &[
    write("authorize_resources", Seen, authorize_resources),
    read("get_authorized_resources", Seen, get_authorized_resources),
    read("is_action_allowed", Assumed, is_action_allowed),
    read(
        "get_resource_authorized_targets",
        Documented,
        get_resource_authorized_targets,
    ),
    read("get_user_authorized_resources", Seen, get_user_authorized_resources),
    read("get_group_authorized_resources", Seen, get_group_authorized_resources),
    read("get_role_authorized_resources", Seen, get_role_authorized_resources),
];

/// A code that is authorized, and the actions on it.
struct Authorized<'a> {
    resource: &'a Record,
    code: &'a str,
    actions: Vec<&'a str>,
}

impl<'a> Authorized<'a> {
    /// What a link authorizes.
    fn of_link(state: &'a State, link: &'a Link) -> impl Iterator<Item = Self> {
        let resource = state.get(&RESOURCES, &link.left);
        resource.into_iter().flat_map(|resource| {
            link.facts.iter().map(move |(code, actions)| {
                let actions = actions.as_array().into_iter().flatten();
                Authorized {
                    resource,
                    code,
                    actions: actions.filter_map(Value::as_str).collect(),
                }
            })
        })
    }

    /// Whether it covers an action on a resource, or on an object in it: `ecs` covers `ecs:1`.
    fn covers(&self, resource: &str, action: &str) -> bool {
        let rest = resource.strip_prefix(self.code);
        let is_covered = matches(self.code, resource) || rest.is_some_and(|rest| rest.starts_with(':'));
        is_covered && self.actions.iter().any(|known| matches(known, action))
    }

    fn view(&self) -> Value {
        let mut shown = json!({
            "resourceCode": self.code,
            "resourceType": value(self.resource, "type"),
            "description": self.resource.get("description"),
            "actions": self.actions,
            "effect": "ALLOW",
            "condition": [],
        });
        if let Some(identifier) = self.resource.get("apiIdentifier") {
            shown["apiIdentifier"] = identifier.clone();
        }
        shown
    }
}

/// Whether a text is equal to a pattern, or begins with what stands before its final `*`.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => text.starts_with(beginning),
        None => text == pattern,
    }
}

/// What any of the principals is authorized for, within the namespace and the resource type of the request. Actions on
/// the same code are put together.
fn authorized<'a>(
    call: &Call<'_>,
    state: &'a State,
    principals: impl Iterator<Item = Principal>,
) -> Vec<Authorized<'a>> {
    let namespace = call.params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let ty = call.params.text("resourceType");
    let links = principals.flat_map(|principal| RESOURCE_GRANTS.to(state, &principal));
    let found = links.flat_map(|link| Authorized::of_link(state, link)).filter(|found| {
        let has_type = ty.is_none_or(|ty| text(found.resource, "type") == ty);
        has_type && text(found.resource, "namespace") == namespace
    });
    let mut all: Vec<Authorized<'a>> = Vec::new();
    for found in found {
        match all.iter_mut().find(|known| known.code == found.code) {
            Some(known) => {
                let new = found.actions.into_iter();
                let new: Vec<_> = new.filter(|action| !known.actions.contains(action)).collect();
                known.actions.extend(new);
            }
            None => all.push(found),
        }
    }
    all
}

fn of_user<'a>(call: &Call<'_>, state: &'a State, user: &str) -> Vec<Authorized<'a>> {
    let principals = principals_of_user(state, user, call.now).into_iter();
    authorized(call, state, principals.map(|acting| acting.principal))
}

fn of_principal<'a>(call: &Call<'_>, state: &'a State, principal: Principal) -> Vec<Authorized<'a>> {
    authorized(call, state, std::iter::once(principal))
}

/// The kind that `targetType` names. The rows only allow such types.
fn kind(params: Params<'_>) -> PrincipalKind {
    PrincipalKind::named(params.required("targetType")).unwrap_or(PrincipalKind::User)
}

/// The resource with this code, or the one that an object with this code is in.
fn find_covering<'a>(state: &'a State, namespace: &str, code: &str) -> Result<&'a Record, Refusal> {
    let of_object = || {
        let (resource, _) = code.split_once(':')?;
        find(state, namespace, resource)
    };
    find(state, namespace, code).or_else(of_object).ok_or_else(absent)
}

/// Authorizing a target for a resource again replaces the actions.
fn authorize_resources(call: &Call<'_>, state: &mut State) -> Reply {
    let namespace = named(state, call.params)?;
    for item in call.params.objects("list") {
        for identifier in item.texts("targetIdentifiers") {
            let target = Principal::find(state, kind(item), identifier, Some(namespace))?;
            for granted in item.objects("resources") {
                authorize(state, namespace, &target, granted)?;
            }
        }
    }
    success()
}

fn authorize(state: &mut State, namespace: &str, target: &Principal, granted: Params<'_>) -> Result<(), Refusal> {
    let code = granted.required("code");
    let id = text(find_covering(state, namespace, code)?, RESOURCES.id).to_owned();
    let known = RESOURCE_GRANTS.get(state, &id, target);
    let mut actions: Map<String, Value> = known.map(|link| link.facts.clone()).unwrap_or_default();
    actions.insert(code.to_owned(), granted.texts("actions").collect());
    state.connect(RESOURCE_GRANTS.links(target.kind), &id, &target.id, actions);
    Ok(())
}

/// What is authorized directly. Nothing is ever denied, whatever `withDenied` says.
fn get_authorized_resources(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let identifier = params.required("targetIdentifier");
    let kind = kind(params);
    let target = Principal::find(state, kind, identifier, params.text("namespace"));
    let target = target.map_err(|refusal| match kind {
        PrincipalKind::Group => Refusal::not_found(format!("group not exists with code: {identifier}")),
        _ => refusal,
    })?;
    let wanted: Vec<&str> = params.texts("resourceList").collect();
    let found = of_principal(call, state, target).into_iter().filter(|found| {
        let begins = |beginning: &&str| found.code.starts_with(beginning.trim_end_matches('*'));
        wanted.is_empty() || wanted.iter().any(begins)
    });
    Ok(Page::all(found, |found| found.view()))
}

fn is_action_allowed(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let user = text(users::find(state, None, params.required("userId"))?, USERS.id);
    let (resource, action) = (params.required("resource"), params.required("action"));
    let found = of_user(call, state, user);
    let is_allowed = found.iter().any(|found| found.covers(resource, action));
    Ok(json!({"allowed": is_allowed}))
}

fn get_resource_authorized_targets(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let namespace = params.text("namespace").unwrap_or(DEFAULT_NAMESPACE);
    let code = params.required("resource");
    let resource = find_covering(state, namespace, code)?;
    let wanted = params.text("targetType").and_then(PrincipalKind::named);
    let links = RESOURCE_GRANTS.of_record(state, text(resource, RESOURCES.id));
    let links = links.filter(|(principal, link)| {
        let has_kind = wanted.is_none_or(|kind| principal.kind == kind);
        has_kind && link.facts.contains_key(code)
    });
    let view = |(principal, link): (Principal, &Link)| {
        let target_type = match principal.kind {
            PrincipalKind::Department => "DEPARTMENT",
            kind => kind.target_type(),
        };
        json!({
            "targetType": target_type,
            "targetIdentifier": principal.identifier(state),
            "actions": link.facts[code],
        })
    };
    Ok(params.page().of("list", links, view))
}

/// Also what is authorized through groups, roles and departments.
fn get_user_authorized_resources(call: &Call<'_>, state: &State) -> Reply {
    let user = users::id_of(state, call.params)?;
    let found = of_user(call, state, &user);
    Ok(Page::all(found.into_iter(), |found| found.view()))
}

fn get_group_authorized_resources(call: &Call<'_>, state: &State) -> Reply {
    let id = groups::id_of(state, call.params.required("code"))?;
    let found = of_principal(call, state, Principal::new(PrincipalKind::Group, &id));
    Ok(found.iter().map(Authorized::view).collect())
}

fn get_role_authorized_resources(call: &Call<'_>, state: &State) -> Reply {
    let id = roles::id_of(state, call.params.text("namespace"), call.params.required("code"))?;
    let found = of_principal(call, state, Principal::new(PrincipalKind::Role, &id));
    Ok(Page::all(found.into_iter(), |found| found.view()))
}
