//! Where the text of a value comes from: the command line, a file, or stdin.

use std::fs;
use std::io::{self, Read};

use crate::failure::Failure;

/// The bytes of a file, or of stdin if the path is `-`.
pub fn read_bytes(path: &str) -> Result<Vec<u8>, Failure> {
    let result = if path == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    result.map_err(|error| Failure::usage(format!("cannot read {path}: {error}")))
}

/// The text of a file, or of stdin if the path is `-`, without a byte order mark.
pub fn read_text(path: &str) -> Result<String, Failure> {
    let bytes = read_bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{path} is not UTF-8")))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The text of a value, and whether it is the content of a file: `@file` reads it, and `@@` is a literal `@`.
pub fn text_of(flag: &str, value: &str) -> Result<(String, bool), Failure> {
    match value.strip_prefix('@') {
        Some(rest) if rest.starts_with('@') => Ok((rest.to_owned(), false)),
        Some(path) => {
            let text = read_text(path)
                .map_err(|failure| Failure::usage(format!("--{flag}: {failure} (`@@` is a literal `@`)")))?;
            Ok((text, true))
        }
        None => Ok((value.to_owned(), false)),
    }
}

/// A text without the line break at its end.
pub fn without_line_break(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_signs_are_one() {
        assert_eq!(text_of("x", "a@b").unwrap(), ("a@b".to_owned(), false));
        assert_eq!(text_of("x", "@@b").unwrap(), ("@b".to_owned(), false));
        assert_eq!(
            text_of("x", "@/no/such/file").unwrap_err().to_string(),
            "--x: cannot read /no/such/file: No such file or directory (os error 2) (`@@` is a literal `@`)"
        );
    }

    #[test]
    fn one_line_break_is_removed() {
        for (text, expected) in [("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a", "a"), ("", "")] {
            assert_eq!(without_line_break(text), expected);
        }
    }
}
