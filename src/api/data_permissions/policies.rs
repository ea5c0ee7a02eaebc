//! Data permissions: policies.

use super::{
    CheckParamsDataPolicyResp, CreateDataPolicyResp, DataPoliciesPaginatedResp, DataPoliciesSimplePaginatedResp,
    DataStatementPermission, GetDataPolicyResp, ListDataPolicySubjectPage, Subject, UpdateDataPolicyResp,
};
use crate::api::common::TargetType;
use crate::table::operations;

operations! {
    /// # Data permissions: policies
    "data_permissions"

    /// Creates a data policy, which allows or denies actions on data resources.
    ///
    /// It has no effect until it is authorized to users, groups, roles or organizations. Its statements may name
    /// data resources of several permission groups. A statement without `permissions` is refused with status code
    /// 602.
    write Post "/api/v3/create-data-policy"
    fn create_data_policy(CreateDataPolicy) -> CreateDataPolicyResp {
        required {
            /// Statements of the data policy, each allowing or denying some permissions.
            statement_list: Vec<DataStatementPermission> [Items(1..=5), Whole],
            /// Name of the data policy, unique in the user pool.
            policy_name: String [Length(1..=50)],
        }
        optional {
            /// Description of the data policy.
            description: String [Length(0..=200)],
        }
    }

    /// Lists the data policies with their data resources and holders, page by page.
    ///
    /// A `limit` above 50 is refused with 400.
    read Get "/api/v3/list-data-policies"
    fn list_data_policies(ListDataPolicies) as "list_data_polices" -> DataPoliciesPaginatedResp {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the name of the data policy; absence means all.
            query: String,
        }
    }

    /// Lists the data policies with ID, name and description only, page by page.
    ///
    /// A `limit` above 50 is refused with 400.
    read Get "/api/v3/list-simple-data-policies"
    fn list_simple_data_policies(ListSimpleDataPolicies) as "list_simple_data_polices"
        -> DataPoliciesSimplePaginatedResp {
        required {}
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the name of the data policy; absence means all.
            query: String,
        }
    }

    /// Gets a data policy.
    ///
    /// Upstream announces the policy's permissions too, but declares no field for them.
    read Get "/api/v3/get-data-policy"
    fn get_data_policy(GetDataPolicy) -> GetDataPolicyResp {
        required {
            /// ID of the data policy.
            policy_id: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Changes the name, description or statements of a data policy.
    write Post "/api/v3/update-data-policy"
    fn update_data_policy(UpdateDataPolicy) -> UpdateDataPolicyResp {
        required {
            /// ID of the data policy to change.
            policy_id: String [Length(1..=usize::MAX)],
        }
        optional {
            /// New name, unique in the user pool; absence presumably keeps the old one.
            policy_name: String [Length(0..=50)],
            /// New description; absence presumably keeps the old one.
            description: String [Length(0..=200)],
            /// New statements of the data policy; absence presumably keeps the old ones.
            statement_list: Vec<DataStatementPermission> [Items(1..=5), Whole],
        }
    }

    /// Deletes a data policy and its ties to data resources.
    ///
    /// The answer carries no data.
    write Post "/api/v3/delete-data-policy"
    fn delete_data_policy(DeleteDataPolicy) -> () {
        required {
            /// ID of the data policy to delete.
            policy_id: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Checks whether a name is still free for a data policy of the user pool.
    ///
    /// A taken one is no error: `isValid` is then false and `message` says why.
    read Get "/api/v3/check-data-policy-exists"
    fn check_data_policy_exists(CheckDataPolicyExists) -> CheckParamsDataPolicyResp {
        required {
            /// Name to check.
            policy_name: String [Length(1..=usize::MAX)],
        }
        optional {}
    }

    /// Lists the users, groups, roles and organizations a data policy is authorized to, page by page.
    read Get "/api/v3/list-data-policy-targets"
    fn list_data_policy_targets(ListDataPolicyTargets) -> ListDataPolicySubjectPage {
        required {
            /// ID of the data policy whose holders are wanted.
            policy_id: String [Length(1..=usize::MAX)],
        }
        optional {
            /// Page to fetch, counted from 1. The server takes absence as `1`.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Search word for the name of the holder; absence means all.
            query: String,
            /// Kinds of holders wanted; absence means all of them.
            target_type: Vec<TargetType>,
        }
    }

    /// Authorizes data policies to users, groups, roles or organizations.
    ///
    /// Each of the policies is given to each of the holders. The answer carries no data.
    write Post "/api/v3/authorize-data-policies"
    fn authorize_data_policies(AuthorizeDataPolicies) -> () {
        required {
            /// Users, groups, roles and organizations that get the data policies.
            target_list: Vec<Subject> [Items(1..=usize::MAX)],
            /// IDs of the data policies to authorize.
            policy_ids: Vec<String> [Items(1..=50)],
        }
        optional {}
    }

    /// Takes a data policy away from a user, group, role or organization.
    ///
    /// The answer carries no data.
    write Post "/api/v3/revoke-data-policy"
    fn revoke_data_policy(RevokeDataPolicy) -> () {
        required {
            /// Kind of the holder that `targetIdentifier` names.
            target_type: TargetType,
            /// ID of the user, group, role or organization that loses the data policy.
            target_identifier: String [Length(1..=usize::MAX)],
            /// ID of the data policy to take away.
            policy_id: String [Length(1..=usize::MAX)],
        }
        optional {}
    }
}
