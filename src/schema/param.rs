//! Parameters of operations and fields of nested objects.

use std::borrow::Cow;
use std::fmt;

use super::{Constraint, FieldName};

/// A parameter of an operation, or a field of a nested object.
#[derive(Debug)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // independent facts of a row
pub struct Param {
    pub(crate) name: FieldName,
    /// Type of the value.
    pub ty: ParamType,
    /// Whether a value must be given. A required string must not be blank, unless it [may be](Self::may_be_blank).
    pub required: bool,
    /// Whether the parameter is documented as required, but may be left out because there is evidence that the service
    /// accepts requests without it. The service decides. [`required`](Self#structfield.required) is `false`.
    pub documented_as_required: bool,
    /// Whether a required string may be blank, because it is free text, such as a description, and not an identifier.
    pub may_be_blank: bool,
    /// Where the value goes. Always `Body` for fields of a nested object, which are sent as part of it.
    pub location: ParamLocation,
    /// What the value must satisfy beyond its type.
    pub constraints: &'static [Constraint],
    /// Whether the value is a secret that no log line or error may show.
    pub secret: bool,
    /// Whether a required parameter accepts `null`. Optional ones do, unless they are in a query or a path.
    pub nullable: bool,
    /// Whether the list is one unit, such as the actions of a resource, and must not be sent in batches.
    pub whole: bool,
}

impl Param {
    // Rows are built by const functions: a struct literal in each row costs the compiler four times as much.
    pub(crate) const fn required(name: &'static str, ty: ParamType, location: ParamLocation) -> Self {
        Param {
            name: FieldName(name),
            ty,
            required: true,
            documented_as_required: false,
            may_be_blank: false,
            location,
            constraints: &[],
            secret: false,
            nullable: false,
            whole: false,
        }
    }

    pub(crate) const fn optional(name: &'static str, ty: ParamType, location: ParamLocation) -> Self {
        Param {
            required: false,
            ..Self::required(name, ty, location)
        }
    }

    pub(crate) const fn constraints(self, constraints: &'static [Constraint]) -> Self {
        Param { constraints, ..self }
    }

    pub(crate) const fn unenforced(self) -> Self {
        Param {
            documented_as_required: true,
            ..self
        }
    }

    pub(crate) const fn text(self) -> Self {
        Param {
            may_be_blank: true,
            ..self
        }
    }

    pub(crate) const fn secret(self) -> Self {
        Param { secret: true, ..self }
    }

    pub(crate) const fn nullable(self) -> Self {
        Param { nullable: true, ..self }
    }

    pub(crate) const fn whole(self) -> Self {
        Param { whole: true, ..self }
    }

    pub(crate) const fn query(self) -> Self {
        Param {
            location: ParamLocation::Query,
            ..self
        }
    }

    pub(crate) const fn path(self) -> Self {
        Param {
            location: ParamLocation::Path,
            ..self
        }
    }

    /// Whether the parameter is a list whose items are changed one by one.
    pub(crate) fn is_splittable_list(&self) -> bool {
        matches!(self.ty, ParamType::List(_)) && !self.whole
    }

    /// Name on the wire, such as `targetType`.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        self.name.wire()
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParamLocation {
    /// The query string.
    Query,
    /// The body: JSON, or a form if the operation uploads a file.
    Body,
    /// The path.
    Path,
}

/// The parameters of an operation without a body, for the rows of its method.
#[allow(non_snake_case)] // named like the methods in the rows
pub(crate) mod Get {
    use super::{Param, ParamLocation, ParamType};

    pub(crate) const fn required(name: &'static str, ty: ParamType) -> Param {
        Param::required(name, ty, ParamLocation::Query)
    }

    pub(crate) const fn optional(name: &'static str, ty: ParamType) -> Param {
        Param::optional(name, ty, ParamLocation::Query)
    }
}

/// The parameters of an operation with a body, and the fields of inputs.
#[allow(non_snake_case)]
pub(crate) mod Post {
    use super::{Param, ParamLocation, ParamType};

    pub(crate) const fn required(name: &'static str, ty: ParamType) -> Param {
        Param::required(name, ty, ParamLocation::Body)
    }

    pub(crate) const fn optional(name: &'static str, ty: ParamType) -> Param {
        Param::optional(name, ty, ParamLocation::Body)
    }
}

pub(crate) use {Get as Delete, Post as Put};

/// The type of a parameter.
#[derive(Debug)]
#[non_exhaustive]
pub enum ParamType {
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// A 64-bit integer.
    Integer,
    /// A number.
    Number,
    /// One of these strings.
    Enum(&'static [&'static str]),
    /// One of these strings, or another one: the service is known to accept values outside the documented set.
    OpenEnum(&'static [&'static str]),
    /// A list of items of this type. Strings in a list must not be blank.
    List(&'static ParamType),
    /// A value of any of these types: the documents of the service disagree on the type.
    OneOf(&'static [ParamType]),
    /// An object with these fields.
    Object(ObjectSchema),
    /// An object with arbitrary fields.
    Map,
    /// Any JSON.
    Json,
    /// The content of a file.
    File,
}

impl ParamType {
    /// The schema of the object that a value of this type is or contains.
    #[must_use]
    pub fn object(&self) -> Option<&ObjectSchema> {
        match self {
            ParamType::Object(schema) => Some(schema),
            ParamType::List(item) => item.object(),
            _ => None,
        }
    }
}

/// With its indefinite article, as error messages need it.
impl fmt::Display for ParamType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ParamType::OneOf(types) => {
                for (index, ty) in types.iter().enumerate() {
                    let separator = if index == 0 { "" } else { " or " };
                    write!(f, "{separator}{ty}")?;
                }
                return Ok(());
            }
            ParamType::String | ParamType::Enum(_) | ParamType::OpenEnum(_) => "a string",
            ParamType::Boolean => "a boolean",
            ParamType::Integer => "an integer",
            ParamType::Number => "a number",
            ParamType::List(_) => "a list",
            ParamType::Object(_) | ParamType::Map => "an object",
            ParamType::Json => "JSON",
            ParamType::File => "a file",
        })
    }
}

/// The schema of a nested object.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ObjectSchema {
    /// Name of the Rust type.
    pub name: &'static str,
    pub(crate) fields: fn() -> &'static [Param],
    #[cfg(feature = "descriptions")]
    pub(crate) docs: fn() -> &'static [&'static str],
}

impl ObjectSchema {
    /// The fields, required ones first.
    #[must_use]
    pub fn fields(&self) -> &'static [Param] {
        (self.fields)()
    }
}

/// Shows only the name, because an object may contain itself.
impl fmt::Debug for ObjectSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObjectSchema")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The fields of a nested input, as the macro for inputs stores them.
pub(crate) struct Fields {
    pub(crate) params: &'static [Param],
    #[cfg(feature = "descriptions")]
    pub(crate) docs: &'static [&'static str],
}
