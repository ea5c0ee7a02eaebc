//! `genauth mcp`, by lines of JSON-RPC.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use genauth_emulator::{Emulator, Fault};
use serde_json::{Value, json};

use crate::support::{ALICE, Directory, bare, company, genauth, received, stderr};

/// The server, from the view of an agent.
struct Agent {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    last_id: u64,
}

#[allow(clippy::needless_pass_by_value)] // `json!` makes values
impl Agent {
    fn start(command: &mut Command, args: &[&str]) -> Self {
        let mut child = command
            .arg("mcp")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Agent {
            child,
            input,
            output,
            last_id: 0,
        }
    }

    fn of(emulator: &Emulator, args: &[&str]) -> Self {
        Self::start(&mut genauth(emulator), args)
    }

    fn send(&mut self, line: &str) {
        let input = self.input.as_mut().expect("an open pipe");
        input
            .write_all(format!("{line}\n").as_bytes())
            .expect("the server reads");
    }

    fn receive(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the server writes");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string());
        let response = self.receive();
        assert_eq!(response["jsonrpc"], "2.0");
        assert_eq!(response["id"], id);
        response
    }

    /// Whether the tool failed, and the texts of its result.
    fn call(&mut self, tool: &str, arguments: Value) -> (bool, Vec<String>) {
        let response = self.request("tools/call", json!({"name": tool, "arguments": arguments}));
        let result = &response["result"];
        let content = result["content"].as_array().unwrap_or_else(|| panic!("{response}"));
        let texts = content.iter().map(|item| {
            assert_eq!(item["type"], "text");
            item["text"].as_str().unwrap().to_owned()
        });
        (result["isError"].as_bool().unwrap(), texts.collect())
    }

    fn data(&mut self, tool: &str, arguments: Value) -> Value {
        let (is_error, texts) = self.call(tool, arguments);
        assert!(!is_error, "{texts:?}");
        serde_json::from_str(&texts[0]).unwrap()
    }

    fn error(&mut self, tool: &str, arguments: Value) -> Value {
        let (is_error, texts) = self.call(tool, arguments);
        assert!(is_error, "{texts:?}");
        serde_json::from_str(&texts[0]).unwrap()
    }

    /// Closes the input, and returns the exit code.
    fn end(mut self) -> Option<i32> {
        drop(self.input.take());
        self.child.wait().expect("a child").code()
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_version_of_the_client_is_spoken_if_it_is_known() {
    for (requested, expected) in [
        ("2024-11-05", "2024-11-05"),
        ("2025-03-26", "2025-03-26"),
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        ("2999-01-01", "2025-11-25"),
    ] {
        let mut agent = Agent::start(&mut bare(), &[]);
        let client = json!({"name": "test", "version": "1"});
        let params = json!({"protocolVersion": requested, "capabilities": {}, "clientInfo": client});
        let result = agent.request("initialize", params)["result"].take();
        assert_eq!(result["protocolVersion"], expected);
        assert_eq!(result["serverInfo"]["name"], "genauth");
        assert_eq!(result["capabilities"], json!({"tools": {}}));
        // A notification has no response: the next line is that of the ping.
        agent.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
        assert_eq!(agent.request("ping", json!({}))["result"], json!({}));
        assert_eq!(agent.end(), Some(0));
    }
}

#[test]
fn there_are_four_tools() {
    let mut agent = Agent::start(&mut bare(), &[]);
    let response = agent.request("tools/list", json!({}));
    let tools = response["result"]["tools"].as_array().unwrap();
    let names: Vec<_> = tools.iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["search", "describe", "read", "write"]);
    let is_read_only = |tool: &Value| tool["annotations"]["readOnlyHint"].as_bool().unwrap();
    assert_eq!(
        tools.iter().map(is_read_only).collect::<Vec<_>>(),
        [true, true, true, false]
    );
    // The whole list costs an agent about as much as a page of text.
    assert!(response.to_string().len() < 5_000, "{}", response.to_string().len());
}

#[test]
fn messages_that_are_not_requests_are_errors_of_the_protocol() {
    let mut agent = Agent::start(&mut bare(), &[]);
    for (line, id, code) in [
        ("{", Value::Null, -32700),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#,
            json!(1),
            -32601,
        ),
        (
            r#"{"jsonrpc":"2.0","id":"x","method":"tools/call","params":{}}"#,
            json!("x"),
            -32602,
        ),
        (
            r#"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"delete"}}"#,
            json!(2),
            -32602,
        ),
        (r#"{"id":3,"method":"ping"}"#, json!(3), -32600),
        (r#"[{"jsonrpc":"2.0","id":4,"method":"ping"}]"#, Value::Null, -32600),
    ] {
        agent.send(line);
        let response = agent.receive();
        assert_eq!(response["id"], id, "{line}");
        assert_eq!(response["error"]["code"], code, "{line}");
    }
    agent.send("");
    assert_eq!(agent.request("ping", json!({}))["result"], json!({}));
}

#[test]
fn the_version_with_batches_has_batches() {
    let mut agent = Agent::start(&mut bare(), &[]);
    agent.request("initialize", json!({"protocolVersion": "2025-03-26"}));
    agent.send(
        r#"[{"jsonrpc":"2.0","id":7,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":8,"method":"ping"}]"#,
    );
    let expected = json!([{"jsonrpc": "2.0", "id": 7, "result": {}}, {"jsonrpc": "2.0", "id": 8, "result": {}}]);
    assert_eq!(agent.receive(), expected);
}

#[test]
fn operations_are_found_and_described_without_credentials() {
    let mut agent = Agent::start(&mut bare(), &[]);
    let found = agent.data("search", json!({"query": "create user", "limit": 1}));
    assert_eq!(
        found,
        json!([{"operation": "create-user", "effect": "write", "allowed": false, "summary": "Creates a user."}])
    );
    let described = agent.data("describe", json!({"operation": "create_user"}));
    assert_eq!(described["endpoint"], "POST /api/v3/create-user");
    assert_eq!(described["params"]["properties"]["username"]["type"], "string");
    let error = agent.error("describe", json!({"operation": "create-usr"}));
    assert_eq!(
        error["message"],
        "no operation \"create-usr\": did you mean create-user, create-post, create-row?"
    );
    let error = agent.error("read", json!({"operation": "get-user", "params": {"userId": "x"}}));
    assert_eq!(error["class"], "credentials");
}

#[test]
fn data_is_read() {
    let emulator = company();
    let mut agent = Agent::of(&emulator, &[]);
    let user = agent.data("read", json!({"operation": "get-user", "params": {"userId": ALICE}}));
    assert_eq!(user["username"], "alice");
    let arguments = json!({"operation": "get-user", "params": {"userId": ALICE}, "fields": ["username"]});
    assert_eq!(agent.data("read", arguments), json!({"username": "alice"}));
    // Two pages, of which the second is needed in part.
    let params = json!({"options": {"pagination": {"limit": 2}}});
    let arguments = json!({"operation": "list-users", "params": params, "fields": ["username"], "max_items": 3});
    let (_, texts) = agent.call("read", arguments);
    assert_eq!(serde_json::from_str::<Vec<Value>>(&texts[0]).unwrap().len(), 3);
    assert_eq!(texts[1], "The first 3 items; there may be more.");
    let (_, texts) = agent.call("read", json!({"operation": "list-users", "params": params}));
    assert!(texts[1].starts_with("2 of "), "{texts:?}");
}

#[test]
fn writes_are_refused_unless_they_are_allowed() {
    let emulator = company();
    let mut agent = Agent::of(&emulator, &[]);
    let create = json!({"operation": "create-user", "params": {"username": "zoe"}});
    assert_eq!(
        agent.error("write", create.clone())["message"],
        "create-user is not allowed. Nothing was sent. Only a person can allow it: `genauth mcp --allow create-user`"
    );
    assert_eq!(
        agent.error("read", create.clone())["message"],
        "create-user changes something: use `write`. Nothing was sent"
    );
    let dry_run =
        json!({"operation": "create-user", "params": {"username": "zoe", "password": "Tulip-1"}, "dry_run": true});
    assert_eq!(
        agent.data("write", dry_run),
        json!({
            "valid": true,
            "sent": false,
            "allowed": false,
            "endpoint": "POST /api/v3/create-user",
            "params": {"username": "zoe", "password": "<redacted>"},
        })
    );
    assert_eq!(received(&emulator), 0);

    let mut agent = Agent::of(&emulator, &["--allow", "create-*"]);
    assert_eq!(agent.data("write", create)["username"], "zoe");
    agent.error(
        "write",
        json!({"operation": "update-user", "params": {"userId": ALICE, "name": "A"}}),
    );
    emulator.requests().assert_sent("create_user", 1);
    emulator.requests().assert_not_sent("update_user");
}

#[test]
fn destructive_operations_are_only_allowed_by_their_name() {
    let emulator = company();
    let delete = json!({"operation": "delete-users-batch", "params": {"userIds": [ALICE]}});
    let mut agent = Agent::of(&emulator, &["--allow", "*"]);
    assert_eq!(
        agent.error("write", delete.clone())["message"],
        "delete-users-batch is destructive and not allowed. Nothing was sent. Only a person can allow it: \
         `genauth mcp --allow delete-users-batch`"
    );
    assert_eq!(received(&emulator), 0);
    let mut agent = Agent::of(&emulator, &["--allow", "*", "--allow", "delete_users_batch"]);
    assert_eq!(agent.data("write", delete)["success"], true);
    emulator.requests().assert_sent("delete_users_batch", 1);

    let output = bare().args(["mcp", "--allow", "delete-users-*"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        stderr(&output),
        "genauth: --allow delete-users-*: destructive operations are only allowed by their whole name, such as \
         delete-users-batch\n"
    );
}

#[test]
fn failures_are_results_that_say_what_to_do() {
    let emulator = company();
    let mut agent = Agent::of(&emulator, &["--allow", "create-user"]);
    let error = agent.error(
        "read",
        json!({"operation": "get-user", "params": {"userId": " ", "withCustomDat": true}}),
    );
    assert_eq!(error["class"], "usage");
    let violations = error["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 2, "{error}");
    assert_eq!(received(&emulator), 0);

    let error = agent.error(
        "read",
        json!({"operation": "get-user", "params": {"userId": "no-such-user"}}),
    );
    assert_eq!(
        (&error["class"], &error["statusCode"]),
        (&json!("notFound"), &json!(404))
    );

    emulator.inject(Fault::drop_after().on("create_user").times(1));
    let error = agent.error(
        "write",
        json!({"operation": "create-user", "params": {"username": "zoe"}}),
    );
    assert_eq!(
        (&error["class"], &error["mayHaveBeenApplied"]),
        (&json!("inDoubt"), &json!(true))
    );

    let error = agent.error("read", json!({"operation": "get-user", "userId": ALICE}));
    assert_eq!(
        error["message"],
        "unknown argument userId. Parameters of an operation belong into `params`"
    );
    let error = agent.error("read", json!({"operation": "get-user", "max_items": 0}));
    assert_eq!(error["message"], "max_items must be an integer of at least 1");
}

#[test]
fn secrets_in_results_are_masked() {
    let emulator = company();
    let client = emulator.client();
    let app = client
        .create_application()
        .app_name("Wiki")
        .app_identifier("wiki-mcp")
        .send()
        .unwrap()
        .data;
    let secret = client
        .get_application_secret()
        .app_id(&app.app_id)
        .send()
        .unwrap()
        .data
        .secret;
    assert!(secret.len() > 8, "{secret}");
    let mut agent = Agent::of(&emulator, &["--allow", "create-asa-account"]);
    let (is_error, texts) = agent.call(
        "read",
        json!({"operation": "get-application-secret", "params": {"appId": app.app_id}}),
    );
    assert!(!is_error, "{texts:?}");
    assert!(!texts.concat().contains(&secret), "{texts:?}");
    assert!(texts[0].contains("<redacted>"), "{texts:?}");
    // A response that repeats a secret parameter.
    let params = json!({"appId": app.app_id, "accountInfo": {"account": "a", "password": "Tulip-4711"}});
    let (is_error, texts) = agent.call("write", json!({"operation": "create-asa-account", "params": params}));
    assert!(!is_error, "{texts:?}");
    assert!(!texts.concat().contains("Tulip"), "{texts:?}");
    assert!(!texts.concat().contains(emulator.access_key_secret()));
}

#[test]
fn a_slow_call_does_not_delay_others_and_is_answered_before_the_end() {
    let emulator = company();
    emulator.inject(Fault::latency(Duration::from_secs(2)).on("get_user").times(1));
    let mut agent = Agent::of(&emulator, &[]);
    let read = json!({"name": "read", "arguments": {"operation": "get-user", "params": {"userId": ALICE}}});
    agent.send(&json!({"jsonrpc": "2.0", "id": "slow", "method": "tools/call", "params": read}).to_string());
    agent.send(r#"{"jsonrpc":"2.0","id":"fast","method":"ping"}"#);
    drop(agent.input.take());
    assert_eq!(agent.receive()["id"], "fast");
    let response = agent.receive();
    assert_eq!(response["id"], "slow");
    assert_eq!(response["result"]["isError"], false);
    assert_eq!(agent.end(), Some(0));
}

/// A command that prints the secret must not read the messages of the agent.
#[cfg(unix)]
#[test]
fn the_command_of_a_secret_does_not_get_the_input() {
    use std::os::unix::fs::PermissionsExt;

    let emulator = company();
    let home = Directory::new();
    let config = home.file(
        "genauth/config.toml",
        &format!(
            "[profiles.x]\nhost = {:?}\naccess_key_id = {:?}\nsecret_command = [\"sh\", \"-c\", {:?}]\n",
            emulator.url(),
            emulator.access_key_id(),
            format!(
                "if [ -p /dev/stdin ]; then echo wrong; else echo {}; fi",
                emulator.access_key_secret()
            ),
        ),
    );
    std::fs::set_permissions(config, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut agent = Agent::start(bare().env("XDG_CONFIG_HOME", home.path()), &[]);
    let user = agent.data("read", json!({"operation": "get-user", "params": {"userId": ALICE}}));
    assert_eq!(user["username"], "alice");
}
