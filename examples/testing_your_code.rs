//! Shows four ways to test code that uses this crate: with the emulator, with your own transport, with a mock server, and
//! by inspecting the request that would be sent. They need no account and read no environment variables.
//!
//! ```text
//! cargo test --example testing_your_code
//! cargo run --example testing_your_code
//! ```

use std::sync::{Arc, Mutex};

use genauth::builders::AssociateTenantResource;
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use genauth::{Error, ManagementClient, ManagementClientBuilder, Method, RetryPolicy, ViolationKind};
use genauth_emulator::{Emulator, Fault};
use serde_json::{Value, json};

/// The code under test, which shares a resource with a tenant. Returns `false` if the service does not know the
/// resource or the tenant.
fn share(client: &ManagementClient, resource: &str, tenant_id: &str) -> Result<bool, Error> {
    match share_request(client, resource, tenant_id).send() {
        Ok(_) => Ok(true),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error),
    }
}

fn share_request(client: &ManagementClient, resource: &str, tenant_id: &str) -> AssociateTenantResource {
    client
        .associate_tenant_resource()
        .app_id("library")
        .code(resource)
        .association(true)
        .tenant_id(tenant_id)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    a_shared_resource_is_linked_to_a_tenant()?;
    println!("With the emulator: a shared resource is linked to a tenant.");
    a_lost_response_leaves_sharing_in_doubt()?;
    println!("With a fault of the emulator: a lost response leaves sharing in doubt.");
    sharing_sends_exactly_one_request()?;
    println!("With a transport: exactly the expected request was sent.");
    an_unknown_tenant_is_not_an_error()?;
    println!("With a mock server: an unknown tenant is not an error.");
    a_share_request_is_validated_and_encoded()?;
    println!("Without sending: the request is as expected, and a blank resource is rejected.");
    Ok(())
}

/// 1. With the emulator, requests have the effects that they have on the service, and these can be read back.
// `cfg_attr` lets `main` run the tests as well. In your own tests, write `#[test]`.
#[cfg_attr(test, test)]
fn a_shared_resource_is_linked_to_a_tenant() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().seed(library()).start()?;
    let client = emulator.client();

    assert!(share(&client, "book", "acme")?);

    let book = client.get_resource().code("book").namespace("library").send()?.data;
    assert!(book.linked_to_tenant);
    assert!(!share(&client, "unknown", "acme")?);
    emulator.requests().assert_sent("associate_tenant_resource", 2);
    Ok(())
}

/// It can also fail as the service does: here, the operation was carried out, but its response was lost.
#[cfg_attr(test, test)]
fn a_lost_response_leaves_sharing_in_doubt() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::builder().seed(library()).start()?;
    let client = emulator.client_builder().retry(RetryPolicy::none()).build()?;
    emulator.inject(Fault::drop_after().on("associate_tenant_resource").times(1));

    let error = share(&client, "book", "acme").unwrap_err();
    assert!(error.may_have_happened());
    let book = client.get_resource().code("book").namespace("library").send()?.data;
    assert!(book.linked_to_tenant);
    Ok(())
}

/// An application with a resource, and a tenant.
fn library() -> Value {
    json!({
        "applications": [{"$id": "library", "appName": "Library", "appIdentifier": "library"}],
        "tenants": [{"$id": "acme", "name": "Acme", "appIds": ["library"]}],
        "resources": [{"code": "book", "type": "DATA", "namespace": "library"}],
    })
}

/// Records all requests except those for a token, and responds with success.
#[derive(Default)]
struct Recorder {
    requests: Mutex<Vec<HttpRequest>>,
}

impl Transport for Recorder {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        let data = if request.operation == "get_management_token" {
            json!({"access_token": "a-token", "expires_in": 7200})
        } else {
            self.requests.lock().unwrap().push(request.clone());
            json!({"success": true})
        };
        let body = json!({"statusCode": 200, "data": data});
        Ok(HttpResponse::new(200, body.to_string()))
    }
}

/// 2. With your own transport, no sockets are involved.
#[cfg_attr(test, test)]
fn sharing_sends_exactly_one_request() -> Result<(), Error> {
    let recorder = Arc::new(Recorder::default());
    let client = builder().transport(Arc::clone(&recorder)).build()?;

    assert!(share(&client, "book", "acme")?);

    let requests = recorder.requests.lock().unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].operation, "associate_tenant_resource");
    assert_eq!(
        json_body(&requests[0]),
        json!({"appId": "library", "code": "book", "association": true, "tenantId": "acme"})
    );
    Ok(())
}

/// 3. With a mock server, the client is configured as in production, except for its host.
#[cfg_attr(test, test)]
fn an_unknown_tenant_is_not_an_error() -> Result<(), Error> {
    let mut server = mockito::Server::new();
    let token = server
        .mock("POST", "/api/v3/get-management-token")
        .with_body(r#"{"statusCode": 200, "data": {"access_token": "a-token", "expires_in": 7200}}"#)
        .create();
    let refusal = server
        .mock("POST", "/api/v3/associate-tenant-resource")
        .match_header("authorization", "Bearer a-token")
        .match_body(mockito::Matcher::PartialJson(json!({"tenantId": "unknown"})))
        .with_body(r#"{"statusCode": 404, "message": "no such tenant"}"#)
        .create();
    let client = builder().host(server.url()).build()?;

    assert!(!share(&client, "book", "unknown")?);

    token.assert();
    refusal.assert();
    Ok(())
}

/// 4. To inspect the request that would be sent, no server is needed.
#[cfg_attr(test, test)]
fn a_share_request_is_validated_and_encoded() -> Result<(), Error> {
    let client = builder().host("http://localhost").build()?;

    let request = share_request(&client, "book", "acme").build()?;
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.path(), "/api/v3/associate-tenant-resource");
    assert_eq!(json_body(&request)["tenantId"], "acme");

    let error = share_request(&client, " ", "acme").validate().unwrap_err();
    let [violation] = error.violations() else {
        panic!("not exactly one violation: {error}");
    };
    assert_eq!(violation.path(), "code");
    assert_eq!(violation.kind(), ViolationKind::Blank);
    Ok(())
}

fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id("an-id")
        .access_key_secret("not-a-real-secret")
}

fn json_body(request: &HttpRequest) -> Value {
    serde_json::from_slice(request.body.as_deref().unwrap_or_default()).expect("a JSON body")
}
