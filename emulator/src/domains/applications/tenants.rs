//! The applications and resources of tenants.

use serde_json::{Value, json};

use super::{APPLICATIONS, id_of};
use crate::behavior::Basis::Assumed;
use crate::behavior::{Call, Rule, read, write};
use crate::domains::permissions::{find_for_application, link_to_tenant};
use crate::domains::users::{TENANTS, find_tenant};
use crate::reply::{Refusal, Reply, success};
use crate::store::{Record, State, value};

pub(super) const RULES: &[Rule] = &[
    write("associate_tenant_resource", Assumed, associate_tenant_resource),
    read("list_tenant_applications", Assumed, list_tenant_applications),
];

/// Without `tenantId`, the tenant is that of the header.
fn associate_tenant_resource(call: &Call<'_>, state: &mut State) -> Reply {
    let params = call.params;
    let app_id = id_of(state, params.required("appId"))?;
    let tenant = params.text("tenantId").or(call.tenant_id);
    let tenant = tenant.ok_or_else(|| Refusal::malformed("tenantId", "a tenant is required, here or in a header"))?;
    find_tenant(state, tenant)?;
    let resource = find_for_application(state, &app_id, params.required("code"))?;
    link_to_tenant(state, &resource, tenant, params.flag("association"))?;
    success()
}

/// The applications of the tenant that the header names; without a tenant, all of them.
fn list_tenant_applications(call: &Call<'_>, state: &State) -> Reply {
    let params = call.params;
    let tenant = call.tenant_id.and_then(|id| state.get(&TENANTS, id));
    let own = tenant.and_then(|tenant| tenant.get("appIds")).and_then(Value::as_array);
    let keywords = params.search("keywords");
    let applications = state.table(&APPLICATIONS).iter().filter(|application| {
        let is_own = |ids: &Vec<Value>| ids.contains(value(application, APPLICATIONS.id));
        own.is_none_or(is_own)
            && keywords.is_in(application, &["appName"])
            && (!params.flag("sso_enabled") || value(application, "ssoEnabled") == true)
    });
    let view = |application: &Record| {
        json!({
            "userPoolId": call.user_pool_id,
            "tenantAppId": value(application, APPLICATIONS.id),
            "name": value(application, "appName"),
            "description": value(application, "appDescription"),
            "logo": application.get("appLogo"),
            "applicationType": value(application, "appType"),
            "ssoEnabled": value(application, "ssoEnabled"),
            "appId": value(application, APPLICATIONS.id),
        })
    };
    Ok(params.page().of("list", applications, view))
}
