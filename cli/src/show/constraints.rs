//! The constraints of a parameter as sentences.

use genauth::schema::{Constraint, Param};

use crate::names::kebab;

/// A sentence for each constraint, in the names of the command line.
pub fn sentences(param: &Param) -> Vec<String> {
    sentences_with(param, |wire| format!("--{}", kebab(wire)))
}

/// A sentence for each constraint. Other parameters have the names that `name` makes of those on the wire.
pub fn sentences_with(param: &Param, name: impl Fn(&str) -> String) -> Vec<String> {
    let constraints = param.constraints.iter();
    let mut sentences: Vec<_> = constraints
        .filter_map(|constraint| sentence(constraint, &name))
        .collect();
    if param.documented_as_required {
        sentences.push("Documented as required, but not checked before sending: the service decides.".to_owned());
    }
    if param.nullable {
        sentences.push("Can be null.".to_owned());
    }
    sentences
}

fn sentence(constraint: &Constraint, name: &impl Fn(&str) -> String) -> Option<String> {
    let capital = |text: String| {
        let mut letters = text.chars();
        letters
            .next()
            .map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()))
            .unwrap_or_default()
    };
    Some(match constraint {
        Constraint::Items(bounds) => capital(format!("{bounds} items.")),
        Constraint::Length(bounds) => capital(format!("{bounds} characters.")),
        Constraint::Range(bounds) => capital(format!("{bounds}.")),
        Constraint::DocumentedMax(max) => {
            format!("Documented as at most {max}, but not checked before sending: the service decides.")
        }
        Constraint::JsonLength(max) => format!("At most {max} characters as JSON."),
        Constraint::AlphanumericOr(others) => format!("Only ASCII letters, digits and {others}."),
        Constraint::Depth(max) => format!("Nested at most {max} levels deep."),
        Constraint::RequiredWhen { field, value } => format!("Required when {} is {value}.", name(&field.wire())),
        Constraint::OnlyWith(field) => format!("Allowed only together with {}.", name(&field.wire())),
        Constraint::Excludes(field) => format!("Cannot be combined with {}.", name(&field.wire())),
        Constraint::AnyOf([_]) => "Required.".to_owned(),
        Constraint::AnyOf(fields) => {
            let names: Vec<_> = fields.iter().map(|field| name(&field.wire())).collect();
            format!("{} is required (at least one of them).", names.join(" or "))
        }
        _ => return None,
    })
}
