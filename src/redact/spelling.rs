//! Recognizes a secret in a text, however a server or a gateway has escaped it there.
//!
//! Every character may be written on its own in a different way: plain, as JSON escapes it, percent-encoded, or as HTML
//! escapes it, and each of these more than once, like a JSON text in a JSON text. Therefore a secret is compared with a
//! text character by character, instead of searching for a list of spellings.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A truncated secret is only recognized from this many characters on.
const MIN_TRUNCATED_LEN: usize = 4;

/// The Base64 of a shorter secret is too likely to occur by chance.
const MIN_BASE64_LEN: usize = 8;

/// A text is escaped at most this many times. Without a limit, a text of many backslashes would take a long time.
const MAX_NESTING: usize = 4;

/// An escaped character is at most this long, unless it has been escaped several times.
const MAX_ESCAPE_LEN: usize = 10;

/// What a text contains from some position on.
#[derive(Debug, PartialEq)]
pub(super) enum Match {
    /// The secret, up to this position.
    Complete(usize),
    /// The beginning of the secret, after which the text ends.
    Truncated,
}

/// A text to search for: a secret, or what Base64 makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Needle {
    /// Secrets and tokens are ASCII.
    bytes: Vec<u8>,
    /// Whether a Base64 digit before or after it depends on the secret, too.
    shares_digit_before: bool,
    shares_digit_after: bool,
}

impl Needle {
    pub(super) fn plain(secret: &str) -> Self {
        Needle {
            bytes: secret.into(),
            shares_digit_before: false,
            shares_digit_after: false,
        }
    }

    /// A lower bound of the length of what [`base64`](Self::base64) returns. `None` if the secret is too short for it.
    pub(super) fn min_base64_len(secret: &str) -> Option<usize> {
        (secret.len() >= MIN_BASE64_LEN).then(|| secret.len() * 4 / 3 - 1)
    }

    /// The digits that depend only on the secret if a text that contains it is Base64-encoded. They depend on the
    /// number of bytes before the secret, modulo 3. The two alphabets differ in two digits.
    pub(super) fn base64(secret: &str) -> Vec<Self> {
        let mut needles = Vec::new();
        // The number of bytes before the secret, and of digits that depend on them.
        for (before, digits_before) in [(0, 0), (1, 2), (2, 3)] {
            let mut bytes = vec![0; before];
            bytes.extend_from_slice(secret.as_bytes());
            let bits = bytes.len() * 8;
            let digits = &STANDARD.encode(bytes)[digits_before..bits / 6];
            for digits in [digits.to_owned(), digits.replace('+', "-").replace('/', "_")] {
                needles.push(Needle {
                    bytes: digits.into(),
                    shares_digit_before: before > 0,
                    shares_digit_after: bits % 6 > 0,
                });
            }
        }
        needles
    }

    /// The first byte of its plain spelling. All others begin with one for which [`begins_escape`] is true.
    pub(super) fn first_byte(&self) -> Option<u8> {
        self.bytes.first().copied()
    }

    /// Whether its first byte is spelled at this position, or the text ends within an escape. Allocates nothing, because
    /// a long text can consist of escapes.
    pub(super) fn begins_at(&self, text: &[u8], start: usize) -> bool {
        let rest = &text[start..];
        let mut is_found = false;
        if let Some(byte) = self.first_byte() {
            spellings(byte, rest, &mut |_| is_found = true);
        }
        is_found || rest.len() < MAX_ESCAPE_LEN
    }

    /// Whether it occurs in the text at this position.
    pub(super) fn match_at(&self, text: &[u8], start: usize) -> Option<Match> {
        // Some spellings are ambiguous, such as that of several backslashes, so there may be several candidates.
        let mut ends = vec![start];
        for (index, &byte) in self.bytes.iter().enumerate() {
            let mut next = Vec::new();
            for &end in &ends {
                push_ends(byte, text, end, &mut next);
            }
            if next.is_empty() {
                let is_truncated =
                    index >= MIN_TRUNCATED_LEN && ends.iter().any(|&end| is_truncated_escape(&text[end..]));
                return is_truncated.then_some(Match::Truncated);
            }
            ends = next;
        }
        ends.into_iter().max().map(Match::Complete)
    }

    /// The occurrence together with the digits that it shares with its neighbors.
    pub(super) fn widen(&self, text: &[u8], start: usize, end: usize) -> (usize, usize) {
        let is_digit = |index: Option<usize>| {
            let byte = index.and_then(|index| text.get(index));
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+/-_".contains(byte))
        };
        let before = usize::from(self.shares_digit_before && is_digit(start.checked_sub(1)));
        let after = usize::from(self.shares_digit_after && is_digit(Some(end)));
        (start - before, end + after)
    }
}

/// Whether an escaped character may begin with this byte.
pub(super) fn begins_escape(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'+')
}

/// Adds the ends of all spellings of a character that the text has at this position.
fn push_ends(byte: u8, text: &[u8], start: usize, ends: &mut Vec<usize>) {
    spellings(byte, &text[start..], &mut |length| {
        let end = start + length;
        if !ends.contains(&end) {
            ends.push(end);
        }
    });
}

/// The lengths of all spellings of a character with which the text begins.
fn spellings(byte: u8, rest: &[u8], push: &mut impl FnMut(usize)) {
    let Some(&first) = rest.first() else {
        return;
    };
    if first == byte {
        push(1);
    }
    match first {
        b'\\' => json(byte, rest, push),
        b'%' => percent(byte, rest, push),
        b'&' => html(byte, rest, 1, push),
        // In a form, it stands for a space.
        b'+' if byte == b' ' => push(1),
        _ => {}
    }
}

/// `\"`, `\n`, `\u0041`. A JSON text in a JSON text has more backslashes.
fn json(byte: u8, rest: &[u8], push: &mut impl FnMut(usize)) {
    // Each time, their number is doubled and one is added.
    let start = rest.iter().take((1 << MAX_NESTING) - 1);
    let backslashes = start.take_while(|byte| **byte == b'\\').count();
    if byte == b'\\' {
        [2, 4, 8]
            .into_iter()
            .filter(|length| *length <= backslashes)
            .for_each(&mut *push);
    }
    let escaped = &rest[backslashes..];
    if let [b'u', digits @ ..] = escaped {
        let end = backslashes + 5;
        let code = digits.get(..4).and_then(|digits| number(digits, 16));
        if code == Some(u32::from(byte)) {
            push(end);
        }
        // Some encoders escape the ampersands of HTML.
        if code == Some(u32::from(b'&')) {
            html(byte, rest, end, push);
        }
    }
    let meaning = match escaped.first() {
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(&other) if other.is_ascii_punctuation() => other,
        _ => return,
    };
    if meaning == byte {
        push(backslashes + 1);
    }
}

/// `%41`; encoded once more, that is `%2541`.
fn percent(byte: u8, rest: &[u8], push: &mut impl FnMut(usize)) {
    for digits in (1..).step_by(2).take(MAX_NESTING) {
        let code = rest.get(digits..digits + 2).and_then(|digits| number(digits, 16));
        if code == Some(u32::from(byte)) {
            push(digits + 2);
        }
        if code != Some(u32::from(b'%')) {
            return;
        }
    }
}

/// What follows an ampersand: `quot;`, `#39;`, `#x27;`; escaped once more, that is `amp;quot;`.
fn html(byte: u8, rest: &[u8], mut start: usize, push: &mut impl FnMut(usize)) {
    for _ in 0..MAX_NESTING {
        let name = &rest[start..];
        let name = &name[..name.len().min(MAX_ESCAPE_LEN)];
        let Some(length) = name.iter().position(|byte| *byte == b';') else {
            return;
        };
        let code = match &name[..length] {
            b"amp" => Some(u32::from(b'&')),
            b"lt" => Some(u32::from(b'<')),
            b"gt" => Some(u32::from(b'>')),
            b"quot" => Some(u32::from(b'"')),
            b"apos" => Some(u32::from(b'\'')),
            [b'#', b'x' | b'X', digits @ ..] => number(digits, 16),
            [b'#', digits @ ..] => number(digits, 10),
            _ => None,
        };
        start += length + 1;
        if code == Some(u32::from(byte)) {
            push(start);
        }
        if code != Some(u32::from(b'&')) {
            return;
        }
    }
}

fn number(digits: &[u8], radix: u32) -> Option<u32> {
    let digit = |byte: &u8| char::from(*byte).to_digit(radix);
    let mut digits = digits.iter();
    let first = digit(digits.next()?)?;
    digits.try_fold(first, |number, byte| {
        number.checked_mul(radix)?.checked_add(digit(byte)?)
    })
}

/// Whether a text ends here, or within an escape that begins here.
fn is_truncated_escape(rest: &[u8]) -> bool {
    match rest {
        [] => true,
        [first, rest @ ..] => {
            begins_escape(*first)
                && rest.len() < MAX_ESCAPE_LEN
                && rest
                    .iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"\\#;".contains(byte))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_of(secret: &str, text: &str) -> Option<usize> {
        match Needle::plain(secret).match_at(text.as_bytes(), 0) {
            Some(Match::Complete(end)) => Some(end),
            _ => None,
        }
    }

    #[test]
    fn a_character_is_recognized_in_every_spelling() {
        for (secret, spellings) in [
            (
                "A",
                &[
                    "A",
                    "\\u0041",
                    "\\\\u0041",
                    "%41",
                    "%2541",
                    "%252541",
                    "&#65;",
                    "&#065;",
                    "&#x41;",
                    "&#X041;",
                ][..],
            ),
            (
                "\"",
                &[
                    "\"",
                    "\\\"",
                    "\\\\\\\"",
                    "%22",
                    "&quot;",
                    "&amp;quot;",
                    "&#34;",
                    "\\u0026quot;",
                    "\\u0022",
                ],
            ),
            ("&", &["&", "&amp;", "&amp;amp;", "%26", "\\u0026", "\\u0026amp;"]),
            ("\\", &["\\", "\\\\", "\\\\\\\\", "%5C", "%5c", "\\u005c", "&#92;"]),
            ("/", &["/", "\\/", "%2F", "&#x2F;"]),
            ("%", &["%", "%25", "%2525", "\\u0025"]),
            (" ", &[" ", "+", "%20"]),
            ("'", &["'", "&#39;", "&#039;", "&apos;", "\\'", "\\u0027"]),
            ("\t", &["\t", "\\t", "%09"]),
        ] {
            for spelling in spellings {
                let text = format!("{spelling}.");
                assert_eq!(end_of(&format!("{secret}."), &text), Some(text.len()), "{text}");
            }
        }
        for (secret, text) in [
            ("A", "\\u004"),
            ("A", "%4"),
            ("A", "%4g"),
            ("A", "&#6"),
            ("A", "&#;"),
            ("A", "&A;"),
            ("A", "\\u+041"),
            ("n", "\\n"),
            ("A", "&#99999999999999999999;"),
            ("A", ""),
        ] {
            assert_eq!(end_of(secret, text), None, "{text}");
        }
    }

    #[test]
    fn many_backslashes_are_compared_in_little_time() {
        let backslashes = "\\".repeat(2000);
        assert!(end_of(&backslashes[..100], &backslashes).is_some());
        assert_eq!(end_of(&format!("{}x", &backslashes[..100]), &backslashes), None);
    }

    #[test]
    fn a_text_may_end_within_a_secret_or_an_escape() {
        for text in [
            "abcd",
            "abcd\\",
            "abcd\\u0",
            "abcd%",
            "abcd%6",
            "abcd&#10",
            "%61bcd",
            "abcd\\\\\\u00",
        ] {
            assert_eq!(
                Needle::plain("abcdef").match_at(text.as_bytes(), 0),
                Some(Match::Truncated),
                "{text}"
            );
        }
        for text in ["abc", "abcd.", "abcd\\ ", "abcdx", "abcd&amp; more"] {
            assert_eq!(Needle::plain("abcdef").match_at(text.as_bytes(), 0), None, "{text}");
        }
    }
}
