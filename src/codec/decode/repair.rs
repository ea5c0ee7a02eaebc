//! What is well-formed JSON, but does not fit into Rust's types:
//!
//! - Lone surrogates: half characters that JSON can spell as `\ud83d`, and that a string cannot hold. Software that
//!   truncates texts by UTF-16 units leaves them behind. They become the replacement character, U+FFFD.
//! - Numbers that exceed the range of a float, such as `1e400`. They become strings.

use std::borrow::Cow;

/// A backslash, `u`, and four digits.
const ESCAPE_LEN: usize = 6;

/// Replaces what does not fit. Borrows the text if everything does.
pub(super) fn repair(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut repaired = String::new();
    let (mut copied, mut index, mut in_string) = (0, 0, false);
    while let Some(byte) = bytes.get(index) {
        let (end, replacement) = match byte {
            b'"' => {
                in_string = !in_string;
                (index + 1, None)
            }
            b'\\' if in_string => escape_at(json, index),
            b'0'..=b'9' | b'-' if !in_string => number_at(json, index),
            _ => (index + 1, None),
        };
        if let Some(replacement) = replacement {
            repaired.push_str(&json[copied..index]);
            repaired.push_str(&replacement);
            copied = end;
        }
        index = end;
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    repaired.push_str(&json[copied..]);
    Cow::Owned(repaired)
}

/// The end of the escape at this index, and its replacement if it is a lone surrogate.
fn escape_at(json: &str, start: usize) -> (usize, Option<Cow<'static, str>>) {
    let second = || surrogate_at(json, start + ESCAPE_LEN);
    match surrogate_at(json, start) {
        Some(..0xDC00) if matches!(second(), Some(0xDC00..)) => (start + 2 * ESCAPE_LEN, None),
        Some(_) => (start + ESCAPE_LEN, Some("\\ufffd".into())),
        // Only the first byte of the escaped character, which may be a quotation mark.
        None => (start + 2, None),
    }
}

/// The surrogate that is escaped at this index, if one is.
fn surrogate_at(json: &str, start: usize) -> Option<u16> {
    let digits = json.get(start..start + ESCAPE_LEN)?.strip_prefix("\\u")?;
    let unit = u16::from_str_radix(digits, 16).ok()?;
    (0xD800..=0xDFFF).contains(&unit).then_some(unit)
}

/// The end of the number at this index, and its replacement if it is out of range.
fn number_at(json: &str, start: usize) -> (usize, Option<Cow<'static, str>>) {
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    let length = json[start..].bytes().take_while(|byte| is_part(*byte)).count();
    let number = &json[start..start + length];
    let is_out_of_range = number.parse().is_ok_and(f64::is_infinite);
    (start + length, is_out_of_range.then(|| format!("\"{number}\"").into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_does_not_fit_is_replaced() {
        for (json, expected) in [
            ("", ""),
            (
                r#""a\n\\\"\u0041\ud83d\ude00\uffff\ue000\ud7ff""#,
                r#""a\n\\\"\u0041\ud83d\ude00\uffff\ue000\ud7ff""#,
            ),
            (r#""\ud800""#, r#""\ufffd""#),
            (r#""\udc00""#, r#""\ufffd""#),
            (r#""\uDBFF\uDBFF\uDFFF""#, r#""\ufffd\uDBFF\uDFFF""#),
            (r#""\ud800\u0041\udfff用""#, r#""\ufffd\u0041\ufffd用""#),
            (r#""\\ud800\\\ud800""#, r#""\\ud800\\\ufffd""#),
            ("[1e400,-1e999,1.5E+400]", r#"["1e400","-1e999","1.5E+400"]"#),
            (
                "1e308 1e-400 -1 0.5 18446744073709551616",
                "1e308 1e-400 -1 0.5 18446744073709551616",
            ),
            (r#"{"1e400":"a\"1e400"}"#, r#"{"1e400":"a\"1e400"}"#),
            // Not JSON, but no reason to panic.
            (r#""\"#, r#""\"#),
            (r#""\ud80"#, r#""\ud80"#),
            (r#""\ud800\"#, r#""\ufffd\"#),
            (r#""\用\ud80用"#, r#""\用\ud80用"#),
            (r#""\u+d80"#, r#""\u+d80"#),
            ("1e400用-", "\"1e400\"用-"),
        ] {
            let repaired = repair(json);
            assert_eq!(repaired, expected);
            assert_eq!(matches!(repaired, Cow::Borrowed(_)), json == expected, "{json}");
        }
    }
}
