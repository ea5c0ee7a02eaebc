//! Names on the wire, worked out from the names in Rust.

use std::fmt;

/// The name of a field on the wire.
#[derive(Clone, Copy)]
pub(crate) enum WireName {
    /// As it stands, for the irregular ones.
    Stated(&'static str),
    /// The Rust name; on the wire it is in camelCase.
    Derived(&'static str),
}

impl From<WireName> for String {
    fn from(name: WireName) -> Self {
        name.constant().as_str().to_owned()
    }
}

/// Rust spells a field that is a keyword `r#type`; the wire does not.
const fn bare(name: &str) -> &[u8] {
    match name.as_bytes() {
        [b'r', b'#', bare @ ..] => bare,
        bytes => bytes,
    }
}

/// A name that was worked out before the program runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    bytes: [u8; Name::LONGEST],
    length: usize,
}

impl Name {
    const LONGEST: usize = 56;

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    /// Whether a key of an answer is this name: one comparison, since most keys are the one that is expected.
    #[inline]
    pub(crate) fn is(&self, key: &str) -> bool {
        self.bytes.get(..self.length) == Some(key.as_bytes())
    }

    /// Whether it is `success`, which every answer spells alike.
    pub(crate) fn is_success(&self) -> bool {
        self.is("success")
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl WireName {
    /// The name worked out: `app_id` as `appId`, each underscore gone and the letter behind it a capital. Where a
    /// static is made no memory can be taken, so it has room of its own.
    pub(crate) const fn constant(self) -> Name {
        let (name, derived) = match self {
            Self::Stated(name) => (name.as_bytes(), false),
            Self::Derived(name) => (bare(name), true),
        };
        // As plain as it can be: the compiler runs this for each row.
        let mut out = Name {
            bytes: [0; Name::LONGEST],
            length: 0,
        };
        let mut at = 0;
        let mut capital = false;
        while at < name.len() {
            if derived && name[at] == b'_' {
                capital = true;
            } else {
                out.bytes[out.length] = if capital {
                    name[at].to_ascii_uppercase()
                } else {
                    name[at]
                };
                out.length += 1;
                capital = false;
            }
            at += 1;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::table::wire_name;

    #[test]
    fn every_way_to_the_wire_name_agrees() {
        macro_rules! agree {
            ($($name:ident $(= $stated:literal)? => $wire:literal)*) => {$(
                let name = wire_name!($name $(= $stated)?);
                assert_eq!(name.constant().as_str(), $wire);
                assert_eq!(String::from(name), $wire);
                assert!(name.constant().is($wire));
                for other in ["", "x", concat!($wire, "x"), &$wire[1..], &$wire[..$wire.len() - 1]] {
                    assert!(!name.constant().is(other), "{other}");
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
        assert!(wire_name!(success).constant().is_success());
        assert!(!wire_name!(successes).constant().is_success());
    }
}
