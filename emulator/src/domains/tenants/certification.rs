//! Enterprise certification of tenants.

use serde_json::json;

use crate::behavior::Basis::{Assumed, Documented};
use crate::behavior::{Call, Rule, read, write};
use crate::domains::users::find_tenant;
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, TableSpec};

/// Certifications by tenant.
pub(super) static CERTIFICATIONS: TableSpec = TableSpec {
    name: "tenant_certifications",
    id: "tenantId",
    unique: &[],
};

pub(super) const RULES: &[Rule] = &[
    write(
        "create_tenant_enterprise_certification",
        Documented,
        create_tenant_enterprise_certification,
    ),
    write(
        "update_tenant_enterprise_certification",
        Documented,
        update_tenant_enterprise_certification,
    ),
    write(
        "review_tenant_enterprise_certification",
        Documented,
        review_tenant_enterprise_certification,
    ),
    read(
        "get_tenant_enterprise_certification",
        Assumed,
        get_tenant_enterprise_certification,
    ),
];

const FIELDS: &[&str] = &[
    "businessName",
    "businessLicense",
    "businessRegistrationName",
    "unifiedSocialCredit",
    "legalRepresentativeName",
    "nationalIdentificationNumber",
    "personalBankCardNumber",
    "bankReservedPhone",
];

const STATUS: &str = "enterpriseCertificationStatus";

/// What is submitted must be reviewed.
fn submitted(call: &Call<'_>) -> Record {
    let mut certification = call.params.only(FIELDS);
    certification.insert(STATUS.to_owned(), "reviewing".into());
    certification.insert("updatedAt".to_owned(), call.time().into());
    certification
}

fn create_tenant_enterprise_certification(call: &Call<'_>, state: &mut State) -> Reply {
    let tenant = call.params.required("tenantId");
    find_tenant(state, tenant)?;
    let mut certification = submitted(call);
    certification.insert(CERTIFICATIONS.id.to_owned(), tenant.into());
    state.insert(&CERTIFICATIONS, certification)?;
    success()
}

fn change(call: &Call<'_>, state: &mut State, changes: Record) -> Reply {
    let tenant = call.params.required("tenantId");
    if state.get(&CERTIFICATIONS, tenant).is_none() {
        return Err(Refusal::not_found("enterprise certification not found"));
    }
    state.change(&CERTIFICATIONS, tenant, changes)?;
    success()
}

fn update_tenant_enterprise_certification(call: &Call<'_>, state: &mut State) -> Reply {
    change(call, state, submitted(call))
}

fn review_tenant_enterprise_certification(call: &Call<'_>, state: &mut State) -> Reply {
    let mut changes = call.params.only(&[STATUS, "reviewReason"]);
    changes.insert("updatedAt".to_owned(), call.time().into());
    change(call, state, changes)
}

/// A tenant without a certification has not submitted one.
fn get_tenant_enterprise_certification(call: &Call<'_>, state: &State) -> Reply {
    let tenant = call.params.required("tenant_id");
    find_tenant(state, tenant)?;
    let certification = state.get(&CERTIFICATIONS, tenant).cloned();
    Ok(certification.map_or_else(|| json!({STATUS: "not_submit"}), Into::into))
}
