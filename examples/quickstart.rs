//! Gives users access to an application and to a resource, reads back who has it, and takes it away again.
//!
//! ```text
//! cargo run --example quickstart
//! cargo run --example quickstart -- --verbose    # also prints the HTTP requests and responses
//! ```
//!
//! It always runs on an emulator, in this process. Credentials in the environment are ignored.

use std::env;

use genauth::traits::Decode;
use genauth::types::{
    ApplicationPermissionRecordItem, AuthTargetType, DeleteApplicationPermissionRecordItem, Effect, PermissionStrategy,
    PrincipalType, ResourceType, Target, TargetType,
};
use genauth::{Error, ManagementClient, Request};
use genauth_emulator::Emulator;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start()?;
    // A program that uses the service would have `ManagementClient::from_env()?` here.
    let client = emulator.client();

    let app_id = create_application_with_resource(&client)?;
    let alice = create_people(&client)?;
    authorize(&client, &app_id, &alice)?;
    print_access(&client, &app_id, &alice)?;
    make_mistakes(&client, &app_id)?;
    revoke(&client, &app_id, &alice)?;
    Ok(())
}

/// Creates an application, and a resource of it that is linked to a tenant. Returns the application's ID.
fn create_application_with_resource(client: &ManagementClient) -> Result<String, Error> {
    let request = client
        .create_application()
        .app_name("Library")
        .app_identifier("library");
    let app_id = send(&request)?.app_id;
    println!("create_application: Library has the ID {app_id}");

    let tenant_id = send(&client.create_tenant().name("Acme").app_ids([&app_id]))?.tenant_id;
    println!("create_tenant: Acme has the ID {tenant_id}");

    // The code of an application's permission group is its ID.
    let request = client.create_resource().code("book").r#type(ResourceType::Data);
    let resource = send(&request.namespace(&app_id))?;
    println!("create_resource: {} is in {}", resource.code, resource.namespace);

    let request = client.associate_tenant_resource().app_id(&app_id).code("book");
    let is_associated = send(&request.association(true).tenant_id(&tenant_id))?.success;
    println!("associate_tenant_resource: {is_associated}");

    let resource = send(&client.get_resource().code("book").namespace(&app_id))?;
    println!(
        "get_resource: book is linked to a tenant: {}",
        resource.linked_to_tenant
    );
    Ok(app_id)
}

/// Creates the user alice, who is in the group readers and has the role librarian. Returns her ID.
fn create_people(client: &ManagementClient) -> Result<String, Error> {
    let request = client.create_user().username("alice").email("alice@example.com");
    let alice = send(&request.name("Alice"))?.user_id;
    println!("create_user: alice has the ID {alice}");

    let request = client.create_group().code("readers").name("Readers");
    let group = send(&request.description("Who may read"))?;
    println!("create_group: {}", group.code);

    let is_added = send(&client.add_group_members().code("readers").user_ids([&alice]))?.success;
    println!("add_group_members: {is_added}");

    let role = send(&client.create_role().code("librarian").name("Librarian"))?;
    println!("create_role: {} in {}", role.code, role.namespace);

    let target = Target::new().target_type(PrincipalType::User).target_identifier(&alice);
    let is_assigned = send(&client.assign_role().code("librarian").targets([target]))?.success;
    println!("assign_role: {is_assigned}");
    Ok(alice)
}

/// Denies access to everyone but those who have a group, a role, or are named.
fn authorize(client: &ManagementClient, app_id: &str, alice: &str) -> Result<(), Error> {
    let request = client.update_application_permission_strategy().app_id(app_id);
    let is_updated = send(&request.permission_strategy(PermissionStrategy::DenyAll))?.success;
    println!("update_application_permission_strategy: {is_updated}");

    let request = client.authorize_application_access().app_id(app_id).list([
        ApplicationPermissionRecordItem::new()
            .target_type(TargetType::Group)
            .target_identifier(["readers"])
            .effect(Effect::Allow),
        // Enums can also be given as strings.
        ApplicationPermissionRecordItem::new()
            .target_type("ROLE")
            .namespace_code("default")
            .target_identifier(["librarian"])
            .effect("ALLOW"),
        // A user that does not exist is skipped.
        ApplicationPermissionRecordItem::new()
            .target_type(TargetType::User)
            .target_identifier([alice, "6229ffaxxxxxxxxcade3e3d9"])
            .effect(Effect::Allow),
    ]);
    let is_authorized = send(&request)?.success;
    println!("authorize_application_access: {is_authorized}");
    Ok(())
}

/// Prints who has access to the application, and what alice has access to.
fn print_access(client: &ManagementClient, app_id: &str, alice: &str) -> Result<(), Error> {
    for grant in send(&client.list_auth_application().app_id(app_id))?.list {
        let (ty, name, effect) = (grant.target_type, grant.target_name, grant.effect);
        println!("list_auth_application: {ty} {name}: {effect}");
    }
    let request = client.list_auth_subject().target_type(AuthTargetType::User);
    for grant in send(&request.target_id(alice))?.list {
        println!(
            "list_auth_subject: alice, application {}: {}",
            grant.app_id, grant.effect
        );
    }
    print_accessible(client, alice)
}

fn print_accessible(client: &ManagementClient, alice: &str) -> Result<(), Error> {
    let apps = send(&client.get_user_accessible_apps().user_id(alice))?;
    let names: Vec<_> = apps.iter().map(|app| &*app.app_name).collect();
    println!("get_user_accessible_apps: alice has access to {names:?}");
    Ok(())
}

/// Two requests that fail: one is never sent, and the service refuses the other.
fn make_mistakes(client: &ManagementClient, app_id: &str) -> Result<(), Box<dyn std::error::Error>> {
    let request = client.authorize_application_access().app_id(app_id);
    let request = request.list([ApplicationPermissionRecordItem::new()
        .target_type(TargetType::Role)
        .target_identifier(["librarian", " "])
        .effect("MAYBE")]);
    match send(&request) {
        // `{:#}` would print one line for each mistake.
        Err(error) if error.is_validation() => println!("{error}"),
        other => return Err(format!("expected mistakes, got {other:?}").into()),
    }
    match send(&client.create_user().username("alice")) {
        Err(error) if error.is_conflict() => println!("{error}"),
        other => return Err(format!("expected a conflict, got {other:?}").into()),
    }
    Ok(())
}

/// Takes away all that alice has access through.
fn revoke(client: &ManagementClient, app_id: &str, alice: &str) -> Result<(), Error> {
    let request = client.revoke_application_access().app_id(app_id).list([
        DeleteApplicationPermissionRecordItem::new()
            .target_type(TargetType::Group)
            .target_identifier(["readers"]),
        DeleteApplicationPermissionRecordItem::new()
            .target_type(TargetType::Role)
            .namespace_code("default")
            .target_identifier(["librarian"]),
        DeleteApplicationPermissionRecordItem::new()
            .target_type(TargetType::User)
            .target_identifier([alice]),
    ]);
    let is_revoked = send(&request)?.success;
    println!("revoke_application_access: {is_revoked}");
    print_accessible(client, alice)
}

/// Sends a request, and returns the data of the response. With `--verbose`, prints both.
fn send<T: Decode>(request: &Request<T>) -> Result<T, Error> {
    if !env::args().any(|arg| arg == "--verbose") {
        return Ok(request.send()?.data);
    }
    // `build` validates the request like `send`, but sends nothing, and does not add the credentials.
    let http = request.build()?;
    println!("\n> {} {}", http.method, http.url);
    for (name, value) in http.headers.iter() {
        println!("> {name}: {value}");
    }
    println!("> {}", String::from_utf8_lossy(&http.body.unwrap_or_default()));
    let response = request.send()?;
    println!(
        "< {} {}",
        response.http.status,
        String::from_utf8_lossy(&response.http.body)
    );
    Ok(response.data)
}
