//! Tests tokens from the file that the service rejects.

use std::fs;
use std::sync::Barrier;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;

use super::{Directory, Service, send};
use crate::support::{Predicate, associate, predicates};

#[test]
fn a_rejected_token_from_the_file_is_replaced() {
    let (service, directory) = (Service::new(), Directory::new());
    send(&service.client(&directory));
    service.revoke_all();
    send(&service.client(&directory));
    assert_eq!(service.requests(), (2, 3));
    send(&service.client(&directory));
    assert_eq!(service.requests(), (2, 4));
}

#[test]
fn a_rejected_token_is_removed_although_no_other_one_can_be_fetched() {
    let (service, directory) = (Service::new(), Directory::new());
    send(&service.client(&directory));
    service.revoke_all();
    service.is_locked.store(true, SeqCst);
    let error = associate(&service.client(&directory)).send().unwrap_err();
    assert_eq!(predicates(&error), [Predicate::Unauthorized, Predicate::Token]);
    assert!(directory.files().is_empty());
}

#[test]
fn a_new_token_that_is_rejected_as_well_is_removed() {
    let (service, directory) = (Service::new(), Directory::new());
    service.first_valid.store(usize::MAX, SeqCst);
    let error = associate(&service.client(&directory)).send().unwrap_err();
    assert_eq!(predicates(&error), [Predicate::Unauthorized]);
    assert_eq!(service.requests(), (2, 2));
    assert!(directory.files().is_empty());
}

#[test]
fn a_rejected_token_that_was_replaced_in_the_file_is_not_removed() {
    let (service, directory) = (Service::new(), Directory::new());
    let (first, second) = (service.client(&directory), service.client(&directory));
    send(&first);
    send(&second);
    assert_eq!(service.requests(), (1, 2));
    service.revoke_all();
    send(&second);
    assert_eq!(service.requests(), (2, 4));
    let content = fs::read_to_string(directory.file()).unwrap();
    assert!(content.contains("token-2."), "{content}");
    // The first client still has the old token, and finds the new one.
    send(&first);
    assert_eq!(service.requests(), (2, 6));
    assert_eq!(fs::read_to_string(directory.file()).unwrap(), content);
}

#[test]
fn if_the_token_of_another_process_is_rejected_too_a_new_one_is_fetched() {
    let (service, directory) = (Service::new(), Directory::new());
    let (first, second) = (service.client(&directory), service.client(&directory));
    send(&first);
    service.revoke_all();
    send(&second);
    assert_eq!(service.requests().0, 2);
    service.revoke_all();
    let operations = service.requests().1;
    send(&first);
    assert_eq!(service.requests(), (3, operations + 3));
}

#[test]
fn no_token_is_tried_after_the_one_that_replaced_that_of_another_process() {
    let (service, directory) = (Service::new(), Directory::new());
    let (first, second) = (service.client(&directory), service.client(&directory));
    send(&first);
    service.revoke_all();
    send(&second);
    let operations = service.requests().1;
    service.first_valid.store(usize::MAX, SeqCst);
    let error = associate(&first).send().unwrap_err();
    assert_eq!(predicates(&error), [Predicate::Unauthorized]);
    assert_eq!(error.attempts(), 3);
    assert_eq!(service.requests(), (3, operations + 3));
}

#[test]
fn clients_whose_token_is_rejected_at_once_fetch_one() {
    let (service, directory) = (Service::revoking(), Directory::new());
    let clients: Vec<_> = (0..16).map(|_| service.client(&directory)).collect();
    clients.iter().for_each(send);
    assert_eq!(service.requests(), (1, 16));
    service.revoke_all();
    let all_ready = Barrier::new(clients.len());
    thread::scope(|scope| {
        for client in &clients {
            scope.spawn(|| {
                all_ready.wait();
                send(client);
            });
        }
    });
    assert_eq!(service.requests(), (2, 16 + 32));
    assert_eq!(service.rejections.load(SeqCst), 16);
}
