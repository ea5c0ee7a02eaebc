//! Checks the layout of `src/`: modules only depend on lower ones, and files stay short.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, lowest first. A module may import from itself and from those before it.
const MODULES: [&str; 13] = [
    "schema",
    "redact",
    "value",
    "transport",
    "error",
    "codec",
    "response",
    "execute",
    "request",
    "client",
    "macros",
    "api",
    "events",
];

const MAX_LINES: usize = 400;

/// The contents of all source files except the tables, each with its path below `src/`.
fn sources() -> Vec<(String, String)> {
    fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).expect("a readable directory") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                collect(&path, files);
            } else {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("a file below src")
            .display()
            .to_string();
        (name.replace('\\', "/"), fs::read_to_string(&path).expect("a text file"))
    };
    files.into_iter().map(read).collect()
}

fn rank(module: &str) -> Option<usize> {
    MODULES.iter().position(|known| *known == module)
}

/// The code of a file, without comments and unit tests.
fn code(text: &str) -> String {
    let end = text
        .find("#[cfg(test)]\nmod tests {")
        .or(text.find("#[cfg(test)]\npub(crate) mod tests {"));
    let lines = text[..end.unwrap_or(text.len())].lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

#[test]
fn dependencies_point_down() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        let is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
        // The guide is documentation, and names everything.
        if module == "lib" || module == "guide" || is_test {
            continue;
        }
        let own = rank(module).unwrap_or_else(|| panic!("{file} belongs to no module"));
        let code = code(&text);
        for (index, _) in code.match_indices("crate::") {
            // A link in generated documentation is not an import.
            if code[..index].ends_with("](") {
                continue;
            }
            let path = &code[index + "crate::".len()..];
            let end = path
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(path.len());
            match rank(&path[..end]) {
                Some(used) if used <= own => {}
                Some(_) => faults.push(format!("{file} imports from `{}`, which is above it", &path[..end])),
                None => faults.push(format!("{file} imports `{}` from the root", &path[..end])),
            }
        }
    }
    // The macros contain code behind `cfg(test)` that refers to the tests of the tables.
    faults.retain(|fault| !fault.starts_with("macros/operations.rs imports from `api`"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_default_transport_uses_ureq() {
    let mut files: Vec<_> = sources();
    // `transport.rs` re-exports from its own module `ureq`, which wraps the library.
    files.retain(|(file, text)| code(text).contains("ureq::") && !file.starts_with("transport"));
    let names: Vec<_> = files.iter().map(|(file, _)| file).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn files_are_short() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let lines = text.lines().count();
        // Generated files are as long as the list of operations.
        if ["guide/aliases.rs", "guide/operations.md"].contains(&&*file) {
            continue;
        }
        // The tables have a different limit, which the `rows` tests check.
        if !file.starts_with("api/") && lines > MAX_LINES {
            faults.push(format!("{file}: {lines} lines"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
