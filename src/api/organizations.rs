//! Organizations: the roots of trees of departments.

use serde_json::{Map, Value};

use crate::api::common::{IsSuccess, LangObject, LangObjectOutput};
use crate::table::{inputs, operations, outputs};

operations! {
    /// # Organizations
    "organizations"

    /// Fetches one organization.
    read Get "/api/v3/get-organization"
    fn get_organization(GetOrganization) -> Organization {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the answer includes the posts; absence means no.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Fetches several organizations at once.
    read Get "/api/v3/get-organization-batch"
    fn get_organizations_batch(GetOrganizationsBatch) -> Vec<Organization> {
        required {
            /// Codes of the organizations to fetch.
            organization_code_list: Vec<String>,
        }
        optional {
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the answer includes the posts; absence means no.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists the organizations, page by page.
    read Get "/api/v3/list-organizations"
    fn list_organizations(ListOrganizations) -> OrganizationPaging {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether to fetch all organizations; absence means no.
            fetch_all: bool,
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// Whether the answer includes the posts; absence means no.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
            /// Whether enabled or disabled organizations are wanted; absent means both.
            status: bool,
        }
    }

    /// Creates an organization that consists of its root department only.
    ///
    /// A malformed, blank or too long code is answered with code 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-organization"
    fn create_organization(CreateOrganization) -> Organization {
        required {
            /// Additional data on the organization; upstream demands it but does not say what belongs in it.
            metadata: Map<String, Value>,
            /// Name of the organization to show.
            organization_name: String,
            /// Code the new organization gets.
            organization_code: String [Length(0..=64)],
        }
        optional {
            /// Words on what the organization is.
            description: String,
            /// ID of your own choice for the root department.
            open_department_id: String,
            /// Translations of the organization's name.
            i18n: OrganizationNameI18n,
            /// ID of the tenant.
            tenant_id: String,
            /// IDs of the posts the root department gets.
            post_id_list: Vec<String>,
        }
    }

    /// Changes an organization and its root department.
    ///
    /// A malformed, blank or too long new code is answered with code 400.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-organization"
    fn update_organization(UpdateOrganization) -> Organization {
        required {
            /// Code the organization has now.
            organization_code: String,
        }
        optional {
            /// Words on what the organization or its root department does.
            description: String,
            /// ID of your own choice for the root department.
            open_department_id: String,
            /// IDs of the users who lead the root department.
            leader_user_ids: Vec<String>,
            /// Translations of the organization's name.
            i18n: OrganizationNameI18n,
            /// ID of the tenant.
            tenant_id: String,
            /// Code the organization is to have from now on.
            organization_new_code: String [Length(0..=64)],
            /// Name of the organization to show from now on.
            organization_name: String,
            /// IDs of the posts of the root department.
            post_id_list: Vec<String>,
        }
    }

    /// Deletes an organization with the whole tree of its departments.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/delete-organization"
    fn delete_organization(DeleteOrganization) -> IsSuccess {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches the organizations by keyword, page by page.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/search-organizations"
    fn search_organizations(SearchOrganizations) -> OrganizationPaging {
        required {
            /// Text to look for, such as a part of the organization's name.
            keywords: String,
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Whether custom data comes along. The server takes absence as `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Enables or disables an organization.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-organization-status"
    fn update_organization_status(UpdateOrganizationStatus) -> IsSuccess {
        required {
            /// ID (not code) of the organization: that of its root department.
            root_node_id: String,
        }
        optional {
            /// State to set, a truth value as text: upstream's sample is `false`.
            status: String,
        }
    }
}

inputs! {
    /// The translations of an organization's name.
    OrganizationNameI18n {
        required {
            /// Name of the organization in several languages.
            organization_name: LangObject,
        }
        optional {}
    }
}

outputs! {
    /// An organization, described by its root department.
    Organization {
        /// Code of the organization.
        organization_code: String,
        /// Name of the organization to show.
        organization_name: String,
        /// Words on what the organization is.
        description: String,
        /// When it was created.
        created_at: String,
        /// When it was last changed.
        updated_at: String,
        /// ID of the root department.
        department_id: String,
        /// ID of your own choice for the root department.
        open_department_id: String,
        /// Whether there are departments below the root department.
        has_children: bool,
        /// IDs of the users who lead the root department.
        leader_user_ids: Vec<String>,
        /// How many users the department has.
        members_count: i64,
        /// Whether the root department is a virtual one.
        is_virtual_node: bool,
        /// Translations of the organization's name.
        i18n: Option<OrganizationNameI18nOutput>,
        /// Values of custom fields, by field key; only there if `withCustomData` asked for them.
        custom_data: Map<String, Value>,
        /// ID of the tenant.
        tenant_id: String,
        /// IDs of the posts; only there if `withPost` asked for them.
        post_id_list: Vec<String>,
        /// State of the organization, a truth value as text: upstream's sample is `false`.
        status: String,
        /// Limits on who has access; upstream declares text but shows a list, so both occur.
        allow: Vec<String>,
    }

    /// The translations of an organization's name.
    OrganizationNameI18nOutput {
        /// Name of the organization in several languages.
        organization_name: Option<LangObjectOutput>,
    }

    /// One page of organizations.
    OrganizationPaging, page list: Organization, total_count {
        /// How many there are on all pages together.
        total_count: i64,
        /// The items of this page.
        list: Vec<Organization>,
    }
}
