//! The custom domain of the user pool.

use serde_json::{Value, json};

use crate::behavior::Basis::{Assumed, Documented, Seen};
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, object, text};

/// It has one record at most.
static CUSTOM_DOMAIN: TableSpec = TableSpec {
    name: "custom_domain",
    id: "customDomain",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&CUSTOM_DOMAIN],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_custom_domain", Documented, create_custom_domain),
    read("get_custom_domain", Seen, get_custom_domain),
    write("update_custom_domain", Documented, update_custom_domain),
    write("verify_custom_domain_dns", Assumed, |_, state| {
        verify(state, "dnsVerified")
    }),
    write("verify_custom_domain_https", Assumed, |_, state| {
        verify(state, "httpsVerified")
    }),
    write("remove_custom_domain", Documented, remove_custom_domain),
];

fn domain(state: &State) -> Result<&Record, Refusal> {
    let mut domains = state.table(&CUSTOM_DOMAIN).iter();
    domains
        .next()
        .ok_or_else(|| Refusal::not_found("custom domain not found"))
}

/// A user pool has one custom domain.
fn create_custom_domain(call: &Call<'_>, state: &mut State) -> Reply {
    if domain(state).is_ok() {
        return Err(Refusal::conflict("customDomain already exists"));
    }
    let name = call.params.required("customDomain");
    let domain = json!({
        "customDomain": name,
        "dnsTxtName": format!("_authing.{name}"),
        "dnsTxtValue": state.ids.secret(),
        "dnsVerified": false,
        "cname": format!("{}.cname.invalid", call.user_pool_id),
        "httpsVerified": false,
    });
    state.insert(&CUSTOM_DOMAIN, object(domain.clone()))?;
    Ok(domain)
}

fn get_custom_domain(_: &Call<'_>, state: &State) -> Reply {
    Ok(domain(state)?.clone().into())
}

fn change(state: &mut State, changes: Record) -> Reply {
    let id = text(domain(state)?, CUSTOM_DOMAIN.id).to_owned();
    state.change(&CUSTOM_DOMAIN, &id, changes)?;
    success()
}

fn update_custom_domain(call: &Call<'_>, state: &mut State) -> Reply {
    change(state, call.params.only(&["httpsCertificate", "httpsPrivateKey"]))
}

/// Verification always succeeds.
fn verify(state: &mut State, field: &str) -> Reply {
    change(state, Record::from_iter([(field.to_owned(), Value::Bool(true))]))
}

fn remove_custom_domain(_: &Call<'_>, state: &mut State) -> Reply {
    let id = text(domain(state)?, CUSTOM_DOMAIN.id).to_owned();
    state.remove(&CUSTOM_DOMAIN, &id);
    success()
}
