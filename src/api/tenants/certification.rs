//! Tenants: enterprise certification.

use super::{EnterpriseCertificationStatus, TenantEnterpriseCertificationResp};
use crate::api::common::IsSuccess;
use crate::macros::operations;

operations! {
    /// # Tenants: enterprise certification
    "tenants"

    /// Submits the enterprise certification of a tenant.
    ///
    /// The request contains personal data: identity card number, bank card number and phone number.
    write Post "/api/v3/create-tenant-enterprise-certification"
    fn create_tenant_enterprise_certification(CreateTenantEnterpriseCertification) -> IsSuccess, authing {
        required {
            /// Name of the enterprise.
            business_name: String,
            /// Business license of the enterprise. The format is not documented.
            business_license: String,
            /// Registered business name of the enterprise.
            business_registration_name: String,
            /// Unified social credit code of the enterprise.
            unified_social_credit: String,
            /// Name of the legal representative.
            legal_representative_name: String,
            /// Identity card number.
            national_identification_number: String,
            /// Bank card number of the individual.
            personal_bank_card_number: String,
            /// Mobile phone number registered with the bank.
            bank_reserved_phone: String,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Updates the enterprise certification of a tenant.
    ///
    /// All fields are required, including those that do not change.
    write Post "/api/v3/update-tenant-enterprise-certification"
    fn update_tenant_enterprise_certification(UpdateTenantEnterpriseCertification) -> IsSuccess, authing {
        required {
            /// Name of the enterprise.
            business_name: String,
            /// Business license of the enterprise. The format is not documented.
            business_license: String,
            /// Registered business name of the enterprise.
            business_registration_name: String,
            /// Unified social credit code of the enterprise.
            unified_social_credit: String,
            /// Name of the legal representative.
            legal_representative_name: String,
            /// Identity card number.
            national_identification_number: String,
            /// Bank card number of the individual.
            personal_bank_card_number: String,
            /// Mobile phone number registered with the bank.
            bank_reserved_phone: String,
            /// ID of the tenant.
            tenant_id: String,
        }
        optional {}
    }

    /// Reviews the enterprise certification of a tenant.
    write Post "/api/v3/review-tenant-enterprise-certification"
    fn review_tenant_enterprise_certification(ReviewTenantEnterpriseCertification) -> IsSuccess, authing {
        required {
            /// ID of the tenant.
            tenant_id: String,
            /// Result of the review. The meaning of `-1` is not documented.
            enterprise_certification_status: EnterpriseCertificationStatus,
            /// Reason for the review result.
            review_reason: String as text,
        }
        optional {}
    }

    /// Gets the enterprise certification of a tenant, with its review status.
    ///
    /// The response is documented without the usual envelope, but is accepted with and without it.
    read Get "/api/v3/get-tenant-enterprise-certification"
    fn get_tenant_enterprise_certification(GetTenantEnterpriseCertification)
        -> TenantEnterpriseCertificationResp, in_body, authing {
        required {
            /// ID of the tenant, sent as `tenant_id`.
            tenant_id = "tenant_id": String,
        }
        optional {}
    }
}
