//! Names on the wire, worked out from the names in Rust.

/// The name of a field on the wire.
#[derive(Clone, Copy)]
pub(crate) enum WireName {
    /// As it stands, for the irregular ones.
    Stated(&'static str),
    /// The Rust name; on the wire it is in camelCase.
    Derived(&'static str),
}

impl WireName {
    /// Whether a key of an answer is this name. Nothing is allocated.
    pub(crate) fn is(self, key: &str) -> bool {
        match self {
            Self::Stated(name) => key == name,
            Self::Derived(name) => {
                let mut camel = CamelCase::of(name);
                // Most fields differ from the key in the first letter already.
                key.bytes().all(|byte| camel.next() == Some(byte)) && camel.next().is_none()
            }
        }
    }

    /// Whether it is `success`, which every answer spells alike.
    pub(crate) const fn is_success(&self) -> bool {
        matches!(self, Self::Derived(name) if matches!(name.as_bytes(), b"success"))
    }
}

impl From<WireName> for String {
    fn from(name: WireName) -> Self {
        match name {
            WireName::Stated(name) => name.to_owned(),
            WireName::Derived(name) => {
                let mut camel = String::with_capacity(name.len());
                camel.extend(CamelCase::of(name).map(char::from));
                camel
            }
        }
    }
}

/// `app_id` as `appId`, byte by byte: each underscore goes, and the letter behind it becomes a capital.
struct CamelCase<'a>(&'a [u8]);

impl<'a> CamelCase<'a> {
    const fn of(name: &'a str) -> Self {
        match name.as_bytes() {
            // Rust spells a field that is a keyword `r#type`; the wire does not.
            [b'r', b'#', bare @ ..] => CamelCase(bare),
            bytes => CamelCase(bytes),
        }
    }

    /// `Iterator::next`, for constants.
    const fn step(&mut self) -> Option<u8> {
        let mut capital = false;
        while let [byte, rest @ ..] = self.0 {
            self.0 = rest;
            match (*byte, capital) {
                (b'_', _) => capital = true,
                (byte, true) => return Some(byte.to_ascii_uppercase()),
                (byte, false) => return Some(byte),
            }
        }
        None
    }
}

impl Iterator for CamelCase<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.step()
    }
}

/// Length of a Rust name in camelCase.
pub(crate) const fn camel_case_len(name: &str) -> usize {
    let mut camel = CamelCase::of(name);
    let mut len = 0;
    while camel.step().is_some() {
        len += 1;
    }
    len
}

/// A Rust name in camelCase, of the length that [`camel_case_len`] gives.
pub(crate) const fn camel_case<const N: usize>(name: &str) -> [u8; N] {
    let mut camel = CamelCase::of(name);
    let mut out = [0; N];
    let mut at = 0;
    while let Some(byte) = camel.step() {
        out[at] = byte;
        at += 1;
    }
    out
}

/// The bytes as text.
pub(crate) const fn ascii(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("the name of a row is not ASCII"),
    }
}

#[cfg(test)]
mod tests {
    use crate::table::{const_wire_name, wire_name};

    #[test]
    fn every_way_to_the_wire_name_agrees() {
        macro_rules! agree {
            ($($name:ident $(= $stated:literal)? => $wire:literal)*) => {$(
                assert_eq!(const_wire_name!($name $(= $stated)?), $wire);
                let name = wire_name!($name $(= $stated)?);
                assert_eq!(String::from(name), $wire);
                assert!(name.is($wire));
                for other in ["", "x", concat!($wire, "x"), &$wire[1..], &$wire[..$wire.len() - 1]] {
                    assert!(!name.is(other), "{other}");
                }
            )*};
        }
        agree! {
            app_id => "appId"
            inherit_by_children => "inheritByChildren"
            code => "code"
            r#type => "type"
            mfa_token_2 => "mfaToken2"
            access_token = "access_token" => "access_token"
        }
    }

    #[test]
    fn the_flag_of_success_is_recognised() {
        assert!(wire_name!(success).is_success());
        assert!(!wire_name!(successes).is_success());
    }
}
