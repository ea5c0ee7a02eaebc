//! Operations by method and path, for programs that receive requests.

use serde_json::{Map, Value};

use super::operations;
use crate::schema::{Method, Operation};

impl Operation {
    /// Finds the operation of a request, and returns it with its path parameters.
    ///
    /// ```
    /// use genauth::Method;
    /// use genauth::schema::Operation;
    ///
    /// let (operation, params) = Operation::find(Method::Delete, "/api/v3/ip-list/60b4%209eb8").expect("an endpoint");
    /// assert_eq!(operation.name, "delete_ip_list_by_id");
    /// assert_eq!(params["id"], "60b4 9eb8");
    ///
    /// assert!(Operation::find(Method::Get, "/api/v3/create-user").is_none());
    /// ```
    ///
    /// The path begins with a slash, and has no query. Path parameters are percent-decoded, and are never empty.
    #[must_use]
    #[inline]
    pub fn find(method: Method, path: &str) -> Option<(&'static Operation, Map<String, Value>)> {
        let of_method = || operations().filter(|operation| operation.method == method);
        match of_method().find(|operation| operation.path == path) {
            Some(operation) => Some((operation, Map::new())),
            None => of_method().find_map(|operation| Some((operation, operation.path_params(path)?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_found_by_its_method_and_path() {
        for operation in operations() {
            let path = operation.path.replace("{id}", "a%2Fb");
            let (found, params) = Operation::find(operation.method, &path).expect(operation.path);
            assert_eq!(found.name, operation.name);
            let expected: Vec<_> = operation
                .path
                .contains('{')
                .then_some(("id", "a/b"))
                .into_iter()
                .collect();
            let params: Vec<_> = params
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
                .collect();
            assert_eq!(params, expected);
        }
    }

    #[test]
    fn other_methods_and_paths_have_no_operation() {
        for (method, path) in [
            (Method::Post, "/api/v3/get-group"),
            (Method::Get, "/api/v3/get-group/"),
            (Method::Get, "/API/v3/get-group"),
            (Method::Get, "api/v3/get-group"),
            (Method::Get, ""),
            (Method::Delete, "/api/v3/ip-list/"),
            (Method::Delete, "/api/v3/ip-list/a/b"),
            (Method::Delete, "/api/v3/ip-list/{id}/"),
        ] {
            assert!(Operation::find(method, path).is_none(), "{method} {path}");
        }
    }
}
