//! `genauth man`: manual pages from the registry, as the source text of `man`.

mod roff;

use std::ffi::OsString;
use std::io::{self, IsTerminal};

use clap::Arg;
use genauth::OperationEffect;
use genauth::schema::{Operation, ParamType};

use crate::arguments::{self, command};
use crate::commands::COMMANDS;
use crate::failure::{Exit, Failure};
use crate::help;
use crate::names::{self, kebab};
use crate::operation::parse;
use crate::options::{self, Global};
use crate::parameters::{Flag, flags};
use crate::show::{first_sentence, plain, sentences, type_name};
use roff::Page;

pub fn run(_global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let command = command("man")
        .about("Prints the manual page of an operation, or that of the program. To read it: `genauth man create-user | man -l -`.")
        .arg(Arg::new("operation").value_name("OPERATION"));
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let page = match matches.get_one::<String>("operation") {
        None => of_program(),
        Some(word) => of_operation(find(word)?),
    };
    if io::stdout().is_terminal() {
        eprintln!("The source of a manual page follows; `| man -l -` shows it.");
    }
    options::print(&page)
}

fn find(word: &str) -> Result<&'static Operation, Failure> {
    if COMMANDS.iter().any(|command| command.word == word) {
        return Err(Failure::usage(format!(
            "{word} has no manual page: `genauth {word} --help` describes it"
        )));
    }
    names::find(word).ok_or_else(|| {
        let nearest = names::nearest(word, genauth::operations().map(|operation| operation.name));
        let hint = match &*nearest {
            [] => "`genauth ops` lists the operations".to_owned(),
            nearest => format!("did you mean {}?", nearest.join(", ")),
        };
        Failure::usage(format!("no operation {word:?}: {hint}"))
    })
}

fn of_operation(operation: &'static Operation) -> String {
    let name = kebab(operation.name);
    let mut page = Page::new(&format!("genauth-{name}"), &first_sentence(operation.description()));
    let flags = flags(operation);

    page.section("SYNOPSIS");
    let mut synopsis = vec![format!("genauth {name}")];
    let required = flags
        .iter()
        .filter(|flag| flag.required && !has_required_fields(flag, &flags));
    synopsis.extend(required.map(synopsis_of));
    synopsis.push("[PARAMETERS] [OPTIONS]".to_owned());
    page.command(&synopsis.join(" "));

    page.section("DESCRIPTION");
    for paragraph in plain(operation.description()).split("\n\n") {
        page.paragraph(paragraph);
    }
    page.paragraph(&format!(
        "{} {} of the domain {}. {}",
        operation.method,
        operation.path,
        operation.domain,
        effect(operation)
    ));
    if let Some(documented) = operation.documented_name {
        page.paragraph(&format!("Upstream documents it as {documented}."));
    }

    page.section("PARAMETERS");
    if flags.is_empty() {
        page.paragraph("None are known. --body sets any.");
    }
    for flag in &flags {
        page.term(&headline(flag), flag.path.len() - 1);
        page.text(&description(flag));
    }

    page.section("OPTIONS");
    for arg in arguments::of_operation(operation).get_arguments() {
        let Some(long) = arg
            .get_long()
            .filter(|long| arguments::OPERATION_OPTIONS.contains(long))
        else {
            continue;
        };
        let short = arg.get_short().map(|letter| format!("-{letter}, ")).unwrap_or_default();
        let values = arg.get_value_names().unwrap_or_default().iter();
        let is_switch = !arg.get_action().takes_values();
        let value: Vec<_> = values.filter(|_| !is_switch).map(|value| format!(" {value}")).collect();
        let value = value.concat();
        page.term(&format!("{short}--{long}{value}"), 0);
        page.text(&format!(
            "{}.",
            arg.get_help().map(ToString::to_string).unwrap_or_default()
        ));
    }

    page.section("VALUES");
    page.paragraph(
        "@FILE reads a value from a file, @- from stdin, and @@ is a literal @. Lists repeat their flag, or have one item on \
         each line of a file. Lists of objects are JSON texts, or files with one on each line.",
    );
    page.section("SEE ALSO");
    page.paragraph("genauth(1) has the global options, the variables of the environment and the exit codes.");
    page.finish()
}

/// The page of the program has the sections of its help.
fn of_program() -> String {
    let mut page = Page::new(
        "genauth",
        "the GenAuth / Authing V3 management API from the command line",
    );
    page.section("SYNOPSIS");
    page.command("genauth [GLOBAL OPTIONS] OPERATION [--PARAMETER VALUE]...");
    page.command("genauth [GLOBAL OPTIONS] COMMAND ...");
    page.section("DESCRIPTION");
    page.paragraph(
        "Each operation of the management API is a command with a flag for each of its parameters. Data is printed on stdout \
         as JSON, and everything else on stderr.",
    );
    let text = help::text();
    // The first paragraphs of the help are the description and the usage.
    for block in text.split("\n\n").skip(2) {
        let Some((title, lines)) = block.split_once('\n') else {
            continue;
        };
        page.section(&title.trim_end_matches(':').to_uppercase());
        page.verbatim(lines);
    }
    page.section("SEE ALSO");
    page.paragraph("`genauth man OPERATION` prints the page of an operation.");
    page.finish()
}

fn effect(operation: &Operation) -> &'static str {
    match operation.effect {
        OperationEffect::Read => "It changes nothing.",
        OperationEffect::Destructive => "It is destructive: it asks before it is sent, or needs --yes.",
        _ => "It changes something.",
    }
}

fn synopsis_of(flag: &Flag) -> String {
    let dots = if matches!(flag.param.ty, ParamType::List(_)) {
        "..."
    } else {
        ""
    };
    if flag.is_secret() {
        format!("--{}-file FILE", flag.long())
    } else {
        format!("--{} {}{dots}", flag.long(), value_name(&flag.param.ty))
    }
}

/// Whether the fields of an object are stated instead of the object.
fn has_required_fields(flag: &Flag, flags: &[Flag]) -> bool {
    let prefix = format!("{}.", flag.name);
    flags
        .iter()
        .any(|other| other.required && other.name.starts_with(&prefix))
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

fn headline(flag: &Flag) -> String {
    let mut line = format!("--{} <{}>", flag.long(), type_name(&flag.param.ty));
    if flag.param.required {
        line.push_str(" [required]");
    }
    line
}

fn description(flag: &Flag) -> String {
    let mut texts = vec![plain(flag.description)];
    texts.extend(sentences(flag.param));
    let mut ty = &flag.param.ty;
    while let ParamType::List(item) = ty {
        ty = item;
    }
    if let ParamType::Enum(values) | ParamType::OpenEnum(values) = ty {
        texts.push(format!("Values: {}.", values.join(", ")));
    }
    if flag.is_secret() {
        let long = flag.long();
        texts.push(format!(
            "A secret: --{long}-file, --{long}-env, or --{long} without a value for a prompt."
        ));
    }
    texts.retain(|text| !text.is_empty());
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_page() {
        for operation in genauth::operations() {
            let page = of_operation(operation);
            assert!(page.starts_with(".TH "), "{}", operation.name);
            // A line that begins with a dot or a quote is a request.
            let requests = [
                ".TH ", ".SH ", ".PP", ".TP", ".B ", ".RS", ".RE", ".nf", ".fi", ".ad", ".nh", ".EX", ".EE",
            ];
            let is_request = |line: &&str| line.starts_with(['.', '\'']);
            for line in page.lines().filter(is_request) {
                assert!(
                    requests.iter().any(|request| line.starts_with(request)),
                    "{}: {line}",
                    operation.name
                );
            }
        }
    }

    #[test]
    fn a_page_has_what_a_person_needs() {
        let page = of_operation(names::find("add-group-members").unwrap());
        for part in [
            ".TH GENAUTH\\-ADD\\-GROUP\\-MEMBERS 1",
            "genauth add\\-group\\-members \\-\\-user\\-ids TEXT... \\-\\-code TEXT [PARAMETERS] [OPTIONS]",
            "\\-\\-user\\-ids <list of string> [required]",
            "IDs of the users to add. 1 to 50 items.",
            "\\-o, \\-\\-output FORM",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }

    #[test]
    fn the_page_of_the_program_has_its_exit_codes() {
        let page = of_program();
        assert!(page.contains(".SH \"EXIT CODES\"\n"), "{page}");
        assert!(page.contains("7  a write that may have been applied"), "{page}");
    }
}
