//! Checks the layout of `src/`: modules only depend on lower ones, and files stay short.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, lowest first. A module may import from itself and from those before it.
const MODULES: [&str; 22] = [
    "clock",
    "random",
    "ids",
    "http",
    "delivery",
    "store",
    "reply",
    "params",
    "behavior",
    "domains",
    "collections",
    "routes",
    "auth",
    "faults",
    "requests",
    "fidelity",
    "service",
    "control",
    "saver",
    "courier",
    "emulator",
    "command",
];

const MAX_LINES: usize = 400;

/// The contents of all source files, each with its path below `src/`.
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

/// The code of a file, without comments and unit tests.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What follows each occurrence of a path's beginning: `crate::` finds `store` in `crate::store::State`.
fn imports<'a>(code: &'a str, beginning: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(beginning).map(move |(index, _)| {
        let path = &code[index + beginning.len()..];
        let end = path
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(path.len());
        &path[..end]
    })
}

#[test]
fn dependencies_point_down() {
    let rank = |module: &str| MODULES.iter().position(|known| *known == module);
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let module = file.split(['/', '.']).next().unwrap_or_default();
        if matches!(module, "lib" | "main") {
            continue;
        }
        let own = rank(module).unwrap_or_else(|| panic!("{file} belongs to no module"));
        for used in imports(&code(&text), "crate::") {
            if rank(used).is_none_or(|used| used > own) {
                faults.push(format!("{file} imports from `{used}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn domains_only_import_from_those_before_them() {
    let sources = sources();
    let (_, list) = sources
        .iter()
        .find(|(file, _)| file == "domains.rs")
        .expect("the list of domains");
    let domains: Vec<_> = list
        .lines()
        .filter_map(|line| line.trim().strip_prefix('&')?.strip_suffix("::DOMAIN,"))
        .collect();
    assert!(domains.contains(&"users"), "{domains:?}");
    let rank = |domain: &str| domains.iter().position(|known| *known == domain);
    let mut faults = Vec::new();
    for (file, text) in &sources {
        let Some(path) = file.strip_prefix("domains/") else {
            continue;
        };
        let domain = path.split(['/', '.']).next().unwrap_or_default();
        let own = rank(domain).unwrap_or_else(|| panic!("{file} is not in the list of domains"));
        let code = code(text);
        // A file directly in `domains/` may also name the others from `super`.
        let is_top = !path.contains('/');
        let siblings = imports(&code, "super::").filter(|used| is_top && rank(used).is_some());
        for used in imports(&code, "crate::domains::").chain(siblings) {
            if rank(used).is_none_or(|used| used > own) {
                faults.push(format!("{file} imports from `{used}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_are_short() {
    let long = |(file, text): &(String, String)| {
        let lines = text.lines().count();
        (lines > MAX_LINES).then(|| format!("{file}: {lines} lines"))
    };
    let faults: Vec<_> = sources().iter().filter_map(long).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
