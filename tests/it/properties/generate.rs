//! Generates odd JSON, strings and responses. Most are valid, and some are almost valid.

use std::fmt::Write;

use serde_json::Value;

use super::checks::{SECRET, TOKEN};

/// A pseudorandom number generator (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or_default()
    }

    /// True with a probability of one in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn choose<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }

    pub fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn bytes(&mut self, max_length: usize) -> Vec<u8> {
        (0..self.below(max_length + 1)).map(|_| self.byte()).collect()
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

pub const NUMBERS: [&str; 28] = [
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

/// How many of [`NUMBERS`] are valid JSON. They come first.
const VALID_NUMBERS: usize = 25;

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

/// The inside of a JSON string, which is mostly well-formed.
pub fn string_content(random: &mut Random) -> String {
    let mut content = String::new();
    for _ in 0..=random.below(3) {
        content += match random.choose(&TEXTS) {
            "SECRET" => spelling_of(random, SECRET),
            "TOKEN" => spelling_of(random, TOKEN),
            other => other.to_owned(),
        }
        .as_str();
        if random.one_in(2) {
            break;
        }
    }
    content
}

/// The content of a string, with its escapes resolved if they are valid.
pub fn unescaped_string_content(random: &mut Random) -> String {
    let content = string_content(random);
    serde_json::from_str(&format!("\"{content}\"")).unwrap_or(content)
}

/// One of the spellings that a secret can have in JSON. Its first letter is sometimes escaped as a code point.
fn spelling_of(random: &mut Random, secret: &str) -> String {
    let json = Value::from(secret).to_string();
    let json = json[1..json.len() - 1].to_owned();
    match random.below(4) {
        0 => secret.to_owned(),
        1 => json.replace('/', "\\/"),
        2 => format!("\\u{:04x}{}", u32::from(secret.as_bytes()[0]), &json[1..]),
        _ => json,
    }
}

/// JSON that is mostly well-formed.
pub fn json(random: &mut Random, depth: usize) -> String {
    match random.below(if depth == 0 { 6 } else { 10 }) {
        0 => random.choose(&["null", "true", "false"]).to_owned(),
        1 | 2 => random.choose(&NUMBERS[..VALID_NUMBERS]).to_owned(),
        3 | 4 => format!("\"{}\"", string_content(random)),
        5 if random.one_in(20) => {
            let deep = 100 + random.below(60);
            let (open, close) = if random.one_in(2) {
                ("[", "]")
            } else {
                ("{\"children\":", "}")
            };
            open.repeat(deep) + "1" + &close.repeat(deep)
        }
        5 if random.one_in(8) => random.choose(&NUMBERS).to_owned(),
        5 => "{}".to_owned(),
        6 | 7 => {
            let items: Vec<_> = (0..random.below(4)).map(|_| json(random, depth - 1)).collect();
            format!("[{}]", items.join(","))
        }
        _ => object(random, depth - 1),
    }
}

pub fn object(random: &mut Random, depth: usize) -> String {
    let mut text = "{".to_owned();
    for index in 0..random.below(6) {
        let comma = if index == 0 { "" } else { "," };
        let (key, value) = (random.choose(&KEYS), json(random, depth));
        write!(text, "{comma}\"{key}\":{value}").expect("writing to a String cannot fail");
    }
    text + "}"
}

/// The body of a response, in which each field is mostly valid.
pub fn envelope(random: &mut Random) -> String {
    let mut fields: Vec<String> = Vec::new();
    // Some keys occur twice, to generate duplicates.
    for key in [
        "statusCode",
        "message",
        "apiCode",
        "requestId",
        "data",
        "data",
        "statusCode",
    ] {
        let value = match random.below(6) {
            0 => continue,
            1 => json(random, 3),
            _ => match key {
                "statusCode" => random
                    .choose(&["200", "200", "200", "\"200\"", "200.0", "404", "401", "429"])
                    .into(),
                "apiCode" => random.choose(&["2004", "2020", "\"1301\""]).into(),
                "data" => random
                    .choose(&[
                        "null",
                        "{}",
                        r#"{"success":true}"#,
                        r#"{"success":false}"#,
                        r#"{"success":1}"#,
                    ])
                    .into(),
                _ => format!("\"{}\"", string_content(random)),
            },
        };
        let position = random.below(fields.len() + 1);
        let quoted = format!("\"{key}\"");
        let is_duplicate = fields.iter().any(|field| field.starts_with(&quoted));
        // Keep only one duplicate key in eight.
        if !is_duplicate || random.one_in(8) {
            fields.insert(position, format!("{quoted}:{value}"));
        }
    }
    let [before, after] = [(); 2].map(|()| random.choose(&["", "", "", " \r\n", "\u{feff}"]));
    format!("{before}{{{}}}{after}", fields.join(","))
}

/// In one of three cases, truncates the bytes, or removes, repeats, inserts or changes a few of them.
fn mutate(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    if !random.one_in(3) {
        return bytes;
    }
    for _ in 0..=random.below(3) {
        let (one, other) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (from, to) = (one.min(other), one.max(other));
        match random.below(6) {
            0 => bytes.truncate(to),
            1 => drop(bytes.drain(from..to.min(from + 9))),
            2 => {
                let part = bytes[from..to].to_vec();
                bytes.splice(from..from, part);
            }
            3 => bytes.insert(from, random.byte()),
            4 => bytes.insert(from, b"\"{}[],:\\\0\n"[random.below(10)]),
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

/// Arbitrary bytes in one of ten cases. Otherwise, the bytes that `generate` returns, which are sometimes mutated.
pub fn odd_bytes(random: &mut Random, generate: impl Fn(&mut Random) -> String) -> Vec<u8> {
    if random.one_in(10) {
        return random.bytes(60);
    }
    let bytes = generate(random).into_bytes();
    mutate(random, bytes)
}

pub fn odd_text(random: &mut Random, generate: impl Fn(&mut Random) -> String) -> String {
    String::from_utf8_lossy(&odd_bytes(random, generate)).into_owned()
}
