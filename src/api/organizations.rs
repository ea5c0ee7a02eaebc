//! Organizations. Each one is a tree of departments.

use serde_json::{Map, Value};

use crate::api::common::{IsSuccess, LangObject, LangObjectOutput};
use crate::macros::{inputs, operations, outputs};

operations! {
    /// # Organizations
    "organizations"

    /// Returns an organization.
    read Get "/api/v3/get-organization"
    fn get_organization(GetOrganization) -> Organization {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Returns several organizations.
    read Get "/api/v3/get-organization-batch"
    fn get_organizations_batch(GetOrganizationsBatch) -> Vec<Organization> {
        required {
            /// Codes of the organizations.
            organization_code_list: Vec<String>,
        }
        optional {
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Lists organizations, page by page.
    read Get "/api/v3/list-organizations"
    fn list_organizations(ListOrganizations) -> OrganizationPaging {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to fetch all organizations. Defaults to `false`.
            fetch_all: bool,
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// Whether to include posts in the response. They are documented as department information. Defaults to
            /// `false`.
            with_post: bool,
            /// ID of the tenant.
            tenant_id: String,
            /// Only organizations with this status. The meaning of `true` and `false` is not documented.
            status: bool,
        }
    }

    /// Creates an organization that consists of its root department only.
    ///
    /// Fails with status 400 if the code is malformed, blank, or too long.
    write Post "/api/v3/create-organization"
    fn create_organization(CreateOrganization) -> Organization, authing {
        required {
            /// Name of the organization.
            organization_name: String,
            /// Code of the new organization, such as `steamory`.
            organization_code: String [Length(..=64)],
        }
        optional {
            /// Metadata of the organization. An empty object is accepted.
            metadata: Map<String, Value> as unenforced,
            /// Description of the organization.
            description: String,
            /// Custom ID of the root department.
            open_department_id: String,
            /// Translations of the organization's name.
            i18n: OrganizationNameI18n,
            /// ID of the tenant.
            tenant_id: String,
            /// IDs of the posts of the organization.
            post_id_list: Vec<String>,
        }
    }

    /// Updates an organization.
    ///
    /// Fails with status 400 if `organization_new_code` is malformed, blank, or too long.
    write Post "/api/v3/update-organization"
    fn update_organization(UpdateOrganization) -> Organization, authing {
        required {
            /// Current code of the organization.
            organization_code: String,
        }
        optional {
            /// New description, although documented as the description of a department.
            description: String,
            /// Custom ID of the root department.
            open_department_id: String,
            /// User IDs of the leaders of the root department.
            leader_user_ids: Vec<String>,
            /// Translations of the organization's name.
            i18n: OrganizationNameI18n,
            /// ID of the tenant.
            tenant_id: String,
            /// New code of the organization.
            organization_new_code: String [Length(..=64)],
            /// New name of the organization.
            organization_name: String,
            /// IDs of the posts of the organization.
            post_id_list: Vec<String>,
        }
    }

    /// Deletes an organization and all of its departments.
    ///
    /// No parameter prevents that for an organization that is not empty; `has_children` and `members_count` of
    /// `get_organization` show whether an organization is empty.
    destructive Post "/api/v3/delete-organization"
    fn delete_organization(DeleteOrganization) -> IsSuccess, authing {
        required {
            /// Code of the organization.
            organization_code: String,
        }
        optional {
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Searches organizations by keyword, page by page.
    read Get "/api/v3/search-organizations"
    fn search_organizations(SearchOrganizations) -> OrganizationPaging, authing {
        required {
            /// Text to search for, such as the name of an organization.
            keywords: String as text,
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Whether to include custom data in the response. Defaults to `false`.
            with_custom_data: bool,
            /// ID of the tenant.
            tenant_id: String,
        }
    }

    /// Sets the status of an organization.
    write Post "/api/v3/update-organization-status"
    fn update_organization_status(UpdateOrganizationStatus) -> IsSuccess, authing {
        required {
            /// ID of the organization's root department.
            root_node_id: String,
        }
        optional {
            /// Status to set, as a string such as `false`. The meaning of the values is not documented.
            status: String,
        }
    }
}

inputs! {
    /// Translations of an organization's name.
    OrganizationNameI18n {
        required {
            /// Name of the organization in several languages.
            organization_name: LangObject,
        }
        optional {}
    }
}

outputs! {
    /// An organization and its root department.
    Organization {
        /// Code of the organization.
        organization_code: String,
        /// Name of the organization.
        organization_name: String,
        /// Description of the organization.
        description: String,
        /// Creation time, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        created_at: String,
        /// Time of the last change, as an ISO 8601 date-time such as `2022-07-03T03:20:30.000Z`.
        updated_at: String,
        /// ID of the root department.
        department_id: String,
        /// Custom ID of the root department.
        open_department_id: String,
        /// Whether the root department has child departments.
        has_children: bool,
        /// User IDs of the leaders of the root department.
        leader_user_ids: Vec<String>,
        /// Number of members of the root department.
        members_count: i64,
        /// Whether the root department is virtual.
        is_virtual_node: bool,
        /// Translations of the organization's name.
        i18n: Option<OrganizationNameI18nOutput>,
        /// Custom data, by field key. Present if `with_custom_data` is set.
        custom_data: Map<String, Value>,
        /// ID of the tenant. Documented: an organization of a tenant can lack it in lists.
        tenant_id: String,
        /// IDs of the posts of the organization.
        post_id_list: Vec<String>,
        /// Status of the organization, as a string such as `false`.
        status: String,
        /// Access restrictions. They are documented as a string, with a list as the example.
        allow: Vec<String>,
    }

    /// Translations of an organization's name.
    OrganizationNameI18nOutput {
        /// Name of the organization in several languages.
        organization_name: Option<LangObjectOutput>,
    }

    /// A page of organizations.
    OrganizationPaging, page list: Organization, total_count {
        /// Total number of items across all pages.
        total_count: i64,
        /// Items on this page.
        list: Vec<Organization>,
    }
}
