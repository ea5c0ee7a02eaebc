//! Data permissions: data policies.

use super::{
    CheckParamsDataPolicyResp, CreateDataPolicyResp, DataPoliciesPaginatedResp, DataPoliciesSimplePaginatedResp,
    DataStatementPermission, GetDataPolicyResp, ListDataPolicySubjectPage, Subject, UpdateDataPolicyResp,
};
use crate::api::common::TargetType;
use crate::macros::operations;

operations! {
    /// # Data permissions: data policies
    "data_permissions"

    /// Creates a data policy, which allows or denies actions on data resources.
    ///
    /// Grant it to users, groups, roles or organizations with `authorize_data_policies`.
    ///
    /// Fails with status 602 if a statement has no `permissions`.
    write Post "/api/v3/create-data-policy"
    fn create_data_policy(CreateDataPolicy) -> CreateDataPolicyResp {
        required {
            /// Statements of the data policy, each of which allows or denies permissions.
            statement_list: Vec<DataStatementPermission> [Items(1..=5)] as whole,
            /// Name of the data policy, unique in the user pool.
            policy_name: String [Length(1..=50)],
        }
        optional {
            /// Description of the data policy.
            description: String [Length(..=200)],
        }
    }

    /// Lists the data policies with their data resources and subjects, page by page.
    ///
    /// Fails with status 400 if `limit` is above 50.
    read Get "/api/v3/list-data-policies"
    fn list_data_policies(ListDataPolicies) as "list_data_polices" -> DataPoliciesPaginatedResp {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Search keyword for the name of the data policy.
            query: String,
        }
    }

    /// Lists the IDs, names and descriptions of the data policies, page by page.
    ///
    /// Fails with status 400 if `limit` is above 50.
    read Get "/api/v3/list-simple-data-policies"
    fn list_simple_data_policies(ListSimpleDataPolicies) as "list_simple_data_polices"
        -> DataPoliciesSimplePaginatedResp {
        required {}
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Search keyword for the name of the data policy.
            query: String,
        }
    }

    /// Gets a data policy.
    ///
    /// The official documentation says that the response includes the permissions of the data policy, but documents no
    /// field for them.
    read Get "/api/v3/get-data-policy"
    fn get_data_policy(GetDataPolicy) -> GetDataPolicyResp {
        required {
            /// ID of the data policy.
            policy_id: String [Length(1..)],
        }
        optional {}
    }

    /// Changes the name, description or statements of a data policy.
    write Post "/api/v3/update-data-policy"
    fn update_data_policy(UpdateDataPolicy) -> UpdateDataPolicyResp {
        required {
            /// ID of the data policy to change.
            policy_id: String [Length(1..)],
        }
        optional {
            /// New name of the data policy, unique in the user pool.
            policy_name: String [Length(..=50)],
            /// New description of the data policy.
            description: String [Length(..=200)],
            /// New statements of the data policy.
            statement_list: Vec<DataStatementPermission> [Items(1..=5)] as whole,
        }
    }

    /// Deletes a data policy and its links to data resources.
    destructive Post "/api/v3/delete-data-policy"
    fn delete_data_policy(DeleteDataPolicy) -> () {
        required {
            /// ID of the data policy to delete.
            policy_id: String [Length(1..)],
        }
        optional {}
    }

    /// Checks whether a name is available for a data policy in the user pool.
    ///
    /// A name that is taken is not an error. In that case, `is_valid` is `false`, and `message` gives the reason.
    read Get "/api/v3/check-data-policy-exists"
    fn check_data_policy_exists(CheckDataPolicyExists) -> CheckParamsDataPolicyResp, decides {
        required {
            /// Name to check.
            policy_name: String [Length(1..)],
        }
        optional {}
    }

    /// Lists the users, groups, roles and organizations that a data policy is granted to, page by page.
    read Get "/api/v3/list-data-policy-targets"
    fn list_data_policy_targets(ListDataPolicyTargets) -> ListDataPolicySubjectPage {
        required {
            /// ID of the data policy.
            policy_id: String [Length(1..)],
        }
        optional {
            /// Page number, starting at 1. Defaults to `1`.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Name of the subject to search for.
            query: String,
            /// Only subjects of these types. The OpenAPI document of the live service also lists
            /// `PROGRAMMATIC_ACCOUNT`.
            target_type: Vec<TargetType>,
        }
    }

    /// Grants data policies to users, groups, roles or organizations.
    write Post "/api/v3/authorize-data-policies"
    fn authorize_data_policies(AuthorizeDataPolicies) -> () {
        required {
            /// Users, groups, roles and organizations to grant the data policies to.
            target_list: Vec<Subject> [Items(1..)],
            /// IDs of the data policies to grant.
            policy_ids: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Revokes a data policy from a user, group, role or organization.
    destructive Post "/api/v3/revoke-data-policy"
    fn revoke_data_policy(RevokeDataPolicy) -> () {
        required {
            /// Type of the subject that `target_identifier` identifies. The OpenAPI document of the live service also
            /// lists `PROGRAMMATIC_ACCOUNT`.
            target_type: TargetType,
            /// ID of the user, group, role or organization; groups and roles are identified by ID here, not by code.
            target_identifier: String [Length(1..)],
            /// ID of the data policy to revoke.
            policy_id: String [Length(1..)],
        }
        optional {}
    }
}
