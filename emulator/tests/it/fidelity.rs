//! `FIDELITY.md` is made here.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use genauth_emulator::{Kind, REFUSED_PARAMS, operations};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/FIDELITY.md");

const INTRODUCTION: &str = "\
# Fidelity

How each operation is emulated, and what that rests on. A test writes this file.

- **rules**: the operation has a behavior of its own.
- **collection**: it stores, returns, lists or removes records.
- **not emulated**: the request is validated, and then refused with `statusCode` 501.

*Documented* means that upstream's documents describe the behavior, *seen* that it was observed on the live service or
that upstream's own tests expect it, and *assumed* that it is what callers would expect. The basis is that of the main
behavior; details of it can rest on less.

## Parameters

Every parameter is validated. Some would change a response or the state in a way that is not emulated. A request that
sets one of these to `true`, or to an object with fields, is also refused with `statusCode` 501:

";

const OUTLINE: &str = "
So are the user ID types `custom_field` and `sync_relation`, `searchQuery` and filters by department, identity or
application of `list_users`, custom fields of a tenant, roles that are assigned to roles, and the filters `source` of
`list_tenants` and `type` of identity sources.

These are accepted, and change nothing that can be read back:

- how passwords are encrypted and checked (`password` itself, `salt`, `passwordEncryptType`, `keepPassword`): passwords
  are dropped;
- notifications (`sendPhoneNotification`, `sendEmailNotification`), since nothing is sent;
- what is only written, also on the service: `templateData`, `validateRules`, `desensitization`;
- conditions of the environment (`judgeConditionEnabled`, `authEnvParams`), since policies cannot state any;
- the deprecated `isSocial`, the language `lang`, and `withDenied`, since nothing is ever denied.

## Operations

";

fn fidelity() -> String {
    let mut text = INTRODUCTION.to_owned();
    for name in REFUSED_PARAMS {
        writeln!(text, "- `{name}`").unwrap();
    }
    text.push_str(OUTLINE);
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for operation in operations() {
        let counts = counts.entry(operation.domain).or_default();
        match operation.kind {
            Kind::Rules => counts[0] += 1,
            Kind::Collection => counts[1] += 1,
            _ => counts[2] += 1,
        }
    }
    text.push_str("| domain | rules | collection | not emulated |\n|---|---|---|---|\n");
    let mut totals = [0; 3];
    for (domain, [rules, collection, rest]) in &counts {
        writeln!(text, "| {domain} | {rules} | {collection} | {rest} |").unwrap();
        totals = [totals[0] + rules, totals[1] + collection, totals[2] + rest];
    }
    writeln!(text, "| all | {} | {} | {} |", totals[0], totals[1], totals[2]).unwrap();
    text.push_str("\n| operation | domain | emulated by | basis |\n|---|---|---|---|\n");
    for operation in operations() {
        let basis = operation.basis.map(|basis| basis.to_string()).unwrap_or_default();
        writeln!(
            text,
            "| `{}` | {} | {} | {basis} |",
            operation.operation, operation.domain, operation.kind
        )
        .unwrap();
    }
    text
}

#[test]
fn fidelity_is_up_to_date() {
    let expected = fidelity();
    let found = fs::read_to_string(PATH).unwrap_or_default().replace("\r\n", "\n");
    if std::env::var_os("GENAUTH_UPDATE").is_some() {
        fs::write(PATH, &expected).expect("FIDELITY.md can be written");
        return;
    }
    assert!(
        found == expected,
        "FIDELITY.md is out of date: `GENAUTH_UPDATE=1 cargo test --workspace --test it up_to_date` updates it"
    );
}

#[test]
fn every_emulated_operation_is_part_of_a_flow() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/flows");
    let files = fs::read_dir(directory)
        .expect("the directory of flows")
        .map(|entry| entry.expect("a file").path());
    let flows: String = files
        .map(|path| fs::read_to_string(path).expect("a text file"))
        .collect();
    let emulated = operations().filter(|operation| operation.kind != Kind::NotEmulated);
    let missing: Vec<_> = emulated
        .map(|operation| operation.operation)
        .filter(|name| !flows.contains(&format!("{name}()")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
