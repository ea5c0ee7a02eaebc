//! ASA accounts: accounts of an application that are assigned to users, roles, groups and departments. As on the service,
//! their passwords are returned.

use serde_json::{Value, json};

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Domain, Rule, read, write};
use crate::params::Params;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec, object, text, value};

static ACCOUNTS: TableSpec = TableSpec {
    name: "asa_accounts",
    id: "accountId",
    unique: &[],
};

/// Which target has which account. The ID is made of the application and the target, so that a target has one account of
/// an application.
static ASSIGNMENTS: TableSpec = TableSpec {
    name: "asa_assignments",
    id: "id",
    unique: &[],
};

pub(super) static DOMAIN: Domain = Domain {
    tables: &[&ACCOUNTS, &ASSIGNMENTS],
    links: &[],
    rules: &[RULES],
    seeds: &[],
};

const RULES: &[Rule] = &[
    write("create_asa_account", Documented, create_asa_account),
    write("create_asa_account_batch", Documented, create_asa_account_batch),
    write("update_asa_account", Documented, update_asa_account),
    read("list_asa_account", Documented, list_asa_account),
    read("get_asa_account", Documented, get_asa_account),
    read("get_asa_account_batch", Documented, get_asa_account_batch),
    write("delete_asa_account", Documented, delete_asa_account),
    write("delete_asa_account_batch", Documented, delete_asa_account_batch),
    write("assign_asa_account", Documented, assign_asa_account),
    write("unassign_asa_account", Documented, unassign_asa_account),
    read(
        "get_asa_account_assigned_targets",
        Documented,
        get_asa_account_assigned_targets,
    ),
    read("get_assigned_account", Documented, get_assigned_account),
];

/// An account of the application that `appId` names.
fn find<'a>(call: &Call<'_>, state: &'a State, id: &str) -> Result<&'a Record, Refusal> {
    let found = state.get(&ACCOUNTS, id);
    let found = found.filter(|account| text(account, "appId") == call.params.required("appId"));
    found.ok_or_else(|| Refusal::not_found("ASA account not found"))
}

fn id_of(call: &Call<'_>, state: &State) -> Result<String, Refusal> {
    let account = find(call, state, call.params.required("accountId"))?;
    Ok(text(account, ACCOUNTS.id).to_owned())
}

fn create(call: &Call<'_>, state: &mut State, params: Params<'_>) -> Reply {
    let account = json!({
        "accountId": state.ids.next(call.now),
        "appId": call.params.required("appId"),
        "accountInfo": params.get("accountInfo"),
    });
    state.insert(&ACCOUNTS, object(account.clone()))?;
    Ok(account)
}

fn create_asa_account(call: &Call<'_>, state: &mut State) -> Reply {
    create(call, state, call.params)
}

fn create_asa_account_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for account in call.params.objects("list") {
        create(call, state, account)?;
    }
    success()
}

fn update_asa_account(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(call, state)?;
    state.change(&ACCOUNTS, &id, call.params.only(&["accountInfo"]))?;
    Ok(find(call, state, &id)?.clone().into())
}

/// The oldest accounts come first.
fn list_asa_account(call: &Call<'_>, state: &State) -> Reply {
    let app = call.params.required("appId");
    let accounts = state.table(&ACCOUNTS).iter();
    let accounts = accounts.filter(|account| text(account, "appId") == app);
    Ok(call
        .params
        .page()
        .of("list", accounts, |account| account.clone().into()))
}

fn get_asa_account(call: &Call<'_>, state: &State) -> Reply {
    Ok(find(call, state, call.params.required("accountId"))?.clone().into())
}

/// Absent accounts are left out.
fn get_asa_account_batch(call: &Call<'_>, state: &State) -> Reply {
    let accounts = call
        .params
        .texts("accountIds")
        .filter_map(|id| find(call, state, id).ok());
    Ok(accounts.cloned().map(Value::Object).collect())
}

/// Removes an account and its assignments.
fn remove(state: &mut State, id: &str) {
    let assignments = state.table(&ASSIGNMENTS).iter();
    let assignments = assignments.filter(|assignment| text(assignment, "accountId") == id);
    let assignments: Vec<_> = assignments
        .map(|assignment| text(assignment, ASSIGNMENTS.id).to_owned())
        .collect();
    for assignment in assignments {
        state.remove(&ASSIGNMENTS, &assignment);
    }
    state.remove(&ACCOUNTS, id);
}

fn delete_asa_account(call: &Call<'_>, state: &mut State) -> Reply {
    let id = id_of(call, state)?;
    remove(state, &id);
    success()
}

/// Absent accounts are skipped.
fn delete_asa_account_batch(call: &Call<'_>, state: &mut State) -> Reply {
    for id in call.params.texts("accountIds") {
        if find(call, state, id).is_ok() {
            remove(state, id);
        }
    }
    success()
}

/// The types and identifiers of the targets that a request names. Whether they exist is not checked.
fn targets<'a>(call: &Call<'a>) -> impl Iterator<Item = (&'a str, &'a str)> {
    call.params.objects("targets").flat_map(|target| {
        let kind = target.required("targetType");
        target.texts("targetIdentifiers").map(move |id| (kind, id))
    })
}

fn assignment_id(call: &Call<'_>, kind: &str, target: &str) -> String {
    format!("{}/{kind}/{target}", call.params.required("appId"))
}

/// A target that has another account of the application gets this one instead.
fn assign_asa_account(call: &Call<'_>, state: &mut State) -> Reply {
    let account = id_of(call, state)?;
    for (kind, target) in targets(call) {
        let id = assignment_id(call, kind, target);
        state.remove(&ASSIGNMENTS, &id);
        let assignment = json!({"id": id, "accountId": account, "targetType": kind, "targetIdentifier": target});
        state.insert(&ASSIGNMENTS, object(assignment))?;
    }
    success()
}

/// Targets that do not have the account are skipped.
fn unassign_asa_account(call: &Call<'_>, state: &mut State) -> Reply {
    let account = id_of(call, state)?;
    for (kind, target) in targets(call) {
        let id = assignment_id(call, kind, target);
        let assignment = state.get(&ASSIGNMENTS, &id);
        if assignment.is_some_and(|assignment| text(assignment, "accountId") == account) {
            state.remove(&ASSIGNMENTS, &id);
        }
    }
    success()
}

fn get_asa_account_assigned_targets(call: &Call<'_>, state: &State) -> Reply {
    let account = id_of(call, state)?;
    let assignments = state.table(&ASSIGNMENTS).iter();
    let assignments = assignments.filter(|assignment| text(assignment, "accountId") == account);
    let view = |assignment: &Record| {
        json!({
            "targetType": value(assignment, "targetType"),
            "targetIdentifier": value(assignment, "targetIdentifier"),
        })
    };
    Ok(call.params.page().of("list", assignments, view))
}

/// `null` if the target has no account of the application.
fn get_assigned_account(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let id = assignment_id(call, params.required("targetType"), params.required("targetIdentifier"));
    let account = state
        .get(&ASSIGNMENTS, &id)
        .map(|assignment| text(assignment, "accountId"));
    let account = account.and_then(|account| state.get(&ACCOUNTS, account));
    Ok(account.cloned().map(Value::Object).unwrap_or_default())
}
