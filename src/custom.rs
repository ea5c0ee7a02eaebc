//! Calls to what the tables lack.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::{ManagementClient, Subject};
use crate::encode::{Parts, add_to_query};
use crate::error::Error;
use crate::operation::{Method, OperationEffect};
use crate::request::deserialized;
use crate::response::Response;
use crate::validate::Violation;

/// A call to an endpoint that this version of the crate has no row for: see [`ManagementClient::request`].
#[derive(Clone)]
#[must_use = "a request does nothing until it is sent"]
pub struct CustomRequest {
    client: ManagementClient,
    effect: OperationEffect,
    parts: Parts,
    violations: Vec<Violation>,
}

impl ManagementClient {
    /// Calls an endpoint that the crate does not know, with everything that other calls have: token, headers, retries,
    /// the judgement of the answer.
    ///
    /// ```no_run
    /// use genauth::{ManagementClient, Method};
    /// use serde_json::{Value, json};
    ///
    /// # let client = ManagementClient::from_env()?;
    /// let answer = client
    ///     .request(Method::Post, "/api/v3/new-thing")
    ///     .json(json!({"name": "first"}))
    ///     .send::<Value>()?;
    /// println!("{}", answer.data["id"]);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The path stands below the client's host, percent-encoded. `GET` counts as a read and everything else as a
    /// write, which is not repeated where it may have happened; [`effect`](CustomRequest::effect) says otherwise.
    #[inline]
    pub fn request(&self, method: Method, path: impl Into<String>) -> CustomRequest {
        let path = path.into();
        let mut violations = Vec::new();
        let stays_on_host = path.starts_with('/') && !path.contains(['?', '#', '\\']);
        if !stays_on_host || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            let expected = "a percent-encoded path that begins with a slash, without a query";
            violations.push(Violation::new("path", expected, "something else"));
        }
        CustomRequest {
            client: self.clone(),
            effect: match method {
                Method::Get => OperationEffect::Read,
                _ => OperationEffect::Write,
            },
            parts: Parts {
                method,
                path,
                query: String::new(),
                content_type: None,
                body: None,
            },
            violations,
        }
    }
}

impl CustomRequest {
    /// Adds a parameter to the query; a list repeats its key.
    #[inline]
    pub fn query(mut self, name: &str, value: impl Into<Value>) -> Self {
        add_to_query(&mut self.parts.query, name, &value.into());
        self
    }

    /// Sets the JSON body, from anything that serializes.
    #[inline]
    pub fn json(mut self, body: impl Serialize) -> Self {
        match serde_json::to_vec(&body) {
            Ok(body) => {
                self.parts.content_type = Some("application/json".to_owned());
                self.parts.body = Some(body);
            }
            Err(error) => {
                let violation = Violation::new("json", "a value that JSON can hold", error.to_string());
                self.violations.push(violation);
            }
        }
        self
    }

    /// Says whether the call reads or writes, which decides when it may be sent again.
    #[inline]
    pub fn effect(mut self, effect: OperationEffect) -> Self {
        self.effect = effect;
        self
    }

    /// Sends the call and reads the answer's `data` into a type of the caller's, by its `Deserialize`.
    ///
    /// An answer without an envelope is taken as the data itself.
    ///
    /// # Errors
    ///
    /// As [`Request::send`](crate::Request::send).
    pub fn send<T: DeserializeOwned>(&self) -> Result<Response<T>, Error> {
        let subject = Subject {
            name: format!("{} {}", self.parts.method, self.parts.path).into(),
            effect: self.effect,
            data_in_body: true,
            params: &[],
        };
        let has_body = matches!(self.parts.method, Method::Post | Method::Put);
        let mut violations = self.violations.clone();
        if self.parts.body.is_some() && !has_body {
            violations.push(Violation::new(
                "json",
                "a verb that has a body",
                self.parts.method.to_string(),
            ));
        }
        violations.extend_from_slice(self.client.option_violations());
        if !violations.is_empty() {
            return Err(Error::request(violations).with_operation(subject.name));
        }
        deserialized(|target| self.client.run(&subject, &self.parts, target))
    }
}
