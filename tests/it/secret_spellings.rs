//! The client's own secrets are recognized in whatever way a server or a gateway escapes them.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use genauth::Error;

use crate::secrets::everything_in;
use crate::support::{associate, builder};
use crate::test_server::{Reply, TOKEN_PATH, TestServer};

/// Contains a character for each kind of escape.
const SECRET: &str = "Sp3ll&d <\"it's\">/+%41\\=end";

/// The error if a server sends this response.
fn error_for(secret: &str, status: &'static str, headers: &str, body: &str) -> Error {
    let reply = (headers.to_owned(), body.to_owned());
    let server = TestServer::responding(move |_| Reply::http(status, &reply.0, &reply.1));
    let client = builder()
        .access_key_secret(secret)
        .host(server.url())
        .build()
        .expect("valid settings");
    associate(&client).send().expect_err("the server refuses")
}

fn escaped(text: &str, escape: impl Fn(u8) -> String) -> String {
    text.bytes().map(escape).collect()
}

fn percent(text: &str) -> String {
    escaped(text, |byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    })
}

fn unicode_escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        if is_escaped(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").unwrap();
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

fn json_escaped(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json[1..json.len() - 1].to_owned()
}

fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    escaped.replace('"', "&quot;").replace('\'', "&#39;")
}

fn html_numeric(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            'a'..='z' => format!("&#x{:X};", u32::from(letter)),
            'A'..='Z' => format!("&#{:05};", u32::from(letter)),
            _ => html(&letter.to_string()),
        })
        .collect()
}

/// Every way in which the secret may be written, with a description.
fn spellings(secret: &str) -> Vec<(&'static str, String)> {
    let json = json_escaped(secret);
    vec![
        ("plain", secret.to_owned()),
        ("JSON", json.clone()),
        ("JSON with escaped slashes", json.replace('/', "\\/")),
        ("JSON in JSON", json_escaped(&json)),
        ("JSON in JSON in JSON", json_escaped(&json_escaped(&json))),
        ("every character as \\u", unicode_escaped(secret, |_| true)),
        (
            "\\u of what HTML escapes",
            unicode_escaped(&json, |letter| "<>&'+".contains(letter)),
        ),
        ("percent", percent(secret)),
        ("percent in lower case", percent(secret).replace("%2F%2B", "%2f%2b")),
        ("every byte as percent", escaped(secret, |byte| format!("%{byte:02X}"))),
        ("form", percent(secret).replace("%20", "+")),
        ("percent twice", percent(&percent(secret))),
        ("HTML", html(secret)),
        ("HTML twice", html(&html(secret))),
        ("HTML in JSON", json_escaped(&html(secret))),
        (
            "HTML in JSON with escaped ampersands",
            json_escaped(&html(secret)).replace('&', "\\u0026"),
        ),
        ("HTML numbers", html_numeric(secret)),
        ("HTML with apos", html(secret).replace("&#39;", "&apos;")),
    ]
}

#[test]
fn every_spelling_of_the_key_secret_is_removed_from_errors() {
    for (what, spelling) in spellings(SECRET) {
        for (status, body, around) in [
            ("502 Bad Gateway", "<p>before @ after</p>", "before <redacted> after"),
            ("502 Bad Gateway", "<p>before @, @", "before <redacted>, <redacted>"),
        ] {
            let error = error_for(SECRET, status, "", &body.replace('@', &spelling));
            let line = error.to_string();
            assert!(line.contains(around), "{what}: {line}\n{spelling}");
        }
        if !spelling.contains(['"', '\\']) {
            let body = format!(r#"{{"statusCode":400,"message":"no {spelling}!"}}"#);
            let line = error_for(SECRET, "200 OK", "", &body).to_string();
            assert_eq!(line, "associate_tenant_resource: [400] no <redacted>!", "{what}");
        }
        if spelling.is_ascii() {
            let error = error_for(
                SECRET,
                "302 Found",
                &format!("location: /login?key={spelling}&x=1\r\n"),
                "",
            );
            let line = error.to_string();
            assert!(
                line.contains("redirect to /login?key=<redacted>&x=1 not"),
                "{what}: {line}"
            );
        }
    }
}

#[test]
fn a_spelling_in_truncated_json_is_removed() {
    let secret = "e6f26e6860b49eb83fd80adb96f26e68";
    let spelled = unicode_escaped(secret, |letter| letter.is_ascii_digit());
    let error = error_for(secret, "502 Bad Gateway", "", &format!(r#"{{"key":"{spelled}","x":"#));
    let body = String::from_utf8(error.body().unwrap().to_vec()).unwrap();
    assert_eq!(body, r#"{"key":"<redacted>","x":"#);
    // The body may also end within the secret, and within an escape.
    for end in 30..spelled.len() {
        let error = error_for(
            secret,
            "502 Bad Gateway",
            "",
            &format!(r#"{{"key":"{}"#, &spelled[..end]),
        );
        let body = String::from_utf8(error.body().unwrap().to_vec()).unwrap();
        assert_eq!(body, r#"{"key":""#, "{end}");
    }
}

#[test]
fn base64_of_a_text_that_contains_the_secret_hides_it() {
    let secret = "Q7x!mZ2~>>??vK9pL4wR8sT1yU5j";
    for before in ["", "a", "ab", "abc", "60b49eb83fd80adb96f26e68:", "key="] {
        for after in ["", "z", "zy", "zyx", "&scope=all"] {
            let text = format!("{before}{secret}{after}");
            for encoded in [
                STANDARD.encode(&text),
                URL_SAFE_NO_PAD.encode(&text),
                percent(&STANDARD.encode(&text)),
            ] {
                let error = error_for(secret, "502 Bad Gateway", "", &format!("<p>Basic {encoded} was sent"));
                let line = everything_in(&error);
                assert!(line.contains("<redacted>"), "{text}: {line}");
                // Not even a part of the encoded text that depends on the secret is left.
                let core = &STANDARD.encode(&text)[..];
                let first = (before.len() * 4).div_ceil(3) + 1;
                let last = (before.len() + secret.len()) * 4 / 3 - 1;
                for part in core.as_bytes()[first..last].windows(5) {
                    let part = std::str::from_utf8(part).unwrap();
                    assert!(!line.contains(part), "{text}: {part} in {line}");
                }
                assert!(line.contains(" was sent"), "{text}: {line}");
            }
        }
    }
}

#[test]
fn short_secrets_do_not_garble_messages() {
    let server = TestServer::responding(|_| Reply::http("502 Bad Gateway", "", "<p>within the text"));
    let client = builder().access_key_secret("t").host(server.url()).build().unwrap();
    let line = associate(&client).send().unwrap_err().to_string();
    assert!(!line.contains("<redac<"), "{line}");
    assert!(
        line.contains("<p>wi<redacted>hin <redacted>he <redacted>ex<redacted>"),
        "{line}"
    );

    // Secrets that contain each other, or that overlap, leave nothing of either.
    for (secret, token, text, expected) in [
        ("redact", "acted", "a redacted b", "a <redacted> b"),
        ("abcdef", "defghi", "x abcdefghi y", "x <redacted> y"),
        ("aa", "aaa", "x aaaa y", "x <redacted> y"),
        ("same", "same", "x same y", "x <redacted> y"),
    ] {
        let issued = format!(r#"{{"statusCode":200,"data":{{"access_token":"{token}","expires_in":7200}}}}"#);
        let body = format!(r#"{{"statusCode":400,"message":"{text}"}}"#);
        let address = crate::test_server::serve(move |request| match request.path() {
            TOKEN_PATH => Reply::json(&issued),
            _ => Reply::json(&body),
        });
        let client = builder()
            .access_key_secret(secret)
            .host(format!("http://{address}"))
            .build()
            .unwrap();
        let error = associate(&client).send().unwrap_err();
        assert_eq!(error.server_message(), Some(expected), "{secret} {token}");
    }
}

#[test]
fn texts_that_only_resemble_the_secret_are_kept() {
    let secret = "e6f26e68-60b4";
    for text in [
        "e6f26e68-60b",
        "e6f26e68%60b4",
        "%e6f26e68 60b4",
        "&e6;f26e68-60b4",
        "\\u00e6f26e68-60x4",
        "100%",
        "a&b",
        "C:\\dir",
    ] {
        let error = error_for(secret, "502 Bad Gateway", "", &format!("<p>{text}</p>"));
        assert!(error.to_string().contains(&format!("<p>{text}</p>")), "{text}: {error}");
    }
}
