//! What the server says is shown without our secrets, on one line, and not at any length.

use std::fmt::{self, Write};

pub(crate) const REDACTED: &str = "<redacted>";

/// How much of a text from outside is shown.
const SHOWN_CHARS: usize = 300;

/// Fewer bytes than these of a secret that breaks off are no secret.
const TELLING: usize = 4;

/// The secrets of one call, in every spelling that may come back.
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    pub(crate) fn of(secrets: &[&str]) -> Self {
        // One may be a part of another: the longest first.
        let mut ordered: Vec<&str> = Vec::new();
        for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
            let shorter = ordered.iter().position(|known| known.len() < secret.len());
            ordered.insert(shorter.unwrap_or(ordered.len()), secret);
        }
        let mut spellings = Vec::new();
        for secret in ordered {
            let json = serde_json::Value::from(secret).to_string();
            let in_json = json[1..json.len() - 1].to_owned();
            // PHP writes slashes so.
            spellings.push(in_json.replace('/', "\\/"));
            spellings.push(in_json);
            spellings.push(secret.to_owned());
        }
        Secrets(spellings)
    }

    pub(crate) fn redact(&self, text: &mut String) {
        for secret in &self.0 {
            if position(text.as_bytes(), secret).is_some() {
                let clean = replaced(text.as_bytes(), secret);
                *text = String::from_utf8(clean).expect("text in which text was replaced is text");
            }
        }
    }

    /// The same for bytes, which may also break off in the middle of a secret.
    pub(crate) fn redact_bytes(&self, bytes: &mut Vec<u8>) {
        for secret in &self.0 {
            *bytes = replaced(bytes, secret);
            let begun = (TELLING..secret.len())
                .rev()
                .find(|&length| bytes.ends_with(&secret.as_bytes()[..length]));
            bytes.truncate(bytes.len() - begun.unwrap_or(0));
        }
    }
}

fn replaced(bytes: &[u8], secret: &str) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = position(rest, secret) {
        clean.extend_from_slice(&rest[..at]);
        clean.extend_from_slice(REDACTED.as_bytes());
        rest = &rest[at + secret.len()..];
    }
    clean.extend_from_slice(rest);
    clean
}

/// Where a part begins. The search of `str` is quicker in long texts, and takes the compiler longer than anything else
/// in this crate.
pub(crate) fn position(bytes: &[u8], part: &str) -> Option<usize> {
    let part = part.as_bytes();
    bytes
        .windows(part.len())
        .position(|window| window[0] == part[0] && window == part)
}

/// Stands for content that is not shown.
pub(crate) struct Bytes(pub(crate) usize);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0)
    }
}

/// The first characters of a text, with a mark where it was cut.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

/// Keeps what is written on one line: a text of the server must not forge a second one.
pub(crate) struct OneLine<'a, 'f>(pub(crate) &'a mut fmt::Formatter<'f>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(moves_the_pen) {
            match part.strip_suffix(moves_the_pen) {
                Some(plain) => write!(self.0, "{plain} ")?,
                None => self.0.write_str(part)?,
            }
        }
        Ok(())
    }
}

/// Control characters, the line breaks beyond ASCII, and those that turn the direction of writing.
fn moves_the_pen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(secrets: &[&str], text: &str) -> String {
        let mut text = text.to_owned();
        Secrets::of(secrets).redact(&mut text);
        text
    }

    fn bytes(secrets: &[&str], text: &str) -> String {
        let mut bytes = text.as_bytes().to_vec();
        Secrets::of(secrets).redact_bytes(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_spelling_goes() {
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
    fn a_secret_that_breaks_off_goes_but_not_every_last_letter() {
        assert_eq!(bytes(&["marker-secret"], "body marker-sec"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body mark"), "body ");
        assert_eq!(bytes(&["marker-secret"], "body m"), "body m");
        assert_eq!(bytes(&["test"], "Bad Request"), "Bad Request");
    }
}
