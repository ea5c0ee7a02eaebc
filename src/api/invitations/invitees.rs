//! Invitations: invitees.

use super::{
    CombineFiltersBase, ImportExportTemplateResp, ImportInvitee, InvitationUserPagination, QuickFilterInviteePagination,
};
use crate::File;
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Invitations: invitees
    "invitations"

    /// Searches invitees across all rosters, page by page.
    read Post "/api/v3/quick-filter-invitees"
    fn quick_filter_invitee_list(QuickFilterInviteeList) -> QuickFilterInviteePagination {
        required {}
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in roster names and invitee IDs, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the invitees; absent means none.
            filter: CombineFiltersBase,
        }
    }

    /// Lists the invitees of a roster, page by page.
    read Post "/api/v3/list-invitation-invitees"
    fn list_invitation_invitees(ListInvitationInvitees) as "filter_users" -> InvitationUserPagination {
        required {
            /// ID of the roster.
            roster_id: String,
        }
        optional {
            /// Page to fetch, counted from 1.
            page: i64 [Range(1..=i64::MAX)],
            /// How many items a page holds. The server takes absence as `10`.
            limit: i64 [Range(i64::MIN..=50)],
            /// Text to search for in names and invitee IDs, matched loosely; absent means all.
            keywords: String,
            /// Further conditions on the invitees; absent means none.
            filter: CombineFiltersBase,
            /// Whether each invitee comes with the name and picture of who added them.
            with_creator_detail: bool,
        }
    }

    /// Removes invitees from a roster.
    write Post "/api/v3/batch-delete-invitation-invitees"
    fn delete_invitees(DeleteInvitees) -> IsSuccess {
        required {
            /// IDs of the invitees to remove.
            invitee_ids: Vec<String>,
            /// ID of the roster the invitees are on.
            roster_id: String,
        }
        optional {}
    }

    /// Gets the address of the file to fill in for an import of invitees.
    ///
    /// The answer is JSON with the file's key and address; the file itself has to be fetched from there.
    write Get "/api/v3/invitation-invitee/template"
    fn invitation_invitee_template(InvitationInviteeTemplate) as "import_template" -> ImportExportTemplateResp {
        required {}
        optional {}
    }

    /// Uploads a filled-in file, for an import of invitees.
    ///
    /// The file goes as `multipart/form-data`, whose part name upstream does not document; `file` is the guess by
    /// the way the other imports name it. The answer's key or address is what `invitation_invitee_import` takes.
    write Post "/api/v3/invitation-invitee/upload"
    fn invitation_invitee_upload(InvitationInviteeUpload) as "upload" -> ImportExportTemplateResp {
        required {
            /// The file to upload.
            file: File,
            /// Whether the file is kept from public access, to judge by the name; upstream does not say.
            private: bool [InQuery],
        }
        optional {}
    }

    /// Adds the invitees of an uploaded file to a roster.
    ///
    /// Upload the file first, with `upload`.
    write Post "/api/v3/invitation-invitee/import"
    fn invitation_invitee_import(InvitationInviteeImport) as "import_users" -> ImportInvitee {
        required {
            /// ID of the roster the invitees are added to.
            roster_id: String,
            /// Key or address that `upload` returned, not the file's content.
            file: String,
        }
        optional {}
    }

    /// Writes the invitees of a roster to a file and gets its address.
    ///
    /// The answer is JSON with the file's key and address; the file itself has to be fetched from there.
    write Post "/api/v3/invitation-invitee/export"
    fn invitation_invitee_export(InvitationInviteeExport) as "export_users" -> ImportExportTemplateResp {
        required {
            /// ID of the roster to export.
            roster_id: String,
        }
        optional {}
    }
}
