//! Options of single calls: a client that shares everything with the one it was made of, but for them. They are
//! `#[inline]`: a program compiles those that it uses.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use super::builder::is_timeout;
use super::{ManagementClient, is_header_name, is_header_value};
use crate::retry::RetryPolicy;
use crate::validate::Violation;

/// Headers that the crate or the protocol below owns: with another value, a call would go wrong or elsewhere.
const RESERVED: [&str; 7] = [
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "upgrade",
];

/// What differs from the client's settings.
#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
    headers: Vec<(String, String)>,
    /// What is wrong with them. It is reported with what is wrong with the request.
    pub(super) violations: Vec<Violation>,
}

impl CallOptions {
    /// The headers of the client, with those of the call in their places or behind them.
    pub(super) fn apply<'a>(&self, headers: &'a [(String, String)]) -> Cow<'a, [(String, String)]> {
        let mut headers = Cow::Borrowed(headers);
        for (name, value) in &self.headers {
            let headers = headers.to_mut();
            match headers.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => old.clone_from(value),
                None => headers.push((name.clone(), value.clone())),
            }
        }
        headers
    }

    /// Says whether it could be set.
    #[inline]
    fn set_header(&mut self, option: &str, name: &str, value: &str) -> bool {
        let name = name.to_ascii_lowercase();
        if !is_header_name(&name) || RESERVED.contains(&name.as_str()) {
            let expected = "the name of a header that is the caller's to set";
            self.violations.push(Violation::new(option, expected, "another name"));
            false
        } else if value.trim().is_empty() || !is_header_value(value) {
            let expected = "ASCII text on one line";
            self.violations.push(Violation::new(option, expected, "something else"));
            false
        } else {
            self.headers.push((name, value.to_owned()));
            true
        }
    }
}

/// # Options of single calls
///
/// Each of these gives a client that shares connections and token with this one, and differs in the one point. They
/// can be chained, kept, and used for any number of calls.
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
/// A wrong value (a line break in a header, a timeout of zero) is a violation of every request made with it.
impl ManagementClient {
    #[inline]
    fn with(&self, change: impl FnOnce(&mut CallOptions, &Self)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(client.options.get_or_insert_default()), self);
        client
    }

    /// Time for one attempt, instead of [the client's](crate::ManagementClientBuilder::timeout).
    #[inline]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.with(|options, _| {
            if !is_timeout(timeout) {
                let violation = Violation::new("timeout", "more than zero, and a day at most", format!("{timeout:?}"));
                options.violations.push(violation);
            }
            options.timeout = Some(timeout);
        })
    }

    /// When to send again, instead of what [the client](crate::ManagementClientBuilder::retry) does.
    #[inline]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.with(|options, _| options.retry = Some(policy))
    }

    /// The tenant in whose name to call.
    #[inline]
    pub fn with_tenant_id(&self, id: impl AsRef<str>) -> Self {
        self.with_own_header("tenant_id", "app-tenant-id", id.as_ref())
    }

    /// The language of the server's messages, such as `en-US`.
    #[inline]
    pub fn with_lang(&self, lang: impl AsRef<str>) -> Self {
        self.with_own_header("lang", "lang", lang.as_ref())
    }

    /// A header to send along. `authorization`, `host`, and what describes the body are not the caller's to set.
    #[inline]
    pub fn with_header(&self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|options, _| {
            options.set_header("header", name.as_ref(), value.as_ref());
        })
    }

    /// An id for the request, sent as `x-request-id`, by which it can be found in logs on both sides.
    #[inline]
    pub fn with_request_id(&self, id: impl AsRef<str>) -> Self {
        self.with(|options, _| {
            options.set_header("request_id", "x-request-id", id.as_ref());
        })
    }

    /// One of the service's own headers, in every spelling that the client uses.
    #[inline]
    fn with_own_header(&self, option: &str, name: &str, value: &str) -> Self {
        self.with(|options, client| {
            for prefix in &client.shared.header_prefixes {
                if !options.set_header(option, &format!("{prefix}-{name}"), value) {
                    break; // once is enough to say that the value is wrong
                }
            }
        })
    }
}
