//! Checks properties that hold for every response, token, header and host with thousands of generated cases. A failure
//! prints its case, and is reproducible, because the seed of each case is its number.

mod checks;
mod generate;

use std::fmt::Debug;
use std::thread;

use generate::{
    NUMBERS, Random, envelope, json, object, odd_bytes, odd_text, string_content, unescaped_string_content,
};
use serde_json::Value;

/// Prints the case when it is dropped by a check that panics.
struct Case<T: Debug> {
    seed: u64,
    input: T,
}

impl<T: Debug> Drop for Case<T> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("seed {}: {:?}", self.seed, self.input);
        }
    }
}

/// Generates and checks this many cases.
fn check_all<T: Debug>(cases: u64, generate: impl Fn(&mut Random) -> T, check: impl Fn(&T)) {
    for seed in 0..cases {
        let input = generate(&mut Random::new(seed));
        let case = Case { seed, input };
        check(&case.input);
    }
}

#[test]
fn a_response_is_a_success_only_if_its_body_says_so() {
    let names = [
        "x-request-id",
        "X-Request-Id",
        "location",
        "content-type",
        "retry-after",
        "x-echo",
    ];
    let generate = |random: &mut Random| {
        let status = match random.below(4) {
            0 => u16::from_le_bytes([random.byte(), random.byte()]),
            1 => 300 + u16::from(random.byte()),
            _ => 200,
        };
        let headers: Vec<_> = (0..random.below(3))
            .map(|_| {
                let name = random.choose(&names).to_owned();
                (name, odd_text(random, unescaped_string_content))
            })
            .collect();
        let body = odd_bytes(random, |random| match random.below(8) {
            0 => json(random, 4),
            1 => format!("<html>{}", unescaped_string_content(random)),
            _ => envelope(random),
        });
        (status, headers, body)
    };
    check_all(4000, generate, |(status, headers, body)| {
        checks::check_envelope(*status, headers, body);
    });
}

#[test]
fn a_token_is_rejected_or_fits_into_a_header() {
    let generate = |random: &mut Random| {
        let token = match random.below(5) {
            0 => json(random, 2),
            1 => Value::from(odd_text(random, unescaped_string_content)).to_string(),
            2 => format!("\"a.{}.c\"", string_content(random)),
            _ => format!("\"{}\"", string_content(random)),
        };
        let expires_in = odd_text(random, |random| json(random, 1));
        let claims = odd_bytes(random, |random| match random.below(3) {
            0 => object(random, 2),
            1 => format!(r#"{{"scoped_userpool_id":{},"exp":1}}"#, json(random, 1)),
            _ => format!(r#"{{"scoped_userpool_id":"{}"}}"#, string_content(random)),
        });
        (token, expires_in, claims)
    };
    check_all(2500, generate, |(token, expires_in, claims)| {
        checks::check_token(token, expires_in);
        checks::check_token_claims(claims);
    });
}

#[test]
fn data_is_decoded_or_the_error_says_where_decoding_failed() {
    let generate = |random: &mut Random| {
        odd_text(random, |random| match random.below(4) {
            0 => json(random, 4),
            1 => format!(
                r#"{{"totalCount":{},"list":{}}}"#,
                random.choose(&NUMBERS),
                json(random, 4)
            ),
            2 => format!(r#"{{"list":[{},{}]}}"#, object(random, 3), object(random, 2)),
            _ => object(random, 4),
        })
    };
    check_all(2500, generate, |data| checks::check_decode(data));
    // JSON is only parsed to a certain depth, and some of these depths are just below or above it.
    for depth in [1, 20, 60, 125, 126, 127, 128, 1000] {
        let tree = r#"{"children":["#.repeat(depth) + &"]}".repeat(depth);
        checks::check_decode(&format!(
            r#"{{"treeResourceAuthAction":{{"nodeAuthActionList":[{tree}]}}}}"#
        ));
        checks::check_decode(&format!(r#"{{"customData":{tree},"metadataSource":{tree}}}"#));
    }
}

#[test]
fn the_order_of_fields_does_not_matter() {
    let generate = |random: &mut Random| {
        odd_text(random, |random| {
            let data = match random.below(3) {
                0 => json(random, 4),
                1 => format!(
                    r#"{{"totalCount":{},"list":{}}}"#,
                    random.choose(&NUMBERS),
                    json(random, 4)
                ),
                _ => object(random, 4),
            };
            match random.below(3) {
                0 => format!(r#""data":{data}"#),
                1 => format!(r#""data":{},"message":"m","data":{data}"#, json(random, 2)),
                _ => format!(r#""requestId":"r","data":{data},"apiCode":{}"#, random.choose(&NUMBERS)),
            }
        })
    };
    check_all(2500, generate, |fields| checks::check_order_of_fields(fields));
}

#[test]
fn retry_after_is_a_number_of_seconds_or_a_date() {
    let dates = [
        "Wed, 21 Oct 2099 07:28:00 GMT",
        "Wednesday, 21-Oct-99 07:28:00 GMT",
        "Wed Oct 21 07:28:00 2099",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:60 GMT",
        "Sun, 29 Feb 2100 24:00:00 GMT",
        "Sun Feb 30 00:00:00 0001",
    ];
    let generate = |random: &mut Random| {
        let name = random.choose(&["retry-after", "Retry-After", "RETRY-AFTER"]);
        let value = odd_text(random, |random| match random.below(4) {
            0 => random.choose(&dates).to_owned(),
            1 => unescaped_string_content(random),
            2 => random.choose(&NUMBERS).to_owned(),
            _ => {
                let length = random.below(30);
                let digits: String = (0..length).map(|_| char::from(b'0' + random.byte() % 10)).collect();
                let space = random.choose(&["", "", " ", "\t", "\u{a0}"]);
                format!("{space}{digits}{space}")
            }
        });
        (name, value)
    };
    check_all(4000, generate, |(name, value)| checks::check_retry_after(name, value));
    // `Retry-After` is the only header that the error of a token request keeps, and servers spell it like this.
    checks::check_retry_after("Retry-After", "7");
}

#[test]
fn a_host_is_rejected_or_requests_go_there() {
    let parts: [&[&str]; 5] = [
        &[
            "https://",
            "https://",
            "http://",
            "HTTPS://",
            "ftp://",
            "//",
            "https:/",
            "",
            " https://",
        ],
        &["", "", "", "", "user:pass@", "@", "user@", "%40@"],
        &[
            "api.genauth.ai",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "[::1].evil.com",
            "[::1]evil.com",
            "evil.com[::1]",
            "[fe80::1%25eth0]",
            "127.0.0.1.evil.com",
            "2130706433",
            "bücher.example",
            "a\\b",
            "a%00b",
            "",
            "[",
            "[]",
        ],
        &["", "", "", ":8443", ":0", ":99999", ":", ":+80", ":80:80", ":x", ":080"],
        &[
            "",
            "",
            "/",
            "//",
            "/iam/",
            "/a b",
            "/a%0d%0ab",
            "/\u{85}",
            "/\u{7f}",
            "/ü",
            "/\r\nx: 1",
            "/@x",
            "?q",
            "#f",
            "/a?",
            "\\@evil.com",
            "/..//",
        ],
    ];
    let generate = |random: &mut Random| {
        odd_text(random, |random| {
            let text: String = parts.map(|choices| random.choose(choices)).concat();
            if random.one_in(20) {
                text + &"a".repeat(66_000)
            } else {
                text
            }
        })
    };
    check_all(4000, generate, |text| checks::check_host(text));
    for text in [
        "http://[::1].evil.com:80",
        "https://example.com:+80",
        "https://example.com/a\u{85}b",
    ] {
        checks::check_host(text);
    }
}
