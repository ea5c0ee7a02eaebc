//! Seeds: the state that an emulator starts with.

use serde_json::{Map, Value};

use crate::behavior::Call;
use crate::clock::Clock;
use crate::fidelity::check_params;
use crate::params::Params;
use crate::routes::{behavior, seeds};
use crate::store::State;

/// The section with calls of any operation, which is read last.
const CALLS: &str = "calls";

/// The field that states the ID of what an entry creates.
const ID: &str = "$id";

/// Carries out the calls of a seed, such as `{"users": [{"$id": "..", "username": "alice"}], "calls": [..]}`.
pub(super) fn plant(state: &mut State, seed: &Value, user_pool_id: &str, clock: &Clock) -> Result<(), String> {
    let mut sections = match seed {
        Value::Null => return Ok(()),
        Value::Object(sections) => sections.clone(),
        _ => return Err("the seed must be an object".to_owned()),
    };
    let mut planter = Planter {
        state,
        user_pool_id,
        clock,
    };
    for seed in seeds() {
        for (index, entry) in entries(&mut sections, seed.section)?.into_iter().enumerate() {
            let place = format!("{}[{index}]", seed.section);
            planter
                .carry_out(seed.operation, entry)
                .map_err(|reason| format!("{place}: {reason}"))?;
        }
    }
    for (index, mut call) in entries(&mut sections, CALLS)?.into_iter().enumerate() {
        let operation = call
            .get("operation")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let params = match call.remove("params") {
            Some(Value::Object(params)) => params,
            _ => Map::new(),
        };
        planter
            .carry_out(&operation, params)
            .map_err(|reason| format!("{CALLS}[{index}]: {reason}"))?;
    }
    match sections.keys().next() {
        None => Ok(()),
        Some(unknown) => {
            let known: Vec<_> = seeds().map(|seed| seed.section).chain([CALLS]).collect();
            Err(format!(
                "`{unknown}` is not a section of a seed; there are {}",
                known.join(", ")
            ))
        }
    }
}

/// Takes the entries of a section.
fn entries(sections: &mut Map<String, Value>, name: &str) -> Result<Vec<Map<String, Value>>, String> {
    let items = match sections.remove(name) {
        None => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(format!("{name} must be a list")),
    };
    let entry = |(index, item)| match item {
        Value::Object(entry) => Ok(entry),
        _ => Err(format!("{name}[{index}] must be an object")),
    };
    items.into_iter().enumerate().map(entry).collect()
}

struct Planter<'a> {
    state: &'a mut State,
    user_pool_id: &'a str,
    clock: &'a Clock,
}

impl Planter<'_> {
    fn carry_out(&mut self, operation: &str, mut params: Map<String, Value>) -> Result<(), String> {
        let row = genauth::operations().find(|row| row.name == operation);
        let (Some(row), Some(behavior)) = (row, behavior(operation)) else {
            return Err(format!("`{operation}` is not an operation that is emulated"));
        };
        let id = params.remove(ID).and_then(|id| id.as_str().map(str::to_owned));
        let violations: Vec<_> = row.validate(&params).iter().map(ToString::to_string).collect();
        if !violations.is_empty() {
            return Err(violations.join("; "));
        }
        check_params(Params::new(&params)).map_err(|refusal| refusal.message)?;
        self.state.ids.state_next(id);
        let call = Call {
            operation: row,
            params: Params::new(&params),
            now: self.clock.tick(),
            user_pool_id: self.user_pool_id,
            tenant_id: None,
        };
        let reply = behavior.write(&call, self.state);
        self.state.ids.state_next(None);
        reply.map(|_| ()).map_err(|refusal| refusal.message)
    }
}
