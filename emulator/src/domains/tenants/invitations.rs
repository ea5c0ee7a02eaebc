//! Invitations to tenants. Nobody accepts them.

use serde_json::{Value, json};

use crate::behavior::Basis::Documented;
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::find_tenant;
use crate::reply::Reply;
use crate::store::{Record, State, TableSpec, object};

pub(super) static INVITATIONS: TableSpec = TableSpec {
    name: "tenant_invitations",
    id: "id",
    unique: &[],
};

pub(super) const RULES: &[Rule] = &[
    write(
        "generate_invite_tenant_user_link",
        Documented,
        generate_invite_tenant_user_link,
    ),
    read(
        "list_invite_tenant_user_records",
        Documented,
        list_invite_tenant_user_records,
    ),
];

fn view(invitation: &Record) -> Value {
    let mut invitation = invitation.clone();
    invitation.remove(INVITATIONS.id);
    invitation.into()
}

fn generate_invite_tenant_user_link(call: &Call<'_>, state: &mut State) -> Reply {
    if let Some(tenant) = call.params.text("tenantId").or(call.tenant_id) {
        find_tenant(state, tenant)?;
    }
    let mut list = Vec::new();
    for email in call.params.texts("emails") {
        let id = state.ids.next(call.now);
        let invitation = object(json!({
            "id": id,
            "recordId": state.table(&INVITATIONS).len() + 1,
            "inviteAccount": email,
            "verifiedStatus": "pending",
            "inviteLink": format!("https://tenant.invalid/invitations/{id}"),
            "createdAt": call.time(),
        }));
        list.push(view(&invitation));
        state.insert(&INVITATIONS, invitation)?;
    }
    Ok(json!({"errMsgs": [], "list": list}))
}

fn list_invite_tenant_user_records(call: &Call<'_>, state: &State) -> Reply {
    let keywords = call.params.search("keywords");
    let invitations = state.table(&INVITATIONS).iter();
    let invitations = invitations.filter(|record| keywords.is_in(record, &["inviteAccount"]));
    Ok(call.params.page().of("list", invitations, view))
}
