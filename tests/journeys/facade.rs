//! The façade as a shell meets it: one thread owns the core, whatever its key store does.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, Weak};

use kodevagt_bindings::{
    Authenticator, Clock, Config, Failure, Features, Keystore, KeystoreFault, Now, Purpose, State,
    explain,
};
use kodevagt_core::ports::{self, Alias, Fault, Keystore as _};
use kodevagt_core::secret::Key;
use kodevagt_tests::keystore::{At, Gate, How, SimKeystore};
use kodevagt_tests::phone::SimPhone;
use tempfile::TempDir;

const PIN: &[u8] = b"4823";

/// A shell with a simulated key store and a clock that stands still until it is moved.
struct Shell {
    phone: Arc<Authenticator>,
    hardware: SimKeystore,
    clock: Arc<Boot>,
    /// The façade, for a key store that calls back into it.
    inside: Arc<OnceLock<Weak<Authenticator>>>,
    _home: (TempDir, SimPhone),
}

#[derive(Default)]
struct Boot(AtomicU64);

impl Clock for Boot {
    fn now(&self) -> Now {
        let boot_ms = self.0.load(Ordering::SeqCst);
        Now {
            wall_ms: 1_790_000_000_000,
            boot_ms,
            boot_id: "first".to_owned(),
        }
    }
}

fn shell(patience_ms: u64) -> Shell {
    let (home, simulated) = (TempDir::new().unwrap(), SimPhone::new(1));
    let hardware = simulated.keystore().clone();
    let clock = Arc::new(Boot::default());
    let config = Config {
        home: home.path().to_str().unwrap().to_owned(),
        six_digits: false,
        clock_offset_ms: None,
        patience_ms,
        ca_file: None,
    };
    let keystore = Arc::new(Bridge(hardware.clone()));
    let phone = Authenticator::open(config, keystore, clock.clone()).unwrap();
    let inside = Arc::default();
    Shell {
        phone,
        hardware,
        clock,
        inside,
        _home: (home, simulated),
    }
}

fn code(failure: &Failure) -> &str {
    &failure.problem().code
}

#[test]
fn a_key_store_that_hangs_holds_nobody_for_good() {
    let shell = shell(2_000);
    let gate = Arc::new(Gate::default());
    shell.hardware.fail(At::All, How::Hang(gate.clone()));
    let failure = shell.phone.set_pin(PIN).unwrap_err();
    assert!(matches!(failure, Failure::TryAgain { .. }));
    assert_eq!(code(&failure), "KV-0202");
    shell.hardware.heal();
    gate.open();
    assert_eq!(shell.phone.status().unwrap().state, State::NoPin);
}

#[test]
fn a_key_store_that_calls_back_is_told_busy() {
    let shell = shell(30_000);
    let inside = shell.inside.clone();
    inside.set(Arc::downgrade(&shell.phone)).unwrap();
    let answers = Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = answers.clone();
    shell.hardware.before_each(Arc::new(move |_, _| {
        let phone = inside.get().and_then(Weak::upgrade).unwrap();
        heard
            .lock()
            .unwrap()
            .push(code(&phone.status().unwrap_err()).to_owned());
    }));
    shell.phone.set_pin(PIN).unwrap();
    let answers = answers.lock().unwrap();
    assert!(!answers.is_empty());
    assert!(answers.iter().all(|code| code == "KV-0207"), "{answers:?}");
}

#[test]
fn an_idle_phone_closes_by_itself_and_says_so() {
    let shell = shell(30_000);
    shell.phone.set_pin(PIN).unwrap();
    let open = shell.phone.snapshot().unwrap();
    assert_eq!(open.status.state, State::Open);
    shell.clock.0.store(60_000, Ordering::SeqCst);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let closed = runtime.block_on(shell.phone.changed(open.version)).unwrap();
    assert_eq!(closed.status.state, State::Closed);
    assert!(closed.version > open.version);
    assert!(matches!(
        shell.phone.codes(None),
        Err(Failure::Closed { .. })
    ));
}

#[test]
fn a_secret_is_read_once() {
    let shell = shell(30_000);
    let secret = shell.phone.set_pin(PIN).unwrap();
    assert_eq!(secret.take().unwrap().replace('-', "").len(), 27);
    assert_eq!(format!("{secret:?}"), "Secret(redacted)");
    assert!(matches!(secret.take(), Err(Failure::Refused { .. })));
    let wiped = shell.phone.renew_recovery_code(PIN).unwrap();
    wiped.wipe();
    assert!(wiped.take().is_err());
}

#[test]
fn a_failure_says_what_to_do_and_what_it_was() {
    let shell = shell(30_000);
    assert_eq!(code(&shell.phone.unlock(PIN).unwrap_err()), "KV-0105");
    assert_eq!(
        code(&shell.phone.check_new_pin(b"1234").unwrap_err()),
        "KV-0126"
    );
    assert_eq!(
        code(&shell.phone.check_new_pin(b"12x4").unwrap_err()),
        "KV-0120"
    );
    shell.phone.set_pin(PIN).unwrap();
    let first = shell.phone.unlock(b"9041").unwrap_err();
    assert!(matches!(
        first,
        Failure::WrongPin {
            attempts_left: 2,
            ..
        }
    ));
    let words = ["da", "nb", "en"].map(|language| explain(first.problem(), language).unwrap());
    assert!(
        words
            .iter()
            .all(|said| said.what.contains('2') && !said.todo.is_empty()),
        "{words:?}"
    );
    assert_ne!(words[0], words[2]);
    let last = shell.phone.unlock(b"9041").unwrap_err();
    assert!(matches!(
        last,
        Failure::WrongPin {
            attempts_left: 1,
            ..
        }
    ));
    assert_eq!(code(&last), "KV-0102");
    let blocked = shell.phone.unlock(b"9041").unwrap_err();
    assert!(matches!(blocked, Failure::Blocked { .. }));
    assert_eq!(shell.phone.snapshot().unwrap().status.state, State::Blocked);
}

/// The simulated key store as a shell hands one in.
struct Bridge(SimKeystore);

fn fault(fault: Fault) -> KeystoreFault {
    match fault {
        Fault::Missing => KeystoreFault::Missing,
        Fault::Invalidated => KeystoreFault::Invalidated,
        Fault::Tampered => KeystoreFault::Tampered,
        Fault::Unsupported => KeystoreFault::Unsupported,
        Fault::Unavailable => KeystoreFault::Unavailable,
    }
}

impl Keystore for Bridge {
    fn features(&self) -> Features {
        let ports::Features {
            single_use,
            biometric,
        } = self.0.features();
        Features {
            single_use,
            biometric,
        }
    }

    fn aliases(&self) -> Result<Vec<String>, KeystoreFault> {
        let aliases = self.0.aliases().map_err(fault)?;
        Ok(aliases
            .iter()
            .map(|alias| alias.as_str().to_owned())
            .collect())
    }

    fn make(&self, alias: String, purpose: Purpose) -> Result<(), KeystoreFault> {
        let purpose = match purpose {
            Purpose::Seal => ports::Purpose::Seal,
            Purpose::Derive => ports::Purpose::Derive,
            Purpose::Biometric => ports::Purpose::Biometric,
            Purpose::Sign => ports::Purpose::Sign,
        };
        self.0.make(&Alias::new(alias), purpose).map_err(fault)
    }

    fn import_once(&self, alias: String, key: Vec<u8>) -> Result<(), KeystoreFault> {
        let key = Key::from_slice(&key).ok_or(KeystoreFault::Unsupported)?;
        self.0.import_once(&Alias::new(alias), &key).map_err(fault)
    }

    fn seal(&self, alias: String, plain: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        self.0.seal(&Alias::new(alias), &plain, &aad).map_err(fault)
    }

    fn open(&self, alias: String, sealed: Vec<u8>, aad: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let plain = self
            .0
            .open(&Alias::new(alias), &sealed, &aad)
            .map_err(fault)?;
        Ok(plain.bytes().to_vec())
    }

    fn derive(&self, alias: String, input: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        let input = input
            .as_slice()
            .try_into()
            .map_err(|_| KeystoreFault::Unsupported)?;
        Ok(self
            .0
            .derive(&Alias::new(alias), input)
            .map_err(fault)?
            .bytes()
            .to_vec())
    }

    fn public_key(&self, alias: String) -> Result<Vec<u8>, KeystoreFault> {
        self.0.public_key(&Alias::new(alias)).map_err(fault)
    }

    fn sign(&self, alias: String, message: Vec<u8>) -> Result<Vec<u8>, KeystoreFault> {
        self.0.sign(&Alias::new(alias), &message).map_err(fault)
    }

    fn delete(&self, alias: String) -> Result<(), KeystoreFault> {
        self.0.delete(&Alias::new(alias)).map_err(fault)
    }
}
