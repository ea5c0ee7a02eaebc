//! A child process with environment variables of its own. The threads of one process share its environment, so a test
//! cannot change it.
//!
//! The child is this test binary, which runs one test again.

use std::ffi::OsStr;
use std::process::Command;

/// Set in a child process.
const CHILD: &str = "GENAUTH_TEST_CHILD";

/// Variables that affect a client. A child inherits none of them.
const CLEARED: [&str; 16] = [
    "ALL_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "all_proxy",
    "https_proxy",
    "http_proxy",
    "no_proxy",
    "REQUEST_METHOD",
    "RUST_LOG",
    "GENAUTH_ACCESS_KEY_ID",
    "GENAUTH_ACCESS_KEY_SECRET",
    "GENAUTH_HOST",
    "GENAUTH_USER_POOL_ID",
    "GENAUTH_TENANT_ID",
    "GENAUTH_LANG",
];

/// Whether this process is a child.
pub fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

/// The command that runs a test of this binary in a child process with these variables. `module` is the test's
/// `module_path!()`.
pub fn child_command<N: AsRef<OsStr>, V: AsRef<OsStr>>(
    module: &str,
    test: &str,
    variables: impl IntoIterator<Item = (N, V)>,
) -> Command {
    let (_, module) = module.split_once("::").expect("a module below the root");
    let mut command = Command::new(std::env::current_exe().expect("the path of this binary"));
    for name in CLEARED {
        command.env_remove(name);
    }
    command
        .args([&format!("{module}::{test}"), "--exact", "--nocapture"])
        .env(CHILD, "1")
        .envs(variables);
    command
}

/// Runs a test of this binary in a child process, and returns what it prints.
#[track_caller]
pub fn run_in_child<N: AsRef<OsStr>, V: AsRef<OsStr>>(
    module: &str,
    test: &str,
    variables: impl IntoIterator<Item = (N, V)>,
) -> String {
    let output = child_command(module, test, variables)
        .output()
        .expect("this binary can be started");
    let printed = String::from_utf8(output.stdout).expect("the test prints text");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{errors}");
    assert!(printed.contains("1 passed"), "no such test: {printed}");
    printed
}
