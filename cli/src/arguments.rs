//! The arguments of an operation, for clap. Only those of the one operation that was asked for are built.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use genauth::schema::{Operation, ParamType};

use crate::failure::Failure;
use crate::names::kebab;
use crate::parameters::{Flag, flags};

/// The options of every operation. A parameter of this name is written `--param.NAME`.
pub const OPERATION_OPTIONS: &[&str] = &[
    "all",
    "body",
    "concurrency",
    "dry-run",
    "envelope",
    "fields",
    "from-csv",
    "help",
    "in-batches",
    "journal",
    "jq",
    "map",
    "null",
    "output",
    "rate",
    "retry-unknown",
    "skeleton",
    "yes",
];

/// Flags of secrets besides their own.
pub const GENERATED_SUFFIXES: [&str; 2] = ["-file", "-env"];

const PARAMETERS: &str = "Parameters";
const REQUEST: &str = "Request";
const OUTPUT: &str = "Output";

/// A command of clap with the settings that all have in common.
pub fn command(name: impl Into<String>) -> Command {
    let name = name.into();
    Command::new(name.clone())
        .bin_name(format!("genauth {name}"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
}

/// The command of an operation.
pub fn of_operation(operation: &'static Operation) -> Command {
    let mut command = command(kebab(operation.name))
        .about(crate::show::described(operation, operation.description()))
        .after_help(format!(
            "Values: @FILE reads a value from a file, @- from stdin, and @@ is a literal @. Lists repeat their flag, or \
             have one item on each line of a file.\n`genauth show {}` has types and limits.",
            kebab(operation.name)
        ));
    for flag in flags(operation) {
        command = command.args(args_of(operation, &flag));
    }
    command
        .disable_help_flag(true)
        .args(request_args())
        .args(output_args())
        .arg(help_arg())
}

/// The arguments of a parameter: a secret has three.
fn args_of(operation: &Operation, flag: &Flag) -> Vec<Arg> {
    let long = flag.long();
    let required = if flag.required { " [required]" } else { "" };
    let help = format!(
        "{}{required}",
        crate::show::first_sentence(&crate::show::described(operation, flag.description))
    );
    let arg = Arg::new(long.clone())
        .long(long.clone())
        .help(help)
        .help_heading(PARAMETERS)
        .action(ArgAction::Append)
        .value_name(value_name(&flag.param.ty));
    if flag.is_secret() {
        let besides = |suffix: &str, value: &'static str, help: &'static str| {
            let name = format!("{long}{suffix}");
            Arg::new(name.clone())
                .long(name)
                .value_name(value)
                .help(help)
                .help_heading(PARAMETERS)
        };
        return vec![
            arg.num_args(0..=1).value_name("PROMPT").hide_possible_values(true),
            besides(GENERATED_SUFFIXES[0], "FILE", "The same from a file; - is stdin"),
            besides(
                GENERATED_SUFFIXES[1],
                "VARIABLE",
                "The same from an environment variable",
            ),
        ];
    }
    let arg = match &flag.param.ty {
        // The bare flag is `true`.
        ParamType::Boolean => arg.num_args(0..=1).default_missing_value("true"),
        ParamType::Integer | ParamType::Number => arg.allow_negative_numbers(true),
        _ => arg,
    };
    vec![arg]
}

fn value_name(ty: &ParamType) -> &'static str {
    match ty {
        ParamType::Boolean => "true|false",
        ParamType::Integer | ParamType::Number => "NUMBER",
        ParamType::Object(_) | ParamType::Map | ParamType::Json => "JSON",
        ParamType::List(item) => value_name(item),
        ParamType::File => "FILE",
        _ => "TEXT",
    }
}

/// `--help` at the end of the other options, since parameters come first.
fn help_arg() -> Arg {
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help);
    help.help("Print help").help_heading(OUTPUT)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// The options that say what is sent.
fn request_args() -> Vec<Arg> {
    let args = vec![
        option("body", "@FILE|-", "All parameters as a JSON object; flags override it").allow_hyphen_values(true),
        option("null", "NAME", "Set a parameter to null").action(ArgAction::Append),
        switch(
            "dry-run",
            "Print the HTTP request instead of sending it; needs no credentials",
        ),
        switch("skeleton", "Print a JSON object for --body with all parameters"),
        switch("yes", "Confirm a destructive operation").short('y'),
        switch("in-batches", "Split a list that is longer than the service accepts"),
        option("from-csv", "FILE", "Send a request for each line of a CSV file"),
        option("map", "PARAM=COLUMN", "Column of a parameter whose name differs").action(ArgAction::Append),
        option(
            "journal",
            "FILE",
            "Where to note what was sent, with --from-csv, so that it can be resumed",
        ),
        option("rate", "NUMBER", "Requests per second, with --from-csv").value_parser(clap::value_parser!(u32)),
        switch(
            "retry-unknown",
            "Send lines in doubt again, with --from-csv and --journal",
        ),
    ];
    args.into_iter().map(|arg| arg.help_heading(REQUEST)).collect()
}

/// The options that say what is printed.
pub fn output_args() -> Vec<Arg> {
    let args = vec![
        switch("all", "Print the items of all pages, one on each line"),
        option(
            "concurrency",
            "NUMBER",
            "Requests under way at a time, with --all, --in-batches and --from-csv",
        )
        .value_parser(clap::value_parser!(u16).range(1..=64)),
        option("output", "FORM", "Form of the data")
            .short('o')
            .value_parser(["json", "jsonl", "table", "csv"]),
        option(
            "fields",
            "NAMES",
            "Only these fields, separated by commas; dots lead into objects",
        ),
        option("jq", "FILTER", "Apply a jq filter; strings are printed without quotes"),
        switch("envelope", "Print statusCode, message and data instead of data only"),
    ];
    args.into_iter().map(|arg| arg.help_heading(OUTPUT)).collect()
}

/// What clap says about wrong arguments, without its usage, which would list every parameter, and without a hint that
/// help exists.
pub fn failure_of(error: &clap::Error) -> Failure {
    if let (ErrorKind::MissingRequiredArgument, Some(ContextValue::Strings(missing))) =
        (error.kind(), error.get(ContextKind::InvalidArg))
    {
        return Failure::usage(format!("missing argument: {}", missing.join(", ")));
    }
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let text = text.split("\n\nUsage:").next().unwrap_or(text);
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with("For more information");
    let lines: Vec<_> = text.lines().map(str::trim).filter(is_said).collect();
    let text = lines.join("; ");
    // "[possible values: a, b]" has a line of its own.
    match text.split_once("; [possible values: ") {
        Some((before, values)) => Failure::usage(format!("{before}: use one of {}", values.replacen(']', "", 1))),
        None => Failure::usage(text),
    }
}

/// The same for an operation. A flag without the names of the objects around it is recognized: `--limit` for
/// `--options.pagination.limit`.
pub fn failure_of_operation(operation: &'static Operation, error: &clap::Error) -> Failure {
    let failure = failure_of(error);
    if let Some(ContextValue::String(arg)) = error.get(ContextKind::InvalidArg) {
        if crate::options::OPTIONS.iter().any(|(name, _)| name == arg) {
            return Failure::usage(format!("{arg} is a global option: write it before the operation"));
        }
    }
    let (Some(ContextValue::String(arg)), None) =
        (error.get(ContextKind::InvalidArg), error.get(ContextKind::SuggestedArg))
    else {
        return failure;
    };
    let end = format!(".{}", arg.trim_start_matches('-'));
    let longer: Vec<_> = flags(operation)
        .iter()
        .map(Flag::long)
        .filter(|long| long.ends_with(&end))
        .collect();
    match &*longer {
        [] => failure,
        longer => Failure::usage(format!("{failure}; did you mean --{}?", longer.join(" or --"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_valid_command() {
        for operation in genauth::operations() {
            of_operation(operation).debug_assert();
        }
    }

    #[test]
    fn the_list_of_options_is_complete() {
        let args = request_args().into_iter().chain(output_args());
        let mut names: Vec<_> = args.filter_map(|arg| arg.get_long().map(str::to_owned)).collect();
        names.push("help".to_owned());
        names.sort();
        assert_eq!(names, OPERATION_OPTIONS);
    }

    /// Every parameter that has the name of an option of operations, and is written `--param.NAME`.
    #[test]
    fn parameters_with_the_names_of_options() {
        let mut found = Vec::new();
        for operation in genauth::operations() {
            for flag in flags(operation).iter().filter(|flag| flag.long() != flag.name) {
                found.push(format!("{} --{}", kebab(operation.name), flag.long()));
            }
        }
        let expected = [
            "list-applications --param.all",
            "create-ext-idp-conn --param.fields",
            "update-ext-idp-conn --param.fields",
            "create-field --param.help",
            "update-field --param.help",
        ];
        assert_eq!(found, expected);
    }

    /// Every parameter that has the name of a global option. They do not collide, because those stand before the
    /// operation.
    #[test]
    fn parameters_with_the_names_of_global_options() {
        let mut found = Vec::new();
        for (option, _) in crate::options::OPTIONS {
            let is_named = |flag: &Flag| flag.long() == option[2..];
            let count = genauth::operations()
                .filter(|operation| flags(operation).iter().any(is_named))
                .count();
            if count > 0 {
                found.push(format!("{option} {count}"));
            }
        }
        let expected = [
            "--profile 4",
            "--tenant-id 69",
            "--lang 2",
            "--timeout 4",
            "--version 3",
        ];
        assert_eq!(found, expected);
    }

    /// Every command word that is also a name of an operation. The command wins.
    #[test]
    fn commands_with_the_names_of_operations() {
        let words = crate::commands::COMMANDS.iter().map(|command| command.word);
        let found: Vec<_> = words.filter(|word| crate::names::find(word).is_some()).collect();
        assert_eq!(found, [] as [&str; 0]);
    }

    /// A documented name that is the name of another operation. The name of the operation wins.
    #[test]
    fn documented_names_that_mean_another_operation() {
        let found: Vec<_> = genauth::operations()
            .filter_map(|operation| Some((operation, operation.documented_name?)))
            .filter(|(operation, name)| crate::names::find(name).is_some_and(|found| found.name != operation.name))
            .map(|(operation, name)| format!("{name} is not {}", operation.name))
            .collect();
        assert_eq!(found, [] as [&str; 0]);
    }
}
