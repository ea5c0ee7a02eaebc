//! What in a response is not as documented.

use std::fmt;

/// A value in a response that could not be decoded, although the request succeeded.
///
/// [`Response::decode_issues`](crate::Response::decode_issues) lists them. The field has its default. An item of a list is
/// left out, unless the items of the response are those of the request: then it keeps its place, as a default.
///
/// ```no_run
/// # let client = genauth::ManagementClient::from_env()?;
/// let response = client.list_users().send()?;
/// for issue in response.decode_issues() {
///     eprintln!("{issue}"); // data.list[3].loginsCount: expected an integer, found an object
/// }
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeIssue {
    /// JSON path of the value in the response, such as `data.list[3].loginsCount`.
    pub path: String,
    /// The documented type with its article, such as `an integer`.
    pub expected: &'static str,
    /// The type that was sent, such as `an object` or `null`. The value itself may be a secret.
    pub found: &'static str,
}

impl fmt::Display for DecodeIssue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, found {}", self.path, self.expected, self.found)
    }
}

/// The issues of one response.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct DecodeIssues {
    /// The first [`MAX_LISTED`](Self::MAX_LISTED) of them.
    pub(crate) listed: Vec<DecodeIssue>,
    pub(crate) count: usize,
}

impl DecodeIssues {
    /// A response can have millions of them, each of which takes more memory than the value it is about.
    const MAX_LISTED: usize = 1000;

    pub(super) fn push(&mut self, issue: impl FnOnce() -> DecodeIssue) {
        self.count += 1;
        if self.listed.len() < Self::MAX_LISTED {
            self.listed.push(issue());
        }
    }

    /// Removes the issues of this value and of everything in it.
    pub(super) fn remove_below(&mut self, path: &str) {
        let is_below = |issue: &DecodeIssue| {
            let rest = issue.path.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let listed = self.listed.len();
        self.listed.retain(|issue| !is_below(issue));
        self.count -= listed - self.listed.len();
    }

    /// The first issue, and how many there are. `None` if there is none.
    pub(crate) fn summary(&self) -> Option<String> {
        let first = self.listed.first()?;
        Some(match self.count - 1 {
            0 => first.to_string(),
            others => format!("{first} (and {others} more)"),
        })
    }
}
