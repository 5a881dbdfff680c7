//! Opening a phone, and what its screens are a function of.

use std::sync::Arc;
use std::time::Duration;

use kodevagt_core::authenticator as core;
use kodevagt_core::pin::Length;
use kodevagt_core::vault::store::Home;

use crate::failure::Failure;
use crate::online::Online;
use crate::ports::{Bridge, Clock, Keystore, SystemEntropy};
use crate::types::{Snapshot, Status};
use crate::worker::Worker;

/// A phone: one object for a shell's whole life. Its methods can be called from any thread; they queue.
#[derive(uniffi::Object)]
pub struct Authenticator {
    pub(crate) worker: Arc<Worker>,
    pub(crate) online: Online,
}

/// How to open a phone.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Config {
    /// The directory of the vault's files: private to the app, excluded from backups; made if missing.
    pub home: String,
    /// Whether a new PIN has six digits instead of four.
    #[uniffi(default = false)]
    pub six_digits: bool,
    /// Milliseconds to add to the phone's clock for this run, instead of what was measured.
    #[uniffi(default = None)]
    pub clock_offset_ms: Option<i64>,
    /// The longest that a call waits for its answer, in milliseconds: a key store may hang.
    #[uniffi(default = 30000)]
    pub patience_ms: u64,
    /// A PEM file with the organisation's own certificate authority, trusted beside the public web's.
    #[uniffi(default = None)]
    pub ca_file: Option<String>,
}

#[uniffi::export]
impl Authenticator {
    /// Opens the phone that lives in `config.home`, and tidies up after a crash.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when files or key store don't answer; [`Failure::Refused`] when the files
    /// are of a newer version or damaged, or the authority's file can't be used.
    #[uniffi::constructor]
    pub fn open(
        config: Config,
        keystore: Arc<dyn Keystore>,
        clock: Arc<dyn Clock>,
    ) -> Result<Arc<Self>, Failure> {
        let options = core::Options {
            pin_length: if config.six_digits {
                Length::Six
            } else {
                Length::Four
            },
            clock_offset_ms: config.clock_offset_ms,
            ..core::Options::default()
        };
        let ca_file = config.ca_file;
        let open = move || {
            let keystore = Arc::new(Bridge(keystore));
            let entropy = Arc::new(SystemEntropy::new());
            core::Authenticator::open(Home::new(config.home), keystore, entropy, options)
        };
        let patience = Duration::from_millis(config.patience_ms);
        let worker = Arc::new(Worker::start(open, clock, patience)?);
        let online = Online::new(worker.clone(), ca_file.as_deref())?;
        Ok(Arc::new(Self { worker, online }))
    }

    /// Where the phone stands, asked of files and key store now. Needs no PIN.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when they don't answer.
    pub fn status(&self) -> Result<Status, Failure> {
        self.worker.call(|phone, _| Ok(phone.status()?.into()))
    }

    /// The latest snapshot, read without waiting.
    ///
    /// # Errors
    /// None today; part of the signature so that no shell has to change.
    pub fn snapshot(&self) -> Result<Snapshot, Failure> {
        Ok(self.worker.snapshot())
    }

    /// Waits for a snapshot newer than `after_version`.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the core's thread ended.
    pub async fn changed(&self, after_version: u64) -> Result<Snapshot, Failure> {
        self.worker.changed(after_version).await
    }

    /// Closes the phone when a minute has passed without a step. It also does so by itself; call this
    /// when the app comes to the front. Returns whether the phone is open.
    ///
    /// # Errors
    /// As for [`Authenticator::status`].
    pub fn tick(&self) -> Result<bool, Failure> {
        self.worker.call(|phone, now| Ok(phone.tick(now)))
    }

    /// Says that the person is at work (a key, a touch), where no other call does: the minute to the lock
    /// begins anew. [`Authenticator::codes`], which a timer asks, doesn't say so.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn touch(&self) -> Result<(), Failure> {
        self.worker.call(|phone, now| Ok(phone.touch(now)?))
    }

    /// Closes the phone and wipes what it held: when the app goes to the background, too.
    ///
    /// # Errors
    /// As for [`Authenticator::status`].
    pub fn lock(&self) -> Result<(), Failure> {
        self.worker.call(|phone, _| {
            phone.lock();
            Ok(())
        })
    }

    /// Remembers how far off the phone's clock is: milliseconds to add to it to get the right time.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when it can't be written.
    pub fn set_clock_offset(&self, offset_ms: i64) -> Result<(), Failure> {
        self.worker
            .call(move |phone, _| Ok(phone.set_clock_offset(offset_ms)?))
    }

    /// Starts over: destroys every key and empties the files. For a blocked phone whose recovery code is
    /// lost; what was on it can only come back from a backup.
    ///
    /// # Errors
    /// [`Failure::TryAgain`]; then call it again.
    pub fn start_over(&self) -> Result<(), Failure> {
        self.worker.call(|phone, _| Ok(phone.start_over()?))
    }
}
