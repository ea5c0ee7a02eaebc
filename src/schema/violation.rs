//! What is wrong with a request or with the settings of a client.

/// One thing that is wrong with a request, or with the settings of a client.
///
/// ```
/// use genauth::ViolationKind;
///
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// let error = client
///     .associate_tenant_resource()
///     .app_id("60b49eb83fd80adb96f26e68")
///     .code(" ")
///     .association(true)
///     .validate()
///     .unwrap_err();
/// let violation = &error.violations()[0];
/// assert_eq!(violation.path(), "code");
/// assert_eq!(violation.kind(), ViolationKind::Blank);
/// assert_eq!(violation.to_string(), "code must not be blank");
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path} {message}")]
pub struct Violation {
    path: String,
    kind: ViolationKind,
    message: String,
}

impl Violation {
    pub(crate) fn new(path: impl Into<String>, kind: ViolationKind, message: impl Into<String>) -> Self {
        Violation {
            path: path.into(),
            kind,
            message: message.into(),
        }
    }

    /// The same violation at another path.
    pub(crate) fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// JSON path of the value in the request, in wire names, such as `list[1].namespaceCode`; or the name of a setting.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What kind of mistake it is.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        self.kind
    }

    /// What is wrong, without the path: `must be 1 to 50 (got 51)`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// The kind of a [`Violation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// A required value is missing or `null`.
    Missing,
    /// A string is empty or consists of white space.
    Blank,
    /// A value is of another JSON type.
    WrongType,
    /// A number or a duration is too small or too large.
    OutOfRange,
    /// A list has too few items.
    TooFewItems,
    /// A list has too many items.
    TooManyItems,
    /// A string has too few characters.
    TooShort,
    /// A string, or a value as JSON text, has too many characters.
    TooLong,
    /// A list is nested too deeply.
    TooDeep,
    /// A string is not one of the allowed values.
    UnknownValue,
    /// A field is not declared. Only reported for requests by name.
    UnknownField,
    /// A value cannot be used together with another one, or only together with one that is missing.
    Conflict,
    /// A string is malformed: not a URL, not a certificate, not allowed in a header or a path.
    Malformed,
    /// The operation or the build does not support what was asked for.
    Unsupported,
}
