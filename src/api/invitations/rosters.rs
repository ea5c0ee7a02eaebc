//! Invitations: rosters.

use super::{CombineFiltersBase, InvitationRoster, InvitationRosterPagination};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Invitations: rosters
    "invitations"

    /// Lists the invitation rosters, page by page.
    read Post "/api/v3/list-invitation-rosters"
    fn list_invitation_roster(ListInvitationRoster) -> InvitationRosterPagination {
        required {}
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in roster names and IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include the number of invitees in the response.
            with_user_count: bool,
            /// Whether to include the bound policy in the response.
            with_assigned_policy: bool,
        }
    }

    /// Lists the invitation rosters bound to a policy, page by page.
    read Post "/api/v3/list-invitation-rosters-by-policy-id"
    fn list_invitation_rosters_by_policy_id(ListInvitationRostersByPolicyId) -> InvitationRosterPagination {
        required {
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in roster names and IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include the number of invitees in the response.
            with_user_count: bool,
            /// Whether to include the bound policy in the response.
            with_assigned_policy: bool,
        }
    }

    /// Lists the invitation rosters that are not bound to a policy, page by page.
    read Post "/api/v3/list-invitation-rosters-by-no-policy-id"
    fn list_invitation_rosters_by_non_policy_id(ListInvitationRostersByNonPolicyId) -> InvitationRosterPagination {
        required {}
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in roster names and IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the creator in the response.
            with_creator_detail: bool,
            /// Whether to include the number of invitees in the response.
            with_user_count: bool,
            /// Whether to include the bound policy in the response.
            with_assigned_policy: bool,
        }
    }

    /// Gets an invitation roster by its ID.
    read Get "/api/v3/get-invitation-roster"
    fn get_invitation_roster(GetInvitationRoster) -> InvitationRoster {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {
            /// Whether to include details of the creator in the response. Defaults to `false`.
            with_creator_detail: bool,
            /// Whether to include the number of invitees in the response. Defaults to `false`.
            with_user_count: bool,
            /// Whether to include the bound policy in the response. Defaults to `false`.
            with_assigned_policy: bool,
        }
    }

    /// Creates an invitation roster, which holds the invitees of a policy.
    write Post "/api/v3/create-invitation-roster"
    fn create_invitation_roster(CreateInvitationRoster) -> InvitationRoster {
        required {
            /// Name of the roster.
            name: String,
        }
        optional {}
    }

    /// Binds an invitation policy to several rosters.
    write Post "/api/v3/update-invitation-roster-batch-bind-policy"
    fn update_invitation_roster_batch_bind_policy(UpdateInvitationRosterBatchBindPolicy) as "batch_bind_policy"
        -> IsSuccess {
        required {
            /// IDs of the rosters to bind the policy to.
            roster_ids: Vec<String>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Unbinds an invitation policy from several rosters.
    ///
    /// Documented: a policy can be deleted only after its rosters.
    write Post "/api/v3/update-invitation-roster-batch-unbind-policy"
    fn update_invitation_roster_batch_unbind_policy(UpdateInvitationRosterBatchUnbindPolicy) as "batch_unbind_policy"
        -> IsSuccess {
        required {
            /// IDs of the rosters to unbind the policy from.
            roster_ids: Vec<String>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Changes the name or the bound policy of an invitation roster.
    write Post "/api/v3/update-invitation-roster"
    fn update_invitation_roster(UpdateInvitationRoster) -> InvitationRoster {
        required {
            /// ID of the roster to change.
            roster_id: String,
        }
        optional {
            /// New name of the roster.
            name: String,
            /// ID of the invitation policy to bind to the roster.
            policy_id: String,
        }
    }

    /// Deletes an invitation roster.
    ///
    /// Remove the invitees of a roster before you delete the roster, and delete the roster before its policy.
    destructive Post "/api/v3/delete-invitation-roster"
    fn delete_invitation_roster(DeleteInvitationRoster) -> IsSuccess {
        required {
            /// ID of the roster to delete.
            id: String,
        }
        optional {}
    }

    /// Deletes several invitation rosters.
    ///
    /// Remove the invitees of a roster before you delete the roster, and delete the roster before its policy.
    destructive Post "/api/v3/delete-invitation-rosters-batch"
    fn delete_invitation_roster_batch(DeleteInvitationRosterBatch) -> IsSuccess {
        required {
            /// IDs of the rosters to delete.
            ids: Vec<String>,
        }
        optional {}
    }

    /// Sends invitations to the invitees of a roster.
    ///
    /// Sending takes a snapshot of the policy bound to the roster. See `roster_id` of `get_policy_detail_by_id`.
    write Post "/api/v3/send-roster-invitation"
    fn send_roster_invitation(SendRosterInvitation) -> IsSuccess {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {}
    }

    /// Sends invitations to selected invitees of a roster.
    ///
    /// Sending takes a snapshot of the policy bound to the roster. See `roster_id` of `get_policy_detail_by_id`.
    write Post "/api/v3/send-roster-invitation-batch"
    fn send_roster_invitation_batch(SendRosterInvitationBatch) -> IsSuccess {
        required {
            /// IDs of the invitees to send invitations to.
            invitee_ids: Vec<String>,
            /// ID of the roster that the invitees are on.
            roster_id: String,
        }
        optional {}
    }

    /// Revokes the invitation of one invitee.
    write Post "/api/v3/revert-roster-invitation"
    fn revert_roster_invitation(RevertRosterInvitation) -> IsSuccess {
        required {
            /// ID of the invitee.
            invitee_id: String,
            /// ID of the roster that the invitee is on.
            roster_id: String,
        }
        optional {}
    }

    /// Revokes the invitations of several invitees.
    write Post "/api/v3/revert-roster-invitation-batch"
    fn revert_roster_invitation_batch(RevertRosterInvitationBatch) -> IsSuccess {
        required {
            /// IDs of the invitees whose invitations are revoked.
            invitee_ids: Vec<String>,
        }
        optional {}
    }
}
