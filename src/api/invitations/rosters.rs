//! Invitations: rosters.

use super::{CombineFiltersBase, InvitationRoster, InvitationRosterPagination};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Invitations: rosters
    "invitations"

    /// Lists the invitation rosters, page by page.
    read Post "/api/v3/list-invitation-rosters"
    fn list_invitation_roster(ListInvitationRoster) -> InvitationRosterPagination {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in the names and IDs of rosters, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the rosters; absent means none.
            filter: CombineFiltersBase,
            /// Whether each roster comes with its creator's name and picture.
            with_creator_detail: bool,
            /// Whether each roster comes with the number of its invitees.
            with_user_count: bool,
            /// Whether each roster comes with the policy bound to it.
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
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in the names and IDs of rosters, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the rosters; absent means none.
            filter: CombineFiltersBase,
            /// Whether each roster comes with its creator's name and picture.
            with_creator_detail: bool,
            /// Whether each roster comes with the number of its invitees.
            with_user_count: bool,
            /// Whether each roster comes with the policy bound to it.
            with_assigned_policy: bool,
        }
    }

    /// Lists the invitation rosters bound to no policy, page by page.
    read Post "/api/v3/list-invitation-rosters-by-no-policy-id"
    fn list_invitation_rosters_by_non_policy_id(ListInvitationRostersByNonPolicyId) -> InvitationRosterPagination {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in the names and IDs of rosters, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the rosters; absent means none.
            filter: CombineFiltersBase,
            /// Whether each roster comes with its creator's name and picture.
            with_creator_detail: bool,
            /// Whether each roster comes with the number of its invitees.
            with_user_count: bool,
            /// Whether each roster comes with the policy bound to it.
            with_assigned_policy: bool,
        }
    }

    /// Gets one invitation roster by its ID.
    read Get "/api/v3/get-invitation-roster"
    fn get_invitation_roster(GetInvitationRoster) -> InvitationRoster {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {
            /// Whether the roster comes with its creator's name and picture; absence means no.
            with_creator_detail: bool,
            /// Whether the roster comes with the number of its invitees; absence means no.
            with_user_count: bool,
            /// Whether the roster comes with the policy bound to it; absence means no.
            with_assigned_policy: bool,
        }
    }

    /// Creates an invitation roster, a list of people to invite.
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
            /// IDs of the rosters to bind.
            roster_ids: Vec<String>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Unbinds an invitation policy from several rosters.
    write Post "/api/v3/update-invitation-roster-batch-unbind-policy"
    fn update_invitation_roster_batch_unbind_policy(UpdateInvitationRosterBatchUnbindPolicy) as "batch_unbind_policy"
        -> IsSuccess {
        required {
            /// IDs of the rosters to unbind.
            roster_ids: Vec<String>,
            /// ID of the invitation policy.
            policy_id: String,
        }
        optional {}
    }

    /// Changes the name or policy of an invitation roster.
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
    write Post "/api/v3/delete-invitation-roster"
    fn delete_invitation_roster(DeleteInvitationRoster) -> IsSuccess {
        required {
            /// ID of the roster to delete.
            id: String,
        }
        optional {}
    }

    /// Deletes several invitation rosters.
    write Post "/api/v3/delete-invitation-rosters-batch"
    fn delete_invitation_roster_batch(DeleteInvitationRosterBatch) -> IsSuccess {
        required {
            /// IDs of the rosters to delete.
            ids: Vec<String>,
        }
        optional {}
    }

    /// Sends the invitation to the people on a roster.
    ///
    /// This sends mail, and keeps the roster's policy as it is now for these invitees.
    write Post "/api/v3/send-roster-invitation"
    fn send_roster_invitation(SendRosterInvitation) -> IsSuccess {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {}
    }

    /// Sends the invitation to some invitees of a roster.
    ///
    /// This sends mail.
    write Post "/api/v3/send-roster-invitation-batch"
    fn send_roster_invitation_batch(SendRosterInvitationBatch) -> IsSuccess {
        required {
            /// IDs of the invitees to send to.
            invitee_ids: Vec<String>,
            /// ID of the roster the invitees are on.
            roster_id: String,
        }
        optional {}
    }

    /// Revokes the invitation of one invitee.
    write Post "/api/v3/revert-roster-invitation"
    fn revert_roster_invitation(RevertRosterInvitation) -> IsSuccess {
        required {
            /// ID of the invitee whose invitation is revoked.
            invitee_id: String,
            /// ID of the roster the invitee is on.
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
