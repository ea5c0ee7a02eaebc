//! Candidates for values.

use std::fs;
use std::path::PathBuf;

use genauth::schema::ParamType;

use super::Candidate;

/// Number of files that are offered.
const MAX_FILES: usize = 200;

pub fn of_words(words: &[&str]) -> Vec<Candidate> {
    words.iter().map(|word| Candidate::new(*word, "")).collect()
}

/// The values of a parameter. Those of every type may be in a file.
pub fn of_type(ty: &ParamType, beginning: &str) -> Vec<Candidate> {
    match (ty, beginning.strip_prefix('@')) {
        (ParamType::File, _) => files(beginning),
        (_, Some(path)) => at_files(path),
        (ParamType::Boolean, _) => of_words(&["true", "false"]),
        (ParamType::Enum(values) | ParamType::OpenEnum(values), _) => of_words(values),
        (ParamType::List(item), _) => of_type(item, beginning),
        (ParamType::OneOf(types), _) => types.iter().flat_map(|ty| of_type(ty, beginning)).collect(),
        _ => Vec::new(),
    }
}

/// Files as values of `@file`.
pub fn at_files(path: &str) -> Vec<Candidate> {
    let files = files(path).into_iter();
    files
        .map(|file| Candidate::new(format!("@{}", file.text), file.help))
        .collect()
}

/// The files whose paths begin with a text. Directories end in a slash, so that they can be completed further.
pub fn files(beginning: &str) -> Vec<Candidate> {
    let (directory, name) = match beginning.rfind('/') {
        Some(slash) => beginning.split_at(slash + 1),
        None => ("", beginning),
    };
    let path = match (directory, directory.strip_prefix("~/"), std::env::var_os("HOME")) {
        ("", ..) => ".".into(),
        (_, Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => directory.into(),
    };
    let mut files: Vec<_> = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let file = entry.file_name().into_string().ok()?;
            // Hidden files are only offered when they are asked for.
            let is_wanted = file.starts_with(name) && (name.starts_with('.') || !file.starts_with('.'));
            let slash = if entry.path().is_dir() { "/" } else { "" };
            is_wanted.then(|| Candidate::new(format!("{directory}{file}{slash}"), ""))
        })
        .collect();
    files.sort_by(|one, other| one.text.cmp(&other.text));
    files.truncate(MAX_FILES);
    files
}
