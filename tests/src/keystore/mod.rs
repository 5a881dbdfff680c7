//! A simulated hardware key store: what a process sees of it, and what a test does to it.

pub(crate) mod aead;
pub(crate) mod ecdsa;
mod hardware;
mod trouble;

use std::sync::{Arc, Mutex};

use kodevagt_core::{
    ports::{Alias, Fault, Features, Keystore, Purpose},
    secret::{Key, SecretBytes},
};

use crate::{
    lock,
    power::{Operation, Power, Step, Supply},
};
use hardware::Hardware;

pub use hardware::Snapshot;
pub use trouble::{At, Gate, How};

/// A call to the key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Call {
    /// [`Keystore::aliases`]
    Aliases,
    /// [`Keystore::make`]
    Make,
    /// [`Keystore::import_once`]
    ImportOnce,
    /// [`Keystore::seal`]
    Seal,
    /// [`Keystore::open`]
    Open,
    /// [`Keystore::derive`]
    Derive,
    /// [`Keystore::public_key`]
    PublicKey,
    /// [`Keystore::sign`]
    Sign,
    /// [`Keystore::delete`]
    Delete,
}

impl Call {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Aliases,
        Self::Make,
        Self::ImportOnce,
        Self::Seal,
        Self::Open,
        Self::Derive,
        Self::PublicKey,
        Self::Sign,
        Self::Delete,
    ];
}

/// A phone's key store as one run of the phone holds it. Clones, and the handles that other
/// "processes" have, reach the same hardware.
#[derive(Clone)]
pub struct SimKeystore {
    hardware: Arc<Mutex<Hardware>>,
    supply: Supply,
}

/// Runs before each call, without a lock held: slowness, another process getting in between.
pub type Hook = Arc<dyn Fn(Call, &str) + Send + Sync>;

impl SimKeystore {
    /// An empty key store.
    #[must_use]
    pub fn new(seed: u64, features: Features, power: &Power) -> Self {
        Self {
            hardware: Arc::new(Mutex::new(Hardware::new(seed, features))),
            supply: power.supply(),
        }
    }

    /// Other hardware with the same content, for another phone.
    pub(crate) fn fork(&self, power: &Power) -> Self {
        Self {
            hardware: Arc::new(Mutex::new(lock(&self.hardware).fork())),
            supply: power.supply(),
        }
    }

    /// The same hardware, for the phone's next run.
    pub(crate) fn restart(&self, power: &Power) -> Self {
        lock(&self.hardware).calm();
        Self {
            hardware: Arc::clone(&self.hardware),
            supply: power.supply(),
        }
    }

    /// The person lays the finger on the sensor: the next `open` of a biometric key works.
    pub fn present_finger(&self) {
        lock(&self.hardware).finger = true;
    }

    /// A new finger is enrolled: every biometric key is invalidated for good.
    pub fn enroll_finger(&self) {
        lock(&self.hardware).fingers += 1;
    }

    /// What root can copy of the key store's files.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        lock(&self.hardware).snapshot()
    }

    /// Root puts back a copy. What the hardware itself remembers (which single-use keys are spent)
    /// stays as it is.
    pub fn restore(&self, snapshot: &Snapshot) {
        lock(&self.hardware).restore(snapshot);
    }

    /// The system drops every key (a factory reset of the hardware, a removed screen lock).
    pub fn lose_everything(&self) {
        lock(&self.hardware).keys.clear();
    }

    /// The system drops the key of `alias`.
    pub fn lose(&self, alias: &Alias) {
        lock(&self.hardware).keys.remove(alias);
    }

    /// From now on, what `at` picks goes wrong as `how` says. Several can be set.
    pub fn fail(&self, at: At, how: How) {
        lock(&self.hardware).troubles.push(at, how);
    }

    /// Forgets what [`SimKeystore::fail`] set.
    pub fn heal(&self) {
        lock(&self.hardware).troubles = trouble::Troubles::default();
    }

    /// Runs `hook` before each call from now on.
    pub fn before_each(&self, hook: Hook) {
        lock(&self.hardware).hook = Some(hook);
    }

    /// How often the hardware has computed `derive` under an alias of `family` (`"pin"`): each is a
    /// PIN looked at, whether or not the answer arrived. Never goes back, not by a restore either.
    #[must_use]
    pub fn derives(&self, family: &str) -> u64 {
        let hardware = lock(&self.hardware);
        let of_family = |(alias, _): &(&String, &u64)| alias.split('/').next() == Some(family);
        let counts = hardware.derives.iter().filter(of_family);
        counts.map(|(_, count)| count).sum()
    }

    /// How many calls of any kind were made.
    #[must_use]
    pub fn calls(&self) -> u64 {
        lock(&self.hardware).calls
    }

    /// The aliases of `family`, looked at from outside (no call is counted).
    #[must_use]
    pub fn names(&self, family: &str) -> Vec<Alias> {
        let hardware = lock(&self.hardware);
        let of_family = |alias: &&Alias| alias.as_str().split('/').next() == Some(family);
        hardware.keys.keys().filter(of_family).cloned().collect()
    }

    /// Opens `sealed` as the hardware would for whoever owns it, from outside: what a test may know and
    /// no count sees.
    #[must_use]
    pub fn peek(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
        lock(&self.hardware).peek(alias, sealed, aad)
    }

    /// HMAC-SHA-256 of `input` under the key of `alias`, from outside.
    #[must_use]
    pub fn peek_derive(&self, alias: &Alias, input: &[u8; 32]) -> Option<Key> {
        lock(&self.hardware).peek_derive(alias, input)
    }

    fn call<T>(
        &self,
        call: Call,
        on: &str,
        work: impl FnOnce(&mut Hardware) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let hook = lock(&self.hardware).hook.clone();
        if let Some(hook) = hook {
            hook(call, on);
        }
        let trouble = lock(&self.hardware).next(call);
        if let Some(How::Hang(gate)) = &trouble {
            gate.wait();
        }
        let works = matches!(trouble, None | Some(How::After));
        let mut hardware = lock(&self.hardware);
        let step = self.supply.step(Operation::Key(call), on, works);
        let answer = match (step, trouble) {
            (Step::Off, _) | (_, Some(How::Before | How::Hang(_))) => Err(Fault::Unavailable),
            (_, Some(How::Fault(fault))) => Err(fault),
            (_, Some(How::After)) => work(&mut hardware).and(Err(Fault::Unavailable)),
            (_, None) => work(&mut hardware),
        };
        match step {
            Step::Go => answer,
            Step::Last | Step::Off => Err(Fault::Unavailable),
        }
    }
}

impl Keystore for SimKeystore {
    fn features(&self) -> Features {
        lock(&self.hardware).features
    }

    fn aliases(&self) -> Result<Vec<Alias>, Fault> {
        self.call(Call::Aliases, "", |hardware| {
            Ok(hardware.keys.keys().cloned().collect())
        })
    }

    fn make(&self, alias: &Alias, purpose: Purpose) -> Result<(), Fault> {
        self.call(Call::Make, alias.as_str(), |hardware| {
            hardware.make(alias, purpose)
        })
    }

    fn import_once(&self, alias: &Alias, key: &Key) -> Result<(), Fault> {
        self.call(Call::ImportOnce, alias.as_str(), |hardware| {
            hardware.import_once(alias, key)
        })
    }

    fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        self.call(Call::Seal, alias.as_str(), |hardware| {
            hardware.seal(alias, plain, aad)
        })
    }

    fn open(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Fault> {
        self.call(Call::Open, alias.as_str(), |hardware| {
            hardware.open(alias, sealed, aad)
        })
    }

    fn derive(&self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault> {
        self.call(Call::Derive, alias.as_str(), |hardware| {
            hardware.derive(alias, input)
        })
    }

    fn public_key(&self, alias: &Alias) -> Result<Vec<u8>, Fault> {
        self.call(Call::PublicKey, alias.as_str(), |hardware| {
            ecdsa::public_key(hardware.signing(alias)?)
        })
    }

    fn sign(&self, alias: &Alias, message: &[u8]) -> Result<Vec<u8>, Fault> {
        self.call(Call::Sign, alias.as_str(), |hardware| {
            ecdsa::sign(hardware.signing(alias)?, message)
        })
    }

    fn delete(&self, alias: &Alias) -> Result<(), Fault> {
        self.call(Call::Delete, alias.as_str(), |hardware| {
            hardware.keys.remove(alias);
            Ok(())
        })
    }
}
