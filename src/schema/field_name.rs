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
// Stored as one literal, which `stringify!` makes of a row: the Rust name, which is in camelCase on the wire, or
// `"wireName" rust_name` if the wire name is irregular. Names are derived when they are used, because deriving thousands
// of them at compile time takes longer than deriving the few that a program uses. In outputs, a leading word marks a
// secret: `secret key_text`. The white space between the words is the compiler's choice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FieldName(pub(crate) &'static str);

impl FieldName {
    /// The names in one literal, separated by commas.
    pub(crate) fn each(names: &'static str) -> impl Iterator<Item = FieldName> {
        let names = names.split(',').map(str::trim_ascii);
        names.filter(|name| !name.is_empty()).map(FieldName)
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
        let last_word = self.0.rsplit(|c: char| c.is_ascii_whitespace()).next();
        last_word.unwrap_or(self.0)
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
        // A field may be called `secret`, too.
        let after_mark = self.0.strip_prefix("secret");
        after_mark.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace()))
    }

    /// The stated wire name, if there is one.
    fn irregular(self) -> Option<&'static str> {
        let (_, quoted) = self.0.split_once('"')?;
        let (wire, _) = quoted.split_once('"')?;
        Some(wire)
    }

    /// The Rust name of a regular field, without the prefix of a raw identifier.
    fn regular(self) -> &'static str {
        let name = self.rust();
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
                for (literal, is_secret) in [
                    (stringify!($($stated)? $name), false),
                    (stringify!(secret $($stated)? $name), true),
                ] {
                    let name = FieldName(literal);
                    assert_eq!(name.wire(), $wire);
                    assert_eq!(name.rust(), stringify!($name));
                    assert_eq!(name.is_secret(), is_secret);
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
            secret => "secret"
        }
    }

    #[test]
    fn a_list_of_names_is_divided_at_commas_whatever_the_white_space() {
        let names = "app_id,secret\n    \"PIN\"  pin , secret secret";
        let names: Vec<_> = FieldName::each(names)
            .map(|name| (name.rust(), name.wire(), name.is_secret()))
            .collect();
        let expected = [
            ("app_id", "appId".into(), false),
            ("pin", "PIN".into(), true),
            ("secret", "secret".into(), true),
        ];
        assert_eq!(names, expected);
        assert_eq!(FieldName::each(stringify!()).count(), 0);
    }
}
