//! Faults as JSON, as they are sent to the emulator over HTTP.

use std::time::Duration;

use serde_json::{Map, Value};

use super::{Fault, is_operation, is_status};

impl Fault {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
}
