//! `genauth ops`: the operations that there are.

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches};
use genauth::OperationEffect;
use genauth::schema::{Availability, Certainty, Operation};
use serde_json::{Value, json};

use crate::arguments::{command, output_args};
use crate::failure::{Exit, Failure};
use crate::names::kebab;
use crate::operation::parse;
use crate::options::Global;
use crate::output::{self, Format, Printer};
use crate::show::first_sentence;

/// The columns of the table.
const COLUMNS: [&str; 4] = ["name", "effect", "domain", "description"];

pub fn run(global: &Global, args: Vec<OsString>) -> Result<Exit, Failure> {
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let command = command("ops")
        .about("Lists the operations. Words are searched in names, domains, paths and descriptions; a domain lists all of it.")
        .arg(Arg::new("word").value_name("WORD").action(ArgAction::Append).help("Only operations with all these words"))
        .arg(switch("reads", "Only operations that change nothing"))
        .arg(switch("writes", "Only operations that change something, destructive ones included"))
        .arg(switch("destructive", "Only operations that remove or disable something"))
        .arg(switch("documented", "Only operations that GenAuth documents"))
        .arg(switch("domains", "Only the domains, with their numbers of operations"))
        .args(output_args().into_iter().filter(|arg| !matches!(arg.get_id().as_str(), "all" | "concurrency" | "envelope")))
        .arg(Arg::new("envelope").long("envelope").hide(true).action(ArgAction::SetTrue));
    let Some(matches) = parse(command, args)? else {
        return Ok(Exit::Done);
    };
    let mut output = output::Options::new(global, &matches)?;
    let found: Vec<_> = genauth::operations()
        .filter(|operation| is_wanted(operation, &matches))
        .collect();
    if output.format.is_none() && output.jq.is_none() {
        output.format = Some(Format::Table);
    }
    let is_domains = matches.get_flag("domains");
    if output.format == Some(Format::Table) && output.fields.is_empty() && !is_domains {
        output.fields = COLUMNS.map(str::to_owned).to_vec();
    }
    let rows = if is_domains {
        domains(&found)
    } else {
        found.iter().map(|operation| row(operation)).collect()
    };
    if rows.is_empty() {
        eprintln!("no operation matches; `genauth ops --domains` lists the domains");
    }
    Printer::new(output)?.data(Value::Array(rows))?;
    Ok(Exit::Done)
}

fn is_wanted(operation: &Operation, matches: &ArgMatches) -> bool {
    let effect = operation.effect;
    let is_flagged = |name: &str| matches.get_flag(name);
    let has_effect = (!is_flagged("reads") || effect.is_read())
        && (!is_flagged("writes") || !effect.is_read())
        && (!is_flagged("destructive") || effect == OperationEffect::Destructive)
        && (!is_flagged("documented")
            || (operation.availability == Availability::GenAuth && operation.certainty == Certainty::Documented));
    let mut words = matches.get_many::<String>("word").into_iter().flatten();
    has_effect && words.all(|word| has_word(operation, word))
}

/// A word that is a domain lists that domain. Any other is searched.
fn has_word(operation: &Operation, word: &str) -> bool {
    let word = word.to_lowercase();
    let domain = word.replace('-', "_");
    if genauth::operations().any(|operation| operation.domain == domain) {
        return operation.domain == domain;
    }
    let texts = [
        &*kebab(operation.name),
        operation.name,
        operation.documented_name.unwrap_or_default(),
        operation.domain,
        operation.path,
        operation.description(),
    ];
    texts.iter().any(|text| text.to_lowercase().contains(&word))
}

fn row(operation: &Operation) -> Value {
    json!({
        "name": kebab(operation.name),
        "documentedName": operation.documented_name,
        "effect": effect(operation.effect),
        "domain": operation.domain,
        "method": operation.method.as_str(),
        "path": operation.path,
        "pages": operation.has_pages(),
        "genauth": operation.availability == Availability::GenAuth,
        "certainty": certainty(operation.certainty),
        "description": first_sentence(operation.description()),
    })
}

fn domains(operations: &[&Operation]) -> Vec<Value> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for operation in operations {
        match counts.iter_mut().find(|(domain, _)| *domain == operation.domain) {
            Some((_, count)) => *count += 1,
            None => counts.push((operation.domain, 1)),
        }
    }
    counts.sort_unstable();
    counts
        .into_iter()
        .map(|(domain, count)| json!({"domain": domain, "operations": count}))
        .collect()
}

pub fn effect(effect: OperationEffect) -> &'static str {
    match effect {
        OperationEffect::Read => "read",
        OperationEffect::Destructive => "destructive",
        _ => "write",
    }
}

pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Documented => "documented",
        Certainty::Seen => "seen",
        Certainty::Inferred => "inferred",
        _ => "path only",
    }
}
