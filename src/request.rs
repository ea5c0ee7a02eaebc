//! A request: an operation, and the parameters that have been set. Every builder is a typed layer over it.

pub(crate) mod batches;
pub(crate) mod bulk;
pub(crate) mod pages;
pub(crate) mod raw;

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::codec::decode::{self, AsValueMut, Decode, has_success_field};
use crate::codec::encode;
use crate::codec::envelope::{DataSink, Sink};
use crate::error::Error;
use crate::execute::bulk_run::BulkRun;
use crate::execute::{Executor, OperationContext};
use crate::redact::describe_json_error;
use crate::response::Response;
use crate::schema::validate::{self, UndeclaredFields};
use crate::schema::violation::Violation;
use crate::schema::{FieldName, Operation};
use crate::transport::{HttpRequest, HttpResponse};
use crate::value::{IntoParam, Sealed};

/// A request for any operation. `T` is the type of the response's `data`.
///
/// Each method of [`ManagementClient`](crate::ManagementClient) returns a [builder](crate::builders) with a setter for
/// each parameter, and every builder dereferences to this type:
///
/// ```no_run
/// # let client = genauth::ManagementClient::from_env()?;
/// let request = client.list_groups().keywords("admin").limit(50);
/// request.validate()?; // without network access
/// println!("{}", request.build()?.url); // without network access
/// let response = request.send()?;
/// println!("{} groups", response.data.total_count);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// Sending does not consume a request; it can be sent again.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<T> {
    state: RequestState,
    output: PhantomData<fn() -> T>,
}

/// The untyped part of a request, so that code independent of `T` is compiled only once.
#[derive(Clone)]
struct RequestState {
    executor: Executor,
    operation: &'static Operation,
    params: Map<String, Value>,
    undeclared: UndeclaredFields,
}

impl<T> Request<T> {
    #[inline]
    pub(crate) fn new(executor: &Executor, operation: &'static Operation) -> Self {
        Self::from_state(RequestState::new(executor, operation))
    }

    /// A request whose parameters come from outside the program, so that undeclared fields are taken for typos, unless
    /// the operation is expected to have some.
    pub(crate) fn from_json(executor: &Executor, operation: &'static Operation, params: Map<String, Value>) -> Self {
        Self::from_state(RequestState {
            params,
            undeclared: if operation.certainty.has_unknown_params() {
                UndeclaredFields::Allow
            } else {
                UndeclaredFields::Reject
            },
            ..RequestState::new(executor, operation)
        })
    }

    #[inline]
    fn from_state(state: RequestState) -> Self {
        Request {
            state,
            output: PhantomData,
        }
    }

    /// Validates the request: reports all violations at once, without network access.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], with [`Error::violations`].
    pub fn validate(&self) -> Result<(), Error> {
        self.state.validate_except(|_| false)
    }

    /// Validates the request, but ignores expected violations.
    pub(crate) fn validate_except(&self, expected: impl Fn(&Violation) -> bool) -> Result<(), Error> {
        self.state.validate_except(expected)
    }

    /// Validates the request, and returns the HTTP request, without credentials, instead of sending it.
    ///
    /// ```
    /// # let client = genauth::ManagementClient::builder().host("http://localhost")
    /// #     .access_key_id("id").access_key_secret("secret").build()?;
    /// let request = client.list_groups().keywords("admin").build()?;
    /// assert_eq!(request.path(), "/api/v3/list-groups");
    /// assert_eq!(request.query(), "keywords=admin");
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Same as [`validate`](Self::validate).
    pub fn build(&self) -> Result<HttpRequest, Error> {
        self.validate()?;
        let state = &self.state;
        Ok(state
            .executor
            .complete(state.executor.encode(state.operation, &state.params)))
    }

    /// Sets a field that this version of the crate does not know, by its wire name.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let response = client.list_groups().extra("brandNewField", true).keywords("admin").send()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The name of a parameter replaces its value, and the new one is validated like any other, unless the client is
    /// one [`without_validation`](crate::ManagementClient::without_validation).
    pub fn extra(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.state.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same request with untyped JSON as its response type, for collections of different requests.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let requests = [
    ///     client.get_group().code("developers").untyped(),
    ///     client.get_user().user_id("6229ffaxxxxxxxx4d3a0b1c2").untyped(),
    /// ];
    /// for request in requests {
    ///     println!("{}", request.send()?.data);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn untyped(&self) -> Request<Value> {
        Request::from_state(self.state.clone())
    }

    /// The same request as a part of a run.
    pub(crate) fn in_run(mut self, run: &Arc<BulkRun>) -> Self {
        self.state.executor.bulk_run = Some(Arc::clone(run));
        self
    }

    /// The operation in the registry.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.state.operation
    }

    pub(crate) fn params(&self) -> &Map<String, Value> {
        &self.state.params
    }

    pub(crate) fn params_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.state.params
    }

    /// The error of a request that cannot be used in this way.
    pub(crate) fn invalid(&self, violation: Violation) -> Error {
        Error::invalid_request(vec![violation]).with_operation(self.state.operation.name)
    }

    /// The error for a response that was decoded but is inconsistent. The body is dropped, because its secrets have not
    /// been removed.
    pub(crate) fn invalid_response<U>(&self, message: String, response: Response<U>) -> Error {
        let without_body = HttpResponse::new(response.http.status, "");
        Error::decode(message)
            .with_response(without_body, response.request_id)
            .with_operation(self.state.operation.name)
    }

    /// Sends the request like [`send`](Self::send), but decodes `data` into any type that implements
    /// `serde::Deserialize`: for fields that the crate does not know yet, or for a part of a large response.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let response = client.get_group().code("developers").send_as::<serde_json::Value>()?;
    /// println!("{}", response.data["brandNewField"]);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Same as [`send`](Self::send).
    pub fn send_as<U: DeserializeOwned>(&self) -> Result<Response<U>, Error> {
        deserialize_data(|sink| self.state.send(sink))
    }
}

impl<T: Decode> Request<T> {
    /// Validates the request, sends it, and waits for the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what can go wrong, and for the predicates that tell the cases apart.
    pub fn send(&self) -> Result<Response<T>, Error> {
        // An `Option`, because it is cleared before it is filled again.
        let mut data = None::<T>;
        let response = self.state.send(Sink {
            type_name: std::any::type_name::<T>(),
            has_success_field: has_success_field(data.value_mut()),
            data: DataSink::Value(&mut data),
        })?;
        Ok(response.with_data(data.unwrap_or_default()))
    }
}

/// Decodes the data of a response with `Deserialize`, however the request is sent.
pub(crate) fn deserialize_data<T: DeserializeOwned>(
    send: impl FnOnce(Sink<'_>) -> Result<Response<()>, Error>,
) -> Result<Response<T>, Error> {
    let mut data = Err(Error::decode("no data"));
    let response = send(Sink {
        type_name: std::any::type_name::<T>(),
        has_success_field: true,
        data: DataSink::Text(&mut |json| {
            data = Ok(decode::deserialize(json).map_err(|error| format!("data: {}", describe_json_error(&error)))?);
            Ok(())
        }),
    })?;
    Ok(response.with_data(data?))
}

impl RequestState {
    fn new(executor: &Executor, operation: &'static Operation) -> Self {
        RequestState {
            executor: executor.clone(),
            operation,
            params: Map::new(),
            undeclared: UndeclaredFields::Allow,
        }
    }

    fn validate_except(&self, expected: impl Fn(&Violation) -> bool) -> Result<(), Error> {
        let mut violations = if self.executor.skips_validation() {
            validate::unsendable(self.operation, &self.params)
        } else {
            validate::violations(self.operation, &self.params, self.undeclared)
        };
        violations.extend_from_slice(self.executor.violations());
        let base_url = &self.executor.shared.base_url.url;
        violations.extend(encode::check_url(self.operation, &self.params, base_url));
        violations.retain(|violation| !expected(violation));
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::invalid_request(violations).with_operation(self.operation.name))
    }

    fn send(&self, sink: Sink<'_>) -> Result<Response<()>, Error> {
        self.validate_except(|_| false)?;
        let encoded = self.executor.encode(self.operation, &self.params);
        let mut context = OperationContext::from(self.operation);
        if self.operation.is_in_order {
            let lists = self.params.values().filter_map(Value::as_array);
            context.decode.requirements.places = lists.map(Vec::len).max().unwrap_or_default();
        }
        self.executor.run(context, encoded, sink)
    }
}

// Not derived, since that would require `T: Clone`.
impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self::from_state(self.state.clone())
    }
}

/// Shows which parameters are set, but not their values, which may be secrets.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_names(f, self.state.operation.name, &self.state.params)
    }
}

/// Shows the names of the fields that are set.
pub(crate) fn debug_names(f: &mut fmt::Formatter<'_>, name: &str, fields: &Map<String, Value>) -> fmt::Result {
    let set: Vec<_> = fields.keys().collect();
    f.debug_struct(name).field("set", &set).finish_non_exhaustive()
}

/// Anything that contains a [`Request`]: every builder, and `Request` itself. For generic code:
///
/// ```no_run
/// use genauth::{Error, Response};
/// use genauth::traits::AsRequest;
///
/// fn send_and_log<R: AsRequest>(request: &R) -> Result<Response<R::Output>, Error> {
///     let request = request.as_request();
///     println!("sending {}", request.operation().name);
///     request.send()
/// }
///
/// # let client = genauth::ManagementClient::from_env()?;
/// send_and_log(&client.get_group().code("developers"))?;
/// send_and_log(&client.list_users().untyped())?;
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// This trait is sealed: it cannot be implemented outside this crate.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    note = "builders are requests, but references to them are not: use `.iter().cloned()`"
)]
pub trait AsRequest: sealed::SealedRequest {
    /// Type of the response's `data`.
    type Output: Decode;

    /// The request.
    fn as_request(&self) -> &Request<Self::Output>;
}

mod sealed {
    pub trait SealedRequest {}
}

impl<T: Decode> sealed::SealedRequest for Request<T> {}

impl<T: Decode> AsRequest for Request<T> {
    type Output = T;

    fn as_request(&self) -> &Request<T> {
        self
    }
}

impl<T: Decode, B: Deref<Target = Request<T>>> sealed::SealedRequest for B {}

impl<T: Decode, B: Deref<Target = Request<T>>> AsRequest for B {
    type Output = T;

    fn as_request(&self) -> &Request<T> {
        self
    }
}

/// What every setter does. Written once, because there are thousands of setters.
#[inline]
pub(crate) fn with<T, S: SetParam>(mut target: S, name: &'static str, value: impl IntoParam<T>) -> S {
    target.set(FieldName(name), value.into_param(Sealed));
    target
}

/// `Debug` of every builder. A function is cheaper for the compiler than the method of a trait.
pub(crate) fn debug<T>(request: &Request<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(request, f)
}

/// What every `extra` does.
#[inline]
pub(crate) fn with_extra<S: SetParam>(mut target: S, name: &str, value: impl Into<Value>) -> S {
    target.fields().insert(name.to_owned(), value.into());
    target
}

/// What setters write to.
pub(crate) trait SetParam {
    fn fields(&mut self) -> &mut Map<String, Value>;

    fn set(&mut self, name: FieldName, value: Option<Value>) {
        if let Some(value) = value {
            self.fields().insert(name.wire().into_owned(), value);
        }
    }
}

impl<T> SetParam for Request<T> {
    fn fields(&mut self) -> &mut Map<String, Value> {
        &mut self.state.params
    }
}

impl SetParam for Map<String, Value> {
    fn fields(&mut self) -> &mut Map<String, Value> {
        self
    }
}
