//! Custom domains: a host name of your own for the login pages of the user pool.

use serde_json::Value;

use crate::api::common::IsSuccess;
use crate::macros::{operations, outputs};

operations! {
    /// # Custom domains
    "custom_domains"

    /// Sets the custom domain of the user pool.
    ///
    /// A user pool has one custom domain. The response contains `custom_domain`; other fields may be absent.
    /// `get_custom_domain` returns the DNS records to create.
    write Post "/api/v3/create-custom-domain"
    fn create_custom_domain(CreateCustomDomain) -> CustomDomain, seen {
        required {
            /// Host name, such as `sso.example.com`.
            custom_domain: String,
        }
        optional {}
    }

    /// Gets the custom domain of the user pool.
    ///
    /// The response contains the private key of the TLS certificate in plain text. A program that calls it treats
    /// status 404 as a user pool without a custom domain.
    read Get "/api/v3/get-custom-domain"
    fn get_custom_domain(GetCustomDomain) -> CustomDomain, seen {
        required {}
        optional {}
    }

    /// Installs the TLS certificate of the custom domain.
    ///
    /// Both texts are PEM. The program that was seen to call it trims them and sends them with `\n` as line break, not
    /// `\r\n`.
    write Post "/api/v3/update-custom-domain"
    fn update_custom_domain(UpdateCustomDomain) -> Value, seen {
        required {
            /// Certificate, or a chain of certificates, which begins with `-----BEGIN CERTIFICATE-----`.
            https_certificate: String as secret,
            /// Private key, which begins with `-----BEGIN RSA PRIVATE KEY-----`.
            https_private_key: String as secret,
        }
        optional {}
    }

    /// Verifies the DNS record that proves the ownership of the custom domain.
    ///
    /// Whether the service stores the result is not known, so the operation counts as a write. `dns_verified` of
    /// `get_custom_domain` is the state.
    write Get "/api/v3/verify-custom-domain-dns"
    fn verify_custom_domain_dns(VerifyCustomDomainDns) -> Value, seen {
        required {}
        optional {}
    }

    /// Verifies that the custom domain is reachable over HTTPS.
    ///
    /// Whether the service stores the result is not known, so the operation counts as a write. `https_verified` of
    /// `get_custom_domain` is the state.
    write Get "/api/v3/verify-custom-domain-https"
    fn verify_custom_domain_https(VerifyCustomDomainHttps) -> Value, seen {
        required {}
        optional {}
    }

    /// Removes the custom domain of the user pool, whatever it is.
    destructive Post "/api/v3/remove-custom-domain"
    fn remove_custom_domain(RemoveCustomDomain) -> IsSuccess, seen {
        required {}
        optional {}
    }
}

outputs! {
    /// The custom domain of the user pool.
    CustomDomain {
        /// Host name, such as `sso.example.com`.
        custom_domain: String,
        /// Name of the DNS record of type TXT that proves the ownership.
        dns_txt_name: String,
        /// Value of the DNS record of type TXT that proves the ownership.
        dns_txt_value: String,
        /// Whether the ownership was verified.
        dns_verified: Option<bool>,
        /// Target of the CNAME record of the domain.
        cname: String,
        /// Whether the domain was reachable over HTTPS.
        https_verified: Option<bool>,
        /// TLS certificate, in PEM.
        https_certificate: String as secret,
        /// Private key of the TLS certificate, in PEM.
        https_private_key: String as secret,
    }
}
