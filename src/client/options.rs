//! Options for single requests: a client that shares everything with the one it was derived from, except for them.
//!
//! The methods are `#[inline]`, so that programs only compile those they use.

use std::sync::Arc;
use std::time::Duration;

use super::ManagementClient;
use crate::execute::overrides::Overrides;
use crate::execute::retry::RetryPolicy;

/// # Options for single requests
///
/// Each method returns a client that shares connections and token with this one, and differs in one option. They can be
/// chained, kept, and used for any number of requests.
///
/// ```no_run
/// use std::time::Duration;
///
/// # let client = genauth::ManagementClient::from_env()?;
/// let groups = client
///     .with_timeout(Duration::from_secs(60))
///     .with_request_id("nightly-sync-7")
///     .get_all_groups()
///     .send()?;
/// # Ok::<(), genauth::Error>(())
/// ```
///
/// An invalid value, such as a line break in a header, is a violation of every request made with it.
impl ManagementClient {
    #[inline]
    fn with(&self, change: impl FnOnce(&mut Overrides, &Self)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(client.executor.overrides.get_or_insert_default()), self);
        client
    }

    /// Overrides the [timeout](crate::ManagementClientBuilder::timeout) of an attempt.
    #[inline]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.with(|overrides, _| overrides.set_timeout(timeout))
    }

    /// Overrides the [retry policy](crate::ManagementClientBuilder::retry).
    #[inline]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.with(|overrides, _| overrides.set_retry(policy))
    }

    /// Overrides whether responses must be [as documented](crate::ManagementClientBuilder::strict_responses).
    #[inline]
    pub fn with_strict_responses(&self, strict: bool) -> Self {
        self.with(|overrides, _| overrides.set_strict_responses(strict))
    }

    /// Overrides the [tenant](crate::ManagementClientBuilder::tenant_id).
    #[inline]
    pub fn with_tenant_id(&self, id: impl AsRef<str>) -> Self {
        self.with_service_header("tenant_id", "app-tenant-id", id.as_ref())
    }

    /// Overrides the [language](crate::ManagementClientBuilder::lang) of the server's messages, such as `en-US`.
    #[inline]
    pub fn with_lang(&self, lang: impl AsRef<str>) -> Self {
        self.with_service_header("lang", "lang", lang.as_ref())
    }

    /// Adds a header, or replaces one. `authorization`, `host`, and headers that describe the body or how it is exchanged,
    /// such as `content-encoding`, `accept-encoding` and `expect`, cannot be set.
    #[inline]
    pub fn with_header(&self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|overrides, _| {
            overrides.set_header("header", name.as_ref(), value.as_ref());
        })
    }

    /// Sends an id for the request as `x-request-id`, so that it can be found in the logs of both sides.
    #[inline]
    pub fn with_request_id(&self, id: impl AsRef<str>) -> Self {
        self.with(|overrides, _| {
            overrides.set_header("request_id", "x-request-id", id.as_ref());
        })
    }

    /// Sends requests that contradict the tables of this crate, for when the documentation is wrong and the service is
    /// right.
    ///
    /// ```
    /// # let client = genauth::ManagementClient::builder().host("http://localhost")
    /// #     .access_key_id("id").access_key_secret("secret").build()?;
    /// let client = client.without_validation();
    /// let request = client.list_groups().limit(200).extra("keywords", 7).build()?;
    /// assert_eq!(request.query(), "keywords=7&limit=200");
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// Required parameters may be missing, and values may be undocumented or exceed the documented limits. To send a
    /// value of another type, set the field with [`extra`](crate::Request::extra), which nested inputs have as well.
    /// [`call`](Self::call) also sends undeclared fields. The tables still decide where a parameter goes, what is
    /// redacted, when a request is repeated, and how a list is split into batches.
    ///
    /// Whatever cannot be sent remains a violation, also for [`validate`](crate::Request::validate), which then reports
    /// nothing else:
    ///
    /// - URLs that are too long, and path parameters that are missing, blank, `.`, `..`, lists or objects;
    /// - `null` and empty lists in queries and forms;
    /// - NaN, infinities, and values that cannot be serialized;
    /// - anything but a file in place of a file;
    /// - invalid options, such as a line break in a header.
    ///
    /// The rules for [batches](crate::Request::send_in_batches) remain as well: which lists can be split, and which must
    /// not be sent with every batch. [Raw requests](Self::request) are not affected, since no table describes them.
    #[inline]
    pub fn without_validation(&self) -> Self {
        self.with(|overrides, _| overrides.skip_validation())
    }

    /// Sets a header of the service under every prefix that the client uses.
    #[inline]
    fn with_service_header(&self, option: &str, name: &str, value: &str) -> Self {
        self.with(|overrides, client| {
            for prefix in &client.executor.shared.header_prefixes {
                if !overrides.set_header(option, &format!("{prefix}-{name}"), value) {
                    break; // one violation is enough
                }
            }
        })
    }
}
