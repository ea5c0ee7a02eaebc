//! Faults on demand.

use std::time::Duration;

use serde_json::Value;

use crate::random::Random;

mod json;

/// A fault that the emulator injects into requests.
///
/// ```
/// use genauth_emulator::{Emulator, Fault};
///
/// let emulator = Emulator::start()?;
/// emulator.inject(Fault::status_before(403).on("create_user").times(1));
/// let client = emulator.client();
/// assert!(client.create_user().username("alice").send().unwrap_err().is_forbidden());
/// client.create_user().username("alice").send()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It concerns all operations, always, until it is limited by [`on`](Self::on), [`skip`](Self::skip),
/// [`times`](Self::times) or [`with_chance`](Self::with_chance). Token requests are only concerned if they are named:
/// `get_management_token`. Latency adds to any other fault; of several others, the first injected one that happens is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    kind: FaultKind,
    operation: Option<String>,
    skip: u32,
    times: Option<u32>,
    chance: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FaultKind {
    Latency(Duration),
    RateLimited { retry_after: Duration },
    StatusBefore(u16),
    StatusAfter(u16),
    DropBefore,
    DropAfter,
    HalfResponse,
    Unsuccessful,
    OddFields,
}

impl Fault {
    fn new(kind: FaultKind) -> Self {
        Fault {
            kind,
            operation: None,
            skip: 0,
            times: None,
            chance: 1.0,
        }
    }

    /// The response takes longer.
    #[must_use]
    pub fn latency(latency: Duration) -> Self {
        Self::new(FaultKind::Latency(latency))
    }

    /// HTTP 429 with `Retry-After`, in whole seconds. Nothing is carried out.
    #[must_use]
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self::new(FaultKind::RateLimited { retry_after })
    }

    /// This HTTP status, and the same `statusCode`. Nothing is carried out.
    ///
    /// # Panics
    ///
    /// If the status is not one of a response: 200 to 599.
    #[must_use]
    pub fn status_before(status: u16) -> Self {
        assert!(is_status(status), "{status} is not the status of a response");
        Self::new(FaultKind::StatusBefore(status))
    }

    /// This HTTP status, and the same `statusCode`, although the operation was carried out.
    ///
    /// # Panics
    ///
    /// If the status is not one of a response: 200 to 599.
    #[must_use]
    pub fn status_after(status: u16) -> Self {
        assert!(is_status(status), "{status} is not the status of a response");
        Self::new(FaultKind::StatusAfter(status))
    }

    /// The connection is closed without a response. Nothing is carried out.
    #[must_use]
    pub fn drop_before() -> Self {
        Self::new(FaultKind::DropBefore)
    }

    /// The connection is closed without a response, although the operation was carried out.
    #[must_use]
    pub fn drop_after() -> Self {
        Self::new(FaultKind::DropAfter)
    }

    /// The connection is closed in the middle of the response. The operation was carried out.
    #[must_use]
    pub fn half_response() -> Self {
        Self::new(FaultKind::HalfResponse)
    }

    /// `statusCode` 200 with `data.success: false`, as seen on the service. Nothing is carried out.
    #[must_use]
    pub fn unsuccessful() -> Self {
        Self::new(FaultKind::Unsuccessful)
    }

    /// The response has unknown fields, and numbers as strings. The operation was carried out.
    #[must_use]
    pub fn odd_fields() -> Self {
        Self::new(FaultKind::OddFields)
    }

    /// Only requests of this operation.
    ///
    /// # Panics
    ///
    /// If there is no operation with this name.
    #[must_use]
    pub fn on(mut self, operation: impl Into<String>) -> Self {
        let operation = operation.into();
        assert!(
            is_operation(&operation),
            "{operation:?} is not the name of an operation"
        );
        self.operation = Some(operation);
        self
    }

    /// Not the first so many requests that it would concern otherwise.
    #[must_use]
    pub fn skip(mut self, requests: u32) -> Self {
        self.skip = requests;
        self
    }

    /// Only so many requests.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Only a part of the requests: 0 is none of them, 1 is all.
    #[must_use]
    pub fn with_chance(mut self, chance: f64) -> Self {
        self.chance = chance;
        self
    }

    fn concerns(&self, operation: &str, is_token: bool) -> bool {
        match &self.operation {
            Some(named) => named == operation,
            None => !is_token,
        }
    }
}

/// HTTP statuses of final responses.
fn is_status(status: u16) -> bool {
    (200..600).contains(&status)
}

fn is_operation(name: &str) -> bool {
    name == "get_management_token" || genauth::operations().any(|operation| operation.name == name)
}

/// The faults that are injected at present.
#[derive(Default)]
pub(crate) struct Faults {
    faults: Vec<Fault>,
}

/// What is wrong with one request.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Injected {
    pub(crate) latency: Duration,
    pub(crate) kind: Option<FaultKind>,
}

impl Faults {
    pub(crate) fn inject(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.faults.len()
    }

    /// Decides what is wrong with a request, and counts it.
    pub(crate) fn take(&mut self, operation: &str, is_token: bool, random: &mut Random) -> Injected {
        let mut injected = Injected::default();
        self.faults.retain(|fault| fault.times != Some(0));
        for fault in &mut self.faults {
            let is_latency = matches!(fault.kind, FaultKind::Latency(_));
            let is_wanted = is_latency || injected.kind.is_none();
            if !is_wanted || !fault.concerns(operation, is_token) || !random.chance(fault.chance) {
                continue;
            }
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if let Some(times) = &mut fault.times {
                *times = times.saturating_sub(1);
            }
            match fault.kind {
                FaultKind::Latency(latency) => injected.latency += latency,
                kind => injected.kind = Some(kind),
            }
        }
        self.faults.retain(|fault| fault.times != Some(0));
        injected
    }
}

/// Adds unknown fields to all objects, and turns integers into strings.
pub(crate) fn make_odd(value: &mut Value) {
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => *value = number.to_string().into(),
        Value::Array(items) => items.iter_mut().for_each(make_odd),
        Value::Object(fields) => {
            fields.values_mut().for_each(make_odd);
            fields.insert("unknownField".to_owned(), serde_json::json!({"nested": [null, 1]}));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn kinds(faults: &mut Faults, operation: &str, requests: usize) -> Vec<Option<FaultKind>> {
        let mut random = Random::seeded(1);
        let is_token = operation == "get_management_token";
        let requests = (0..requests).map(|_| faults.take(operation, is_token, &mut random));
        requests.map(|injected| injected.kind).collect()
    }

    #[test]
    fn faults_concern_the_named_operation_as_often_as_stated() {
        let mut faults = Faults::default();
        faults.inject(Fault::drop_before().on("get_user").times(2));
        faults.inject(Fault::status_after(500).times(1));
        let (dropped, failed) = (Some(FaultKind::DropBefore), Some(FaultKind::StatusAfter(500)));
        assert_eq!(kinds(&mut faults, "get_management_token", 1), [None]);
        assert_eq!(kinds(&mut faults, "get_user", 4), [dropped, dropped, failed, None]);
        assert_eq!(faults.len(), 0);
    }

    #[test]
    fn skipped_requests_do_not_count() {
        let mut faults = Faults::default();
        faults.inject(Fault::drop_after().on("get_user").skip(2).times(1));
        let dropped = Some(FaultKind::DropAfter);
        assert_eq!(kinds(&mut faults, "list_users", 2), [None, None]);
        assert_eq!(kinds(&mut faults, "get_user", 4), [None, None, dropped, None]);
    }

    #[test]
    fn latency_adds_to_other_faults() {
        let mut faults = Faults::default();
        faults.inject(Fault::latency(Duration::from_millis(20)));
        faults.inject(Fault::half_response());
        faults.inject(Fault::latency(Duration::from_millis(10)));
        let injected = faults.take("get_user", false, &mut Random::seeded(1));
        assert_eq!(injected.latency, Duration::from_millis(30));
        assert_eq!(injected.kind, Some(FaultKind::HalfResponse));
    }

    #[test]
    fn a_fault_that_is_to_happen_no_times_never_does() {
        let mut faults = Faults::default();
        faults.inject(Fault::drop_before().times(0));
        assert_eq!(kinds(&mut faults, "get_user", 1), [None]);
        assert_eq!(faults.len(), 0);
    }

    #[test]
    #[should_panic(expected = "\"create_usr\" is not the name of an operation")]
    fn a_fault_on_an_unknown_operation_is_a_mistake() {
        let _ = Fault::drop_before().on("create_usr");
    }

    #[test]
    fn odd_fields_are_still_the_same_data() {
        let mut value = json!({"a": 1, "list": [{"b": true}]});
        make_odd(&mut value);
        let unknown = json!({"nested": [null, 1]});
        assert_eq!(
            value,
            json!({"a": "1", "list": [{"b": true, "unknownField": unknown}], "unknownField": unknown})
        );
    }
}
