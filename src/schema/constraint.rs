//! What a value must satisfy beyond its type.

use std::fmt::{self, Display};

use super::FieldName;

/// A condition that a value must satisfy in addition to being present and of the right type.
///
/// The fields it names belong to the same object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constraint {
    /// Number of items in a list.
    Items(Bounds<usize>),
    /// Number of characters in a string.
    Length(Bounds<usize>),
    /// Value of a number, which may be sent as text.
    Range(Bounds<i64>),
    /// Documented maximum of a number. It is not checked, because the service is known to accept more.
    DocumentedMax(i64),
    /// Maximum number of characters of the value as JSON text.
    JsonLength(usize),
    /// Only ASCII letters, digits and these characters.
    AlphanumericOr(&'static str),
    /// Maximum depth to which a list may be nested in itself.
    Depth(usize),
    /// Required when another field has this value.
    RequiredWhen {
        /// The other field.
        field: FieldName,
        /// The value of that field, as text.
        value: &'static str,
    },
    /// Allowed only together with another field.
    OnlyWith(FieldName),
    /// Not allowed together with another field.
    Excludes(FieldName),
    /// At least one of these fields is required. Others may be given as well.
    AnyOf(&'static [FieldName]),
}

/// Inclusive bounds, each optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Bounds<T> {
    /// Smallest allowed value.
    pub min: Option<T>,
    /// Largest allowed value.
    pub max: Option<T>,
}

impl<T: Copy> Bounds<T> {
    pub(crate) const fn between(min: T, max: T) -> Self {
        Bounds {
            min: Some(min),
            max: Some(max),
        }
    }

    pub(crate) const fn at_least(min: T) -> Self {
        Bounds {
            min: Some(min),
            max: None,
        }
    }

    pub(crate) const fn at_most(max: T) -> Self {
        Bounds {
            min: None,
            max: Some(max),
        }
    }
}

impl<T: PartialOrd> Bounds<T> {
    /// Whether a value is within the bounds.
    pub fn contains(&self, value: &T) -> bool {
        !self.is_below(value) && self.max.as_ref().is_none_or(|max| value <= max)
    }

    pub(crate) fn is_below(&self, value: &T) -> bool {
        self.min.as_ref().is_some_and(|min| value < min)
    }
}

/// "at most 50", "at least 1", "1 to 50".
impl<T: Display> Display for Bounds<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any number"),
        }
    }
}
