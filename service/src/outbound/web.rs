//! HTTP to gateways and push services: rustls with ring, no redirects, no proxy, short answers only.

use core::time::Duration;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use http::StatusCode;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Request, Response, Url, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use zeroize::Zeroizing;

use super::Refused;

/// More than this of an answer isn't read.
const ANSWER_LIMIT: usize = 64 << 10;

/// How an adapter reaches its service.
pub(super) struct Way<'a> {
    pub(super) timeout: Duration,
    /// PEM certificates trusted besides those of Mozilla's list.
    pub(super) ca: Option<&'a Path>,
    pub(super) addresses: Addresses,
    /// HTTP/2 without asking (APNs speaks nothing else).
    pub(super) http2_only: bool,
}

/// Which addresses may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Addresses {
    /// All: the operator named the service.
    Any,
    /// Those of the open internet: somebody else named the service.
    Public,
}

/// A client for one service.
pub(super) struct Web {
    client: Client,
    addresses: Addresses,
}

/// A whole answer. Its body may hold what was sent, so it's wiped.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: http::HeaderMap,
    pub(super) body: Zeroizing<Vec<u8>>,
}

impl Web {
    pub(super) fn new(way: &Way<'_>) -> Result<Self, WebFault> {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls(way)?)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(way.timeout)
            .connect_timeout(way.timeout)
            .user_agent(concat!("kodevagt/", env!("CARGO_PKG_VERSION")));
        if way.http2_only {
            builder = builder.http2_prior_knowledge();
        }
        if way.addresses == Addresses::Public {
            builder = builder.dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self {
            client: builder.build().map_err(|_| WebFault::Client)?,
            addresses: way.addresses,
        })
    }

    /// Sends a request and reads the answer, whatever its status.
    pub(super) async fn ask(&self, request: Request) -> Result<Answer, Refused> {
        if self.addresses == Addresses::Public
            && literal(request.url()).is_some_and(|ip| !public(ip))
        {
            return Err(Refused::permanent("the address isn't a public one"));
        }
        let response = self.client.execute(request).await.map_err(broke)?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Answer {
            status,
            headers,
            body: body(response).await?,
        })
    }
}

impl Answer {
    /// What a status that isn't success means when the service says nothing better. A refused password is
    /// worth another try: somebody is about to correct it.
    pub(super) fn refusal(&self) -> Refused {
        let reason = format!("answered {}", self.status.as_u16());
        match self.status.as_u16() {
            401 | 403 | 408 | 425 | 429 | 500..=599 => Refused::later(self.retry_after(), reason),
            _ => Refused::permanent(reason),
        }
    }

    /// `Retry-After` in seconds (RFC 9110, 10.2.3); its date form isn't used by these services.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        let value = self.headers.get(http::header::RETRY_AFTER)?.to_str().ok()?;
        Some(Duration::from_secs(value.trim().parse().ok()?))
    }
}

/// The error's own words hold the URL, and that may hold the text.
fn broke(error: reqwest::Error) -> Refused {
    Refused::temporary(if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    })
}

async fn body(mut response: Response) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let mut body = Zeroizing::new(Vec::with_capacity(ANSWER_LIMIT));
    while let Some(chunk) = response.chunk().await.map_err(broke)? {
        let room = ANSWER_LIMIT - body.len();
        body.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if chunk.len() >= room {
            break;
        }
    }
    Ok(body)
}

fn tls(way: &Way<'_>) -> Result<ClientConfig, WebFault> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(path) = way.ca {
        let unreadable = |_| WebFault::Authority;
        for certificate in CertificateDer::pem_file_iter(path).map_err(unreadable)? {
            let certificate = certificate.map_err(unreadable)?;
            roots.add(certificate).map_err(|_| WebFault::Authority)?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| WebFault::Client)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = if way.http2_only {
        vec![b"h2".to_vec()]
    } else {
        vec![b"h2".to_vec(), b"http/1.1".to_vec()]
    };
    Ok(config)
}

/// Resolves names to public addresses only.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| public(address.ip())).collect();
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

fn literal(url: &Url) -> Option<IpAddr> {
    let host = url.host_str()?;
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .ok()
}

/// Whether an address belongs to the open internet.
fn public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b); // RFC 6598
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_broadcast()
                || v4.is_documentation()
                || shared
                || a == 0
                || a >= 240)
        }
        // 2000::/3 is all that is handed out (RFC 4291), and within it 6to4 and NAT64 lead elsewhere.
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            (0x2000..0x4000).contains(&first)
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x0200 || second == 0x0db8))
        }
    }
}

/// Why no client could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebFault {
    /// The file of extra certificates.
    #[error("the certificates can't be read: a file of PEM certificates is expected")]
    Authority,
    /// The library refused its configuration.
    #[error("no HTTPS client could be made")]
    Client,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn inner_addresses_are_not_public() {
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
            "64:ff9b::a00:1",
        ] {
            assert!(!public(inner.parse().unwrap()), "{inner}");
        }
        for outer in [
            "1.1.1.1",
            "193.163.102.1",
            "2606:4700::1111",
            "2a00:1450:400f::1",
        ] {
            assert!(public(outer.parse().unwrap()), "{outer}");
        }
    }

    #[test]
    fn a_literal_address_is_seen() {
        let of = |url: &str| literal(&url.parse().unwrap());
        assert_eq!(of("https://[::1]:3/x"), Some("::1".parse().unwrap()));
        assert_eq!(of("https://0x7f.1/x"), Some("127.0.0.1".parse().unwrap()));
        assert_eq!(of("https://push.example/x"), None);
    }
}
