//! What a row of the tables says: plain data about an operation and its parameters.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use crate::wire_name::WireName;

/// One operation of the management API, as its row in the tables states it.
///
/// ```
/// use genauth::OperationEffect;
///
/// let operation = genauth::operations()
///     .find(|operation| operation.name == "associate_tenant_resource")
///     .expect("it is in the tables");
/// assert_eq!(operation.path, "/api/v3/associate-tenant-resource");
/// assert_eq!(operation.effect, OperationEffect::Write);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Operation {
    /// Name of the method on [`ManagementClient`](crate::ManagementClient).
    pub name: &'static str,
    /// Name in the upstream documentation, where it is another.
    pub documented_name: Option<&'static str>,
    /// HTTP verb.
    pub method: Method,
    /// Path below the host; `{name}` stands for a parameter.
    pub path: &'static str,
    /// Whether the operation only reads, or changes something.
    pub effect: OperationEffect,
    /// Table the row stands in, which is also its heading in the documentation.
    pub domain: &'static str,
    /// Every parameter, required ones first.
    pub params: &'static [Param],
    /// Whether `data` may be the body itself: upstream declares it without an envelope, or beside `statusCode`.
    pub(crate) data_in_body: bool,
}

impl Operation {
    /// Where a parameter of that wire name travels: in the path if the path names it, in the query if its row says
    /// so, else where the verb puts it.
    #[must_use]
    pub fn place_of(&self, param: &str) -> Place {
        let in_path =
            self.has_path_params() && self.path.split(['{', '}']).skip(1).step_by(2).any(|name| name == param);
        match self.method {
            _ if in_path => Place::Path,
            Method::Get | Method::Delete => Place::Query,
            Method::Post | Method::Put if self.asks_for_query(param) => Place::Query,
            Method::Post | Method::Put => Place::Body,
        }
    }

    /// Hardly any path has: three of all.
    pub(crate) fn has_path_params(&self) -> bool {
        self.path.contains('{')
    }

    fn asks_for_query(&self, param: &str) -> bool {
        let mut params = self.params.iter();
        params.any(|known| known.rules.contains(&Rule::InQuery) && known.name.is(param))
    }

    /// The parameter that is a file, if the operation uploads one.
    pub(crate) fn file_param(&self) -> Option<&'static Param> {
        self.params.iter().find(|param| matches!(param.kind, Kind::File))
    }
}

/// The HTTP verb of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The verb as it stands in a request line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether doing an operation twice can do harm.
///
/// This is a fact about the operation, not about its verb: many `POST`s of this API only read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperationEffect {
    /// Changes nothing on the server.
    Read,
    /// May change something on the server.
    Write,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// In the query string.
    Query,
    /// In the JSON body.
    Body,
    /// In the path.
    Path,
}

/// One parameter of an operation, or one field of a nested input.
#[derive(Debug)]
#[non_exhaustive]
pub struct Param {
    pub(crate) name: WireName,
    /// Whether it must be given. A required text must not be blank either.
    pub required: bool,
    /// What a value looks like.
    pub kind: Kind,
    /// Further limits.
    pub rules: &'static [Rule],
}

impl Param {
    // The rows are made by calls: a literal for each would cost the compiler four times as much.
    pub(crate) const fn required(name: &'static str, kind: Kind) -> Self {
        Param {
            name: WireName(name),
            required: true,
            kind,
            rules: &[],
        }
    }

    pub(crate) const fn optional(name: &'static str, kind: Kind) -> Self {
        Param {
            required: false,
            ..Self::required(name, kind)
        }
    }

    pub(crate) const fn with_rules(self, rules: &'static [Rule]) -> Self {
        Param { rules, ..self }
    }

    /// Name on the wire.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        self.name.text()
    }
}

/// What a value looks like.
#[derive(Debug)]
#[non_exhaustive]
pub enum Kind {
    /// JSON text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number of 64 bits.
    Integer,
    /// A number.
    Number,
    /// Text out of a closed set.
    Choice(&'static [&'static str]),
    /// Text, as a rule out of this set; the service is known to take others.
    OpenChoice(&'static [&'static str]),
    /// A list whose items all look like this. A blank text is not an item.
    List(&'static Kind),
    /// An object with these fields.
    Object(Model),
    /// An object whose fields are the caller's.
    Map,
    /// Any JSON.
    Any,
    /// The bytes of a file.
    File,
}

/// A nested input.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Model {
    /// Name of the Rust type.
    pub name: &'static str,
    pub(crate) fields: fn() -> &'static [Param],
}

impl Model {
    /// Every field, required ones first.
    #[must_use]
    pub fn fields(&self) -> &'static [Param] {
        (self.fields)()
    }
}

/// What the tables say of a nested input beside its name.
pub(crate) struct Fields {
    pub(crate) params: &'static [Param],
}

/// Shows the name alone: a model may contain itself.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A limit beyond presence and kind. Fields are named as on the wire, and stand beside the one that is limited.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// How many items a list holds.
    Items(RangeInclusive<usize>),
    /// How many characters a text has.
    Length(RangeInclusive<usize>),
    /// How long a value is as JSON text, in characters at most.
    JsonLength(usize),
    /// How large a number is.
    Range(RangeInclusive<i64>),
    /// Which characters a text is made of, besides ASCII letters and digits.
    AlphanumericOr(&'static str),
    /// How often a list may be nested in itself.
    Depth(usize),
    /// Required as soon as that field has this value.
    RequiredWhen(&'static str, &'static str),
    /// Only together with that field.
    OnlyWith(&'static str),
    /// Not together with that field.
    Excludes(&'static str),
    /// One of these fields must be there.
    AnyOf(&'static [&'static str]),
    /// The list is one thing (the actions of a resource, the departments of a user): it cannot be sent in parts.
    Whole,
    /// Required, and yet it may be `null`. What is not required always may.
    Nullable,
    /// Travels in the query although the verb has a body.
    InQuery,
    /// Carries a secret.
    Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_travels_where_path_and_verb_say() {
        let mut operation = Operation {
            name: "",
            documented_name: None,
            method: Method::Delete,
            path: "/api/v3/ip-list/{id}/of/{other}",
            effect: OperationEffect::Write,
            domain: "",
            params: &[],
            data_in_body: false,
        };
        assert_eq!(operation.place_of("id"), Place::Path);
        assert_eq!(operation.place_of("other"), Place::Path);
        assert_eq!(operation.place_of("of"), Place::Query);
        assert_eq!(operation.place_of("/of/"), Place::Query);
        operation.method = Method::Put;
        assert_eq!(operation.place_of("of"), Place::Body);
    }
}
