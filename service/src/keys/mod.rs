//! The service's own secrets: what seals the database, what finds a row without naming a person, and what
//! signs.

use std::fmt;
use std::path::Path;

use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};
use zeroize::Zeroizing;

use crate::store::{Fault, Store, Transaction, Tx};

mod online;
mod reseal;
mod seal;
mod source;

pub use online::{Online, RootSource};
pub use seal::{Bound, Sealing, Unsealed};
pub use source::{SEALING_VARIABLE, SealingSource};

const INDEX_KEY: Bound<'_> = Bound {
    place: "meta.bytes",
    id: b"index_key",
};

/// Why there are no keys to work with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key was given, and none is made outside development.
    #[error("no sealing key was given")]
    Missing,
    /// A file can't be read or written.
    #[error("{file}: {reason}")]
    Unreadable {
        /// Which.
        file: String,
        /// Why not.
        reason: String,
    },
    /// What stands there isn't a key.
    #[error("{0} holds no keys")]
    Unfit(String),
    /// The online keys aren't signed yet, and the root key isn't at the place named.
    #[error("no root key in {0}")]
    RootMissing(String),
    /// The database was sealed under another key.
    #[error("the database was sealed under another key")]
    Wrong,
    /// The database.
    #[error(transparent)]
    Store(#[from] Fault),
}

impl KeyError {
    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable {
            file: path.display().to_string(),
            reason: error.to_string(),
        }
    }
}

/// The keys of a running service.
pub struct Keys {
    service: Sealing,
    index: hmac::Key,
}

impl Keys {
    /// Reads the sealing keys and opens, or on the first start makes, what they seal.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn load(source: &SealingSource, store: &Store) -> Result<Self, KeyError> {
        let service = Sealing::list(&source.read()?).ok_or(KeyError::Missing)?;
        let fresh = Zeroizing::new(random::<32>());
        let offered = service.seal(INDEX_KEY, &*fresh);
        let sealed = store.run(FirstOf("index_key", offered)).await?;
        let index = service
            .open(INDEX_KEY, &sealed)
            .map_err(|_| KeyError::Wrong)?;
        Ok(Self {
            index: hmac::Key::new(hmac::HMAC_SHA256, &index),
            service,
        })
    }

    /// Seals under the service's own key: device secrets, person keys, what belongs to nobody.
    #[must_use]
    pub fn seal(&self, bound: Bound<'_>, plain: &[u8]) -> Vec<u8> {
        self.service.seal(bound, plain)
    }

    /// Opens what [`seal`](Self::seal) sealed for the same place.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn open(&self, bound: Bound<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unsealed> {
        self.service.open(bound, sealed)
    }

    /// Makes the key that a person's fields are sealed under, and how it is stored in `people.person_key`.
    #[must_use]
    pub fn new_person(&self, person: &[u8; 16]) -> (PersonKey, Vec<u8>) {
        let key = Zeroizing::new(random::<32>());
        let sealed = self.service.seal(PersonKey::bound(person), &*key);
        (PersonKey::new(&key, person), sealed)
    }

    /// Opens a person's key from `people.person_key`.
    ///
    /// # Errors
    /// [`Unsealed`], also for an erased person.
    pub fn person(&self, person: &[u8; 16], sealed: &[u8]) -> Result<PersonKey, Unsealed> {
        let key = self.service.open(PersonKey::bound(person), sealed)?;
        let key = key.as_slice().try_into().map_err(|_| Unsealed)?;
        Ok(PersonKey::new(key, person))
    }

    /// A keyed hash: finds or compares a value that isn't stored. `what` keeps values of different kinds
    /// apart, such as `login`, `mobile`, `source`, `code`, `ticket`, `api key`.
    #[must_use]
    pub fn hash(&self, what: &str, value: &[u8]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.index);
        context.update(what.as_bytes());
        context.update(&[0]);
        context.update(value);
        let tag = context.sign();
        tag.as_ref().try_into().expect("SHA-256 gives 32 bytes")
    }

    /// Finds a person by login, however it is capitalised.
    #[must_use]
    pub fn login_index(&self, login: &str) -> [u8; 32] {
        self.hash("login", login.trim().to_lowercase().as_bytes())
    }

    /// Finds people by mobile number, in E.164.
    #[must_use]
    pub fn mobile_index(&self, mobile: &str) -> [u8; 32] {
        self.hash("mobile", mobile.as_bytes())
    }
}

/// The key of one person's fields. Destroying its row erases them all, in every copy of the database.
pub struct PersonKey {
    sealing: Sealing,
    person: [u8; 16],
}

impl PersonKey {
    fn new(key: &[u8; 32], person: &[u8; 16]) -> Self {
        Self {
            sealing: Sealing::one(key),
            person: *person,
        }
    }

    fn bound(person: &[u8; 16]) -> Bound<'_> {
        Bound {
            place: "people.person_key",
            id: person,
        }
    }

    /// Seals a field of the person's own row; `place` is table and column.
    #[must_use]
    pub fn seal(&self, place: &str, plain: &[u8]) -> Vec<u8> {
        self.seal_for(
            Bound {
                place,
                id: &self.person,
            },
            plain,
        )
    }

    /// Opens a field of the person's own row.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unsealed> {
        self.open_for(
            Bound {
                place,
                id: &self.person,
            },
            sealed,
        )
    }

    /// Opens a text of the person's own row.
    ///
    /// # Errors
    /// [`Unsealed`], also when it isn't UTF-8.
    pub fn text(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<String>, Unsealed> {
        let plain = self.open(place, sealed)?;
        let text = std::str::from_utf8(&plain).map_err(|_| Unsealed)?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    /// Seals a field of another row that tells of the person, such as a message.
    #[must_use]
    pub fn seal_for(&self, bound: Bound<'_>, plain: &[u8]) -> Vec<u8> {
        self.sealing.seal(bound, plain)
    }

    /// Opens what [`seal_for`](Self::seal_for) sealed.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn open_for(
        &self,
        bound: Bound<'_>,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unsealed> {
        self.sealing.open(bound, sealed)
    }
}

/// Stores the bytes unless somebody was first, and answers what is stored.
struct FirstOf(&'static str, Vec<u8>);

impl Transaction for FirstOf {
    type Answer = Vec<u8>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<u8>, Fault> {
        tx.execute(
            "INSERT INTO meta (name, bytes) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            &[self.0.into(), (&self.1).into()],
        )
        .await?;
        let row = tx
            .row("SELECT bytes FROM meta WHERE name = $1", &[self.0.into()])
            .await?;
        row.ok_or_else(|| Fault::Corrupt("what was just stored is gone".to_owned()))?
            .read("bytes")
    }
}

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system has none to give: nothing safe could be done then.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new()
        .fill(&mut bytes)
        .expect("the operating system gives random bytes");
    bytes
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(…)")
    }
}
