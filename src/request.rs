//! One request: the row it belongs to, and the values that have been set. Every builder is a typed door over it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::client::ManagementClient;
use crate::decode::{Decode, Place, may_hold_success};
use crate::encode::{Parts, encode};
use crate::error::{Cause, Error};
use crate::operation::Operation;
use crate::param::IntoParam;
use crate::response::{Data, Response, Target};
use crate::transport::Answer;
use crate::validate::{self, Undeclared, Violation};
use crate::wire_name::WireName;

/// What every request can do, whatever its operation: be checked, looked at, and sent. `T` is the type of the
/// answer's `data`.
///
/// Each method of [`ManagementClient`] gives a builder with a setter for each parameter, and every builder
/// dereferences to this.
///
/// ```no_run
/// # let client = genauth::ManagementClient::from_env()?;
/// let request = client.list_groups().keywords("admin").limit(50);
/// request.validate()?; // no network
/// println!("{}", request.into_parts()?.query); // no network either
/// let answer = request.send()?;
/// println!("{} groups", answer.data.total_count);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// Nothing of it is used up: the same request can be sent again.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<T> {
    draft: Draft,
    output: PhantomData<fn() -> T>,
}

/// A request without the type of its answer, so that what works for all of them is compiled once.
#[derive(Clone)]
struct Draft {
    client: ManagementClient,
    operation: &'static Operation,
    params: Map<String, Value>,
    undeclared: Undeclared,
}

impl<T> Request<T> {
    #[inline]
    pub(crate) fn new(client: &ManagementClient, operation: &'static Operation) -> Self {
        Self::of_draft(Draft::new(client, operation))
    }

    /// A request whose parameters come from outside the program.
    pub(crate) fn of_file(
        client: &ManagementClient,
        operation: &'static Operation,
        params: Map<String, Value>,
    ) -> Self {
        Self::of_draft(Draft {
            params,
            undeclared: Undeclared::Refused,
            ..Draft::new(client, operation)
        })
    }

    #[inline]
    fn of_draft(draft: Draft) -> Self {
        Request {
            draft,
            output: PhantomData,
        }
    }

    /// Checks the request: every violation at once, no network, no token.
    ///
    /// # Errors
    ///
    /// [`Error::is_validation`], with [`Error::violations`].
    pub fn validate(&self) -> Result<(), Error> {
        self.draft.validate_but(|_| false)
    }

    /// The same, but for violations that are expected.
    pub(crate) fn validate_but(&self, expected: impl Fn(&Violation) -> bool) -> Result<(), Error> {
        self.draft.validate_but(expected)
    }

    /// Checks the request and gives its wire form instead of sending it: method, path, query, body.
    ///
    /// # Errors
    ///
    /// As [`validate`](Self::validate).
    #[allow(clippy::wrong_self_convention)] // a builder that is asked for its parts is as a rule done with
    pub fn into_parts(&self) -> Result<Parts, Error> {
        self.draft.parts()
    }

    /// The same request with one more field, which this version of the crate does not know, by its name on the wire.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let answer = client.list_groups().keywords("admin").extra("brandNewField", true).send()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// It comes last: what has a setter is set before.
    pub fn extra(&self, name: &str, value: impl Into<Value>) -> Self {
        let mut request = self.clone();
        request.draft.params.insert(name.to_owned(), value.into());
        request
    }

    /// The row of the request's operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.draft.operation
    }

    pub(crate) fn params(&self) -> &Map<String, Value> {
        &self.draft.params
    }

    pub(crate) fn params_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.draft.params
    }

    /// The error of a request that cannot do what is asked of it.
    pub(crate) fn refuse(&self, violation: Violation) -> Error {
        Error::request(vec![violation]).with_operation(self.draft.operation.name)
    }

    /// The error of an answer that was understood, and yet cannot be right. What came goes: nobody has taken the
    /// secrets out of it.
    pub(crate) fn unreadable<U>(&self, message: String, response: Response<U>) -> Error {
        let answer = Answer::new(response.answer.status, "");
        Error::new(Cause::Unreadable(message))
            .with_answer(answer, response.request_id)
            .with_operation(self.draft.operation.name)
    }
}

impl<T: Decode> Request<T> {
    /// Checks the request, sends it, and waits.
    ///
    /// # Errors
    ///
    /// [`Error`] tells what can go wrong, and by which predicates it is told apart.
    pub fn send(&self) -> Result<Response<T>, Error> {
        // An optional one is emptied before it is filled anew.
        let mut data = None::<T>;
        let head = self.draft.send(Target {
            type_name: std::any::type_name::<T>(),
            may_hold_success: may_hold_success(data.slot()),
            data: Data::Place(&mut data),
        })?;
        Ok(head.with_data(data.unwrap_or_default()))
    }
}

impl<T> Request<T> {
    /// Sends the request like [`send`](Self::send), and reads the answer's `data` into a type of the caller's, by its
    /// `Deserialize`: for fields that the crate does not know yet, or a part of a large answer.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let answer = client.get_group().code("developers").send_as::<serde_json::Value>()?;
    /// println!("{}", answer.data["brandNewField"]);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_as<U: DeserializeOwned>(&self) -> Result<Response<U>, Error> {
        deserialized(|target| self.draft.send(target))
    }
}

/// Has the data read by `Deserialize`, whatever sends the call.
pub(crate) fn deserialized<T: DeserializeOwned>(
    send: impl FnOnce(Target<'_>) -> Result<Response<()>, Error>,
) -> Result<Response<T>, Error> {
    let mut data = Err(Error::new(Cause::Unreadable("no data was read".to_owned())));
    let head = send(Target {
        type_name: std::any::type_name::<T>(),
        may_hold_success: true,
        data: Data::Text(&mut |json| {
            data = Ok(serde_json::from_str(json).map_err(|error| format!("data: {error}"))?);
            Ok(())
        }),
    })?;
    Ok(head.with_data(data?))
}

impl Draft {
    fn new(client: &ManagementClient, operation: &'static Operation) -> Self {
        Draft {
            client: client.clone(),
            operation,
            params: Map::new(),
            undeclared: Undeclared::Allowed,
        }
    }

    fn validate_but(&self, expected: impl Fn(&Violation) -> bool) -> Result<(), Error> {
        let mut violations = validate::violations(self.operation, &self.params, self.undeclared);
        violations.extend_from_slice(self.client.option_violations());
        violations.retain(|violation| !expected(violation));
        if violations.is_empty() {
            return Ok(());
        }
        Err(Error::request(violations).with_operation(self.operation.name))
    }

    fn parts(&self) -> Result<Parts, Error> {
        self.validate_but(|_| false)?;
        Ok(encode(self.operation, &self.params))
    }

    fn send(&self, target: Target<'_>) -> Result<Response<()>, Error> {
        self.client.run(&self.operation.into(), &self.parts()?, target)
    }
}

// By hand, since the derived one would ask `T` to be `Clone`.
impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self::of_draft(self.draft.clone())
    }
}

/// Shows which parameters are set, not what they say: it may be somebody's password.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_names(f, self.draft.operation.name, &self.draft.params)
    }
}

/// What every setter does, written once: it keeps the thousands of them small.
#[inline]
pub(crate) fn with<T, S: Settable>(mut target: S, name: &'static str, value: impl IntoParam<T>) -> S {
    target.set(WireName(name), value.into_param());
    target
}

/// What setters fill.
pub(crate) trait Settable {
    fn fields(&mut self) -> &mut Map<String, Value>;

    fn set(&mut self, name: WireName, value: Option<Value>) {
        if let Some(value) = value {
            self.fields().insert(name.text().into_owned(), value);
        }
    }
}

impl<T> Settable for Request<T> {
    fn fields(&mut self) -> &mut Map<String, Value> {
        &mut self.draft.params
    }
}

impl Settable for Map<String, Value> {
    fn fields(&mut self) -> &mut Map<String, Value> {
        self
    }
}

/// Shows the names of the fields that are set.
pub(crate) fn show_names(f: &mut fmt::Formatter<'_>, name: &str, fields: &Map<String, Value>) -> fmt::Result {
    let set: Vec<_> = fields.keys().collect();
    f.debug_struct(name).field("set", &set).finish_non_exhaustive()
}
