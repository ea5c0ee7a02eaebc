//! How an error prints: one line, with everything that a script's output needs.

use std::fmt::{self, Write};

use super::{Error, Failure, RetryClass, api_code};
use crate::redact::body::{self, SecretFields};
use crate::redact::{SingleLine, excerpt};
use crate::schema::violation::Violation;
use crate::transport::format_duration;

const IN_DOUBT: &str = "; the operation may have been applied: read it back before repeating it";
const CONFIRMED: &str = "; the service has carried the operation out: do not repeat it";
/// Number of bytes of a body to look at for a message that is much shorter.
const SHOWN_BYTES: usize = 8 * 1024;

impl Error {
    /// Says which fields of the response are secret. The caller can still access them in [`body`](Self::body).
    pub(crate) fn with_secret_fields(mut self, fields: SecretFields) -> Self {
        if let Failure::Refused { message, .. } = &mut self.0.failure {
            body::redact_text(message, &fields);
        }
        self.0.secret_fields = fields;
        self
    }

    fn shown_body(&self) -> Option<String> {
        let body = self.body()?;
        Some(body::for_error(
            &body[..body.len().min(SHOWN_BYTES)],
            &self.0.secret_fields,
        ))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(name) = &inner.operation {
            // The name of a raw request contains the caller's path.
            write!(SingleLine(f), "{name}:")?;
            if !(f.alternate() && matches!(inner.failure, Failure::InvalidSettings(_))) {
                f.write_str(" ")?;
            }
        }
        if inner.is_token {
            f.write_str("cannot obtain a management token: ")?;
        }
        match &inner.failure {
            Failure::InvalidSettings(violations) => write_violations(f, violations)?,
            Failure::InvalidRequest(violations) => {
                f.write_str(if f.alternate() {
                    "invalid request:"
                } else {
                    "invalid request: "
                })?;
                write_violations(f, violations)?;
            }
            Failure::Incomplete(reason) => write!(f, "incomplete: {reason}")?,
            Failure::Transport(error) => SingleLine(f).write_str(&excerpt(&error.to_string()))?,
            Failure::Refused {
                status_code,
                api_code,
                message,
            } => write_refusal(SingleLine(f), *status_code, *api_code, message)?,
            Failure::Decode { message, .. } => {
                SingleLine(f).write_str(&excerpt(message))?;
                let body = self.shown_body().unwrap_or_default();
                if !body.is_empty() {
                    write!(SingleLine(f), ": {}", excerpt(&body))?;
                }
            }
        }
        if self.may_have_happened() {
            f.write_str(IN_DOUBT)?;
        } else if inner.is_write && self.is_confirmed() {
            f.write_str(CONFIRMED)?;
        }
        if let (true, Some(wait)) = (self.retry_class() != RetryClass::Permanent, self.retry_after()) {
            write!(f, "; retry after {} s", wait.as_secs())?;
        }
        if inner.attempts > 1 {
            write!(
                f,
                " ({} attempts in {})",
                inner.attempts,
                format_duration(inner.elapsed)
            )?;
        }
        match self.request_id() {
            Some(id) => write!(SingleLine(f), " (request id {})", excerpt(id)),
            None => Ok(()),
        }
    }
}

/// One line, or with `{:#}` a line for each violation.
fn write_violations(f: &mut fmt::Formatter<'_>, violations: &[Violation]) -> fmt::Result {
    for (index, violation) in violations.iter().enumerate() {
        match (f.alternate(), index) {
            (true, _) => f.write_str("\n  ")?,
            (false, 0) => {}
            (false, _) => f.write_str("; ")?,
        }
        write!(SingleLine(f), "{violation}")?;
    }
    Ok(())
}

fn write_refusal(mut f: SingleLine<'_, '_>, status_code: i64, api_code: Option<i64>, message: &str) -> fmt::Result {
    match api_code {
        Some(code) => write!(f, "[{status_code} / {code}]")?,
        None => write!(f, "[{status_code}]")?,
    }
    // Without an explanation, status 200 in an error reads like a mistake.
    if (200..=299).contains(&status_code) {
        f.write_str(" but `success` is false:")?;
    }
    let message = match message.trim() {
        "" => api_code.and_then(api_code::meaning).unwrap_or("no message"),
        message => message,
    };
    write!(f, " {}", excerpt(message))
}

/// The same line, since that is what `fn main() -> Result<(), genauth::Error>` prints; `{:#?}` adds the fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return write!(f, "{self}");
        }
        let body = self.shown_body();
        f.debug_struct("Error")
            .field("message", &self.to_string())
            .field("operation", &self.operation())
            .field("violations", &self.violations())
            .field("status_code", &self.status_code())
            .field("api_code", &self.api_code())
            .field("http_status", &self.http_status())
            .field("request_id", &self.request_id())
            .field("is_confirmed", &self.is_confirmed())
            .field("may_have_happened", &self.may_have_happened())
            .field("attempts", &self.attempts())
            .field("body", &body.as_deref().map(excerpt))
            .finish()
    }
}
