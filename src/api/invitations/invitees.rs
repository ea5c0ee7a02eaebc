//! Invitations: invitees.

use super::{
    CombineFiltersBase, ImportExportTemplateResp, ImportInvitee, InvitationUser, InvitationUserPagination,
    QuickFilterInviteePagination,
};
use crate::api::common::IsSuccess;
use crate::macros::operations;
use crate::value::File;

operations! {
    /// # Invitations: invitees
    "invitations"

    /// Searches the invitees of all rosters, page by page.
    read Post "/api/v3/quick-filter-invitees"
    fn quick_filter_invitee_list(QuickFilterInviteeList) -> QuickFilterInviteePagination {
        required {}
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in roster names and invitee IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
        }
    }

    /// Lists the invitees of a roster, page by page.
    ///
    /// Documented: the response can lack `total_count`.
    read Post "/api/v3/list-invitation-invitees"
    fn list_invitation_invitees(ListInvitationInvitees) as "filter_users" -> InvitationUserPagination {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {
            /// Page number, starting at 1.
            page: i64 [Range(1..)],
            /// Maximum number of items per page. Defaults to `10`.
            limit: i64 [Range(1..=50)],
            /// Text for a fuzzy search in roster names and invitee IDs.
            keywords: String,
            /// Additional filter conditions.
            filter: CombineFiltersBase,
            /// Whether to include details of the creator in the response.
            with_creator_detail: bool,
        }
    }

    /// Removes invitees from a roster.
    destructive Post "/api/v3/batch-delete-invitation-invitees"
    fn delete_invitees(DeleteInvitees) -> IsSuccess {
        required {
            /// IDs of the invitees to remove.
            invitee_ids: Vec<String>,
            /// ID of the roster that the invitees are on.
            roster_id: String,
        }
        optional {}
    }

    /// Gets the template file for importing invitees.
    ///
    /// The response contains the location of the file, not the file itself.
    write Get "/api/v3/invitation-invitee/template"
    fn invitation_invitee_template(InvitationInviteeTemplate) as "import_template" -> ImportExportTemplateResp {
        required {}
        optional {}
    }

    /// Uploads a file for importing invitees.
    ///
    /// The file is sent as `multipart/form-data`. The name of its part is not documented; it is sent as `file`. Pass
    /// the key or URL in the response to `invitation_invitee_import`.
    write Post "/api/v3/invitation-invitee/upload"
    fn invitation_invitee_upload(InvitationInviteeUpload) as "upload" -> ImportExportTemplateResp {
        required {
            /// The file to upload.
            file: File,
            /// Whether the file is private.
            private: bool as query,
        }
        optional {}
    }

    /// Imports invitees from an uploaded file into a roster.
    ///
    /// Upload the file with `invitation_invitee_upload` first.
    write Post "/api/v3/invitation-invitee/import"
    fn invitation_invitee_import(InvitationInviteeImport) as "import_users" -> ImportInvitee {
        required {
            /// ID of the roster to add the invitees to.
            roster_id: String,
            /// Key or URL of the uploaded file, as returned by `invitation_invitee_upload`.
            file: String,
        }
        optional {}
    }

    /// Exports the invitees of a roster to a file.
    ///
    /// The response contains the location of the file, not the file itself.
    write Post "/api/v3/invitation-invitee/export"
    fn invitation_invitee_export(InvitationInviteeExport) as "export_users" -> ImportExportTemplateResp {
        required {
            /// ID of the roster to export.
            roster_id: String,
        }
        optional {}
    }

    /// Adds an invitee to a roster, without sending an invitation.
    write Post "/api/v3/create-invitation-invitee"
    fn create_invitation_invitee(CreateInvitationInvitee) -> InvitationUser, seen {
        required {
            /// ID of the roster.
            roster_id: String,
            /// Name of the invitee.
            name: String,
            /// Email address of the invitee, which is case-insensitive.
            email: String,
        }
        optional {
            /// Phone number of the invitee.
            phone: String,
            /// Country calling code of the phone number, such as `+44`. It is inferred from `edit_invitation_invitee`.
            phone_country_code: String,
        }
    }

    /// Changes an invitee of a roster.
    ///
    /// The program that was seen to call it always sends `name`, `email` and `phone` together.
    write Post "/api/v3/edit-invitation-invitee"
    fn edit_invitation_invitee(EditInvitationInvitee) -> IsSuccess, seen {
        required {
            /// ID of the roster that the invitee is on.
            roster_id: String,
            /// ID of the invitee.
            invitee_id: String,
        }
        optional {
            /// Name of the invitee.
            name: String,
            /// Email address of the invitee, which is case-insensitive.
            email: String,
            /// Phone number of the invitee. An empty string removes it.
            phone: String,
            /// Country calling code of the phone number, such as `+44`.
            phone_country_code: String,
        }
    }
}
