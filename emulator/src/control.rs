//! The emulator's own endpoints, under `/__emulator/`: what tests in other languages need.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::faults::Fault;
use crate::fidelity::{Fidelity, operations};
use crate::http::{HttpRequest, HttpResponse};
use crate::requests::LoggedRequest;
use crate::service::Service;

/// The path of all own endpoints.
pub(crate) const PREFIX: &str = "/__emulator";

/// Responds to a request for an own endpoint.
pub(crate) fn respond(service: &Service, request: &HttpRequest) -> HttpResponse {
    // A web page must not read or change anything here.
    if request.headers.get("origin").is_some() {
        return error(403, "requests from web pages are refused");
    }
    let path = request.path.strip_prefix(PREFIX).unwrap_or_default();
    match (&*request.method, path) {
        ("GET", "" | "/") => ok(&info(service)),
        ("GET", "/requests") => {
            let requests: Vec<_> = service.requests().iter().map(LoggedRequest::to_json).collect();
            ok(&json!({"requests": requests}))
        }
        ("GET", "/operations") => {
            let operations: Vec<_> = operations().map(Fidelity::to_json).collect();
            ok(&json!({"operations": operations}))
        }
        ("DELETE", "/requests") => {
            service.requests().clear();
            ok(&json!({}))
        }
        ("POST", "/reset") => {
            service.reset();
            ok(&json!({}))
        }
        ("GET", "/snapshot") => HttpResponse::json(200, service.snapshot()),
        ("POST", "/restore") => match service.restore(&request.body) {
            Ok(()) => ok(&json!({})),
            Err(reason) => error(400, &reason),
        },
        ("POST", "/faults") => match body(request).and_then(|json| Fault::from_json(&json)) {
            Ok(fault) => {
                service.faults().inject(fault);
                ok(&json!({}))
            }
            Err(reason) => error(400, &reason),
        },
        ("GET", "/faults") => ok(&json!({"count": service.faults().len()})),
        ("DELETE", "/faults") => {
            service.faults().clear();
            ok(&json!({}))
        }
        ("GET", "/clock") => ok(&clock(service)),
        ("POST", "/clock") => match body(request).map(|json| json.get("advanceMillis").and_then(Value::as_u64)) {
            Ok(Some(millis)) => {
                service.clock.advance(Duration::from_millis(millis));
                ok(&clock(service))
            }
            Ok(None) => error(400, "`advanceMillis` must be a number"),
            Err(reason) => error(400, &reason),
        },
        _ => error(404, "there is no such endpoint of the emulator"),
    }
}

fn info(service: &Service) -> Value {
    json!({
        "userPoolId": service.settings.user_pool_id,
        "accessKeyId": service.settings.access_key_id,
        "endpoints": [
            "GET /__emulator/operations",
            "GET /__emulator/requests",
            "DELETE /__emulator/requests",
            "POST /__emulator/reset",
            "GET /__emulator/snapshot",
            "POST /__emulator/restore",
            "GET /__emulator/faults",
            "POST /__emulator/faults",
            "DELETE /__emulator/faults",
            "GET /__emulator/clock",
            "POST /__emulator/clock",
        ],
    })
}

fn clock(service: &Service) -> Value {
    let now = service.clock.now();
    json!({"now": now, "time": iso(now)})
}

fn body(request: &HttpRequest) -> Result<Map<String, Value>, String> {
    serde_json::from_slice(&request.body).map_err(|error| format!("the body must be a JSON object: {error}"))
}

fn ok(json: &Value) -> HttpResponse {
    HttpResponse::json(200, json.to_string().into_bytes())
}

fn error(status: u16, message: &str) -> HttpResponse {
    HttpResponse::json(status, json!({"message": message}).to_string().into_bytes())
}
