//! What the readers of one JSON text share.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ptr;
use std::rc::Rc;

use super::issue::{DecodeIssue, DecodeIssues};
use super::value_mut::OptionMut;
use super::{DecodeError, Mismatch, Problem};
use crate::redact::describe_json_error;
use crate::schema::FieldName;
use crate::schema::json_path::JsonPath;

pub(super) const NULL: &str = "null";

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Read,
    /// An object without any known field. All fields have their defaults.
    Unknown,
    /// A list or an object with content, none of which could be read.
    Undecodable,
    /// What was sent stands for an absent value, such as `null`. The value has its default.
    Absent(Mismatch),
    /// What was sent is of another type. The value has its default.
    Odd(Mismatch),
}

impl Outcome {
    /// Whether the value exists, although it may have no content.
    pub(super) fn exists(self) -> bool {
        matches!(self, Outcome::Read | Outcome::Unknown | Outcome::Undecodable)
    }

    /// Clears the option into which the value was read, unless the value exists.
    pub(super) fn or_clear(self, option: &mut dyn OptionMut) -> Self {
        if !self.exists() {
            option.clear();
        }
        self
    }

    /// The outcome for a list into which a single value was read. Only what was certainly meant as an item is one.
    pub(super) fn of_lone_item(self, mismatch: Mismatch) -> Self {
        match self {
            Outcome::Read => Outcome::Read,
            Outcome::Absent(_) => Outcome::Absent(mismatch),
            Outcome::Unknown | Outcome::Undecodable | Outcome::Odd(_) => Outcome::Odd(mismatch),
        }
    }
}

/// What the operation demands of its data.
#[derive(Clone, Copy, Default)]
pub(crate) struct Requirements {
    /// The number of items that the request had, if those of the response are the same ones: an item that cannot be read
    /// then keeps its place.
    pub(crate) places: usize,
    /// Whether callers decide something by it, so that only `null` stands for an absent value.
    pub(crate) is_decision: bool,
    /// Whether it must contain at least one known field.
    pub(crate) needs_fields: bool,
}

/// State shared by the readers of one JSON text.
#[derive(Default)]
pub(crate) struct Context {
    requirements: Requirements,
    issues: RefCell<DecodeIssues>,
    /// Where the parser failed.
    failed_at: RefCell<Option<String>>,
    /// The wire names of each type, since a page contains many objects of one type.
    names: RefCell<Vec<(&'static str, Rc<Names>)>>,
}

pub(super) type Names = [Cow<'static, str>];

impl Context {
    pub(crate) fn new(requirements: Requirements) -> Self {
        Context {
            requirements,
            ..Self::default()
        }
    }

    /// How many items of the list at this path keep their places: that of `data` itself, or of one of its fields.
    pub(super) fn places(&self, path: &JsonPath<'_>) -> usize {
        if path.depth() <= JsonPath::DATA.depth() + 1 {
            self.requirements.places
        } else {
            0
        }
    }

    /// Whether this stands for an absent value.
    pub(super) fn accepts_absent(&self, mismatch: Mismatch) -> bool {
        mismatch.found == NULL || !self.requirements.is_decision
    }

    /// Forgets what was reported about an earlier value of a duplicate key.
    pub(super) fn forget(&self, path: &JsonPath<'_>) {
        let mut issues = self.issues.borrow_mut();
        if issues.count > 0 {
            issues.remove_below(&path.to_string());
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

    /// Fails if the whole is of another type, or if none of its fields could be read.
    pub(crate) fn finish(self, outcome: Outcome) -> Result<DecodeIssues, DecodeError> {
        let issues = self.issues.into_inner();
        match (outcome, issues.listed.first()) {
            (Outcome::Odd(mismatch), _) => Err(DecodeError::root(mismatch)),
            (Outcome::Absent(mismatch), _) if mismatch.found != NULL => Err(DecodeError::root(mismatch)),
            (Outcome::Undecodable, Some(first)) => Err(DecodeError::from(first)),
            (Outcome::Unknown, _) if self.requirements.needs_fields || self.requirements.is_decision => {
                Err(DecodeError {
                    path: JsonPath::DATA.to_string(),
                    problem: Problem::Unknown,
                })
            }
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
