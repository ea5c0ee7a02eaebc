//! Names of operations and parameters on the command line: kebab case.

use genauth::schema::Operation;

/// Number of names that are suggested for an unknown one.
const SUGGESTIONS: usize = 3;

/// `get_user` and `getUser` as `get-user`. Leading underscores are dropped.
pub fn kebab(name: &str) -> String {
    let letters: Vec<char> = name.trim_start_matches('_').chars().collect();
    let mut kebab = String::with_capacity(letters.len() + 4);
    for (index, &letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before]);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                let after = letters.get(index + 1);
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if starts_word {
            kebab.push('-');
        }
        kebab.push(if letter == '_' {
            '-'
        } else {
            letter.to_ascii_lowercase()
        });
    }
    kebab
}

/// The operation that a word means: the name in kebab or snake case, or the name in the upstream documentation.
pub fn find(word: &str) -> Option<&'static Operation> {
    let name = word.replace('-', "_");
    let is_documented = |operation: &&Operation| operation.documented_name == Some(&*name);
    genauth::operations()
        .find(|operation| operation.name == name)
        .or_else(|| genauth::operations().find(is_documented))
}

/// The candidates that are most similar to a word, for the error of an unknown one.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<String> {
    let word = kebab(word);
    let mut nearest: Vec<(usize, String)> = candidates
        .map(kebab)
        .map(|candidate| (strsim::levenshtein(&word, &candidate), candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len().max(word.len()) / 2).max(2))
        .collect();
    nearest.sort();
    nearest.dedup();
    nearest.into_iter().take(SUGGESTIONS).map(|(_, name)| name).collect()
}

/// What an error says about similar names, if there are any.
pub fn hint(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        names => format!(" (did you mean {}?)", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_kebab_case() {
        for (name, expected) in [
            ("get_user", "get-user"),
            ("appId", "app-id"),
            ("_id", "id"),
            ("access_token", "access-token"),
            ("samlIDPConfig", "saml-idp-config"),
            ("mfaToken2", "mfa-token2"),
            ("code", "code"),
            ("userIDs", "user-i-ds"),
        ] {
            assert_eq!(kebab(name), expected);
        }
    }

    #[test]
    fn operations_are_found_by_all_their_names() {
        for word in [
            "metadata-export",
            "metadata_export",
            "export-meatdata",
            "export_meatdata",
        ] {
            assert_eq!(find(word).unwrap().name, "metadata_export");
        }
        assert!(find("get-usr").is_none());
    }

    #[test]
    fn similar_names_are_suggested() {
        let names = ["get-user", "get-users", "list-users", "delete-everything"];
        assert_eq!(
            nearest("get-usr", names.into_iter()),
            ["get-user", "get-users", "list-users"]
        );
        assert!(nearest("x", names.into_iter()).is_empty());
    }
}
