//! Starting and stopping.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::activation::sweep::sweep_until_stopped;
use crate::approvals::sweep::end_overdue_until_stopped;
use crate::audit;
use crate::clock::Clock;
use crate::http::{self, AppState, Serving};
use crate::keys::{KeyError, Keys, Online};
use crate::limits;
use crate::outbound;
use crate::outbound::queue::{self, Queue};
use crate::outbound::settings::Adapters;
use crate::outbound::texts::SmsFormat;
use crate::published::Publish;
use crate::settings::{Settings, TlsFiles};
use crate::store::{Fault, Options, Place, Store};

/// A running service.
#[derive(Debug)]
pub struct Service {
    url: String,
    store: Store,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    keeper: JoinHandle<()>,
    messages: JoinHandle<()>,
}

/// Why a service doesn't start.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// The address is taken or isn't this machine's.
    #[error("can't listen on {address}: {reason}")]
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        reason: String,
    },
    /// Plain HTTP is for loopback in development, and for named proxies.
    #[error("plain HTTP is refused on {0}")]
    Plain(SocketAddr),
    /// Certificate or key.
    #[error("{file} can't be used: {reason}")]
    Tls {
        /// The file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The sealing keys, or the database that they open.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A key of `[outbound]`.
    #[error(transparent)]
    Outbound(#[from] outbound::settings::Fault),
}

impl From<Fault> for StartError {
    fn from(fault: Fault) -> Self {
        Self::Keys(fault.into())
    }
}

impl Service {
    /// Opens the database, applies its migrations and serves on `listener` until [`stop`](Self::stop).
    ///
    /// # Errors
    /// [`StartError`]; nothing listens then.
    pub async fn start(
        settings: Settings,
        clock: Clock,
        listener: TcpListener,
    ) -> Result<Self, StartError> {
        let address = listener
            .local_addr()
            .map_err(|error| listen(&settings, &error))?;
        let tls = settings.tls.as_ref().map(tls).transpose()?;
        if tls.is_none() && !settings.allows_plain(address.ip()) {
            return Err(StartError::Plain(address));
        }
        let adapters = adapters(&settings)?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = settings.public_url.clone();
        let url = url.unwrap_or_else(|| format!("{scheme}://{address}"));
        let sms_format = sms_format(&settings, &url)?;
        let (store, keys) = open(&settings, clock.clone(), settings.development).await?;
        let keys = Arc::new(keys);
        store.run(Mode(settings.development)).await?;
        let online = Online::load(&keys, &store, &settings.root()).await?;
        store.run(Publish(url.clone())).await?;
        let (stop, stopping) = watch::channel(false);
        let messages = tokio::spawn(queue::run(
            Arc::new(Queue {
                store: store.clone(),
                keys: Arc::clone(&keys),
                adapters,
                public_url: settings.public_url.clone(),
                keep_texts: settings.development,
            }),
            stopping.clone(),
        ));
        let state = AppState {
            store: store.clone(),
            keys,
            sms_format: Arc::new(sms_format),
            online: Arc::new(online),
            clock,
            settings: Arc::new(settings),
            stopping: stopping.clone(),
        };
        let keeper = tokio::spawn(keep(state.clone()));
        let server = tokio::spawn(http::serve(Serving {
            listener,
            routes: http::routes(state),
            tls,
            stopping,
        }));
        Ok(Self {
            url,
            store,
            stop,
            server,
            keeper,
            messages,
        })
    }

    /// Takes the address that the settings name.
    ///
    /// # Errors
    /// [`StartError::Listen`].
    pub async fn listen(settings: &Settings) -> Result<TcpListener, StartError> {
        let listener = TcpListener::bind(settings.listen).await;
        listener.map_err(|error| listen(settings, &error))
    }

    /// Where it is reached, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes no more connections, lets what was begun finish, and closes the database.
    pub async fn stop(self) {
        // An error means that the server has ended by itself.
        let _ = self.stop.send(true);
        let _ = self.server.await;
        let _ = self.keeper.await;
        let _ = self.messages.await;
        self.store.close().await;
    }
}

/// Opens database and keys, as a running service and the commands at the shell do.
pub(crate) async fn open(
    settings: &Settings,
    clock: Clock,
    development: bool,
) -> Result<(Store, Keys), StartError> {
    if settings.development || matches!(settings.database, Place::File(_)) {
        private_dir(&settings.data_dir).map_err(|error| {
            Fault::Unreachable(format!("{}: {error}", settings.data_dir.display()))
        })?;
    }
    let store = Store::open(&settings.database, Options { clock, development }).await?;
    let keys = Keys::load(&settings.sealing, &store).await?;
    Ok((store, keys))
}

/// What goes on beside the requests, until the service stops.
async fn keep(state: AppState) {
    tokio::select! {
        () = state.stopped() => {}
        () = audit::seal_until_stopped(state.store.clone(), Arc::clone(&state.keys)) => {}
        () = limits::tidy_until_stopped(state.store.clone()) => {}
        () = sweep_until_stopped(state.store.clone()) => {}
        () = end_overdue_until_stopped(state.store.clone()) => {}
    }
}

/// Goes as far as a start does, without serving.
pub(crate) async fn check(settings: &Settings) -> Result<(), StartError> {
    let plain = settings.tls.as_ref().map(tls).transpose()?.is_none();
    if plain && !settings.allows_plain(settings.listen.ip()) {
        return Err(StartError::Plain(settings.listen));
    }
    adapters(settings)?;
    let (store, _) = open(settings, Clock::system(), settings.development).await?;
    store.close().await;
    Ok(())
}

/// Makes the directory, for its owner alone; one that exists stays as it is.
fn private_dir(path: &Path) -> std::io::Result<()> {
    let mut dir = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut dir, 0o700);
    dir.recursive(true).create(path)
}

/// Development sends nothing: the stored message is the record.
fn adapters(settings: &Settings) -> Result<Adapters, outbound::settings::Fault> {
    let adapters = settings.outbound.adapters()?;
    settings
        .outbound
        .check_sms(settings.public_url.as_deref())?;
    Ok(if settings.development {
        Adapters::outbox()
    } else {
        adapters
    })
}

fn listen(settings: &Settings, error: &std::io::Error) -> StartError {
    StartError::Listen {
        address: settings.listen.to_string(),
        reason: error.to_string(),
    }
}

/// How activation SMS are written for the service at `url`.
fn sms_format(settings: &Settings, url: &str) -> Result<SmsFormat, outbound::settings::Fault> {
    let uri = url.parse::<axum::http::Uri>().ok();
    let host = uri.as_ref().and_then(axum::http::Uri::host);
    settings.outbound.sms_format(host.unwrap_or_default())
}

pub(crate) fn tls(files: &TlsFiles) -> Result<Arc<ServerConfig>, StartError> {
    let unfit = |file: &Path, reason: String| StartError::Tls {
        file: file.display().to_string(),
        reason,
    };
    let chain: Vec<_> = CertificateDer::pem_file_iter(&files.cert)
        .and_then(Iterator::collect)
        .map_err(|error| unfit(&files.cert, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .map_err(|error| unfit(&files.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unfit(&files.cert, error.to_string()))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| unfit(&files.key, error.to_string()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

mod mode {
    use crate::store::{Fault, Transaction, Tx};

    /// Remembers whether the service runs for development; outside it the clock is nobody's to move.
    pub(super) struct Mode(pub(super) bool);

    impl Transaction for Mode {
        type Answer = ();

        async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
            tx.execute(
                "INSERT INTO meta (name, number) VALUES ('development', $1) \
                 ON CONFLICT (name) DO UPDATE SET number = excluded.number",
                &[self.0.into()],
            )
            .await?;
            if !self.0 {
                tx.execute("DELETE FROM meta WHERE name = 'clock_offset'", &[])
                    .await?;
            }
            Ok(())
        }
    }
}
use mode::Mode;
