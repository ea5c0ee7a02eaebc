//! Data policies, and what they state.

use serde_json::{Map, Value, json};

use super::namespaces::availability;
use super::structs::path_of;
use super::{POLICIES, POLICY_GRANTS, POLICY_NAME};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::{DATA_RESOURCES, Principal};
use crate::params::Params;
use crate::reply::{Refusal, Reply};
use crate::store::{Record, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("create_data_policy", Documented, create_data_policy),
    read("get_data_policy", Documented, get_data_policy),
    read("list_data_policies", Documented, list_data_policies),
    read("list_simple_data_policies", Documented, list_simple_data_policies),
    write("update_data_policy", Documented, update_data_policy),
    write("delete_data_policy", Assumed, delete_data_policy),
    read("check_data_policy_exists", Documented, check_data_policy_exists),
];

const STATEMENTS: &str = "statementList";

/// A permission of a statement.
#[derive(Clone, Copy)]
pub(super) struct Permission<'a> {
    pub(super) is_allowed: bool,
    /// Namespace, data resource and nodes, with slashes.
    pub(super) path: &'a str,
    /// An action, or `*` for all of them.
    pub(super) action: &'a str,
}

impl Permission<'_> {
    pub(super) fn covers(self, path: &str, action: &str) -> bool {
        self.path == path && (self.action == "*" || self.action == action)
    }

    /// Whether the path is that of a data resource, or of a node in it.
    fn is_on(self, resource: &str) -> bool {
        let rest = self.path.strip_prefix(resource);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// What a policy states.
pub(super) fn permissions(policy: &Record) -> impl Iterator<Item = Permission<'_>> {
    let statements = policy.get(STATEMENTS).and_then(Value::as_array);
    statements.into_iter().flatten().flat_map(|statement| {
        let is_allowed = statement["effect"] == "ALLOW";
        let permissions = statement["permissions"].as_array().into_iter().flatten();
        permissions.filter_map(move |permission| {
            let (path, action) = permission.as_str()?.rsplit_once('/')?;
            Some(Permission {
                is_allowed,
                path,
                action,
            })
        })
    })
}

/// Whether a policy states anything about a data resource.
pub(super) fn is_about(policy: &Record, resource: &Record) -> bool {
    let path = path_of(resource);
    permissions(policy).any(|permission| permission.is_on(&path))
}

/// The policies that are granted to a principal.
pub(super) fn of_principal<'a>(state: &'a State, principal: &Principal) -> impl Iterator<Item = &'a Record> + use<'a> {
    let links = POLICY_GRANTS.to(state, principal).into_iter();
    links.filter_map(|link| state.get(&POLICIES, &link.left))
}

/// The number of grants of policies about a data resource.
pub(super) fn grants_on(state: &State, resource: &Record) -> usize {
    let policies = state.table(&POLICIES).iter();
    let policies = policies.filter(|policy| is_about(policy, resource));
    policies
        .map(|policy| POLICY_GRANTS.of_record(state, text(policy, POLICIES.id)).count())
        .sum()
}

/// The policy with this ID.
pub(super) fn find<'a>(state: &'a State, id: &str) -> Result<&'a Record, Refusal> {
    let found = state.get(&POLICIES, id);
    found.ok_or_else(|| Refusal::not_found("数据策略不存在"))
}

/// Permissions are paths of at least a namespace, a data resource and an action.
fn check_statements(params: Params<'_>) -> Result<(), Refusal> {
    for (index, statement) in params.objects(STATEMENTS).enumerate() {
        let mut permissions = statement.texts("permissions");
        let is_malformed = |text: &str| text.split('/').count() < 3 || text.split('/').any(str::is_empty);
        if let Some(malformed) = permissions.find(|text| is_malformed(text)) {
            let path = format!("{STATEMENTS}[{index}].permissions");
            let reason = format!("must be paths like namespace/resource/action (got \"{malformed}\")");
            return Err(Refusal::malformed(&path, &reason));
        }
    }
    Ok(())
}

fn view(policy: &Record) -> Value {
    let mut shown = policy.clone();
    shown.remove(STATEMENTS);
    shown.into()
}

fn create_data_policy(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    check_statements(params)?;
    let id = state.ids.next(call.now);
    let policy = json!({
        "policyId": id,
        "policyName": params.required("policyName"),
        "description": params.text("description").unwrap_or_default(),
        STATEMENTS: params.items(STATEMENTS),
        "createdAt": call.time(),
        "updatedAt": call.time(),
    });
    state.insert(&POLICIES, object(policy))?;
    find(state, &id).map(view)
}

fn get_data_policy(call: &Call<'_>, state: &State) -> Reply {
    find(state, call.params.required("policyId")).map(view)
}

/// The policies whose names contain the query, oldest first.
fn filtered<'a>(call: &Call<'_>, state: &'a State) -> impl Iterator<Item = &'a Record> {
    let query = call.params.search("query");
    let policies = state.table(&POLICIES).iter();
    policies.filter(move |policy| query.is_in(policy, &["policyName"]))
}

fn list_data_policies(call: &Call<'_>, state: &State) -> Reply {
    let view = |policy: &Record| {
        let resources = state.table(&DATA_RESOURCES).iter();
        let resources = resources.filter(|resource| is_about(policy, resource));
        let resources = resources.map(|resource| {
            json!({
                "resourceId": value(resource, DATA_RESOURCES.id),
                "resourceName": value(resource, "resourceName"),
            })
        });
        let targets = POLICY_GRANTS
            .of_record(state, text(policy, POLICIES.id))
            .map(|(target, _)| {
                json!({
                    "id": target.id,
                    "type": target.kind.target_type(),
                    "name": target.name(state),
                })
            });
        json!({
            "policyId": value(policy, POLICIES.id),
            "policyName": value(policy, "policyName"),
            "description": value(policy, "description"),
            "updatedAt": value(policy, "updatedAt"),
            "resourceList": resources.collect::<Vec<_>>(),
            "targetList": targets.collect::<Vec<_>>(),
        })
    };
    Ok(call.params.page().of("list", filtered(call, state), view))
}

fn list_simple_data_policies(call: &Call<'_>, state: &State) -> Reply {
    let view = |policy: &Record| {
        Params::new(policy)
            .only(&["policyId", "policyName", "description"])
            .into()
    };
    Ok(call.params.page().of("list", filtered(call, state), view))
}

/// Fields that are not given keep their values.
fn update_data_policy(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let id = text(find(state, params.required("policyId"))?, POLICIES.id).to_owned();
    check_statements(params)?;
    let mut changes: Map<String, Value> = params.only(&["policyName", "description", STATEMENTS]);
    changes.retain(|_, value| !value.is_null());
    changes.insert("updatedAt".to_owned(), call.time().into());
    state.change(&POLICIES, &id, changes)?;
    find(state, &id).map(view)
}

fn delete_data_policy(call: &Call<'_>, state: &mut State) -> Reply {
    let id = text(find(state, call.params.required("policyId"))?, POLICIES.id).to_owned();
    state.remove(&POLICIES, &id);
    Ok(Value::Null)
}

fn check_data_policy_exists(call: &Call<'_>, state: &State) -> Reply {
    let name = call.params.required("policyName");
    let found = state.table(&POLICIES).find(POLICY_NAME, &[name]);
    Ok(availability(found.map(|_| "policyName")))
}
