//! The thread that calls webhooks, one after the other.

use std::io;
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use crate::service::Service;

/// Dropping it ends the thread. What has not been sent by then never is.
pub(crate) struct Courier {
    service: Arc<Service>,
    thread: Option<JoinHandle<()>>,
}

impl Courier {
    pub(crate) fn start(service: Arc<Service>) -> io::Result<Self> {
        let thread = Builder::new().name("genauth-emulator-courier".to_owned()).spawn({
            let service = Arc::clone(&service);
            move || {
                while let Some(delivery) = service.outbox.next() {
                    // The outcome is logged.
                    let _ = service.deliver(&delivery);
                }
            }
        })?;
        Ok(Courier {
            service,
            thread: Some(thread),
        })
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.service.outbox.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
