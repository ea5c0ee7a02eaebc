//! TLS for the connection of a subscription, with the same certificates as requests.

use std::io;
use std::sync::Arc;

use rustls::client::WantsClientCert;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, ConfigBuilder, RootCertStore, StreamOwned, WantsVerifier};

use super::error::{Peer, tls_error};
use super::stream::{TimedStream, without_brackets};
use crate::error::Error;
use crate::transport::Roots;

/// Completes the TLS handshake over a new connection.
pub(super) fn handshake(
    mut stream: TimedStream,
    peer: &Peer<'_>,
    roots: Option<&Roots>,
) -> Result<StreamOwned<ClientConnection, TimedStream>, Error> {
    let host = without_brackets(peer.host).to_owned();
    let name = ServerName::try_from(host).map_err(|error| tls_error(io::Error::other(error), peer))?;
    let mut connection = config(roots)
        .and_then(|config| ClientConnection::new(Arc::new(config), name))
        .map_err(|error| tls_error(io::Error::other(error), peer))?;
    while connection.is_handshaking() {
        connection
            .complete_io(&mut stream)
            .map_err(|error| tls_error(error, peer))?;
    }
    Ok(StreamOwned::new(connection, stream))
}

/// The provider is explicit, because a program may have more than one.
fn config(roots: Option<&Roots>) -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let builder = match roots {
        Some(roots) => {
            let mut store = RootCertStore::empty();
            store.add_parsable_certificates(roots.ders().map(CertificateDer::from));
            builder.with_root_certificates(store)
        }
        None => with_built_in_roots(builder)?,
    };
    Ok(builder.with_no_client_auth())
}

/// Trusts what the operating system trusts.
#[cfg(feature = "platform-verifier")]
fn with_built_in_roots(
    builder: ConfigBuilder<ClientConfig, WantsVerifier>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, rustls::Error> {
    rustls_platform_verifier::BuilderVerifierExt::with_platform_verifier(builder)
}

/// Trusts Mozilla's roots.
#[cfg(not(feature = "platform-verifier"))]
#[allow(clippy::unnecessary_wraps)] // the platform verifier can fail
fn with_built_in_roots(
    builder: ConfigBuilder<ClientConfig, WantsVerifier>,
) -> Result<ConfigBuilder<ClientConfig, WantsClientCert>, rustls::Error> {
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    Ok(builder.with_root_certificates(roots))
}
