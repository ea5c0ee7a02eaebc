//! Tests how a subscription is closed, either by a closer or by dropping it.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use genauth::RetryPolicy;
use genauth::events::{Subscription, SubscriptionCloser};

use super::{ENDLESS_DELAY, EventServer, Waiting, assert_ended, is_closed_by_client, keep_open, next_event, send_text};
use crate::sockets::{LONG_TIMEOUT, quick_retries};

/// A policy with delays that end long after every test.
fn patient_retries() -> RetryPolicy {
    let policy = quick_retries(3).base_delay(ENDLESS_DELAY).max_delay(ENDLESS_DELAY);
    policy.deadline(ENDLESS_DELAY * 2)
}

#[test]
fn closing_wakes_a_subscription_that_waits_for_an_event() {
    let (sender, is_closed) = mpsc::channel();
    let server =
        EventServer::websocket(move |_, mut socket| sender.send(is_closed_by_client(socket.get_mut())).unwrap());
    // The policy allows only one attempt, so if closing counted as a failure, `next` would return an error.
    let subscription = server.subscribe(quick_retries(1));
    let closer = subscription.closer();
    Waiting::start(subscription).assert_woken_by(&closer.clone());
    assert_eq!(is_closed.recv_timeout(LONG_TIMEOUT / 2), Ok(true));
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_wakes_a_subscription_that_waits_for_the_handshake() {
    let server = EventServer::tcp(|_, mut stream| {
        is_closed_by_client(&mut stream);
    });
    let subscription = server.subscribe(quick_retries(1));
    let closer = subscription.closer();
    Waiting::start(subscription).assert_woken_by(&closer);
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_wakes_a_subscription_that_waits_before_its_next_attempt() {
    let server = EventServer::websocket(|_, _| {});
    let policy = patient_retries();
    let subscription = server.subscribe(policy);
    let closer = subscription.closer();
    Waiting::start(subscription).assert_woken_by(&closer);
    assert_eq!(server.connections(), 1);
}

#[test]
fn closing_before_the_first_event_opens_no_connection() {
    let server = EventServer::websocket(|_, socket| keep_open(socket));
    let mut subscription = server.subscribe(quick_retries(3));
    let closer = subscription.closer();
    thread::spawn(move || closer.close()).join().unwrap();
    assert_ended(&mut subscription);
    assert_eq!(server.connections(), 0);
}

#[test]
fn closing_discards_events_that_were_received_already() {
    let server = EventServer::websocket(|_, mut socket| {
        send_text(&mut socket, "one");
        send_text(&mut socket, "two");
        keep_open(socket);
    });
    let mut subscription = server.subscribe(quick_retries(3));
    assert_eq!(next_event(&mut subscription), "one");
    subscription.closer().close();
    assert_ended(&mut subscription);
}

#[test]
fn a_connection_that_failed_is_closed_before_the_delay() {
    let (sender, is_closed) = mpsc::channel();
    let server =
        EventServer::websocket(move |_, mut socket| sender.send(is_closed_by_client(socket.get_mut())).unwrap());
    let policy = patient_retries();
    let subscription = server.subscribe(policy).silence(Duration::from_millis(10));
    let closer = subscription.closer();
    let waiting = Waiting::start(subscription);
    assert_eq!(is_closed.recv_timeout(LONG_TIMEOUT / 2), Ok(true));
    waiting.assert_woken_by(&closer);
    assert_eq!(server.connections(), 1);
}

#[test]
fn dropping_a_subscription_closes_its_connection_even_if_a_closer_exists() {
    let (sender, is_closed) = mpsc::channel();
    let server = EventServer::websocket(move |_, mut socket| {
        send_text(&mut socket, "one");
        sender.send(is_closed_by_client(socket.get_mut())).unwrap();
    });
    let mut subscription = server.subscribe(quick_retries(1));
    let closer = subscription.closer();
    assert_eq!(next_event(&mut subscription), "one");
    drop(subscription);
    assert_eq!(is_closed.recv_timeout(LONG_TIMEOUT / 2), Ok(true));
    closer.close();
}

#[test]
fn subscriptions_and_closers_can_be_sent_to_other_threads() {
    fn is_shareable<T: Clone + Send + Sync + 'static>() {}
    fn is_sendable<T: Send + 'static>() {}
    is_shareable::<SubscriptionCloser>();
    is_sendable::<Subscription>();
}
