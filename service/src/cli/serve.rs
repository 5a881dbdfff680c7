//! `serve`, and `check-config`, which goes as far without serving.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::{Context, Stop};
use crate::clock::Clock;
use crate::settings::{Given, Net};
use crate::start::{self, Service};

#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The address to listen on [default: 127.0.0.1:7443]; port 0 takes a free one
    #[arg(long, value_name = "ADDR", env = "KODEVAGT_LISTEN")]
    listen: Option<String>,
    /// How people and applications reach the service, if not by that address
    #[arg(long, value_name = "URL", env = "KODEVAGT_PUBLIC_URL")]
    public_url: Option<String>,
    /// The certificate chain, PEM
    #[arg(long, value_name = "FILE", env = "KODEVAGT_TLS_CERT")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, PEM
    #[arg(long, value_name = "FILE", env = "KODEVAGT_TLS_KEY")]
    tls_key: Option<PathBuf>,
    /// Take plain HTTP from the proxies named by --trusted-proxy or trusted_proxies
    #[arg(long)]
    behind_proxy: bool,
    /// A proxy, or a range of them, whose X-Forwarded-For is believed; may be given again
    #[arg(
        long,
        value_name = "ADDR",
        env = "KODEVAGT_TRUSTED_PROXIES",
        value_delimiter = ','
    )]
    trusted_proxy: Vec<Net>,
    /// Outbox instead of SMS, plain HTTP on loopback, keys in the data directory, a clock that can be moved
    #[arg(long)]
    development: bool,
}

impl Serve {
    /// Puts these flags with the others, before the file is read.
    pub(super) fn lay_over(&self, given: &mut Given) {
        given.listen.clone_from(&self.listen);
        given.public_url.clone_from(&self.public_url);
        given.tls_cert.clone_from(&self.tls_cert);
        given.tls_key.clone_from(&self.tls_key);
        given.behind_proxy = self.behind_proxy.then_some(true);
        given.development = self.development.then_some(true);
        if !self.trusted_proxy.is_empty() {
            given.trusted_proxies = Some(self.trusted_proxy.clone());
        }
    }
}

pub(super) async fn serve(context: Context) -> Result<(), Stop> {
    log();
    let failed = |error: std::io::Error| Stop::internal(&error);
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let listener = Service::listen(&context.settings).await?;
    let service = Service::start(context.settings, Clock::system(), listener).await?;
    // A script reads the first line and goes on; whether it then closes its end is its own affair.
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", service.url()).and_then(|()| out.flush());
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    service.stop().await;
    Ok(())
}

pub(super) async fn check(context: &Context) -> Result<(), Stop> {
    start::check(&context.settings).await?;
    context.say(
        &json!({"ok": true}),
        "Settings, keys and database are in order.",
    );
    Ok(())
}

/// JSON lines on standard error. `KODEVAGT_LOG` says what is worth a line, such as `debug` or
/// `kodevagt_service=debug`.
fn log() {
    let filter = EnvFilter::try_from_env("KODEVAGT_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
