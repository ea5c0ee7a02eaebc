//! The registry: what an operation is, as plain data.
//!
//! [`operations`](crate::operations) lists every [`Operation`] with its [`Param`]s, their types and their constraints.
//!
//! ```
//! for operation in genauth::operations().filter(|operation| operation.domain == "user_groups") {
//!     println!("{:6} {:40} {}", operation.method, operation.path, operation.name);
//! }
//! ```

mod constraint;
#[cfg(feature = "descriptions")]
mod description;
mod field_name;
pub(crate) mod file_form;
pub(crate) mod json_path;
pub(crate) mod paging;
pub(crate) mod param;
mod query;
pub(crate) mod validate;
pub(crate) mod violation;

use std::fmt;

use serde_json::{Map, Value};

use validate::UndeclaredFields;
use violation::Violation;

pub use constraint::{Bounds, Constraint};
pub use field_name::FieldName;
pub use param::{ObjectSchema, Param, ParamLocation, ParamType};

pub(crate) use param::Fields;

/// An operation of the management API.
///
/// ```
/// use genauth::OperationEffect;
///
/// let operation = genauth::operations()
///     .find(|operation| operation.name == "associate_tenant_resource")
///     .expect("a documented operation");
/// assert_eq!(operation.path, "/api/v3/associate-tenant-resource");
/// assert_eq!(operation.effect, OperationEffect::Write);
/// ```
#[derive(Debug)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // independent facts of a row
pub struct Operation {
    /// Name of the method on [`ManagementClient`](crate::ManagementClient).
    pub name: &'static str,
    /// Name in the upstream documentation, if it differs.
    pub documented_name: Option<&'static str>,
    /// HTTP method.
    pub method: Method,
    /// Path below the host; `{name}` stands for a path parameter.
    pub path: &'static str,
    /// Whether the operation reads, writes or destroys.
    pub effect: OperationEffect,
    /// Which of the two services is known to have the operation.
    pub availability: Availability,
    /// How the operation is known, and so what its parameters rest on.
    pub certainty: Certainty,
    /// Group of operations it belongs to, such as `user_groups`.
    pub domain: &'static str,
    /// The parameters, required ones first.
    pub params: &'static [Param],
    /// Whether the response body may be the data itself: upstream documents it without an envelope, or beside
    /// `statusCode`.
    pub(crate) data_in_body: bool,
    /// Whether the data of the response is a secret as a whole.
    pub(crate) is_data_secret: bool,
    /// Whether callers decide something by the response, so that a default would be dangerous.
    pub(crate) is_decision: bool,
    /// Whether the items of the response are those of the request, one by one.
    pub(crate) is_in_order: bool,
    /// The doc comment, as a list of one.
    #[cfg(feature = "descriptions")]
    pub(crate) doc: &'static [&'static str],
    /// The doc comments of the parameters.
    #[cfg(feature = "descriptions")]
    pub(crate) docs: &'static [&'static str],
}

impl Operation {
    // Rows are built by const functions, like their parameters.
    const fn row(
        effect: OperationEffect,
        name: &'static str,
        method: Method,
        path: &'static str,
        domain: &'static str,
    ) -> Self {
        Operation {
            name,
            documented_name: None,
            method,
            path,
            effect,
            availability: Availability::GenAuth,
            certainty: Certainty::Documented,
            domain,
            params: &[],
            data_in_body: false,
            is_data_secret: false,
            is_decision: false,
            is_in_order: false,
            #[cfg(feature = "descriptions")]
            doc: &[],
            #[cfg(feature = "descriptions")]
            docs: &[],
        }
    }

    pub(crate) const fn read(name: &'static str, method: Method, path: &'static str, domain: &'static str) -> Self {
        Self::row(OperationEffect::Read, name, method, path, domain)
    }

    pub(crate) const fn write(name: &'static str, method: Method, path: &'static str, domain: &'static str) -> Self {
        Self::row(OperationEffect::Write, name, method, path, domain)
    }

    pub(crate) const fn destructive(
        name: &'static str,
        method: Method,
        path: &'static str,
        domain: &'static str,
    ) -> Self {
        Self::row(OperationEffect::Destructive, name, method, path, domain)
    }

    pub(crate) const fn documented_as(self, name: &'static str) -> Self {
        Operation {
            documented_name: Some(name),
            ..self
        }
    }

    pub(crate) const fn authing(self) -> Self {
        Operation {
            availability: Availability::Authing,
            ..self
        }
    }

    const fn known_as(self, certainty: Certainty) -> Self {
        Operation {
            certainty,
            ..self.authing()
        }
    }

    pub(crate) const fn seen(self) -> Self {
        self.known_as(Certainty::Seen)
    }

    pub(crate) const fn inferred(self) -> Self {
        self.known_as(Certainty::Inferred)
    }

    pub(crate) const fn path_only(self) -> Self {
        self.known_as(Certainty::PathOnly)
    }

    pub(crate) const fn in_body(self) -> Self {
        Operation {
            data_in_body: true,
            ..self
        }
    }

    pub(crate) const fn secret(self) -> Self {
        Operation {
            is_data_secret: true,
            ..self
        }
    }

    pub(crate) const fn decides(self) -> Self {
        Operation {
            is_decision: true,
            ..self
        }
    }

    pub(crate) const fn in_order(self) -> Self {
        Operation {
            is_in_order: true,
            ..self
        }
    }

    /// Where the parameter with this wire name goes. Undeclared parameters go to the default location of the method.
    #[must_use]
    pub fn location_of(&self, name: &str) -> ParamLocation {
        match self.params.iter().find(|param| param.name.is(name)) {
            Some(param) => param.location,
            None => self.method.default_location(),
        }
    }

    /// Checks parameters, in wire names, against the row, and returns all violations.
    ///
    /// ```
    /// use genauth::Method;
    /// use genauth::schema::Operation;
    /// use serde_json::json;
    ///
    /// let (operation, _) = Operation::find(Method::Post, "/api/v3/create-role").expect("an endpoint");
    /// let params = json!({"code": " ", "new": true});
    /// let violations = operation.validate(params.as_object().expect("an object"));
    /// assert_eq!(violations.len(), 1);
    /// assert_eq!(violations[0].to_string(), "code must not be blank");
    /// ```
    ///
    /// These are the checks of a request before it is sent. As there, fields that are not declared are allowed.
    #[must_use]
    #[inline]
    pub fn validate(&self, params: &Map<String, Value>) -> Vec<Violation> {
        validate::violations(self, params, UndeclaredFields::Allow)
    }

    /// The parameter that is a file, if the operation uploads one.
    pub(crate) fn file_param(&self) -> Option<&'static Param> {
        self.params.iter().find(|param| matches!(param.ty, ParamType::File))
    }
}

/// The HTTP method of an operation.
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
    /// The method as it is written in a request, such as `GET`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        }
    }

    /// Whether requests of this method have a body.
    pub(crate) const fn has_body(self) -> bool {
        matches!(self, Method::Post | Method::Put)
    }

    /// The location of parameters whose row states no other one.
    pub(crate) const fn default_location(self) -> ParamLocation {
        if self.has_body() {
            ParamLocation::Body
        } else {
            ParamLocation::Query
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an operation does to the data of the service.
///
/// This depends on the operation, not on its HTTP method: many `POST` operations of this API only read. Requests with
/// any effect other than [`Read`](Self::Read) are never repeated once an earlier attempt may have been applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationEffect {
    /// Changes nothing.
    Read,
    /// Creates or changes something.
    Write,
    /// Removes or disables something that is hard to restore.
    Destructive,
}

impl OperationEffect {
    /// Whether the operation changes nothing, so that repeating it is safe.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, OperationEffect::Read)
    }
}

/// Which services are known to have an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Availability {
    /// Documented for both GenAuth and Authing.
    GenAuth,
    /// Documented for Authing only, or known from Authing's live service only; GenAuth's service may not have it.
    Authing,
}

/// How an operation is known.
///
/// All but [`Documented`](Self::Documented) come from a list of the operations of Authing's live service, which no
/// official SDK or document has.
///
/// ```
/// use genauth::schema::Certainty;
///
/// let is_documented = |certainty| certainty == Certainty::Documented;
/// let documented = genauth::operations().filter(|operation| is_documented(operation.certainty));
/// println!("{} documented operations", documented.count());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// An official SDK or document has the operation.
    Documented,
    /// The parameters were seen in programs that call the operation.
    Seen,
    /// The parameters are inferred from names and from similar operations. None of them is required, and requests by
    /// name may have others.
    Inferred,
    /// Only the method and the path are known. The row declares no parameters, and requests by name may have any.
    PathOnly,
}

impl Certainty {
    /// Whether an operation is expected to have parameters that its row does not declare.
    pub(crate) const fn has_unknown_params(self) -> bool {
        matches!(self, Certainty::Inferred | Certainty::PathOnly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_go_where_their_row_or_the_method_says() {
        const PARAMS: &[Param] = &[
            Param::required("user_id", ParamType::String, ParamLocation::Body).query(),
            Param::required("id", ParamType::String, ParamLocation::Body).path(),
            Param::optional("name", ParamType::String, ParamLocation::Body),
        ];
        let operation = validate::tests::operation(Method::Put, "/api/v3/things/{id}", PARAMS);
        assert_eq!(operation.location_of("userId"), ParamLocation::Query);
        assert_eq!(operation.location_of("id"), ParamLocation::Path);
        assert_eq!(operation.location_of("name"), ParamLocation::Body);
        assert_eq!(operation.location_of("undeclared"), ParamLocation::Body);
        let operation = validate::tests::operation(Method::Delete, "/api/v3/things", &[]);
        assert_eq!(operation.location_of("undeclared"), ParamLocation::Query);
    }

    #[test]
    fn only_reads_count_as_reads() {
        let effects = [
            OperationEffect::Read,
            OperationEffect::Write,
            OperationEffect::Destructive,
        ];
        assert_eq!(effects.map(OperationEffect::is_read), [true, false, false]);
    }
}
