//! Names on the wire, worked out from the names in Rust.

use std::borrow::Cow;
use std::fmt;

/// How a row names a field: by the Rust name, which is in camelCase on the wire; or, where that is not so, as
/// `=name_on_the_wire=rust_name`. It is one literal, and what it means is worked out when it is used: the compiler
/// would need longer for five thousand of them than a program for the few it meets.
#[derive(Clone, Copy)]
pub(crate) struct WireName(pub(crate) &'static str);

impl WireName {
    /// The names in one literal, each with a space behind it.
    pub(crate) fn each(names: &'static str) -> impl Iterator<Item = WireName> {
        names.split_terminator(' ').map(WireName)
    }

    /// The name.
    pub(crate) fn text(self) -> Cow<'static, str> {
        match self.stated() {
            Some(stated) => Cow::Borrowed(stated),
            None if self.derived().contains('_') => {
                let mut name = String::with_capacity(self.derived().len());
                name.extend(camel_case(self.derived()).map(char::from));
                Cow::Owned(name)
            }
            None => Cow::Borrowed(self.derived()),
        }
    }

    /// Whether a key of an object is this name, without working it out.
    pub(crate) fn is(self, key: &str) -> bool {
        match self.stated() {
            Some(stated) => stated == key,
            None => camel_case(self.derived()).eq(key.bytes()),
        }
    }

    /// The name in Rust.
    pub(crate) fn in_rust(self) -> &'static str {
        self.0.rsplit_once('=').map_or(self.derived(), |(_, name)| name)
    }

    /// The name as it stands, of an irregular one.
    fn stated(self) -> Option<&'static str> {
        let (stated, _) = self.0.strip_prefix('=')?.split_once('=')?;
        Some(stated)
    }

    /// Rust spells a field that is a keyword `r#type`; the wire does not.
    fn derived(self) -> &'static str {
        self.0.strip_prefix("r#").unwrap_or(self.0)
    }
}

/// `app_id` as `appId`: each underscore gone, and the letter behind it a capital.
fn camel_case(name: &'static str) -> impl Iterator<Item = u8> {
    let mut capital = false;
    name.bytes().filter_map(move |byte| {
        let raised = std::mem::replace(&mut capital, byte == b'_');
        match byte {
            b'_' => None,
            byte if raised => Some(byte.to_ascii_uppercase()),
            byte => Some(byte),
        }
    })
}

impl fmt::Debug for WireName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_the_wire_name_agrees() {
        macro_rules! agree {
            ($($name:ident $(= $stated:literal)? => $wire:literal)*) => {$(
                let name = WireName(concat!($("=", $stated, "=",)? stringify!($name)));
                assert_eq!(name.text(), $wire);
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
            id = "_id" => "_id"
        }
    }
}
