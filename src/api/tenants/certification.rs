//! Tenants: enterprise certification.

use super::{EnterpriseCertificationStatus, TenantEnterpriseCertificationResp};
use crate::api::common::IsSuccess;
use crate::table::operations;

operations! {
    /// # Tenants: enterprise certification
    "tenants"

    /// Submits a tenant's company for certification.
    ///
    /// The body holds personal data of the company's legal representative.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/create-tenant-enterprise-certification"
    fn create_tenant_enterprise_certification(CreateTenantEnterpriseCertification) -> IsSuccess {
        required {
            /// Name of the company.
            business_name: String,
            /// Business licence of the company; upstream does not say whether a number or the URL of a scan.
            business_license: String,
            /// Name under which the company is registered as a business.
            business_registration_name: String,
            /// Company's unified social credit code, its number in the Chinese register.
            unified_social_credit: String,
            /// Name of the company's legal representative.
            legal_representative_name: String,
            /// Number of an identity card, by its place that of the legal representative.
            national_identification_number: String,
            /// Number of a personal bank card, by its place that of the legal representative.
            personal_bank_card_number: String,
            /// Phone number the bank has on file for that card.
            bank_reserved_phone: String,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Changes what a tenant's company submitted for certification.
    ///
    /// It takes everything anew, not only what changes.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/update-tenant-enterprise-certification"
    fn update_tenant_enterprise_certification(UpdateTenantEnterpriseCertification) -> IsSuccess {
        required {
            /// Name of the company.
            business_name: String,
            /// Business licence of the company; upstream does not say whether a number or the URL of a scan.
            business_license: String,
            /// Name under which the company is registered as a business.
            business_registration_name: String,
            /// Company's unified social credit code, its number in the Chinese register.
            unified_social_credit: String,
            /// Name of the company's legal representative.
            legal_representative_name: String,
            /// Number of an identity card, by its place that of the legal representative.
            national_identification_number: String,
            /// Number of a personal bank card, by its place that of the legal representative.
            personal_bank_card_number: String,
            /// Phone number the bank has on file for that card.
            bank_reserved_phone: String,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Decides on a tenant's company certification.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    write Post "/api/v3/review-tenant-enterprise-certification"
    fn review_tenant_enterprise_certification(ReviewTenantEnterpriseCertification) -> IsSuccess {
        required {
            /// ID of the tenant whose certification is decided.
            tenant_id: String,
            /// Result of the review; upstream lists the number `-1` among the texts without saying what it means.
            enterprise_certification_status: EnterpriseCertificationStatus,
            /// Reviewer's reason for the result.
            review_reason: String,
        }
        optional {}
    }

    /// Gets what a tenant's company submitted for certification, and how the review stands.
    ///
    /// Upstream declares the answer without the usual envelope; it may come either way.
    ///
    /// No source of GenAuth's own has this operation: it is known on Authing hosts, and may be missing on
    /// GenAuth's.
    read Get "/api/v3/get-tenant-enterprise-certification"
    fn get_tenant_enterprise_certification(GetTenantEnterpriseCertification)
        -> TenantEnterpriseCertificationResp, in_body {
        required {
            /// ID of the tenant; this operation spells the name with an underscore.
            tenant_id = "tenant_id": String,
        }
        optional {}
    }
}
