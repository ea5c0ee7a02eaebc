//! Whom data policies are granted to.

use serde_json::{Value, json};

use super::policies::find;
use super::{POLICIES, POLICY_GRANTS};
use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::{Principal, PrincipalKind};
use crate::reply::{Refusal, Reply};
use crate::store::{Link, State, object, text, value};

pub(super) const RULES: &[Rule] = &[
    write("authorize_data_policies", Documented, authorize_data_policies),
    write("revoke_data_policy", Assumed, revoke_data_policy),
    read("list_data_policy_targets", Documented, list_data_policy_targets),
];

/// The kind that a type names. The live service also has accounts for programs.
fn kind(ty: &str) -> Result<PrincipalKind, Refusal> {
    PrincipalKind::named(ty).ok_or_else(|| Refusal::not_emulated(ty))
}

/// Granting a policy again changes nothing.
fn authorize_data_policies(call: &Call<'_>, state: &mut State) -> Reply {
    for target in call.params.objects("targetList") {
        let target = Principal::with_id(state, kind(target.required("type"))?, target.required("id"))?;
        for policy in call.params.texts("policyIds") {
            let policy = text(find(state, policy)?, POLICIES.id).to_owned();
            if POLICY_GRANTS.get(state, &policy, &target).is_none() {
                let facts = object(json!({"authorizationTime": call.time()}));
                state.connect(POLICY_GRANTS.links(target.kind), &policy, &target.id, facts);
            }
        }
    }
    Ok(Value::Null)
}

/// A policy that was not granted is not an error.
fn revoke_data_policy(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let policy = text(find(state, params.required("policyId"))?, POLICIES.id).to_owned();
    let links = POLICY_GRANTS.links(kind(params.required("targetType"))?);
    state.disconnect(links, &policy, params.required("targetIdentifier"));
    Ok(Value::Null)
}

fn list_data_policy_targets(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let policy = text(find(state, params.required("policyId"))?, POLICIES.id);
    let query = params.search("query");
    let types: Vec<&str> = params.texts("targetType").collect();
    let targets = POLICY_GRANTS.of_record(state, policy).filter(|(target, _)| {
        (types.is_empty() || types.contains(&target.kind.target_type())) && query.is_part_of(target.name(state))
    });
    let view = |(target, link): (Principal, &Link)| {
        json!({
            "targetIdentifier": target.id,
            "targetType": target.kind.target_type(),
            "targetName": target.name(state),
            "authorizationTime": value(&link.facts, "authorizationTime"),
        })
    };
    Ok(params.page().of("list", targets, view))
}
