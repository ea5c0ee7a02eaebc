//! `genauth man`.

use std::process::{Command, Stdio};

use crate::support::{bare, stderr, stdout, with_stdin};

#[test]
fn a_page_is_rendered_without_warnings() {
    for args in [&["man", "create-user"][..], &["man", "list-users"], &["man"]] {
        let page = stdout(&bare().args(args).output().unwrap());
        if Command::new("groff")
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_err()
        {
            eprintln!("groff is not installed: skipped");
            return;
        }
        // `-P-c` and `-P-bou`: plain text without bold and underlines.
        let output = with_stdin(
            Command::new("groff").args(["-man", "-Tutf8", "-ww", "-P-c", "-P-bou"]),
            &page,
        );
        assert_eq!(stderr(&output), "", "{args:?}");
        let text = stdout(&output);
        assert!(text.contains("\nSYNOPSIS\n"), "{text}");
    }
}

#[test]
fn a_rendered_page_has_names_that_can_be_copied() {
    if Command::new("groff")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_err()
    {
        eprintln!("groff is not installed: skipped");
        return;
    }
    let page = stdout(&bare().args(["man", "add-group-members"]).output().unwrap());
    let output = with_stdin(Command::new("groff").args(["-man", "-Tutf8", "-P-c", "-P-bou"]), &page);
    let text = stdout(&output);
    assert!(
        text.contains("genauth-add-group-members - Adds users to a group\n"),
        "{text}"
    );
    assert!(
        text.contains("       --user-ids <list of string> [required]\n"),
        "{text}"
    );
    assert!(
        text.contains("              IDs of the users to add. 1 to 50 items.\n"),
        "{text}"
    );
}

#[test]
fn only_operations_and_the_program_have_pages() {
    let output = bare().args(["man", "create-usr"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "genauth: no operation \"create-usr\": did you mean create-user, create-post, create-row?\n"
    );
    let output = bare().args(["man", "run"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "genauth: run has no manual page: `genauth run --help` describes it\n"
    );
}
