//! Faults on demand, as the client sees them.

use std::time::Duration;

use genauth::{ManagementClient, RetryPolicy};
use genauth_emulator::{Emulator, Fault};

use crate::support::emulator;

fn client(emulator: &Emulator) -> ManagementClient {
    emulator.client_builder().retry(RetryPolicy::none()).build().unwrap()
}

fn create(emulator: &Emulator, name: &str) -> Result<(), genauth::Error> {
    client(emulator).create_user().username(name).send().map(|_| ())
}

fn exists(emulator: &Emulator, name: &str) -> bool {
    client(emulator)
        .is_user_exists()
        .username(name)
        .send()
        .unwrap()
        .data
        .exists
}

#[test]
fn a_write_that_was_carried_out_is_in_doubt_without_its_response() {
    let emulator = emulator();
    for (name, fault) in [
        ("a", Fault::status_after(503)),
        ("b", Fault::drop_after()),
        ("c", Fault::half_response()),
    ] {
        emulator.inject(fault.on("create_user").times(1));
        assert!(create(&emulator, name).unwrap_err().may_have_happened(), "{name}");
        assert!(exists(&emulator, name), "{name}");
    }
}

#[test]
fn a_fault_before_the_effect_has_none() {
    let emulator = emulator();
    for (name, fault) in [
        ("a", Fault::status_before(503)),
        ("b", Fault::drop_before()),
        ("c", Fault::unsuccessful()),
        ("d", Fault::rate_limited(Duration::from_secs(2))),
    ] {
        emulator.inject(fault.on("create_user").times(1));
        let error = create(&emulator, name);
        // The type of the response has no field `success`, so that only other operations report it.
        assert_eq!(error.is_err(), name != "c", "{name}");
        assert!(!exists(&emulator, name), "{name}");
    }
    emulator.inject(Fault::unsuccessful().on("delete_users_batch"));
    let error = client(&emulator)
        .delete_users_batch()
        .user_ids(["x"])
        .send()
        .unwrap_err();
    assert_eq!(error.status_code(), Some(200));
}

#[test]
fn a_limited_rate_says_when_to_repeat() {
    let emulator = emulator();
    emulator.inject(Fault::rate_limited(Duration::from_secs(2)).on("create_user"));
    let error = create(&emulator, "a").unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    emulator.clear_faults();
    create(&emulator, "a").unwrap();
}

#[test]
fn odd_fields_are_decoded() {
    let emulator = emulator();
    create(&emulator, "a").unwrap();
    emulator.inject(Fault::odd_fields());
    let page = client(&emulator).list_users().send().unwrap();
    assert_eq!((page.data.total_count, &*page.data.list[0].username), (1, "a"));
}

#[test]
fn reads_are_repeated_and_the_log_shows_it() {
    let emulator = emulator();
    emulator.inject(Fault::drop_before().on("list_users").times(1));
    emulator.client().list_users().send().unwrap();
    let requests = emulator.requests();
    requests.assert_sent("list_users", 2);
    let faulty: Vec<_> = requests
        .of("list_users")
        .iter()
        .map(|request| request.is_faulty)
        .collect();
    assert_eq!(faulty, [true, false]);
}

#[test]
fn more_requests_than_the_rate_limit_are_refused() {
    let emulator = Emulator::builder().rate_limit(5).start().unwrap();
    let client = client(&emulator);
    let refused = (0..20).filter(|_| client.list_users().send().is_err_and(|error| error.is_rate_limited()));
    assert!(refused.count() >= 5);
}
