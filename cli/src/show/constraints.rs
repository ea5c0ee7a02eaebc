//! The constraints of a parameter as sentences, in the names of the command line.

use genauth::schema::{Constraint, Param};

use crate::names::kebab;

/// A sentence for each constraint.
pub fn sentences(param: &Param) -> Vec<String> {
    let mut sentences: Vec<_> = param.constraints.iter().filter_map(sentence).collect();
    if param.documented_as_required {
        sentences.push("Documented as required, but not checked before sending: the service decides.".to_owned());
    }
    if param.nullable {
        sentences.push("Can be null.".to_owned());
    }
    sentences
}

fn sentence(constraint: &Constraint) -> Option<String> {
    let flag = |wire: &str| format!("--{}", kebab(wire));
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
        Constraint::RequiredWhen { field, value } => format!("Required when {} is {value}.", flag(&field.wire())),
        Constraint::OnlyWith(field) => format!("Allowed only together with {}.", flag(&field.wire())),
        Constraint::Excludes(field) => format!("Cannot be combined with {}.", flag(&field.wire())),
        Constraint::AnyOf([_]) => "Required.".to_owned(),
        Constraint::AnyOf(fields) => {
            let flags: Vec<_> = fields.iter().map(|field| flag(&field.wire())).collect();
            format!("{} is required (at least one of them).", flags.join(" or "))
        }
        _ => return None,
    })
}
