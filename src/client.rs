//! The client.

mod builder;
#[cfg(feature = "events")]
pub(crate) mod event_settings;
mod options;

use std::fmt;

pub use builder::ManagementClientBuilder;

use crate::error::Error;
use crate::execute::Executor;
use crate::execute::token::Credentials;
use crate::redact::Redacted;
use crate::request::AsRequest;
use crate::request::bulk::SendAll;
use crate::request::raw::RawRequest;
use crate::schema::Method;

/// A blocking client for the management API.
///
/// ```no_run
/// let client = genauth::ManagementClient::builder()
///     .access_key_id("60b49eb83fd80adb96f26e68")
///     .access_key_secret("e6f26e6860b49eb83fd80adb96f26e68")
///     .build()?;
///
/// let response = client
///     .associate_tenant_resource()
///     .app_id("60b49eb83fd80adb96f26e68")
///     .code("book")
///     .association(true)
///     .send()?;
/// assert!(response.data.success);
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// Every operation is a method, grouped below by topic. It returns a [builder](crate::builders) with a setter for each
/// parameter; [`send`](crate::Request::send) validates the request, sends it and waits for the response.
///
/// Building a client opens no connection. A client is cheap to clone. Clones share connections and the management
/// token, also between threads. The token is fetched once, with the first request, and renewed before it expires.
#[derive(Clone)]
#[must_use = "a client sends nothing by itself"]
pub struct ManagementClient {
    pub(crate) executor: Executor,
    #[cfg(feature = "events")]
    pub(crate) events: std::sync::Arc<event_settings::EventSettings>,
}

impl ManagementClient {
    /// Starts building a client, from an access key and whatever differs from the defaults.
    pub fn builder() -> ManagementClientBuilder {
        ManagementClientBuilder::default()
    }

    /// Builds a client from environment variables.
    ///
    /// ```no_run
    /// let client = genauth::ManagementClient::from_env()?;
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// | variable | setting |
    /// |---|---|
    /// | `GENAUTH_ACCESS_KEY_ID` | [`access_key_id`](ManagementClientBuilder::access_key_id), required |
    /// | `GENAUTH_ACCESS_KEY_SECRET` | [`access_key_secret`](ManagementClientBuilder::access_key_secret), required |
    /// | `GENAUTH_HOST` | [`host`](ManagementClientBuilder::host) |
    /// | `GENAUTH_USER_POOL_ID` | [`user_pool_id`](ManagementClientBuilder::user_pool_id) |
    /// | `GENAUTH_TENANT_ID` | [`tenant_id`](ManagementClientBuilder::tenant_id) |
    /// | `GENAUTH_LANG` | [`lang`](ManagementClientBuilder::lang) |
    ///
    /// An empty variable counts as unset. One that is not valid UTF-8 is an error. With other settings, such as a rate
    /// limit, use [`build_from_env`](ManagementClientBuilder::build_from_env).
    ///
    /// # Errors
    ///
    /// Same as [`ManagementClientBuilder::build`], with the names of the variables instead of the settings.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().build_from_env()
    }

    /// Starts a request to an endpoint that the crate does not know. Token, headers, retries and error handling are
    /// those of every other request.
    ///
    /// ```no_run
    /// use genauth::{ManagementClient, Method};
    /// use serde_json::{Value, json};
    ///
    /// # let client = ManagementClient::from_env()?;
    /// let response = client
    ///     .request(Method::Post, "/api/v3/new-thing")
    ///     .json(json!({"name": "first"}))
    ///     .send::<Value>()?;
    /// println!("{}", response.data["id"]);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The path is relative to the client's host, and percent-encoded. `GET` counts as a read and any other method as a
    /// write, which is not repeated if it may have been applied; [`effect`](RawRequest::effect) changes that.
    #[inline]
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(&self.executor, method, path.into())
    }
}

/// # Many requests
impl ManagementClient {
    /// Sends any number of requests, several at a time.
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let names = (0..5000).map(|number| format!("user-{number}"));
    /// let requests = names.map(|name| client.create_user().username(name));
    /// for (index, result) in client.send_all(requests).concurrency(16) {
    ///     if let Err(error) = result {
    ///         eprintln!("line {index}: {error}");
    ///     }
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The iterator yields the index of each request and its result, in the order of the requests. Requests are taken
    /// from `requests` only when there is a worker for them, so memory does not grow with their number. Each request
    /// keeps the options of the client that it was built with. For requests of different operations, use
    /// [`untyped`](crate::Request::untyped).
    ///
    /// A request that fails does not stop the others, unless the next ones cannot fare better: if the credentials are
    /// refused, the certificate is not trusted, or the host is unknown, nothing more is sent. See also
    /// [`stop_on_error`](SendAll::stop_on_error). A request without a result was not sent.
    ///
    /// Those that failed can be sent again, except for writes in doubt:
    ///
    /// ```no_run
    /// # let client = genauth::ManagementClient::from_env()?;
    /// # let requests: Vec<genauth::builders::CreateUser> = Vec::new();
    /// let run = client.send_all(requests.iter().cloned()).concurrency(16);
    /// let failed: Vec<_> = run
    ///     .filter(|(_, result)| result.as_ref().is_err_and(|error| !error.may_have_happened()))
    ///     .map(|(index, _)| &requests[index])
    ///     .collect();
    /// let again = client.send_all(failed.into_iter().cloned());
    /// # Ok::<(), genauth::Error>(())
    /// ```
    pub fn send_all<'a, I>(&self, requests: I) -> SendAll<'a, I::IntoIter>
    where
        I: IntoIterator,
        I::Item: AsRequest,
    {
        SendAll::new(requests.into_iter())
    }
}

impl fmt::Debug for ManagementClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = &self.executor.shared;
        let mut f = f.debug_struct("ManagementClient");
        f.field("host", &shared.base_url.url);
        match &shared.credentials {
            Credentials::AccessKey { id, .. } => f.field("access_key_id", id).field("access_key_secret", &Redacted),
            Credentials::Token(_) => f.field("management_token", &Redacted),
        }
        .finish_non_exhaustive()
    }
}
