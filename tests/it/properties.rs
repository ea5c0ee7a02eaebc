//! Odd cases in bulk: what holds for every answer, token, header and host, asked of thousands that nobody would write
//! down. The generator is seeded, so a failure comes again; it prints the case.

mod checks;

use std::fmt::{Debug, Write};
use std::thread;

use checks::{SECRET, TOKEN};
use serde_json::Value;

/// The source of chance: splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// True once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn bytes(&mut self, longest: usize) -> Vec<u8> {
        (0..self.below(longest + 1)).map(|_| self.byte()).collect()
    }
}

/// Prints the case that a check panics over.
struct Case<T: Debug>(u64, T);

impl<T: Debug> Drop for Case<T> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("seed {}: {:?}", self.0, self.1);
        }
    }
}

/// Checks so many cases. The seed of a case is its number.
fn check_all<T: Debug>(cases: u64, make: impl Fn(&mut Chance) -> T, check: impl Fn(&T)) {
    for seed in 0..cases {
        let case = Case(seed, make(&mut Chance(seed)));
        check(&case.1);
    }
}

const KEYS: [&str; 28] = [
    "statusCode",
    "message",
    "apiCode",
    "requestId",
    "data",
    "success",
    "totalCount",
    "list",
    "userId",
    "status",
    "createdAt",
    "loginsCount",
    "emailVerified",
    "gender",
    "departmentIds",
    "identities",
    "customData",
    "metadataSource",
    "members",
    "type",
    "treeResourceAuthAction",
    "nodeAuthActionList",
    "children",
    "scoped_userpool_id",
    "statusC\\u006fde",
    "",
    "用户",
    "a.b\\n",
];

const NUMBERS: [&str; 28] = [
    "200",
    "200.0",
    "2e2",
    "20000e-2",
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "404",
    "401",
    "429",
    "503",
    "2020",
    "1.5",
    "1e-400",
    "1e308",
    "1e999",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "-",
    "00",
    "+200",
];

const TEXTS: [&str; 28] = [
    "",
    " ",
    "200",
    " 200 ",
    "200.0",
    "+200",
    "9223372036854775808",
    "NaN",
    "true",
    "false",
    "book",
    "ROLE",
    "Activated",
    "pool-1",
    "用户",
    "\\u0000",
    "\\r\\nx-evil: 1",
    "\\u2028\\u0085\\u202e",
    "\\ud83d\\ude00",
    "\\ud800",
    "\\x",
    "\n",
    "\u{7f}\u{feff}\u{10ffff}",
    "a\\\"b\\\\c\\/d",
    "Wed, 21 Oct 2099 07:28:00 GMT",
    "<html>",
    "SECRET",
    "TOKEN",
];

/// The inside of a JSON text, as a rule.
fn letters(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..=chance.below(3) {
        text += match chance.one_of(&TEXTS) {
            "SECRET" => spelled(chance, SECRET),
            "TOKEN" => spelled(chance, TOKEN),
            other => other.to_owned(),
        }
        .as_str();
        if chance.once_in(2) {
            break;
        }
    }
    text
}

/// A secret in one of the spellings that JSON has for it, the first letter as a code point at times.
fn spelled(chance: &mut Chance, secret: &str) -> String {
    let json = Value::from(secret).to_string();
    let json = json[1..json.len() - 1].to_owned();
    match chance.below(4) {
        0 => secret.to_owned(),
        1 => json.replace('/', "\\/"),
        2 => format!("\\u{:04x}{}", u32::from(secret.as_bytes()[0]), &json[1..]),
        _ => json,
    }
}

/// JSON as a rule; what is not is odd enough to be near it.
fn json(chance: &mut Chance, depth: usize) -> String {
    match chance.below(if depth == 0 { 6 } else { 10 }) {
        0 => chance.one_of(&["null", "true", "false"]).to_owned(),
        1 | 2 => chance.one_of(&NUMBERS[..25]).to_owned(),
        3 | 4 => format!("\"{}\"", letters(chance)),
        5 if chance.once_in(20) => {
            let deep = 100 + chance.below(60);
            let (open, close) = if chance.once_in(2) {
                ("[", "]")
            } else {
                ("{\"children\":", "}")
            };
            open.repeat(deep) + "1" + &close.repeat(deep)
        }
        5 if chance.once_in(8) => chance.one_of(&NUMBERS).to_owned(),
        5 => "{}".to_owned(),
        6 | 7 => {
            let items: Vec<_> = (0..chance.below(4)).map(|_| json(chance, depth - 1)).collect();
            format!("[{}]", items.join(","))
        }
        _ => object(chance, depth - 1),
    }
}

fn object(chance: &mut Chance, depth: usize) -> String {
    let mut text = "{".to_owned();
    for index in 0..chance.below(6) {
        let comma = if index == 0 { "" } else { "," };
        let (key, value) = (chance.one_of(&KEYS), json(chance, depth));
        write!(text, "{comma}\"{key}\":{value}").expect("writing to a String cannot fail");
    }
    text + "}"
}

/// What a service might send, each field well for the most part.
fn answer_body(chance: &mut Chance) -> String {
    let mut fields = Vec::new();
    for key in [
        "statusCode",
        "message",
        "apiCode",
        "requestId",
        "data",
        "data",
        "statusCode",
    ] {
        let value = match chance.below(6) {
            0 => continue,
            1 => json(chance, 3),
            _ => match key {
                "statusCode" => chance
                    .one_of(&["200", "200", "200", "\"200\"", "200.0", "404", "401", "429"])
                    .into(),
                "apiCode" => chance.one_of(&["2004", "2020", "\"1301\""]).into(),
                "data" => chance
                    .one_of(&[
                        "null",
                        "{}",
                        r#"{"success":true}"#,
                        r#"{"success":false}"#,
                        r#"{"success":1}"#,
                    ])
                    .into(),
                _ => format!("\"{}\"", letters(chance)),
            },
        };
        // The second ones are for duplicates, which are rare.
        let position = chance.below(fields.len() + 1);
        if !fields
            .iter()
            .any(|field: &String| field.starts_with(&format!("\"{key}\"")))
            || chance.once_in(8)
        {
            fields.insert(position, format!("\"{key}\":{value}"));
        }
    }
    let [before, between] = [(); 2].map(|()| chance.one_of(&["", "", "", " \r\n", "\u{feff}"]));
    format!("{before}{{{}}}{between}", fields.join(","))
}

/// Now and then breaks what is whole: cut off, torn out, doubled, a byte changed or put in.
fn mutated(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    if !chance.once_in(3) {
        return bytes;
    }
    for _ in 0..=chance.below(3) {
        let (one, other) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
        let (from, to) = (one.min(other), one.max(other));
        match chance.below(6) {
            0 => bytes.truncate(to),
            1 => drop(bytes.drain(from..to.min(from + 9))),
            2 => {
                let part = bytes[from..to].to_vec();
                bytes.splice(from..from, part);
            }
            3 => bytes.insert(from, chance.byte()),
            4 => bytes.insert(from, b"\"{}[],:\\\0\n"[chance.below(10)]),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    bytes
}

/// Mostly what `make` makes, broken at times; else bytes without any sense.
fn odd(chance: &mut Chance, make: impl Fn(&mut Chance) -> String) -> Vec<u8> {
    if chance.once_in(10) {
        return chance.bytes(60);
    }
    let whole = make(chance).into_bytes();
    mutated(chance, whole)
}

fn odd_text(chance: &mut Chance, make: impl Fn(&mut Chance) -> String) -> String {
    String::from_utf8_lossy(&odd(chance, make)).into_owned()
}

/// A text in which the escapes are resolved, where there are valid ones.
fn plain_letters(chance: &mut Chance) -> String {
    let text = letters(chance);
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text)
}

#[test]
fn an_answer_is_a_success_only_if_its_body_says_so() {
    let names = [
        "x-request-id",
        "X-Request-Id",
        "location",
        "content-type",
        "retry-after",
        "x-echo",
    ];
    let make = |chance: &mut Chance| {
        let status = match chance.below(4) {
            0 => u16::from_le_bytes([chance.byte(), chance.byte()]),
            1 => 300 + u16::from(chance.byte()),
            _ => 200,
        };
        let headers: Vec<_> = (0..chance.below(3))
            .map(|_| (chance.one_of(&names).to_owned(), odd_text(chance, plain_letters)))
            .collect();
        let body = odd(chance, |chance| match chance.below(8) {
            0 => json(chance, 4),
            1 => format!("<html>{}", plain_letters(chance)),
            _ => answer_body(chance),
        });
        (status, headers, body)
    };
    check_all(4000, make, |(status, headers, body)| {
        checks::envelope(*status, headers, body);
    });
}

#[test]
fn a_token_is_refused_or_fits_into_headers() {
    let make = |chance: &mut Chance| {
        let token = match chance.below(5) {
            0 => json(chance, 2),
            1 => Value::from(odd_text(chance, plain_letters)).to_string(),
            2 => format!("\"a.{}.c\"", letters(chance)),
            _ => format!("\"{}\"", letters(chance)),
        };
        let expires_in = odd_text(chance, |chance| json(chance, 1));
        let claims = odd(chance, |chance| match chance.below(3) {
            0 => object(chance, 2),
            1 => format!(r#"{{"scoped_userpool_id":{},"exp":1}}"#, json(chance, 1)),
            _ => format!(r#"{{"scoped_userpool_id":"{}"}}"#, letters(chance)),
        });
        (token, expires_in, claims)
    };
    check_all(2500, make, |(token, expires_in, claims)| {
        checks::token_claims(token, expires_in);
        checks::claims_of_token(claims);
    });
}

#[test]
fn data_is_read_or_said_where_it_cannot_be() {
    let make = |chance: &mut Chance| {
        odd_text(chance, |chance| match chance.below(4) {
            0 => json(chance, 4),
            1 => format!(
                r#"{{"totalCount":{},"list":{}}}"#,
                chance.one_of(&NUMBERS),
                json(chance, 4)
            ),
            2 => format!(r#"{{"list":[{},{}]}}"#, object(chance, 3), object(chance, 2)),
            _ => object(chance, 4),
        })
    };
    check_all(2500, make, |data| checks::lenient_reader(data));
    for depth in [1, 20, 60, 125, 126, 127, 128, 1000] {
        let tree = r#"{"children":["#.repeat(depth) + &"]}".repeat(depth);
        checks::lenient_reader(&format!(
            r#"{{"treeResourceAuthAction":{{"nodeAuthActionList":[{tree}]}}}}"#
        ));
        checks::lenient_reader(&format!(r#"{{"customData":{tree},"metadataSource":{tree}}}"#));
    }
}

#[test]
fn a_wait_that_the_service_asks_for_is_digits_or_a_date() {
    let dates = [
        "Wed, 21 Oct 2099 07:28:00 GMT",
        "Wednesday, 21-Oct-99 07:28:00 GMT",
        "Wed Oct 21 07:28:00 2099",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:60 GMT",
        "Sun, 29 Feb 2100 24:00:00 GMT",
        "Sun Feb 30 00:00:00 0001",
    ];
    let make = |chance: &mut Chance| {
        let name = chance.one_of(&["retry-after", "Retry-After", "RETRY-AFTER"]);
        let value = odd_text(chance, |chance| match chance.below(4) {
            0 => chance.one_of(&dates).to_owned(),
            1 => plain_letters(chance),
            2 => chance.one_of(&NUMBERS).to_owned(),
            _ => {
                let digits = chance.below(30);
                let digits: String = (0..digits).map(|_| char::from(b'0' + chance.byte() % 10)).collect();
                let blank = chance.one_of(&["", "", " ", "\t", "\u{a0}"]);
                format!("{blank}{digits}{blank}")
            }
        });
        (name, value)
    };
    check_all(4000, make, |(name, value)| checks::retry_after(name, value));
    // Of the token request only this header is kept, and servers spell it so.
    checks::retry_after("Retry-After", "7");
}

#[test]
fn a_host_is_refused_or_is_where_calls_go() {
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
    let make = |chance: &mut Chance| {
        odd_text(chance, |chance| {
            let text: String = parts.map(|choices| chance.one_of(choices)).concat();
            if chance.once_in(20) {
                text + &"a".repeat(66_000)
            } else {
                text
            }
        })
    };
    check_all(4000, make, |text| checks::host(text));
    for text in [
        "http://[::1].evil.com:80",
        "https://example.com:+80",
        "https://example.com/a\u{85}b",
    ] {
        checks::host(text);
    }
}
