//! One request, one answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use kodevagt_core::exchange::{Headers, Reply, Request};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::phone::{Nonce, NonceFor};
use kodevagt_protocol::request::{NEXT_NONCE_HEADER, TIME_HEADER};
use kodevagt_protocol::{Problem, Refusal, link};
use reqwest::{Client, Url};

use crate::causes;
use crate::error::{Error, Why};
use crate::nonces::Nonces;
use crate::repeat::{self, Backoff};
use crate::resolver::System;
use crate::signer::Signer;
use crate::trust::{self, BadCa};

/// The largest answer that is read.
const BODY_MOST: usize = 1024 * 1024;
/// The first wait between two tries, and the longest.
const FIRST_WAIT: Duration = Duration::from_millis(200);
const MOST_WAIT: Duration = Duration::from_secs(2);
const AGENT: &str = concat!("kodevagt/", env!("CARGO_PKG_VERSION"));

/// How to reach services.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The organisation's own certificate authority, PEM, beside the public web's.
    pub ca_pem: Option<Vec<u8>>,
    /// The longest that a connection may take to come up.
    pub connect_timeout: Duration,
    /// The longest that one try may take, connection and answer.
    pub timeout: Duration,
    /// How long a failed connection is tried again; zero: not at all.
    pub patience: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ca_pem: None,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(15),
            patience: Duration::from_secs(6),
        }
    }
}

/// Carries requests: HTTPS, or plain HTTP to this computer; no redirects, no cookies, no proxies.
pub struct Driver {
    client: Client,
    nonces: Nonces,
    pub(crate) settings: Settings,
    /// For WebSockets, which take HTTP/1.1.
    pub(crate) tls: Arc<rustls::ClientConfig>,
}

impl Driver {
    /// A driver that trusts the public web's authorities and `settings.ca_pem`.
    ///
    /// # Errors
    /// [`BadCa`].
    pub fn new(settings: Settings) -> Result<Self, BadCa> {
        let ca = settings.ca_pem.as_deref();
        let client = Client::builder()
            .tls_backend_preconfigured(trust::config(ca, &[b"h2", b"http/1.1"])?)
            .dns_resolver(System)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(AGENT)
            .connect_timeout(settings.connect_timeout)
            .build()
            .map_err(|_| BadCa)?;
        let tls = Arc::new(trust::config(ca, &[b"http/1.1"])?);
        Ok(Self {
            client,
            nonces: Nonces::default(),
            settings,
            tls,
        })
    }

    /// Sends `request`, signed if it names a signer, and gives the answer, whatever its status.
    ///
    /// # Errors
    /// [`Error`]: no answer came. Whether the service has seen the request is then not known.
    pub async fn send<S: Signer>(
        &self,
        request: &Request,
        signer: &S,
    ) -> Result<Reply, Error<S::Fault>> {
        self.send_for(request, signer, self.settings.timeout).await
    }

    /// As [`Driver::send`], where the service may take until `timeout` to answer.
    pub(crate) async fn send_for<S: Signer>(
        &self,
        request: &Request,
        signer: &S,
        timeout: Duration,
    ) -> Result<Reply, Error<S::Fault>> {
        let started = Instant::now();
        let mut backoff = Backoff::new(FIRST_WAIT, MOST_WAIT);
        let mut fresh = false;
        loop {
            let failed = match self.attempt(request, signer, timeout, fresh).await {
                Ok(reply) if !fresh && request.signer.is_some() && is_unsigned(&reply) => {
                    fresh = true;
                    continue;
                }
                Ok(reply) => return Ok(reply),
                Err(failed) => failed,
            };
            let wait = backoff.next();
            let repeats = failed.passes
                && (!failed.sent || repeat::is_safe(request.method, &request.path))
                && started.elapsed() + wait < self.settings.patience;
            if !repeats {
                return Err(failed.error);
            }
            tokio::time::sleep(wait).await;
        }
    }

    /// The headers that sign `request`, and the nonce in them: the one at hand, unless it must be `fresh`.
    pub(crate) async fn signature<S: Signer>(
        &self,
        request: &Request,
        root: RootId,
        signer: &S,
        fresh: bool,
    ) -> Result<(String, Headers), Failed<S::Fault>> {
        let held = self.nonces.take(&request.server, root).filter(|_| !fresh);
        let nonce = match held {
            Some(nonce) => nonce,
            None => self.ask_nonce(request, root, signer).await?,
        };
        let headers = signer
            .sign(request, &nonce)
            .await
            .map_err(Failed::signing)?;
        Ok((nonce, headers))
    }

    /// Keeps the nonce that an answer brought for the next request.
    pub(crate) fn keep_nonce(&self, server: &str, root: RootId, headers: &http::HeaderMap) {
        if let Some(nonce) = text(headers, NEXT_NONCE_HEADER) {
            self.nonces.keep(server, root, nonce);
        }
    }

    async fn ask_nonce<S: Signer>(
        &self,
        on_behalf: &Request,
        root: RootId,
        signer: &S,
    ) -> Result<String, Failed<S::Fault>> {
        let server = &on_behalf.server;
        let device = signer.device(root).await.map_err(Failed::signing)?;
        let request = Request {
            server: server.clone(),
            method: "POST",
            path: "/v1/phone/nonce".to_owned(),
            body: serde_json::to_vec(&NonceFor { device }).expect("an id is JSON"),
            signer: None,
            begun: on_behalf.begun,
        };
        let (reply, _) = self.once(&request, None, self.settings.timeout).await?;
        let nonce: Result<Nonce, _> = serde_json::from_slice(&reply.body);
        nonce
            .map(|nonce| nonce.nonce)
            .map_err(|_| Failed::for_good(Error::Odd { host: host(server) }))
    }

    async fn attempt<S: Signer>(
        &self,
        request: &Request,
        signer: &S,
        timeout: Duration,
        fresh: bool,
    ) -> Result<Reply, Failed<S::Fault>> {
        let Some(root) = request.signer else {
            return Ok(self.once(request, None, timeout).await?.0);
        };
        let (nonce, signature) = self.signature(request, root, signer, fresh).await?;
        let (mut reply, headers) = self.once(request, Some(&signature), timeout).await?;
        self.keep_nonce(&request.server, root, &headers);
        reply.nonce = Some(nonce);
        Ok(reply)
    }

    async fn once<F>(
        &self,
        request: &Request,
        signature: Option<&Headers>,
        timeout: Duration,
    ) -> Result<(Reply, http::HeaderMap), Failed<F>> {
        let url = url(request).ok_or(Failed::for_good(Error::Insecure))?;
        let host = host(&request.server);
        let method = http::Method::from_bytes(request.method.as_bytes())
            .map_err(|_| Failed::for_good(Error::Insecure))?;
        let mut building = self.client.request(method, url).timeout(timeout);
        for (name, value) in signature.into_iter().flatten() {
            building = building.header(*name, value);
        }
        if !request.body.is_empty() {
            building = building
                .header(http::header::CONTENT_TYPE, "application/json")
                .body(request.body.clone());
        }
        let answer = building.send().await;
        let mut answer = answer.map_err(|error| Failed::on_the_way(&host, &error))?;
        let headers = std::mem::take(answer.headers_mut());
        let mut body = Vec::new();
        while let Some(chunk) = answer
            .chunk()
            .await
            .map_err(|error| Failed::on_the_way(&host, &error))?
        {
            if body.len() + chunk.len() > BODY_MOST {
                return Err(Failed::for_good(Error::TooLarge { host }));
            }
            body.extend_from_slice(&chunk);
        }
        let reply = Reply {
            status: answer.status().as_u16(),
            body,
            nonce: None,
            time_ms: text(&headers, TIME_HEADER).and_then(|time| time.parse().ok()),
            begun: request.begun,
        };
        Ok((reply, headers))
    }
}

/// A try that brought no answer.
pub(crate) struct Failed<F> {
    pub(crate) error: Error<F>,
    /// Whether the service may have seen the request.
    sent: bool,
    /// Whether the next try may fare better.
    passes: bool,
}

impl<F> Failed<F> {
    fn on_the_way(host: &str, error: &reqwest::Error) -> Self {
        let sent = !error.is_connect();
        let error = causes::read(host, error);
        let passes = matches!(
            error,
            Error::Unreachable {
                why: Why::Refused | Why::Timeout | Why::Broken,
                ..
            }
        );
        Self {
            error,
            sent,
            passes,
        }
    }

    fn for_good(error: Error<F>) -> Self {
        Self {
            error,
            sent: true,
            passes: false,
        }
    }

    fn signing(fault: F) -> Self {
        Self::for_good(Error::Signing(fault))
    }
}

/// Where the request goes; `None` unless that is safe.
pub(crate) fn url(request: &Request) -> Option<Url> {
    let server = link::server(&request.server)?;
    Url::parse(&format!("{server}{}", request.path)).ok()
}

/// Host and port, for people.
pub(crate) fn host(server: &str) -> String {
    let host = server.split_once("://").map_or(server, |(_, rest)| rest);
    host.trim_end_matches('/').to_owned()
}

fn text(headers: &http::HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Whether the signature, or its nonce, wasn't taken.
pub(crate) fn is_unsigned(reply: &Reply) -> bool {
    reply.status == 401
        && serde_json::from_slice::<Problem>(&reply.body)
            .is_ok_and(|problem| problem.refusal() == Some(Refusal::Unsigned))
}
