//! The tables, one module for each domain of the API: its operations, and the types that they take and give.
//!
//! The operations themselves are methods of [`ManagementClient`](crate::ManagementClient). Every type here is also
//! at the root of the crate.
//!
//! # Names
//!
//! Operations bear the names of upstream's documentation, and types those of its schema without `Dto`. Where a
//! documented name is misspelt, says the wrong thing, or names no noun of its domain, the method is named after the
//! path; searching this documentation for the old name finds it all the same.
//!
//! | documented | here |
//! |---|---|
//! | `add` | [`add_ip_list`](crate::ManagementClient::add_ip_list) |
//! | `add_user` | [`add_user_list`](crate::ManagementClient::add_user_list) |
//! | `approval` | [`batch_approval_universal_invitation_applicants`](crate::ManagementClient::batch_approval_universal_invitation_applicants) |
//! | `batch_bind_policy` | [`update_invitation_roster_batch_bind_policy`](crate::ManagementClient::update_invitation_roster_batch_bind_policy) |
//! | `batch_unbind_policy` | [`update_invitation_roster_batch_unbind_policy`](crate::ManagementClient::update_invitation_roster_batch_unbind_policy) |
//! | `capture` | [`metadata_ueba_capture`](crate::ManagementClient::metadata_ueba_capture) |
//! | `change_userpool_tenan_ext_idp_conn_state` | [`change_userpool_tenant_ext_idp_conn_state`](crate::ManagementClient::change_userpool_tenant_ext_idp_conn_state) |
//! | `check_mutual_exclusion` | [`check_role_mutual_exclusion`](crate::ManagementClient::check_role_mutual_exclusion) |
//! | `check_params_namespace` | [`check_role_params`](crate::ManagementClient::check_role_params) |
//! | `closed_list` | [`approval_closed_list`](crate::ManagementClient::approval_closed_list) |
//! | `delete_by_id` | [`delete_ip_list_by_id`](crate::ManagementClient::delete_ip_list_by_id) |
//! | `export_meatdata` | [`metadata_export`](crate::ManagementClient::metadata_export) |
//! | `export_users` | [`invitation_invitee_export`](crate::ManagementClient::invitation_invitee_export) |
//! | `filter` | [`filter_universal_invitation_applicants`](crate::ManagementClient::filter_universal_invitation_applicants) |
//! | `filter_users` | [`list_invitation_invitees`](crate::ManagementClient::list_invitation_invitees) |
//! | `find_app_lists` | [`get_supported_device_exclusive_apps`](crate::ManagementClient::get_supported_device_exclusive_apps) |
//! | `get_all_valid_scope_settings` | [`get_device_exclusive_valid_scope_settings`](crate::ManagementClient::get_device_exclusive_valid_scope_settings) |
//! | `get_all_white_list_settings` | [`get_device_exclusive_white_list_settings`](crate::ManagementClient::get_device_exclusive_white_list_settings) |
//! | `get_bind_pwd` | [`get_ldap_server_random_pwd`](crate::ManagementClient::get_ldap_server_random_pwd) |
//! | `get_detail` | [`get_approval_detail`](crate::ManagementClient::get_approval_detail) |
//! | `get_public_account_of_groups` | [`set_public_account_of_groups`](crate::ManagementClient::set_public_account_of_groups) |
//! | `get_rule_settings` | [`get_device_exclusive_rule_settings`](crate::ManagementClient::get_device_exclusive_rule_settings) |
//! | `import_template` | [`invitation_invitee_template`](crate::ManagementClient::invitation_invitee_template) |
//! | `import_users` | [`invitation_invitee_import`](crate::ManagementClient::invitation_invitee_import) |
//! | `list_data_polices` | [`list_data_policies`](crate::ManagementClient::list_data_policies) |
//! | `list_invite_tennat_user_records` | [`list_invite_tenant_user_records`](crate::ManagementClient::list_invite_tenant_user_records) |
//! | `list_simple_data_polices` | [`list_simple_data_policies`](crate::ManagementClient::list_simple_data_policies) |
//! | `log_list` | [`approval_log_list`](crate::ManagementClient::approval_log_list) |
//! | `pend_list` | [`approval_pending_list`](crate::ManagementClient::approval_pending_list) |
//! | `reject` | [`batch_reject_universal_invitation_applicant`](crate::ManagementClient::batch_reject_universal_invitation_applicant) |
//! | `remote_field` | [`metadata_remove_field`](crate::ManagementClient::metadata_remove_field) |
//! | `remove` | [`remove_device_exclusive_valid_scope_settings`](crate::ManagementClient::remove_device_exclusive_valid_scope_settings) |
//! | `save_invitation_policies` | [`save_device_exclusive_valid_scope_settings`](crate::ManagementClient::save_device_exclusive_valid_scope_settings) |
//! | `save_ldap_config_info` | [`enable_ldap_server`](crate::ManagementClient::enable_ldap_server) |
//! | `set_public_account_ofn_post` | [`set_public_account_of_post`](crate::ManagementClient::set_public_account_of_post) |
//! | `setuser_of_public_account` | [`set_user_of_public_accounts`](crate::ManagementClient::set_user_of_public_accounts) |
//! | `update_rule_settings` | [`update_device_exclusive_rule_settings`](crate::ManagementClient::update_device_exclusive_rule_settings) |
//! | `upload` | [`invitation_invitee_upload`](crate::ManagementClient::invitation_invitee_upload) |
//! | `userpoll_tenant_config` | [`userpool_tenant_config`](crate::ManagementClient::userpool_tenant_config) |
//! | `verify_event` | [`pub_event`](crate::ManagementClient::pub_event) |
//!
//! A type that is both sent and received is two here: the one that is sent bears the name, the one that is received
//! ends in `Output`. Renamed are `MetadataCondition` (`Condition`), `DnefConfig` (`Config`), `MauPeriodUsageRecords` (`MauPeriodUsageHistory`), `DnefOption` (`Option`), `DepartmentTreeResult` (`Result`), `ErrorEmailMsg` (`errorEmailMsg`), and
//! `LoginPasswordFailCheckConfig`, which upstream misspells. Equal sets of values are one enum, named for what it is
//! about.

pub mod access_keys;
pub mod applications;
pub mod approvals;
pub mod asa_accounts;
pub mod audit_logs;
pub mod common;
pub mod custom_fields;
pub mod data_permissions;
pub mod departments;
pub mod device_exclusivity;
pub mod devices;
pub mod events;
pub mod identity_sources;
pub mod invitations;
pub mod ldap_server;
pub mod message_service;
pub mod metadata;
pub mod metering;
pub mod mfa;
pub mod organizations;
pub mod permissions;
pub mod pipelines;
pub mod posts;
pub mod public_accounts;
pub mod risk_lists;
pub mod roles;
pub mod security_settings;
pub mod sync_tasks;
pub mod tenants;
pub mod user_groups;
pub mod users;
pub mod webhooks;
pub mod whitelist;

#[cfg(test)]
pub(crate) mod tests;

use crate::operation::Operation;

/// The tables, in the order of their domains.
const TABLES: &[&[&Operation]] = &[
    access_keys::OPERATIONS,
    applications::application::OPERATIONS,
    applications::authorization::OPERATIONS,
    applications::console::OPERATIONS,
    approvals::OPERATIONS,
    asa_accounts::OPERATIONS,
    audit_logs::OPERATIONS,
    custom_fields::OPERATIONS,
    data_permissions::permission_namespaces::OPERATIONS,
    data_permissions::data_resources::OPERATIONS,
    data_permissions::extend_fields::OPERATIONS,
    data_permissions::policies::OPERATIONS,
    data_permissions::decisions::OPERATIONS,
    departments::department::OPERATIONS,
    departments::members::OPERATIONS,
    device_exclusivity::OPERATIONS,
    devices::OPERATIONS,
    events::OPERATIONS,
    identity_sources::OPERATIONS,
    invitations::universal::OPERATIONS,
    invitations::policies::OPERATIONS,
    invitations::rosters::OPERATIONS,
    invitations::invitees::OPERATIONS,
    ldap_server::OPERATIONS,
    message_service::OPERATIONS,
    metadata::rows::OPERATIONS,
    metadata::models::OPERATIONS,
    metadata::operations::OPERATIONS,
    metadata::relations::OPERATIONS,
    metadata::import_export::OPERATIONS,
    metering::OPERATIONS,
    mfa::OPERATIONS,
    organizations::OPERATIONS,
    permissions::resources::OPERATIONS,
    permissions::namespaces::OPERATIONS,
    permissions::authorization::OPERATIONS,
    pipelines::OPERATIONS,
    posts::OPERATIONS,
    public_accounts::accounts::OPERATIONS,
    public_accounts::assignments::OPERATIONS,
    risk_lists::OPERATIONS,
    roles::operations::OPERATIONS,
    security_settings::OPERATIONS,
    sync_tasks::operations::OPERATIONS,
    tenants::tenant::OPERATIONS,
    tenants::members::OPERATIONS,
    tenants::certification::OPERATIONS,
    tenants::admins::OPERATIONS,
    user_groups::OPERATIONS,
    users::accounts::OPERATIONS,
    users::relations::OPERATIONS,
    users::security::OPERATIONS,
    webhooks::OPERATIONS,
    whitelist::OPERATIONS,
];

/// Every operation in the tables, domain after domain.
///
/// ```
/// for operation in genauth::operations() {
///     println!("{:6} {:45} {}", operation.method, operation.path, operation.name);
/// }
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    TABLES.iter().copied().flatten().copied()
}

#[cfg(test)]
pub(crate) const PROBES: &[&[tests::Probe]] = &[
    access_keys::PROBES,
    applications::application::PROBES,
    applications::authorization::PROBES,
    applications::console::PROBES,
    approvals::PROBES,
    asa_accounts::PROBES,
    audit_logs::PROBES,
    custom_fields::PROBES,
    data_permissions::permission_namespaces::PROBES,
    data_permissions::data_resources::PROBES,
    data_permissions::extend_fields::PROBES,
    data_permissions::policies::PROBES,
    data_permissions::decisions::PROBES,
    departments::department::PROBES,
    departments::members::PROBES,
    device_exclusivity::PROBES,
    devices::PROBES,
    events::PROBES,
    identity_sources::PROBES,
    invitations::universal::PROBES,
    invitations::policies::PROBES,
    invitations::rosters::PROBES,
    invitations::invitees::PROBES,
    ldap_server::PROBES,
    message_service::PROBES,
    metadata::rows::PROBES,
    metadata::models::PROBES,
    metadata::operations::PROBES,
    metadata::relations::PROBES,
    metadata::import_export::PROBES,
    metering::PROBES,
    mfa::PROBES,
    organizations::PROBES,
    permissions::resources::PROBES,
    permissions::namespaces::PROBES,
    permissions::authorization::PROBES,
    pipelines::PROBES,
    posts::PROBES,
    public_accounts::accounts::PROBES,
    public_accounts::assignments::PROBES,
    risk_lists::PROBES,
    roles::operations::PROBES,
    security_settings::PROBES,
    sync_tasks::operations::PROBES,
    tenants::tenant::PROBES,
    tenants::members::PROBES,
    tenants::certification::PROBES,
    tenants::admins::PROBES,
    user_groups::PROBES,
    users::accounts::PROBES,
    users::relations::PROBES,
    users::security::PROBES,
    webhooks::PROBES,
    whitelist::PROBES,
];
