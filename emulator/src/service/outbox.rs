//! The requests of webhooks that have not been sent yet.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde_json::json;

use super::Service;
use crate::delivery::Delivery;
use crate::domains::delivered;
use crate::reply::{Refusal, Reply};

/// The number of requests that wait. Further ones are not sent, and never appear as logged.
const MAX_WAITING: usize = 1000;

#[derive(Default)]
pub(crate) struct Outbox {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    deliveries: VecDeque<Delivery>,
    is_closed: bool,
}

impl Outbox {
    /// Leaves requests to the courier. Returns the one whose outcome is awaited.
    pub(super) fn put(&self, deliveries: Vec<Delivery>) -> Option<Delivery> {
        let (mut awaited, others): (Vec<_>, Vec<_>) = deliveries.into_iter().partition(|delivery| delivery.is_awaited);
        let mut waiting = self.lock();
        let free = MAX_WAITING - waiting.deliveries.len();
        waiting.deliveries.extend(others.into_iter().take(free));
        self.changed.notify_all();
        awaited.pop()
    }

    /// Forgets the requests that have not been sent.
    pub(super) fn clear(&self) {
        self.lock().deliveries.clear();
    }

    /// Waits for the next request. `None` after the end.
    pub(crate) fn next(&self) -> Option<Delivery> {
        let is_idle = |waiting: &mut Waiting| waiting.deliveries.is_empty() && !waiting.is_closed;
        let waiting = self.changed.wait_while(self.lock(), is_idle);
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        if waiting.is_closed {
            None
        } else {
            waiting.deliveries.pop_front()
        }
    }

    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service {
    /// Sends a request, and logs the outcome. The state is not locked meanwhile, so that the receiver can use it.
    pub(crate) fn deliver(&self, delivery: &Delivery) -> Reply {
        let outcome = delivery.send();
        delivered(&mut self.write_state(), &delivery.log, &outcome);
        self.note_change();
        match outcome {
            Ok(response) => Ok(json!({"response": response.body})),
            // 601 is documented for a third party that cannot be reached.
            Err(reason) => Err(Refusal::new(601, reason)),
        }
    }
}
