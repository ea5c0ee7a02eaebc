//! Names of operations and parameters on the command line: kebab case.

use genauth::schema::Operation;

/// `get_user` as `get-user`. Leading underscores stay.
pub fn kebab(name: &str) -> String {
    name.replace('_', "-")
}

/// The operation that a word means: the name in kebab or snake case, or the name in the upstream documentation.
pub fn find(word: &str) -> Option<&'static Operation> {
    let name = word.replace('-', "_");
    let is_documented = |operation: &&Operation| operation.documented_name == Some(&*name);
    genauth::operations()
        .find(|operation| operation.name == name)
        .or_else(|| genauth::operations().find(is_documented))
}
