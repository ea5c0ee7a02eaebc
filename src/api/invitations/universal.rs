//! Invitations: the universal link.

use super::{
    CombineFiltersBase, GenerateInvitationLink, GetUniversalInvitation, PaginationUniversalInvitationApplicantData,
};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Invitations: the universal link
    "invitations"

    /// Gets the settings of the invitation links anyone can use.
    ///
    /// The settings come once for administrators' links and once for members' links.
    read Get "/api/v3/get-universal-invitation-settings"
    fn get_universal_invitation(GetUniversalInvitationRequest) -> GetUniversalInvitation {
        required {}
        optional {
            /// Whether the departments that invitees join come with their details; absence means no.
            with_department_detail: bool,
        }
    }

    /// Changes the settings of the invitation links anyone can use.
    ///
    /// Upstream declares the two settings as booleans, though the same fields come back as objects with an expiry,
    /// departments and an approval flag (`InvitationConfigDto`); that can hardly be right, and was not checked.
    write Post "/api/v3/update-universal-invitation-settings"
    fn update_universal_invitation(UpdateUniversalInvitation) -> GetUniversalInvitation {
        required {}
        optional {
            /// Settings of the links administrators hand out; upstream declares a boolean.
            admin_invitation_config: bool,
            /// Settings of the links members hand out; upstream declares a boolean.
            member_invitation_config: bool,
            /// Whether members of the user pool may invite others with a link.
            enabled_member_invitation: bool,
        }
    }

    /// Creates an invitation link that can be passed to anyone.
    write Post "/api/v3/generate-universal-invitation-link"
    fn generate_universal_invitation(GenerateUniversalInvitation) -> GenerateInvitationLink {
        required {}
        optional {}
    }

    /// Lists the applications made through invitation links, page by page.
    read Post "/api/v3/filter-universal-invitation-applicants"
    fn filter_universal_invitation_applicants(FilterUniversalInvitationApplicants) as "filter"
        -> PaginationUniversalInvitationApplicantData {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in the applicant's name, phone number and email address; absent means all.
            keywords: String,
            /// Further conditions on the applications; absent means none.
            filter: CombineFiltersBase,
            /// Whether each application comes with the inviter's name and picture.
            with_invitor_detail: bool,
            /// Whether each application comes with the name and picture of who decided it.
            with_operator_detail: bool,
        }
    }

    /// Approves applications made through invitation links.
    write Post "/api/v3/batch-approval-universal-invitation-applicants"
    fn batch_approval_universal_invitation_applicants(BatchApprovalUniversalInvitationApplicants) as "approval"
        -> IsSuccess {
        required {
            /// IDs of the applications to approve.
            applicant_ids: Vec<String>,
        }
        optional {}
    }

    /// Rejects applications made through invitation links.
    write Post "/api/v3/batch-reject-universal-invitation-applicant"
    fn batch_reject_universal_invitation_applicant(BatchRejectUniversalInvitationApplicant) as "reject" -> IsSuccess {
        required {
            /// IDs of the applications to reject.
            applicant_ids: Vec<String>,
        }
        optional {}
    }
}
