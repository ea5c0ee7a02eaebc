//! Requests to endpoints that the crate does not know.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::deserialize_data;
use crate::codec::encode::{Encoded, JSON, append_query, check_url_length};
use crate::codec::envelope::DecodeOptions;
use crate::error::Error;
use crate::execute::{Executor, OperationContext};
use crate::redact::{ByteCount, excerpt};
use crate::response::Response;
use crate::schema::validate::query_violations;
use crate::schema::violation::{Violation, ViolationKind};
use crate::schema::{Method, OperationEffect};
use crate::transport::{HttpRequest, is_url_path};

/// A request to an endpoint that this version of the crate does not know: see
/// [`ManagementClient::request`](crate::ManagementClient::request).
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct RawRequest {
    executor: Executor,
    effect: OperationEffect,
    method: Method,
    path: String,
    query: String,
    body: Option<Vec<u8>>,
    violations: Vec<Violation>,
}

impl RawRequest {
    #[inline]
    pub(crate) fn new(executor: &Executor, method: Method, path: String) -> Self {
        let mut violations = Vec::new();
        if !is_url_path(&path) {
            let message = "must be percent-encoded, begin with a slash and have no query";
            violations.push(Violation::new("path", ViolationKind::Malformed, message));
        }
        RawRequest {
            executor: executor.clone(),
            effect: match method {
                Method::Get => OperationEffect::Read,
                _ => OperationEffect::Write,
            },
            method,
            path,
            query: String::new(),
            body: None,
            violations,
        }
    }

    /// Adds a parameter to the query. A list repeats its key.
    ///
    /// `null` and empty lists, which a query cannot express, are violations of the request.
    #[inline]
    pub fn query(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.violations.extend(query_violations(name, &value));
        append_query(&mut self.query, name, &value);
        self
    }

    /// Sets the JSON body, from anything that serializes.
    #[inline]
    pub fn json(mut self, body: impl Serialize) -> Self {
        match serde_json::to_vec(&body) {
            Ok(body) => self.body = Some(body),
            Err(error) => {
                let message = format!("cannot be serialized: {error}");
                self.violations
                    .push(Violation::new("json", ViolationKind::Malformed, message));
            }
        }
        self
    }

    /// Sets the effect, which decides when the request may be repeated. Defaults to [`Read`](OperationEffect::Read) for
    /// `GET`, and to [`Write`](OperationEffect::Write) for every other method.
    #[inline]
    pub fn effect(mut self, effect: OperationEffect) -> Self {
        self.effect = effect;
        self
    }

    /// Validates the request, and returns the HTTP request, without credentials, instead of sending it.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], with [`Error::violations`].
    #[inline]
    pub fn build(&self) -> Result<HttpRequest, Error> {
        Ok(self.executor.complete(self.encode()?))
    }

    /// Sends the request, and decodes `data` into any type that implements `serde::Deserialize`.
    ///
    /// A response without an envelope is taken to be the data itself, and an empty one to be `null`.
    ///
    /// # Errors
    ///
    /// Same as [`Request::send`](crate::Request::send).
    #[inline]
    pub fn send<T: DeserializeOwned>(&self) -> Result<Response<T>, Error> {
        let encoded = self.encode()?;
        let context = OperationContext {
            effect: self.effect,
            decode: DecodeOptions {
                data_in_body: true,
                ..DecodeOptions::default()
            },
            is_single_change: false,
            params: &[],
            is_data_secret: false,
        };
        deserialize_data(|sink| self.executor.run(context, encoded, sink))
    }

    #[inline]
    fn encode(&self) -> Result<Encoded, Error> {
        let name = format!("{} {}", self.method, excerpt(&self.path));
        let mut violations = self.violations.clone();
        if self.body.is_some() && !self.method.has_body() {
            let message = format!("cannot be sent with {}", self.method);
            violations.push(Violation::new("json", ViolationKind::Unsupported, message));
        }
        violations.extend_from_slice(self.executor.violations());
        let mut url = format!("{}{}", self.executor.shared.base_url.url, self.path);
        if !self.query.is_empty() {
            url.push('?');
            url.push_str(&self.query);
        }
        let longest_part = || {
            if self.query.len() > self.path.len() {
                "query"
            } else {
                "path"
            }
        };
        violations.extend(check_url_length(&url, longest_part));
        if !violations.is_empty() {
            return Err(Error::invalid_request(violations).with_operation(name));
        }
        let mut request = HttpRequest::new(name.into(), self.method, url);
        request.body.clone_from(&self.body);
        Ok(Encoded {
            request,
            content_type: self.body.as_ref().map(|_| JSON.into()),
        })
    }
}

/// Shows no value of the query or the body, which may be secrets.
impl fmt::Debug for RawRequest {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &ByteCount(self.query.len()))
            .field("body", &self.body.as_ref().map(|body| ByteCount(body.len())))
            .finish_non_exhaustive()
    }
}
