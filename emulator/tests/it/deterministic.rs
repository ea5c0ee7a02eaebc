//! Runs that are the same each time.

use genauth_emulator::{Emulator, Fault};

use crate::support::client;

/// The state and the outcomes of a run with random faults.
fn run(seed: u64) -> (String, Vec<bool>) {
    let emulator = Emulator::builder().deterministic(seed).start().unwrap();
    let client = client(&emulator).with_retry(genauth::RetryPolicy::none());
    emulator.inject(Fault::status_before(500).on("create_user").with_chance(0.5));
    let names = (0..20).map(|index| format!("user{index}"));
    let outcomes = names.map(|name| client.create_user().username(name).send().is_ok());
    let outcomes = outcomes.collect();
    (emulator.snapshot().to_string(), outcomes)
}

#[test]
fn the_same_seed_gives_the_same_state() {
    let (state, outcomes) = run(7);
    assert_eq!(run(7), (state.clone(), outcomes.clone()));
    assert!(outcomes.contains(&true) && outcomes.contains(&false));
    assert_ne!(run(8).0, state);
}
