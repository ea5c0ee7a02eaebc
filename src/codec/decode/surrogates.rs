//! Lone surrogates: half characters that JSON can spell as `\ud83d`, and that a Rust string cannot hold. Software that
//! truncates texts by UTF-16 units leaves them behind.

use std::borrow::Cow;

/// A backslash, `u`, and four digits.
const ESCAPE_LEN: usize = 6;

/// Replaces the escapes of lone surrogates by that of the replacement character, U+FFFD, which has the same length. Borrows
/// the text if it has none.
pub(super) fn replace_lone(json: &str) -> Cow<'_, str> {
    let mut replaced = String::new();
    let (mut copied, mut index) = (0, 0);
    // A backslash only occurs within strings, and always begins an escape.
    while let Some(found) = json[index..].find('\\') {
        let start = index + found;
        index = match surrogate_at(json, start) {
            Some(0xDC00..) => start,
            Some(_) if matches!(surrogate_at(json, start + ESCAPE_LEN), Some(0xDC00..)) => start + 2 * ESCAPE_LEN,
            Some(_) => start,
            // The escaped character may be longer than a byte only in text that is not JSON.
            None => start + 1 + json[start + 1..].chars().next().map_or(0, char::len_utf8),
        };
        if index == start {
            replaced.push_str(&json[copied..start]);
            replaced.push_str("\\ufffd");
            index = start + ESCAPE_LEN;
            copied = index;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    replaced.push_str(&json[copied..]);
    Cow::Owned(replaced)
}

/// The surrogate that is escaped at this index, if one is.
fn surrogate_at(json: &str, start: usize) -> Option<u16> {
    let digits = json.get(start..start + ESCAPE_LEN)?.strip_prefix("\\u")?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    (0xD800..=0xDFFF).contains(&unit).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lone_surrogates_are_replaced() {
        for (json, expected) in [
            ("", ""),
            (
                r#""a\n\\\"\u0041\ud83d\ude00\uffff\ue000\ud7ff""#,
                r#""a\n\\\"\u0041\ud83d\ude00\uffff\ue000\ud7ff""#,
            ),
            (r"\ud800", r"\ufffd"),
            (r"\udc00", r"\ufffd"),
            (r"\uDBFF\uDBFF\uDFFF", r"\ufffd\uDBFF\uDFFF"),
            (r"\ud800\u0041\udfff用", r"\ufffd\u0041\ufffd用"),
            (r"\\ud800\\\ud800", r"\\ud800\\\ufffd"),
            // Not JSON, but no reason to panic.
            (r"\", r"\"),
            (r"\ud80", r"\ud80"),
            (r"\ud800\", r"\ufffd\"),
            (r"\用\ud80用", r"\用\ud80用"),
            (r"\u+d80", r"\u+d80"),
        ] {
            let replaced = replace_lone(json);
            assert_eq!(replaced, expected);
            assert_eq!(matches!(replaced, Cow::Borrowed(_)), json == expected, "{json}");
        }
    }
}
