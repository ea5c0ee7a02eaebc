//! Faults on demand.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::random::Random;

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
/// [`times`](Self::times) or [`with_chance`](Self::with_chance). Token requests are only concerned if they are named: `get_management_token`.
/// Latency adds to any other fault; of several others, the first injected one that happens is taken.
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

    /// Reads the JSON form: `{"kind": "statusBefore", "status": 503, "operation": "create_user", "times": 1}`. What it does
    /// not know is an error: a fault that is not limited as intended would concern all requests.
    pub(crate) fn from_json(json: &Map<String, Value>) -> Result<Self, String> {
        let mut fields = json.clone();
        fields.retain(|_, value| !value.is_null());
        let kind = fields.remove("kind").unwrap_or_default();
        let mut number = |name: &str| {
            let number = fields.remove(name).and_then(|value| value.as_u64());
            number.ok_or_else(|| format!("`{name}` must be a number"))
        };
        let mut status = || {
            let status = u16::try_from(number("status")?)
                .ok()
                .filter(|status| is_status(*status));
            status.ok_or_else(|| "`status` must be 200 to 599".to_owned())
        };
        let mut fault = match kind.as_str().unwrap_or_default() {
            "statusBefore" => Self::status_before(status()?),
            "statusAfter" => Self::status_after(status()?),
            "latency" => Self::latency(Duration::from_millis(number("millis")?)),
            "rateLimited" => Self::rate_limited(Duration::from_secs(number("retryAfterSeconds")?)),
            "dropBefore" => Self::drop_before(),
            "dropAfter" => Self::drop_after(),
            "halfResponse" => Self::half_response(),
            "unsuccessful" => Self::unsuccessful(),
            "oddFields" => Self::odd_fields(),
            _ => {
                return Err(
                    "`kind` must be one of latency, rateLimited, statusBefore, statusAfter, dropBefore, \
                            dropAfter, halfResponse, unsuccessful, oddFields"
                        .to_owned(),
                );
            }
        };
        if let Some(operation) = fields.remove("operation") {
            let name = operation.as_str().filter(|name| is_operation(name));
            let name = name.ok_or_else(|| format!("`operation` must be the name of an operation (got {operation})"))?;
            fault.operation = Some(name.to_owned());
        }
        let mut count = |name: &str| {
            let count = fields
                .remove(name)
                .map(|count| count.as_u64().ok_or(format!("`{name}` must be a number")));
            count
                .transpose()
                .map(|count| count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)))
        };
        fault.skip = count("skip")?.unwrap_or(0);
        fault.times = count("times")?;
        if let Some(chance) = fields.remove("chance") {
            let chance = chance.as_f64().filter(|chance| (0.0..=1.0).contains(chance));
            fault.chance = chance.ok_or("`chance` must be 0 to 1")?;
        }
        match fields.keys().next() {
            Some(unknown) => Err(format!("`{unknown}` is not a field of this kind of fault")),
            None => Ok(fault),
        }
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
    fn faults_have_a_json_form() {
        let read = |json: Value| Fault::from_json(json.as_object().expect("an object"));
        assert_eq!(
            read(json!({"kind": "statusBefore", "status": 503, "operation": "get_user", "times": 2, "chance": 0.5})),
            Ok(Fault::status_before(503).on("get_user").times(2).with_chance(0.5))
        );
        assert_eq!(
            read(json!({"kind": "dropAfter", "skip": 3})),
            Ok(Fault::drop_after().skip(3))
        );
        let limited = Fault::rate_limited(Duration::from_secs(3));
        assert_eq!(
            read(json!({"kind": "rateLimited", "retryAfterSeconds": 3})),
            Ok(limited)
        );
        assert_eq!(
            read(json!({"kind": "latency"})),
            Err("`millis` must be a number".to_owned())
        );
        assert_eq!(
            read(json!({"kind": "statusAfter", "status": 99})),
            Err("`status` must be 200 to 599".to_owned())
        );
        assert!(read(json!({"kind": "fire"})).is_err());
    }

    #[test]
    fn what_a_json_form_does_not_know_is_an_error() {
        for (field, reason) in [
            (json!({"op": "get_user"}), "`op` is not a field of this kind of fault"),
            (json!({"status": 500}), "`status` is not a field of this kind of fault"),
            (
                json!({"operation": "getUser"}),
                "`operation` must be the name of an operation (got \"getUser\")",
            ),
            (json!({"times": -1}), "`times` must be a number"),
            (json!({"chance": "0.5"}), "`chance` must be 0 to 1"),
            (json!({"chance": 50}), "`chance` must be 0 to 1"),
        ] {
            let mut json = field.as_object().expect("an object").clone();
            json.insert("kind".to_owned(), "dropBefore".into());
            assert_eq!(Fault::from_json(&json), Err(reason.to_owned()));
        }
        let token = json!({"kind": "dropBefore", "operation": "get_management_token", "times": null});
        assert_eq!(
            Fault::from_json(token.as_object().expect("an object")),
            Ok(Fault::drop_before().on("get_management_token"))
        );
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
