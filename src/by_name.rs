//! Operations by their names, for programs that read them from a file. All of it is `#[inline]`, so that only such
//! programs compile it.

use serde_json::{Map, Value};

use crate::api::operations;
use crate::client::ManagementClient;
use crate::error::Error;
use crate::operation::Operation;
use crate::request::Request;
use crate::response::Response;
use crate::validate::Violation;

/// How many names an unknown one is answered with.
const SUGGESTED: usize = 3;

impl ManagementClient {
    /// Sends an operation by its name, with its parameters as a JSON object in wire names.
    ///
    /// ```no_run
    /// use serde_json::json;
    ///
    /// # let client = genauth::ManagementClient::from_env()?;
    /// let answer = client.call(
    ///     "associate_tenant_resource",
    ///     json!({"appId": "60b49eb83fd80adb96f26e68", "code": "book", "association": true}),
    /// )?;
    /// assert_eq!(answer.data["success"], true);
    /// # Ok::<(), genauth::Error>(())
    /// ```
    ///
    /// The name is the method's or the one that upstream documents; [`operations`](crate::operations) lists them. The
    /// request is checked like any other, and more strictly in one point: a field that the tables do not know is a
    /// violation, since a file is where typing errors live.
    ///
    /// # Errors
    ///
    /// As sending by a builder; an unknown name is a violation too, and names the nearest ones.
    #[inline]
    pub fn call(&self, name: &str, params: Value) -> Result<Response<Value>, Error> {
        self.prepare(name, params)?.send()
    }

    /// The request of that name without sending it: to check it, to walk its pages, to send it in batches.
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
    /// When there is no operation of that name, or the parameters are no JSON object. What is in the object is checked
    /// when the request is.
    #[inline]
    pub fn prepare(&self, name: &str, params: Value) -> Result<Request<Value>, Error> {
        let operation = find(name).ok_or_else(|| unknown(name))?;
        let params = match params {
            Value::Object(params) => params,
            Value::Null => Map::new(),
            _ => {
                let violation = Violation::new("params", "a JSON object", "something else");
                return Err(Error::request(vec![violation]).with_operation(operation.name));
            }
        };
        Ok(Request::of_file(self, operation, params))
    }
}

#[inline]
fn find(name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.name == name || operation.documented_name == Some(name))
}

#[inline]
fn unknown(name: &str) -> Error {
    let lower = name.to_ascii_lowercase();
    let mut nearest: [(usize, &str); SUGGESTED] = [(usize::MAX, ""); SUGGESTED];
    for operation in operations() {
        let names = [Some(operation.name), operation.documented_name];
        let distance = names.into_iter().flatten().map(|known| distance(&lower, known)).min();
        let mut candidate = (distance.unwrap_or(usize::MAX), operation.name);
        for place in &mut nearest {
            if candidate.0 < place.0 {
                std::mem::swap(place, &mut candidate);
            }
        }
    }
    let nearest = nearest.map(|(_, name)| name).join(", ");
    let expected = format!("the name of an operation, such as {nearest}");
    Error::request(vec![Violation::new("name", expected, crate::validate::quote(name))])
}

/// How many letters have to be added, taken away or replaced to make one text of the other (Levenshtein).
#[inline]
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &another) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != another);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_in_letters() {
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
    fn a_name_is_found_in_both_spellings() {
        assert_eq!(find("get_user").unwrap().name, "get_user");
        assert_eq!(find("export_meatdata").unwrap().name, "metadata_export");
        assert!(find("get_usr").is_none());
        assert!(unknown("get_usr").to_string().contains("get_user"));
    }
}
