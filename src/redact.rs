//! Text from outside, made safe to show: without secrets, on one line, and of limited length.

pub(crate) mod body;
pub(crate) mod shown;
mod spelling;

use std::fmt::{self, Write};

use serde_json::error::Category;

use self::spelling::{Match, Needle};

/// Stands for a secret wherever one would be shown.
pub(crate) const REDACTED: &str = "<redacted>";

/// A field of a `Debug` output that is a secret.
pub(crate) struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Maximum number of characters of a text from outside that a message shows.
const MAX_SHOWN_CHARS: usize = 300;

/// Secrets to remove from texts, in every spelling a server may send back.
pub(crate) struct Secrets<'a>(&'a [&'a str]);

impl<'a> Secrets<'a> {
    pub(crate) fn new(secrets: &'a [&'a str]) -> Self {
        Secrets(secrets)
    }

    pub(crate) fn redact(&self, text: &mut String) {
        let needles = self.needles(text.len());
        if let Some(clean) = replace(text.as_bytes(), &needles, Ending::Complete) {
            *text = String::from_utf8(clean).expect("replacing ASCII in text yields text");
        }
    }

    /// Redacts bytes. If they are not complete, they may also end in the middle of a secret.
    pub(crate) fn redact_bytes(&self, bytes: &mut Vec<u8>, is_complete: bool) {
        let needles = self.needles(usize::MAX);
        let ending = if is_complete {
            Ending::Complete
        } else {
            Ending::Truncated
        };
        if let Some(clean) = replace(bytes, &needles, ending) {
            *bytes = clean;
        }
    }

    /// What to search for in a text of this length. The text of a success is mostly too short to contain anything.
    fn needles(&self, len: usize) -> Vec<Needle> {
        let mut needles = Vec::new();
        // Two secrets may be the same, or have a spelling in common.
        let mut add = |needle: Needle| {
            if !needles.contains(&needle) {
                needles.push(needle);
            }
        };
        for secret in self.0.iter().filter(|secret| !secret.is_empty()) {
            if secret.len() <= len {
                add(Needle::plain(secret));
            }
            if Needle::min_base64_len(secret).is_some_and(|min| min <= len) {
                Needle::base64(secret).into_iter().for_each(&mut add);
            }
        }
        needles
    }
}

/// Whether a text may end in the middle of a secret.
#[derive(Clone, Copy, PartialEq)]
enum Ending {
    Complete,
    Truncated,
}

/// Replaces all occurrences in one pass over the original text, so that nothing is searched for in a replacement.
/// Occurrences that overlap are replaced together. Returns `None` if there is none.
fn replace(text: &[u8], needles: &[Needle], ending: Ending) -> Option<Vec<u8>> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut len = text.len();
    if needles.is_empty() {
        return None;
    }
    for (index, byte) in text.iter().enumerate() {
        let mut truncated_at = None;
        for needle in needles {
            if needle.first_byte() != Some(*byte) && !(spelling::begins_escape(*byte) && needle.begins_at(text, index))
            {
                continue;
            }
            match needle.match_at(text, index) {
                Some(Match::Complete(end)) => {
                    let (start, end) = needle.widen(text, index, end);
                    match found.last_mut() {
                        Some(last) if start < last.1 => *last = (start.min(last.0), end.max(last.1)),
                        _ => found.push((start, end)),
                    }
                }
                Some(Match::Truncated) if ending == Ending::Truncated => {
                    truncated_at = Some(needle.widen(text, index, index).0);
                }
                _ => {}
            }
        }
        // A whole secret may be the beginning of another one, so all of them are compared before the search ends.
        if let Some(start) = truncated_at {
            len = start;
            break;
        }
    }
    if found.is_empty() && len == text.len() {
        return None;
    }
    let mut clean = Vec::with_capacity(len);
    let mut shown = 0;
    for (start, end) in found {
        clean.extend_from_slice(&text[shown..start]);
        clean.extend_from_slice(REDACTED.as_bytes());
        shown = end;
    }
    clean.extend_from_slice(text.get(shown..len).unwrap_or_default());
    Some(clean)
}

/// The index of the first occurrence. The search of `str` is faster in long texts, but takes the compiler longer than
/// anything else in this crate.
pub(crate) fn find(bytes: &[u8], part: &str) -> Option<usize> {
    let part = part.as_bytes();
    bytes
        .windows(part.len())
        .position(|window| window[0] == part[0] && window == part)
}

/// Why JSON cannot be decoded. The parser's message about a value of another type quotes that value, which may be a secret;
/// its other messages are fixed, such as `number out of range`.
pub(crate) fn describe_json_error(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let problem = match error.classify() {
        Category::Data => "wrong type or missing field",
        Category::Eof | Category::Syntax | Category::Io => message.split(" at line ").next().unwrap_or_default(),
    };
    format!("{problem} at line {}, column {}", error.line(), error.column())
}

/// Stands for content that is not shown: `78 bytes`.
pub(crate) struct ByteCount(pub(crate) usize);

impl fmt::Debug for ByteCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.0 == 1 { "byte" } else { "bytes" };
        write!(f, "{} {unit}", self.0)
    }
}

/// The beginning of a text, with an ellipsis if it was truncated.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// Writes everything on one line, so that a text of the server cannot forge a second one.
pub(crate) struct SingleLine<'a, 'f>(pub(crate) &'a mut fmt::Formatter<'f>);

impl Write for SingleLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(breaks_line) {
            match part.strip_suffix(breaks_line) {
                Some(clean) => write!(self.0, "{clean} ")?,
                None => self.0.write_str(part)?,
            }
        }
        Ok(())
    }
}

/// Control characters, Unicode line breaks, and characters that change the direction of text.
fn breaks_line(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(secrets: &[&str], text: &str) -> String {
        let mut text = text.to_owned();
        Secrets::new(secrets).redact(&mut text);
        text
    }

    fn bytes(secrets: &[&str], text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        Secrets::new(secrets).redact_bytes(&mut bytes, false);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_spelling_is_redacted() {
        let secret = r#"se"cr\et/x"#;
        for spelling in [
            r#"se"cr\et/x"#,
            r#"se\"cr\\et/x"#,
            r#"se\"cr\\et\/x"#,
            r"\u0073e%22cr&#92;et%252Fx",
            "c2UiY3JcZXQve",
        ] {
            assert_eq!(
                text(&[secret], &format!("a {spelling} b {spelling}")),
                "a <redacted> b <redacted>"
            );
            assert_eq!(
                bytes(&[secret], &format!("a {spelling} b {spelling} c")),
                "a <redacted> b <redacted> c"
            );
        }
        assert_eq!(text(&["", "x"], "axb"), "a<redacted>b");
        assert_eq!(text(&["", ""], "a b"), "a b");
    }

    #[test]
    fn occurrences_are_replaced_in_one_pass() {
        for (secrets, shown, expected) in [
            (&["SEC", "SSECRET"][..], "SSECRET SEC", "<redacted> <redacted>"),
            (&["SEC", "SEC"], "SECSEC", "<redacted><redacted>"),
            (&["abc", "bcd"], "abcd", "<redacted>"),
            (&["e", "redact"], "redacted e", "<redacted><redacted>d <redacted>"),
            (&["t", "d"], "within", "wi<redacted>hin"),
        ] {
            assert_eq!(text(secrets, shown), expected);
        }
    }

    #[test]
    fn a_truncated_secret_is_removed_but_a_common_last_letter_is_not() {
        assert_eq!(bytes(&["marker-secret"], "body marker-sec"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body mark"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body m"), "body m");
        assert_eq!(bytes(&["test"], "Bad Request"), "Bad Request");
        assert_eq!(
            bytes(&["marker-secret", "marker"], "body marker-sec"),
            "body <redacted>"
        );
    }
}
