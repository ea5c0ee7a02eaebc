//! Invitations: universal links.

use super::{
    CombineFiltersBase, GenerateInvitationLink, GetUniversalInvitation, PaginationUniversalInvitationApplicantData,
};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Invitations: the universal link
    "invitations"

    /// Gets the settings of universal invitation links.
    ///
    /// Administrators and members have separate settings.
    read Get "/api/v3/get-universal-invitation-settings"
    fn get_universal_invitation(GetUniversalInvitationRequest) -> GetUniversalInvitation {
        required {}
        optional {
            /// Whether to include details of the selected departments in the response. Defaults to `false`.
            with_department_detail: bool,
        }
    }

    /// Changes the settings of universal invitation links.
    ///
    /// The settings for administrators and for members are documented as booleans in the request and as objects in the
    /// response.
    write Post "/api/v3/update-universal-invitation-settings"
    fn update_universal_invitation(UpdateUniversalInvitation) -> GetUniversalInvitation {
        required {}
        optional {
            /// Invitation settings for administrators.
            admin_invitation_config: bool,
            /// Invitation settings for members.
            member_invitation_config: bool,
            /// Whether members of the user pool may invite new members with a link.
            enabled_member_invitation: bool,
        }
    }

    /// Generates a universal invitation link.
    write Post "/api/v3/generate-universal-invitation-link"
    fn generate_universal_invitation(GenerateUniversalInvitation) -> GenerateInvitationLink {
        required {}
        optional {}
    }

    /// Lists the applications made through universal invitation links, page by page.
    read Post "/api/v3/filter-universal-invitation-applicants"
    fn filter_universal_invitation_applicants(FilterUniversalInvitationApplicants) as "filter"
        -> PaginationUniversalInvitationApplicantData {
        required {}
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Search term, which matches the names, phone numbers and email addresses of applicants fuzzily.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the inviter in the response.
            with_invitor_detail: bool,
            /// Whether to include details of the approver in the response.
            with_operator_detail: bool,
        }
    }

    /// Approves applications made through universal invitation links.
    write Post "/api/v3/batch-approval-universal-invitation-applicants"
    fn batch_approval_universal_invitation_applicants(BatchApprovalUniversalInvitationApplicants) as "approval"
        -> IsSuccess {
        required {
            /// IDs of the applications to approve.
            applicant_ids: Vec<String>,
        }
        optional {}
    }

    /// Rejects applications made through universal invitation links.
    write Post "/api/v3/batch-reject-universal-invitation-applicant"
    fn batch_reject_universal_invitation_applicant(BatchRejectUniversalInvitationApplicant) as "reject" -> IsSuccess {
        required {
            /// IDs of the applications to reject.
            applicant_ids: Vec<String>,
        }
        optional {}
    }
}
