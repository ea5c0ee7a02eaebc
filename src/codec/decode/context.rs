//! What the readers of one JSON text share.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ptr;
use std::rc::Rc;

use super::issue::{DecodeIssue, DecodeIssues};
use super::{DecodeError, Mismatch, Problem};
use crate::redact::describe_json_error;
use crate::schema::FieldName;
use crate::schema::json_path::JsonPath;

pub(super) const NULL: &str = "null";

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Read,
    /// A list or an object with content, none of which could be read.
    Unreadable,
    /// What was sent stands for an absent value, such as `null`. The value has its default.
    Absent(Mismatch),
    /// What was sent is of another type. The value has its default.
    Odd(Mismatch),
}

impl Outcome {
    /// Whether the value exists, although it may have no content.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Outcome::Read | Outcome::Unreadable)
    }

    /// The outcome for the list that a single value was read into.
    pub(super) fn about(self, mismatch: Mismatch) -> Self {
        match self {
            Outcome::Absent(_) => Outcome::Absent(mismatch),
            Outcome::Odd(_) => Outcome::Odd(mismatch),
            read => read,
        }
    }
}

/// State shared by the readers of one JSON text.
#[derive(Default)]
pub(crate) struct Context {
    /// Whether an item that cannot be read keeps its place, because the items of `data` are those of the request.
    pub(super) keeps_places: bool,
    issues: RefCell<DecodeIssues>,
    /// Where the parser failed.
    failed_at: RefCell<Option<String>>,
    /// The wire names of each type, since a page contains many objects of one type.
    names: RefCell<Vec<(&'static str, Rc<Names>)>>,
}

pub(super) type Names = [Cow<'static, str>];

impl Context {
    pub(crate) fn new(keeps_places: bool) -> Self {
        Context {
            keeps_places,
            ..Self::default()
        }
    }

    pub(super) fn wire_names(&self, names: &'static str) -> Rc<Names> {
        let mut known = self.names.borrow_mut();
        if let Some((_, wire_names)) = known.iter().find(|(key, _)| ptr::eq(*key, names)) {
            return Rc::clone(wire_names);
        }
        let wire_names = FieldName::each(names).map(FieldName::wire).collect();
        known.push((names, Rc::clone(&wire_names)));
        wire_names
    }

    pub(super) fn report(&self, path: &JsonPath<'_>, mismatch: Mismatch) {
        let Mismatch { expected, found } = mismatch;
        self.issues.borrow_mut().push(|| DecodeIssue {
            path: path.to_string(),
            expected,
            found,
        });
    }

    /// Passes a failure of the parser on, and remembers where it was.
    pub(super) fn at<T, E>(&self, path: &JsonPath<'_>, result: Result<T, E>) -> Result<T, E> {
        if result.is_err() {
            self.failed_at.borrow_mut().get_or_insert_with(|| path.to_string());
        }
        result
    }

    /// Judges the outcome for the whole JSON text. Of a whole that is odd, or of which nothing could be read, no default
    /// is worth having.
    pub(crate) fn finish(self, outcome: Outcome) -> Result<DecodeIssues, DecodeError> {
        let issues = self.issues.into_inner();
        match (outcome, issues.listed.first()) {
            (Outcome::Odd(mismatch), _) => Err(DecodeError::root(mismatch)),
            (Outcome::Absent(mismatch), _) if mismatch.found != NULL => Err(DecodeError::root(mismatch)),
            (Outcome::Unreadable, Some(first)) => Err(DecodeError::from(first)),
            _ => Ok(issues),
        }
    }

    /// The error of a text that the parser rejects.
    pub(super) fn rejected(self, error: &serde_json::Error) -> DecodeError {
        DecodeError {
            path: self
                .failed_at
                .into_inner()
                .unwrap_or_else(|| JsonPath::DATA.to_string()),
            problem: Problem::Rejected(describe_json_error(error)),
        }
    }
}
