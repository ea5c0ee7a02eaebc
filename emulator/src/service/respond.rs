//! From an HTTP request to its response.

use std::time::Duration;

use genauth::Method;
use genauth::schema::Operation;
use serde_json::{Map, Value, json};

use super::Service;
use crate::auth::{self, TOKEN_PATH, own_header};
use crate::behavior::Call;
use crate::domains::{deliveries, record_write};
use crate::faults::{FaultKind, Injected, make_odd};
use crate::fidelity::check_params;
use crate::http::{HttpRequest, HttpResponse, Stop, Transfer};
use crate::params::Params;
use crate::reply::{Refusal, Reply, envelope};
use crate::requests::{LoggedRequest, redacted};
use crate::routes::behavior;

/// What a request is for.
enum Endpoint {
    Token,
    Api {
        operation: &'static Operation,
        path_params: Map<String, Value>,
    },
}

impl Endpoint {
    fn find(request: &HttpRequest) -> Option<Self> {
        let method = match &*request.method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            "PUT" => Method::Put,
            "DELETE" => Method::Delete,
            _ => return None,
        };
        if request.path == TOKEN_PATH && method == Method::Post {
            return Some(Endpoint::Token);
        }
        let (operation, path_params) = Operation::find(method, &request.path)?;
        Some(Endpoint::Api { operation, path_params })
    }

    fn name(&self) -> &'static str {
        match self {
            Endpoint::Token => "get_management_token",
            Endpoint::Api { operation, .. } => operation.name,
        }
    }

    /// The parameters from the query, the body and the path.
    fn params(&self, request: &HttpRequest) -> Result<Map<String, Value>, Refusal> {
        let mut params = match self {
            Endpoint::Token => Map::new(),
            Endpoint::Api { operation, .. } => operation.parse_query(&request.query),
        };
        let content_type = request.headers.get("content-type").unwrap_or_default();
        if content_type.starts_with("multipart/") {
            return Err(Refusal::not_emulated("uploading a file"));
        }
        if !request.body.trim_ascii().is_empty() {
            match serde_json::from_slice(&request.body) {
                Ok(Value::Object(body)) => params.extend(body),
                Ok(Value::Null) => {}
                Ok(_) => return Err(Refusal::malformed("body", "must be a JSON object")),
                Err(error) => return Err(Refusal::malformed("body", &format!("must be JSON ({error})"))),
            }
        }
        if let Endpoint::Api { path_params, .. } = self {
            params.extend(path_params.clone());
        }
        Ok(params)
    }

    /// The parameters as the log shows them.
    fn shown(&self, params: &Map<String, Value>) -> Value {
        match self {
            Endpoint::Token => json!({"accessKeyId": params.get("accessKeyId")}),
            Endpoint::Api { operation, .. } => redacted(operation, params),
        }
    }
}

impl Service {
    /// Responds to a request of the API.
    pub(crate) fn respond(&self, request: &HttpRequest, stop: &Stop) -> HttpResponse {
        let request_id = self.random().uuid();
        let Some(endpoint) = Endpoint::find(request) else {
            let reply = Err(Refusal::not_found(format!(
                "Cannot {} {}",
                request.method, request.path
            )));
            self.log(request, "", json!({}), 404, false);
            return HttpResponse::json(404, envelope(&reply, &request_id).to_string().into_bytes());
        };
        let is_token = matches!(endpoint, Endpoint::Token);
        let injected = self.faults().take(endpoint.name(), is_token, &mut self.random());
        let latency = self.settings.latency + injected.latency;
        if latency > Duration::ZERO {
            stop.sleep(latency);
        }
        let params = endpoint.params(request);
        let shown = params
            .as_ref()
            .map_or_else(|_| json!({}), |params| endpoint.shown(params));
        let reply = match injected.kind {
            Some(FaultKind::RateLimited { .. }) => Err(Refusal::new(429, "too many requests")),
            Some(FaultKind::StatusBefore(status)) => Err(Refusal::new(status, "an injected fault")),
            Some(FaultKind::Unsuccessful) => Ok(json!({"success": false})),
            Some(FaultKind::DropBefore) => Ok(Value::Null),
            _ => params.and_then(|params| self.carry_out(&endpoint, request, &params, &shown, &request_id)),
        };
        let status = match (&reply, injected.kind) {
            (_, Some(FaultKind::StatusAfter(status))) => status,
            (Ok(_), _) => 200,
            (Err(refusal), _) => refusal.status,
        };
        let is_faulty = injected != Injected::default();
        self.log(request, endpoint.name(), shown, status, is_faulty);
        response(&reply, injected.kind, &request_id)
    }

    fn carry_out(
        &self,
        endpoint: &Endpoint,
        request: &HttpRequest,
        params: &Map<String, Value>,
        shown: &Value,
        request_id: &str,
    ) -> Reply {
        let now = self.clock.tick();
        let operation = match endpoint {
            Endpoint::Token => return self.issuer.issue(Params::new(params), now, |id| self.secret_of(id)),
            Endpoint::Api { operation, .. } => *operation,
        };
        auth::check(request, operation, &self.issuer, now, |id| self.secret_of(id))?;
        if !self.is_within_rate() {
            return Err(Refusal::new(429, "too many requests"));
        }
        let violations = operation.validate(params);
        if let Some(first) = violations.first() {
            let reasons: Vec<_> = violations.iter().map(ToString::to_string).collect();
            return Err(Refusal::malformed(first.path(), &reasons.join("; ")));
        }
        let Some(behavior) = behavior(operation.name) else {
            return Err(Refusal::not_emulated(operation.name));
        };
        check_params(Params::new(params))?;
        let call = Call {
            operation,
            params: Params::new(params),
            now,
            user_pool_id: &self.settings.user_pool_id,
            tenant_id: own_header(request, "app-tenant-id"),
        };
        if let Some(reply) = behavior.read(&call, &self.read_state()) {
            return reply;
        }
        let mut state = self.write_state();
        let reply = behavior.write(&call, &mut state);
        record_write(&call, &mut state, shown, request_id, reply.is_ok());
        let deliveries = match &reply {
            Ok(data) => deliveries(&call, &mut state, shown, data),
            Err(_) => Vec::new(),
        };
        // While the state is locked, so that they are sent in the order of the writes.
        let awaited = self.outbox.put(deliveries);
        drop(state);
        self.note_change();
        awaited.map_or(reply, |delivery| self.deliver(&delivery))
    }

    fn log(&self, request: &HttpRequest, operation: &str, params: Value, status_code: u16, is_faulty: bool) {
        let logged = LoggedRequest {
            operation: operation.to_owned(),
            method: request.method.clone(),
            path: request.path.clone(),
            params,
            status_code,
            is_faulty,
        };
        let bytes = request.path.len() + request.query.len() + request.body.len();
        self.requests().push(logged, bytes);
    }
}

/// The response to a request, as a fault changes it. The service sends HTTP 200 also with an error.
fn response(reply: &Reply, fault: Option<FaultKind>, request_id: &str) -> HttpResponse {
    let respond = |status, body: &Value| HttpResponse::json(status, body.to_string().into_bytes());
    let mut body = envelope(reply, request_id);
    match fault {
        Some(FaultKind::RateLimited { retry_after }) => {
            let mut response = respond(429, &body);
            response
                .headers
                .push(("retry-after", retry_after.as_secs().to_string()));
            response
        }
        Some(FaultKind::StatusBefore(status)) => respond(status, &body),
        Some(FaultKind::StatusAfter(status)) => {
            let reply = Err(Refusal::new(status, "an injected fault"));
            respond(status, &envelope(&reply, request_id))
        }
        Some(FaultKind::OddFields) => {
            make_odd(&mut body);
            respond(200, &body)
        }
        Some(FaultKind::DropBefore | FaultKind::DropAfter) => HttpResponse {
            transfer: Transfer::Nothing,
            ..respond(200, &body)
        },
        Some(FaultKind::HalfResponse) => HttpResponse {
            transfer: Transfer::Half,
            ..respond(200, &body)
        },
        Some(FaultKind::Latency(_) | FaultKind::Unsuccessful) | None => respond(200, &body),
    }
}
