//! Checks the Markdown files of the packages: the READMEs in both languages show the same code, and links lead to files
//! that are in the same package. Their code is compiled by the doc tests of the library.

use std::fs;
use std::path::Path;

/// The files of the root package that contain links.
const PACKAGED: [&str; 6] = [
    "README.md",
    "README.zh-CN.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(file: &str) -> String {
    let text = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    text.replace("\r\n", "\n")
}

/// The blocks of code, each with the line that starts it.
fn code_blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        if is_fence && !is_inside {
            blocks.push(String::new());
        }
        if let Some(block) = blocks.last_mut().filter(|_| is_inside || is_fence) {
            block.push_str(line);
            block.push('\n');
        }
        is_inside ^= is_fence;
    }
    assert!(!is_inside, "a block of code does not end");
    blocks
}

/// The text outside blocks of code, whose brackets are not links.
fn prose(text: &str) -> String {
    let mut is_inside = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_inside ^= is_fence;
        !is_inside && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1);
    targets.filter_map(|rest| Some(rest.split_once(')')?.0)).collect()
}

/// Comments are code, too: they are in English in both files.
#[test]
fn both_readmes_show_the_same_code() {
    let (english, chinese) = (text_of("README.md"), text_of("README.zh-CN.md"));
    let (english, chinese) = (code_blocks(&english), code_blocks(&chinese));
    assert!(english.iter().any(|block| block.starts_with("```rust")));
    for (index, (english, chinese)) in english.iter().zip(&chinese).enumerate() {
        assert_eq!(english, chinese, "block {index}");
    }
    assert_eq!(english.len(), chinese.len());
}

#[test]
fn snippets_of_the_readme_hide_no_lines() {
    for block in code_blocks(&text_of("README.md")) {
        if block.starts_with("```rust") {
            let hidden = block.lines().find(|line| *line == "#" || line.starts_with("# "));
            assert_eq!(hidden, None, "{block}");
        }
    }
}

#[test]
fn each_readme_links_to_the_other_in_its_first_line() {
    for (file, other) in [("README.md", "README.zh-CN.md"), ("README.zh-CN.md", "README.md")] {
        let text = text_of(file);
        assert_eq!(links(text.lines().next().unwrap()), [other], "{file}");
    }
}

/// Such a link works on crates.io and in the repository.
#[test]
fn links_lead_to_files_of_the_same_package() {
    let manifest = text_of("Cargo.toml");
    let (_, include) = manifest
        .split_once("\ninclude = [")
        .expect("a list of the files in the package");
    let (include, _) = include.split_once(']').expect("the end of the list");
    for file in PACKAGED {
        assert!(
            include.contains(&format!("\"/{file}\"")),
            "{file} is not in the package"
        );
        for link in links(&prose(&text_of(file))) {
            if !link.starts_with("https://") {
                let target = link.split('#').next().unwrap_or_default();
                assert!(PACKAGED.contains(&target), "{file} links to {link}");
            }
        }
    }
    // All files of a member's directory are in its package.
    for member in ["emulator", "cli"] {
        let readme = format!("{member}/README.md");
        if !root().join(&readme).exists() {
            continue;
        }
        for link in links(&prose(&text_of(&readme))) {
            if !link.starts_with("https://") {
                let target = link.split('#').next().unwrap_or_default();
                assert!(root().join(member).join(target).exists(), "{readme} links to {link}");
                assert!(!target.starts_with(".."), "{readme} links to {link}");
            }
        }
    }
}

#[test]
fn each_member_has_a_readme_and_the_licenses() {
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        for member in ["emulator", "cli"] {
            assert_eq!(
                text_of(&format!("{member}/{license}")),
                text_of(license),
                "{member}: {license}"
            );
        }
    }
    for manifest in ["Cargo.toml", "emulator/Cargo.toml", "cli/Cargo.toml"] {
        let text = text_of(manifest);
        for line in ["license = \"MIT OR Apache-2.0\"", "readme = \"README.md\""] {
            assert!(text.lines().any(|found| found == line), "{manifest} lacks {line}");
        }
    }
}
