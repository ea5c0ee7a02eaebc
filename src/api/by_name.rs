//! Operations by name, for programs that read them from a file.
//!
//! Everything is `#[inline]`, so that only such programs compile it.

use serde_json::{Map, Value};

use super::operations;
use crate::client::ManagementClient;
use crate::error::Error;
use crate::request::Request;
use crate::response::Response;
use crate::schema::Operation;
use crate::schema::validate::quote;
use crate::schema::violation::{Violation, ViolationKind};

/// Number of names that the error of an unknown one suggests.
const SUGGESTIONS: usize = 3;

impl ManagementClient {
    /// Sends an operation by its name, with its parameters as a JSON object in wire names.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let response = client.call(
    ///     "associate_tenant_resource",
    ///     json!({"appId": "60b49eb83fd80adb96f26e68", "code": "book", "association": true}),
    /// )?;
    /// assert_eq!(response.data["success"], true);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The name is that of the method, or the one that upstream documents; [`operations`](crate::operations) lists
    /// them. The request is validated like any other. In addition, an undeclared field is a violation, because it is
    /// probably a typo; a client [`without_validation`](Self::without_validation) sends it, and so do operations whose
    /// parameters are [inferred or unknown](crate::schema::Certainty).
    ///
    /// # Errors
    ///
    /// Same as [`Request::send`]. An unknown name is a violation, too, which suggests similar names.
    #[inline]
    pub fn call(&self, name: &str, params: Value) -> Result<Response<Value>, Error> {
        self.prepare(name, params)?.send()
    }

    /// Returns the request that [`call`](Self::call) would send: to validate it, to iterate over its pages, to send it
    /// in batches.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// for user in client.prepare("list_users", json!({}))?.items() {
    ///     println!("{}", user?["userId"]);
    /// }
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no operation of this name, or if the parameters are not a JSON object. The parameters themselves are
    /// validated with the request.
    #[inline]
    pub fn prepare(&self, name: &str, params: Value) -> Result<Request<Value>, Error> {
        let operation = find(name).ok_or_else(|| unknown(name))?;
        let params = match params {
            Value::Object(params) => params,
            Value::Null => Map::new(),
            _ => {
                let violation = Violation::new("params", ViolationKind::WrongType, "must be a JSON object");
                return Err(Error::invalid_request(vec![violation]).with_operation(operation.name));
            }
        };
        Ok(Request::from_json(&self.executor, operation, params))
    }
}

#[inline]
fn find(name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.name == name || operation.documented_name == Some(name))
}

#[inline]
fn unknown(name: &str) -> Error {
    let lower = name.to_ascii_lowercase();
    let mut nearest: [(usize, &str); SUGGESTIONS] = [(usize::MAX, ""); SUGGESTIONS];
    for operation in operations() {
        let names = [Some(operation.name), operation.documented_name];
        let distance = names.into_iter().flatten().map(|known| distance(&lower, known)).min();
        let mut candidate = (distance.unwrap_or(usize::MAX), operation.name);
        for suggestion in &mut nearest {
            if candidate.0 < suggestion.0 {
                std::mem::swap(suggestion, &mut candidate);
            }
        }
    }
    let nearest = nearest.map(|(_, name)| name).join(", ");
    let message = format!(
        "must be the name of an operation, such as {nearest} (got {})",
        quote(name)
    );
    let violation = Violation::new("name", ViolationKind::UnknownValue, message);
    Error::invalid_request(vec![violation]).with_operation("call")
}

/// The Levenshtein distance: how many characters have to be inserted, deleted or replaced.
#[inline]
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_characters() {
        for (one, other, expected) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "", 3),
            ("", "ab", 2),
            ("get_user", "get_users", 1),
            ("kitten", "sitting", 3),
            ("用户", "用", 1),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn an_operation_is_found_by_either_name() {
        assert_eq!(find("get_user").unwrap().name, "get_user");
        assert_eq!(find("export_meatdata").unwrap().name, "metadata_export");
        assert!(find("get_usr").is_none());
        assert!(unknown("get_usr").to_string().contains("get_user"));
    }
}
