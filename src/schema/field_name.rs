//! Names on the wire, derived from the names in Rust.

use std::borrow::Cow;
use std::fmt;

/// The name of a field, in Rust and on the wire.
///
/// ```
/// use genauth::schema::Constraint;
///
/// let params = genauth::operations().flat_map(|operation| operation.params);
/// for constraint in params.flat_map(|param| param.constraints) {
///     if let Constraint::RequiredWhen { field, value } = constraint {
///         println!("required when {} is {value}", field.wire());
///     }
/// }
/// ```
// Stored as one literal: the Rust name, which is in camelCase on the wire, or `=wireName=rust_name` if the wire name
// is irregular. Names are derived when they are used, because deriving thousands of them at compile time takes longer
// than deriving the few that a program uses. In outputs, a leading `!` marks a secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FieldName(pub(crate) &'static str);

impl FieldName {
    /// The names in one literal, each followed by a space.
    pub(crate) fn each(names: &'static str) -> impl Iterator<Item = FieldName> {
        names.split_terminator(' ').map(FieldName)
    }

    /// The name on the wire, such as `targetType`.
    #[must_use]
    pub fn wire(self) -> Cow<'static, str> {
        match self.irregular() {
            Some(wire) => Cow::Borrowed(wire),
            None if self.regular().contains('_') => {
                let mut name = String::with_capacity(self.regular().len());
                name.extend(camel_case(self.regular()).map(char::from));
                Cow::Owned(name)
            }
            None => Cow::Borrowed(self.regular()),
        }
    }

    /// The name in Rust, such as `target_type`. Raw identifiers keep their prefix: `r#type`.
    #[must_use]
    pub fn rust(self) -> &'static str {
        let name = self.unmarked();
        name.rsplit_once('=').map_or(name, |(_, name)| name)
    }

    /// Whether `key` is this name on the wire. Allocates nothing.
    pub(crate) fn is(self, key: &str) -> bool {
        match self.irregular() {
            Some(wire) => wire == key,
            None => camel_case(self.regular()).eq(key.bytes()),
        }
    }

    /// Whether the field is marked as a secret.
    pub(crate) fn is_secret(self) -> bool {
        self.0.starts_with('!')
    }

    fn unmarked(self) -> &'static str {
        self.0.strip_prefix('!').unwrap_or(self.0)
    }

    /// The stated wire name, if there is one.
    fn irregular(self) -> Option<&'static str> {
        let (wire, _) = self.unmarked().strip_prefix('=')?.split_once('=')?;
        Some(wire)
    }

    /// The Rust name of a regular field, without the prefix of a raw identifier.
    fn regular(self) -> &'static str {
        let name = self.unmarked();
        name.strip_prefix("r#").unwrap_or(name)
    }
}

/// `app_id` to `appId`: drops each underscore and capitalizes the letter after it.
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

/// The name on the wire.
impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.wire())
    }
}

impl fmt::Debug for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.wire().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_names_are_derived_or_stated() {
        macro_rules! check {
            ($($name:ident $(= $stated:literal)? => $wire:literal)*) => {$(
                for secret in ["", "!"] {
                    let literal = format!("{secret}{}", concat!($("=", $stated, "=",)? stringify!($name)));
                    let name = FieldName(literal.leak());
                    assert_eq!(name.wire(), $wire);
                    assert_eq!(name.rust(), stringify!($name));
                    assert_eq!(name.is_secret(), secret == "!");
                    assert!(name.is($wire));
                    for other in ["", "x", concat!($wire, "x"), &$wire[1..], &$wire[..$wire.len() - 1]] {
                        assert!(!name.is(other), "{other}");
                    }
                }
            )*};
        }
        check! {
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
