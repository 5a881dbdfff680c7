//! What the operator decides: flags before environment before file before default.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use crate::keys::{RootSource, SEALING_VARIABLE, SealingSource};
use crate::store::Place;

mod activation;
mod file;
mod net;

pub use activation::{Activation, Attestation, Phones};
pub use file::{Given, Organisation, SupportContact};
pub use net::Net;

/// Where the service listens unless told otherwise.
const LISTEN: &str = "127.0.0.1:7443";
const DATA_DIR: &str = "kodevagt-data";
const DATABASE: &str = "kodevagt.sqlite";

/// Everything that a service is started with, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// How people and applications reach it, without a slash at the end; by default the address.
    pub public_url: Option<String>,
    /// The database.
    pub database: Place,
    /// Where development keeps its keys, and SQLite by default its file.
    pub data_dir: PathBuf,
    /// Outbox, plain HTTP on loopback, a clock that can be moved, keys in the data directory.
    pub development: bool,
    /// Certificate chain and key, PEM; without them plain HTTP is served.
    pub tls: Option<TlsFiles>,
    /// Proxies whose `X-Forwarded-For` is believed. Naming one allows plain HTTP.
    pub trusted_proxies: Vec<Net>,
    /// Where the keys are that the database is sealed under.
    pub sealing: SealingSource,
    /// The root key's file, if it is on this machine.
    pub root_key_file: Option<PathBuf>,
    /// How phones come to their people.
    pub activation: Activation,
    /// Whose service it is.
    pub organisation: Organisation,
    /// How SMS, mail and wake-ups leave.
    pub outbound: crate::outbound::settings::Settings,
}

/// The files of TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// A setting that can't be used: where it stands, which it is, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key} in {file}: {reason}")]
pub struct Unfit {
    /// The file, or how else it was given.
    pub file: String,
    /// The setting's name.
    pub key: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Settings {
    /// Reads the file, if one is named, and lays `given` (flags and environment) over it.
    ///
    /// # Errors
    /// The first setting that can't be used.
    pub fn load(given: Given) -> Result<Self, Unfit> {
        let from = match &given.config {
            Some(path) => path.display().to_string(),
            None => "the command line".to_owned(),
        };
        let unfit = |key: &str, reason: &str| Unfit {
            file: from.clone(),
            key: key.to_owned(),
            reason: reason.to_owned(),
        };
        let given = given.over_its_file()?;
        if let Some((key, reason)) = given.activation.as_ref().and_then(Activation::unfit) {
            return Err(unfit(key, reason));
        }
        let development = given.development.unwrap_or(false);
        let data_dir = given.data_dir.unwrap_or_else(|| DATA_DIR.into());
        let tls = match (given.tls_cert, given.tls_key) {
            (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
            (None, None) => None,
            _ => return Err(unfit("tls_cert", "tls_cert and tls_key belong together")),
        };
        let trusted_proxies = given.trusted_proxies.unwrap_or_default();
        if given.behind_proxy.unwrap_or(false) && trusted_proxies.is_empty() {
            return Err(unfit(
                "trusted_proxies",
                "behind_proxy asks for the addresses of the proxies, such as [\"10.0.0.0/8\"]",
            ));
        }
        let listen = given.listen.as_deref().unwrap_or(LISTEN);
        Ok(Self {
            listen: listen.parse().map_err(|_| {
                unfit(
                    "listen",
                    "an address is written 127.0.0.1:7443 or [::1]:7443",
                )
            })?,
            public_url: given
                .public_url
                .map(|url| public(&url))
                .transpose()
                .map_err(|reason| unfit("public_url", reason))?,
            database: match given.database {
                Some(database) => Place::read(&database),
                None => Place::File(data_dir.join(DATABASE)),
            },
            sealing: match given.sealing_key_file {
                Some(path) => SealingSource::File(path),
                None if std::env::var_os(SEALING_VARIABLE).is_some() => SealingSource::Environment,
                None => SealingSource::DataDir {
                    dir: data_dir.clone(),
                    make: development,
                },
            },
            trusted_proxies: match given.behind_proxy {
                Some(false) => Vec::new(),
                _ => trusted_proxies,
            },
            root_key_file: given.root_key_file,
            activation: given.activation.unwrap_or_default(),
            organisation: given.organisation.unwrap_or_default(),
            outbound: given.outbound.unwrap_or_default(),
            data_dir,
            development,
            tls,
        })
    }

    /// Where the root key is, if it is on this machine.
    #[must_use]
    pub fn root(&self) -> RootSource {
        let named = self.root_key_file.as_deref();
        RootSource::new(named, &self.data_dir, self.development)
    }

    /// Whether connections may come unencrypted: from a proxy, or on loopback in development.
    #[must_use]
    pub fn allows_plain(&self, address: IpAddr) -> bool {
        !self.trusted_proxies.is_empty() || (self.development && address.is_loopback())
    }
}

fn public(url: &str) -> Result<String, &'static str> {
    let uri: http::Uri = url
        .parse()
        .map_err(|_| "an address is written https://kodevagt.example.org")?;
    match (uri.scheme_str(), uri.authority()) {
        (Some("https" | "http"), Some(_)) => Ok(url.trim_end_matches('/').to_owned()),
        _ => Err("an address begins with https://"),
    }
}
