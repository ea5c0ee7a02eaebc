//! Three ways to test code that uses the crate: a transport of one's own, a mock server, and a look at what would be
//! sent. No account is needed, and no environment variable is read.
//!
//! ```text
//! cargo run --example testing_your_code
//! cargo test --example testing_your_code
//! ```

use std::sync::{Arc, Mutex};

use genauth::{
    Answer, AssociateTenantResource, Call, Error, ManagementClient, ManagementClientBuilder, Method, Transport,
    TransportError,
};
use serde_json::{Value, json};

/// The code to test: gives a tenant a resource, and says whether the service knows them both.
fn share(client: &ManagementClient, resource: &str, tenant_id: &str) -> Result<bool, Error> {
    match sharing(client, resource, tenant_id).send() {
        Ok(_) => Ok(true),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error),
    }
}

fn sharing(client: &ManagementClient, resource: &str, tenant_id: &str) -> AssociateTenantResource {
    client
        .associate_tenant_resource()
        .app_id("library")
        .code(resource)
        .association(true)
        .tenant_id(tenant_id)
}

fn main() -> Result<(), Error> {
    without_a_socket()?;
    println!("without a socket: the one call was the right one");
    with_a_mock_server()?;
    println!("with a mock server: a tenant that is not found is no error");
    by_what_would_be_sent()?;
    println!("by what would be sent: path and body are as expected, and a blank resource is stopped");
    Ok(())
}

/// Keeps path and body of every call but the one for the token, and answers that all is well.
#[derive(Clone, Default)]
struct Recorder {
    calls: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Transport for Recorder {
    fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
        let (_, path) = call.url.split_once("/api/v3/").expect("an operation of the service");
        if path == "get-management-token" {
            let token = json!({"access_token": "a-token", "expires_in": 7200});
            return Ok(Answer::new(200, json!({"statusCode": 200, "data": token}).to_string()));
        }
        let body = serde_json::from_slice(call.body.unwrap_or_default()).expect("JSON");
        self.calls.lock().expect("no panic").push((path.to_owned(), body));
        Ok(Answer::new(200, r#"{"statusCode": 200, "data": {"success": true}}"#))
    }
}

#[cfg_attr(test, test)]
fn without_a_socket() -> Result<(), Error> {
    let recorder = Recorder::default();
    let client = made_up_key().transport(recorder.clone()).build()?;

    assert!(share(&client, "book", "acme")?);

    let calls = recorder.calls.lock().expect("no panic");
    let body = json!({"appId": "library", "code": "book", "association": true, "tenantId": "acme"});
    assert_eq!(*calls, [("associate-tenant-resource".to_owned(), body)]);
    Ok(())
}

#[cfg_attr(test, test)]
fn with_a_mock_server() -> Result<(), Error> {
    let mut server = mockito::Server::new();
    let token = r#"{"statusCode": 200, "data": {"access_token": "a-token", "expires_in": 7200}}"#;
    let token = server
        .mock("POST", "/api/v3/get-management-token")
        .with_body(token)
        .create();
    let refusal = server
        .mock("POST", "/api/v3/associate-tenant-resource")
        .match_header("authorization", "Bearer a-token")
        .match_body(mockito::Matcher::PartialJson(json!({"tenantId": "nobody"})))
        .with_body(r#"{"statusCode": 404, "message": "no such tenant"}"#)
        .create();
    let client = made_up_key().host(server.url()).build()?;

    assert!(!share(&client, "book", "nobody")?);

    token.assert();
    refusal.assert();
    Ok(())
}

#[cfg_attr(test, test)]
fn by_what_would_be_sent() -> Result<(), Error> {
    let client = made_up_key().build()?;

    let parts = sharing(&client, "book", "acme").into_parts()?;
    assert_eq!(
        (parts.method, &*parts.path),
        (Method::Post, "/api/v3/associate-tenant-resource")
    );
    let body: Value = serde_json::from_slice(&parts.body.unwrap_or_default()).expect("JSON");
    assert_eq!(body["tenantId"], "acme");

    let error = sharing(&client, " ", "acme").validate().expect_err("a blank resource");
    assert_eq!(error.violations()[0].path(), "code");
    Ok(())
}

fn made_up_key() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id("an-id")
        .access_key_secret("not-a-real-secret")
}
