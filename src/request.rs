//! One request: the row it belongs to, and the values that have been set. Every builder is a typed door over it.

use std::fmt;

use serde_json::{Map, Value};

use crate::client::ManagementClient;
use crate::decode::Decode;
use crate::encode::{Parts, encode};
use crate::error::Error;
use crate::operation::Operation;
use crate::param::IntoParam;
use crate::response::Response;
use crate::validate::{self, Undeclared};
use crate::wire_name::WireName;

#[derive(Clone)]
pub(crate) struct Request {
    client: ManagementClient,
    operation: &'static Operation,
    params: Map<String, Value>,
    undeclared: Undeclared,
}

impl Request {
    pub(crate) fn new(client: &ManagementClient, operation: &'static Operation) -> Self {
        Request {
            client: client.clone(),
            operation,
            params: Map::new(),
            undeclared: Undeclared::Allowed,
        }
    }

    /// A request whose parameters come from outside the program.
    pub(crate) fn of_file(
        client: &ManagementClient,
        operation: &'static Operation,
        params: Map<String, Value>,
    ) -> Self {
        Request {
            params,
            undeclared: Undeclared::Refused,
            ..Self::new(client, operation)
        }
    }

    pub(crate) fn params(&self) -> &Map<String, Value> {
        &self.params
    }

    pub(crate) fn validate(&self) -> Result<(), Error> {
        let violations = validate::violations(self.operation, &self.params, self.undeclared);
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::request(violations).with_operation(self.operation.name))
    }

    pub(crate) fn into_parts(self) -> Result<Parts, Error> {
        self.validate()?;
        Ok(encode(self.operation, &self.params))
    }

    pub(crate) fn send<T: Decode>(self) -> Result<Response<T>, Error> {
        let (client, operation) = (self.client.clone(), self.operation);
        client.run(operation, &self.into_parts()?)
    }
}

/// What every setter does, written once: it keeps the thousands of them small.
#[inline]
pub(crate) fn with<T, S: Settable>(mut target: S, name: WireName, value: impl IntoParam<T>) -> S {
    target.set(name, value.into_param());
    target
}

/// What setters fill.
pub(crate) trait Settable {
    fn set(&mut self, name: WireName, value: Value);
}

impl Settable for Request {
    fn set(&mut self, name: WireName, value: Value) {
        self.params.insert(name.into(), value);
    }
}

impl Settable for Map<String, Value> {
    fn set(&mut self, name: WireName, value: Value) {
        self.insert(name.into(), value);
    }
}

/// Shows which values are set, not what they say: it may be somebody's password.
pub(crate) fn debug_names(f: &mut fmt::Formatter<'_>, type_name: &str, set: &Map<String, Value>) -> fmt::Result {
    let names: Vec<_> = set.keys().collect();
    f.debug_struct(type_name).field("set", &names).finish_non_exhaustive()
}
