//! Flags of operations, and their values.

use clap::{Arg, ArgAction};
use genauth::OperationEffect;
use genauth::schema::{Operation, ParamType};

use super::{Candidate, split_option, starting_with, values};
use crate::arguments;
use crate::parameters::{Flag, flags};

pub fn candidates(operation: &'static Operation, before: &[String], current: &str) -> Vec<Candidate> {
    let command = arguments::of_operation(operation);
    let mut args: Vec<_> = command.get_arguments().filter(|arg| arg.get_long().is_some()).collect();
    let flags = flags(operation);
    if let Some((option, value)) = split_option(current) {
        let found = find(&args, option).map(|arg| values_of(arg, &flags, value));
        return starting_with(value, &format!("{option}="), found.unwrap_or_default());
    }
    // A flag whose value may be left out can be followed by another flag.
    let waiting = before
        .last()
        .and_then(|word| find(&args, word))
        .filter(|arg| takes_value(arg));
    let is_optional = |arg: &Arg| arg.get_num_args().is_some_and(|range| range.min_values() == 0);
    match waiting {
        Some(arg) if !(is_optional(arg) && current.starts_with('-')) => {
            starting_with(current, "", values_of(arg, &flags, current))
        }
        _ => {
            args.retain(|arg| has_effect(operation, arg));
            options(&args, &flags, before, current)
        }
    }
}

/// Whether an option can do anything for an operation. `--yes` is accepted everywhere, so that scripts need no list.
fn has_effect(operation: &Operation, arg: &Arg) -> bool {
    match arg.get_long() {
        Some("yes") => operation.effect == OperationEffect::Destructive,
        Some("all") => operation.has_pages(),
        _ => true,
    }
}

/// The argument with this name, which begins with dashes.
fn find<'a>(args: &[&'a Arg], word: &str) -> Option<&'a Arg> {
    let name = word.strip_prefix("--");
    let letter = word.strip_prefix('-').and_then(|rest| {
        let mut letters = rest.chars();
        letters.next().filter(|_| letters.as_str().is_empty())
    });
    let mut args = args.iter().copied();
    args.find(|arg| (name.is_some() && arg.get_long() == name) || (letter.is_some() && arg.get_short() == letter))
}

fn takes_value(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append | ArgAction::Set)
}

/// The options that can follow. Fields of objects are only offered after the name of their object and a dot, because there
/// can be hundreds.
fn options(args: &[&Arg], flags: &[Flag], before: &[String], current: &str) -> Vec<Candidate> {
    let depth = current.matches('.').count();
    let flag_of = |name: &str| flags.iter().find(|flag| flag.long() == name);
    let mut found = Vec::new();
    for arg in args {
        let name = arg.get_long().unwrap_or_default();
        let text = format!("--{name}");
        let flag = flag_of(name);
        let prefix = usize::from(name.starts_with("param."));
        if arg.is_hide_set() || text.matches('.').count() > depth + prefix {
            continue;
        }
        let is_list = flag.is_some_and(|flag| matches!(flag.param.ty, ParamType::List(_)))
            || (flag.is_none() && matches!(arg.get_action(), ArgAction::Append));
        let is_given = |word: &String| *word == text || word.starts_with(&format!("{text}="));
        if is_list || !before.iter().any(is_given) {
            let help = arg.get_help().map(ToString::to_string);
            found.push(Candidate::new(text.clone(), help.unwrap_or_default()));
        }
        let nested = format!("{text}.");
        let is_object = flags.iter().any(|flag| flag.long().starts_with(&nested[2..]));
        if is_object && nested != current {
            found.push(Candidate::new(nested, "Fields of this object"));
        }
    }
    found.push(Candidate::new("--help", ""));
    starting_with(current, "", found)
}

fn values_of(arg: &Arg, flags: &[Flag], beginning: &str) -> Vec<Candidate> {
    let name = arg.get_long().unwrap_or_default();
    if let Some(flag) = flags.iter().find(|flag| flag.long() == name) {
        return if flag.is_secret() {
            Vec::new()
        } else {
            values::of_type(&flag.param.ty, beginning)
        };
    }
    let is_file = arg
        .get_value_names()
        .is_some_and(|names| names.iter().any(|name| name.as_str() == "FILE"));
    match name {
        "body" => match beginning.strip_prefix('@') {
            Some(path) => values::at_files(path),
            None => values::of_words(&["@", "-"]),
        },
        "null" => flags.iter().map(|flag| Candidate::new(flag.name.clone(), "")).collect(),
        "map" => flags
            .iter()
            .map(|flag| Candidate::new(format!("{}=", flag.name), ""))
            .collect(),
        _ if is_file => values::files(beginning),
        _ => {
            let values = arg.get_possible_values();
            values
                .iter()
                .map(|value| Candidate::new(value.get_name(), ""))
                .collect()
        }
    }
}
