//! Text from outside, made safe to show: without secrets, on one line, and of limited length.

pub(crate) mod body;

use std::fmt::{self, Write};

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

/// A truncated secret is only recognized from this many bytes on.
const MIN_TRUNCATED_LEN: usize = 4;

/// Secrets to remove from texts, in all the spellings a server may send back.
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn new(secrets: &[&str]) -> Self {
        // A secret may be part of another one, so the longest comes first.
        let mut ordered: Vec<&str> = Vec::new();
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            let index = ordered.iter().position(|known| known.len() < secret.len());
            ordered.insert(index.unwrap_or(ordered.len()), secret);
        }
        let mut spellings = Vec::new();
        for secret in ordered {
            let json = serde_json::Value::from(secret).to_string();
            let escaped = json[1..json.len() - 1].to_owned();
            // PHP escapes slashes.
            spellings.push(escaped.replace('/', "\\/"));
            spellings.push(escaped);
            spellings.push(secret.to_owned());
        }
        Secrets(spellings)
    }

    pub(crate) fn redact(&self, text: &mut String) {
        for secret in &self.0 {
            if find(text.as_bytes(), secret).is_some() {
                let clean = replace(text.as_bytes(), secret);
                *text = String::from_utf8(clean).expect("replacing text in text yields text");
            }
        }
    }

    /// Redacts bytes, which may also end in the middle of a secret.
    pub(crate) fn redact_bytes(&self, bytes: &mut Vec<u8>) {
        for secret in &self.0 {
            *bytes = replace(bytes, secret);
            let truncated = (MIN_TRUNCATED_LEN..secret.len())
                .rev()
                .find(|&length| bytes.ends_with(&secret.as_bytes()[..length]));
            bytes.truncate(bytes.len() - truncated.unwrap_or(0));
        }
    }
}

fn replace(bytes: &[u8], secret: &str) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(index) = find(rest, secret) {
        clean.extend_from_slice(&rest[..index]);
        clean.extend_from_slice(REDACTED.as_bytes());
        rest = &rest[index + secret.len()..];
    }
    clean.extend_from_slice(rest);
    clean
}

/// The index of the first occurrence. The search of `str` is faster in long texts, but takes the compiler longer than
/// anything else in this crate.
pub(crate) fn find(bytes: &[u8], part: &str) -> Option<usize> {
    let part = part.as_bytes();
    bytes
        .windows(part.len())
        .position(|window| window[0] == part[0] && window == part)
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
        Secrets::new(secrets).redact_bytes(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_spelling_is_redacted() {
        let secret = r#"se"cr\et/x"#;
        for spelling in [r#"se"cr\et/x"#, r#"se\"cr\\et/x"#, r#"se\"cr\\et\/x"#] {
            assert_eq!(
                text(&[secret], &format!("a{spelling}b{spelling}")),
                "a<redacted>b<redacted>"
            );
            assert_eq!(
                bytes(&[secret], &format!("a{spelling}b{spelling}c")),
                "a<redacted>b<redacted>c"
            );
        }
        assert_eq!(text(&["SEC", "SSECRET"], "SSECRET SEC"), "<redacted> <redacted>");
        assert_eq!(text(&["", "x"], "axb"), "a<redacted>b");
    }

    #[test]
    fn a_truncated_secret_is_removed_but_a_common_last_letter_is_not() {
        assert_eq!(bytes(&["marker-secret"], "body marker-sec"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body mark"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body m"), "body m");
        assert_eq!(bytes(&["test"], "Bad Request"), "Bad Request");
    }
}
