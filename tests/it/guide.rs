//! Generates the parts of the guide that follow from the tables, and tests that they are up to date:
//!
//! ```text
//! GENAUTH_UPDATE=1 cargo test --test it guide
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use genauth::schema::{Availability, Certainty, Operation};
use genauth::{OperationEffect, operations};

use crate::rows::{RowKind, rows};

/// What the generated files need of an operation, besides the registry.
struct Entry {
    operation: &'static Operation,
    /// Name of the builder.
    builder: String,
    /// Path of the module that contains the builder.
    module: String,
    /// The first sentence of the documentation.
    summary: String,
    /// What the search finds the operation by.
    aliases: Vec<String>,
    /// Those of the aliases that do not follow from the name.
    synonyms: Vec<String>,
}

/// A domain, with its heading and its operations.
struct Domain {
    heading: String,
    entries: Vec<Entry>,
}

fn guide(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide").join(file)
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The curated synonyms, by operation.
fn synonyms() -> BTreeMap<String, Vec<String>> {
    let text = text_of(&guide("synonyms.txt"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, synonyms) = line.split_once(": ").expect("an operation and its synonyms");
            (name.to_owned(), synonyms.split(", ").map(str::to_owned).collect())
        })
        .collect()
}

/// Other verbs for the same operations.
const VERBS: [(&str, &[&str]); 5] = [
    ("create", &["add", "new"]),
    ("delete", &["remove"]),
    ("list", &["list all"]),
    ("remove", &["delete"]),
    ("update", &["edit", "change"]),
];

/// Other words for the things that operations are about.
const NOUNS: [(&str, &str); 3] = [
    ("ext idp conn", "identity provider connection"),
    ("ext idp", "identity provider"),
    (" batch", ""),
];

/// Verbs in Chinese; `{}` stands for the noun.
const CHINESE_VERBS: [(&str, &[&str]); 5] = [
    ("create", &["创建{}", "新增{}"]),
    ("delete", &["删除{}"]),
    ("get", &["获取{}", "查询{}", "{}详情"]),
    ("list", &["{}列表", "获取{}列表"]),
    ("update", &["更新{}", "修改{}"]),
];

const CHINESE_NOUNS: [(&str, &str); 16] = [
    ("application", "应用"),
    ("data policy", "数据策略"),
    ("data resource", "数据资源"),
    ("department", "部门"),
    ("device", "设备"),
    ("ext idp", "身份源"),
    ("group", "分组"),
    ("namespace", "权限分组"),
    ("organization", "组织机构"),
    ("permission namespace", "权限空间"),
    ("post", "岗位"),
    ("public account", "公共账号"),
    ("resource", "资源"),
    ("role", "角色"),
    ("tenant", "租户"),
    ("user", "用户"),
];

/// The last word in the singular, if it looks like a plural.
fn singular(text: &str) -> String {
    let last = text.rsplit(' ').next().unwrap_or(text);
    if last.len() < 5 || last == "https" || ["us", "ss"].iter().any(|end| last.ends_with(end)) {
        return text.to_owned();
    }
    match text.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => text.strip_suffix('s').unwrap_or(text).to_owned(),
    }
}

/// The name in Chinese, if it consists of a common verb and a common noun.
fn chinese_names(name: &str) -> Vec<String> {
    let spaced = name.replace('_', " ");
    let (spaced, prefix) = match spaced.strip_suffix(" batch") {
        Some(rest) => (rest, "批量"),
        None => (&*spaced, ""),
    };
    let Some((verb, noun)) = spaced.split_once(' ') else {
        return Vec::new();
    };
    let noun = singular(noun);
    let nouns = CHINESE_NOUNS.iter().filter(|(known, _)| *known == noun);
    let verbs = CHINESE_VERBS.iter().filter(|(known, _)| *known == verb);
    let forms = verbs.flat_map(|(_, forms)| *forms);
    nouns
        .flat_map(|(_, noun)| {
            forms
                .clone()
                .map(move |form| format!("{prefix}{}", form.replace("{}", noun)))
        })
        .collect()
}

/// The name with spaces, and the same with other words, unless that is the name of another operation.
fn plain_names(name: &str) -> Vec<String> {
    let mut names = vec![name.replace('_', " ")];
    for (noun, other) in NOUNS {
        if names[0].contains(noun) {
            names.push(names[0].replace(noun, other));
            break;
        }
    }
    for name in names.clone() {
        let (verb, rest) = name.split_once(' ').unwrap_or((&name, ""));
        for (_, others) in VERBS.iter().filter(|(known, _)| *known == verb) {
            names.extend(others.iter().map(|other| format!("{other} {rest}")));
        }
    }
    // Lists are mostly looked for in the plural, and everything else also in the singular.
    let is_list = name.starts_with("list_");
    let singulars: Vec<_> = names.iter().map(|name| singular(name)).collect();
    names.extend(singulars.into_iter().filter(|_| !is_list));
    names.extend(chinese_names(name));
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names.retain(|plain| operations().all(|other| other.name == name || other.name.replace('_', " ") != *plain));
    names
}

/// The first sentence of the first paragraph.
fn summary(docs: &[String]) -> String {
    let paragraph = docs.iter().take_while(|line| !line.is_empty());
    let paragraph = paragraph.map(String::as_str).collect::<Vec<_>>().join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |index| index + 1);
    paragraph[..end].replace('|', "\\|")
}

/// The domains in the order of the registry, from the rows of the tables.
fn domains() -> Vec<Domain> {
    let mut synonyms = synonyms();
    let registry: BTreeMap<_, _> = operations().map(|operation| (operation.name, operation)).collect();
    let order: BTreeMap<_, _> = operations()
        .zip(0..)
        .map(|(operation, index)| (operation.name, index))
        .collect();
    let mut headings = BTreeMap::new();
    let mut entries: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    let mut heading = String::new();
    let mut docs = Vec::new();
    for row in rows() {
        match row.kind {
            RowKind::Domain if !row.docs.is_empty() => {
                // A domain with several files has a heading for each: "Tenants: members".
                let title = row.docs[0].trim_start_matches("# ");
                title.split(": ").next().unwrap_or(title).clone_into(&mut heading);
            }
            RowKind::Endpoint => docs = row.docs,
            RowKind::Signature => {
                let signature = row.text.strip_prefix("fn ").expect("a method");
                let (name, rest) = signature.split_once('(').expect("a builder");
                let (builder, _) = rest.split_once(')').expect("the end of the builder");
                let file = row.location.replace('\\', "/");
                let file = file.split(".rs:").next().and_then(|file| file.strip_prefix("src/"));
                let operation = registry[name];
                let synonyms = synonyms.remove(name).unwrap_or_default();
                let mut aliases = plain_names(name);
                aliases.retain(|alias| !synonyms.contains(alias));
                aliases.extend_from_slice(&synonyms);
                headings.entry(operation.domain).or_insert_with(|| heading.clone());
                entries.entry(operation.domain).or_default().push(Entry {
                    operation,
                    builder: builder.to_owned(),
                    module: format!("crate::{}::builders", file.expect("a table").replace('/', "::")),
                    summary: summary(&docs),
                    aliases,
                    synonyms,
                });
            }
            _ => {}
        }
    }
    assert!(synonyms.is_empty(), "synonyms of unknown operations: {synonyms:?}");
    let mut domains = Vec::new();
    for operation in operations() {
        if let Some(mut entries) = entries.remove(operation.domain) {
            entries.sort_by_key(|entry| order[entry.operation.name]);
            let heading = headings[operation.domain].clone();
            domains.push(Domain { heading, entries });
        }
    }
    domains
}

fn words(operation: &Operation) -> [&'static str; 3] {
    let effect = match operation.effect {
        OperationEffect::Read => "read",
        OperationEffect::Write => "write",
        OperationEffect::Destructive => "destructive",
        other => panic!("no word for {other:?}"),
    };
    let availability = match operation.availability {
        Availability::GenAuth => "both",
        Availability::Authing => "Authing",
        other => panic!("no word for {other:?}"),
    };
    let certainty = match operation.certainty {
        Certainty::Documented => "documented",
        Certainty::Seen => "seen",
        Certainty::Inferred => "inferred",
        Certainty::PathOnly => "path only",
        other => panic!("no word for {other:?}"),
    };
    [effect, availability, certainty]
}

/// The page of all operations.
fn operations_page(domains: &[Domain]) -> String {
    let mut page = String::from(
        "All operations on one page, for the search of the browser.\n\n\
         - **Effect**: whether the operation reads, writes or destroys. Only reads are repeated after a lost response.\n\
         - **Service**: \"both\" if the operation is documented for GenAuth and Authing. GenAuth's service may not have \
         the others.\n\
         - **Known**: \"documented\", or how an operation is known that only the live service has; see \
         [`Certainty`](crate::schema::Certainty).\n\n",
    );
    let titles = domains.iter().map(|domain| {
        let anchor = domain.heading.to_lowercase().replace(' ', "-");
        format!("[{}](#{anchor})", domain.heading)
    });
    page.push_str(&titles.collect::<Vec<_>>().join(" · "));
    page.push('\n');
    for domain in domains {
        write!(page, "\n## {}\n\n", domain.heading).unwrap();
        page.push_str("| operation | what it does | effect | service | known |\n|---|---|---|---|---|\n");
        for entry in &domain.entries {
            let name = entry.operation.name;
            let [effect, availability, certainty] = words(entry.operation);
            let summary = &entry.summary;
            let synonyms = match &*entry.synonyms {
                [] => String::new(),
                synonyms => format!(" ({})", synonyms.join(", ")),
            };
            writeln!(
                page,
                "| [`{name}`](crate::builders::{}) | {summary}{synonyms} | {effect} | {availability} | {certainty} |",
                entry.builder
            )
            .unwrap();
        }
    }
    page
}

/// The builders, re-exported with aliases. rustdoc adds the attributes of a re-export to what it re-exports.
fn aliases_file(domains: &[Domain]) -> String {
    let mut file = String::from("// Generated by `GENAUTH_UPDATE=1 cargo test --test it guide`.\n");
    for entry in domains.iter().flat_map(|domain| &domain.entries) {
        let aliases: Vec<_> = entry.aliases.iter().map(|alias| format!("{alias:?}")).collect();
        let (module, builder) = (&entry.module, &entry.builder);
        write!(
            file,
            "\n#[doc(alias({}))]\npub use {module}::{builder};\n",
            aliases.join(", ")
        )
        .unwrap();
    }
    file
}

fn check_generated(file: &str, expected: &str) {
    let path = guide(file);
    if std::env::var_os("GENAUTH_UPDATE").is_some() {
        fs::write(&path, expected).expect("the file can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = found
        .lines()
        .zip(expected.lines())
        .find(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "src/guide/{file} is out of date: `GENAUTH_UPDATE=1 cargo test --test it guide` updates it. {differs:?}"
    );
}

#[test]
fn the_page_of_all_operations_is_up_to_date() {
    let page = operations_page(&domains());
    check_generated("operations.md", &page);
    for operation in operations() {
        assert!(
            page.contains(&format!("| [`{}`](", operation.name)),
            "{}",
            operation.name
        );
    }
}

#[test]
fn the_aliases_of_the_search_are_up_to_date() {
    check_generated("aliases.rs", &aliases_file(&domains()));
}

/// rustdoc rejects quotes, and white space other than single spaces within an alias.
#[test]
fn aliases_are_valid_and_distinct() {
    for entry in domains().iter().flat_map(|domain| &domain.entries) {
        let distinct: BTreeSet<_> = entry.aliases.iter().collect();
        assert_eq!(distinct.len(), entry.aliases.len(), "{}", entry.operation.name);
        for alias in &entry.aliases {
            assert_eq!(alias.trim(), alias, "{}", entry.operation.name);
            assert!(
                !alias.is_empty() && !alias.contains(['"', '\'', '\t', '_']),
                "{alias:?}"
            );
        }
    }
}

/// The phrases were written before the synonyms. Each is an alias, which the search finds, or stands on the page of all
/// operations.
#[test]
fn what_users_search_for_is_found() {
    let domains = domains();
    let page = operations_page(&domains).to_lowercase();
    let entries = || domains.iter().flat_map(|domain| &domain.entries);
    let mut missing = Vec::new();
    for phrase in include_str!("searches.txt").lines() {
        let is_alias = entries().any(|entry| entry.aliases.iter().any(|alias| alias == phrase));
        let is_on_page = phrase.split(' ').all(|word| page.contains(word));
        if !is_alias && !is_on_page {
            missing.push(phrase);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// An example without an arm in the macro would not be shown.
#[test]
fn every_example_is_shown_at_an_operation() {
    let macros = text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/macros/docs.rs"));
    let mut count = 0;
    for file in fs::read_dir(guide("examples")).expect("the examples") {
        let path = file.expect("a readable entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let arm = format!("    ({name}) => {{ $crate::macros::example_file!(\"{name}\") }};\n");
        assert!(macros.contains(&arm), "{name} has no arm in src/macros/docs.rs");
        assert!(
            text_of(&path).contains(&format!(".{name}()")),
            "{name} is not called in its example"
        );
        assert!(operations().any(|operation| operation.name == name), "{name}");
        count += 1;
    }
    assert!(count >= 40, "{count} examples");
}

/// Every page of the guide is a module, so that its snippets are tested.
#[test]
fn every_page_is_part_of_the_guide() {
    let modules = text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide.rs"));
    for file in fs::read_dir(guide("")).expect("the guide") {
        let path = file.expect("a readable entry").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let page = format!("#[doc = include_str!(\"guide/{name}.md\")]\npub mod {name} {{}}\n");
            assert!(modules.contains(&page), "{name}.md is no module");
        }
    }
}
