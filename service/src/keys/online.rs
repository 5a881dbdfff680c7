//! The online keys, which the root key has signed: what phones come to trust.
//!
//! The root key is needed to make a statement only, and can lie in a safe the rest of the time.

use std::fmt;
use std::path::{Path, PathBuf};

use kodevagt_protocol::keys::{SignedStatement, Statement};
use kodevagt_protocol::sealed::{DoesNotOpen, Export, Opened, PrivateKey, Sealed, open};
use kodevagt_protocol::wire::{Bytes, Id};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

use super::{Bound, FirstOf, KeyError, Keys, random, source};
use crate::store::{Fault, Row, Store, Transaction, Tx};

/// How long a statement holds: 400 days.
const VALID_MS: i64 = 400 * 24 * 60 * 60 * 1000;
/// How many earlier HPKE keys still open what phones sealed before they heard of the newest.
const EARLIER: i64 = 4;
/// The file in the data directory that holds the root key in development.
const DEVELOPMENT_FILE: &str = "root.key";

/// Where the root key is: a file that holds its seed, 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RootSource {
    /// The file.
    pub file: PathBuf,
    /// Whether to make it if there is none, as in development.
    pub make: bool,
}

impl RootSource {
    /// The file that was named, else the data directory's.
    #[must_use]
    pub fn new(named: Option<&Path>, data_dir: &Path, development: bool) -> Self {
        Self {
            file: named.map_or_else(|| data_dir.join(DEVELOPMENT_FILE), Path::to_owned),
            make: development && named.is_none(),
        }
    }

    fn read(&self) -> Result<Ed25519KeyPair, KeyError> {
        let missing = |_| KeyError::RootMissing(self.file.display().to_string());
        if self.make {
            source::create(&self.file)?;
        }
        let seeds = source::from_file(&self.file).map_err(missing)?;
        match seeds.as_slice() {
            [seed] => Ed25519KeyPair::from_seed_unchecked(&**seed)
                .map_err(|_| KeyError::Unfit(self.file.display().to_string())),
            _ => Err(KeyError::Unfit(self.file.display().to_string())),
        }
    }
}

/// The online keys of a running service.
pub struct Online {
    statement: SignedStatement,
    signing: Ed25519KeyPair,
    /// Newest first.
    hpke: Vec<PrivateKey>,
}

impl Online {
    /// Opens the newest keys; where there are none yet, makes them and has the root key sign.
    ///
    /// # Errors
    /// [`KeyError::RootMissing`] when there are none and no root key to sign with.
    pub async fn load(keys: &Keys, store: &Store, root: &RootSource) -> Result<Self, KeyError> {
        if let Some(online) = Self::find(keys, store).await? {
            return Ok(online);
        }
        Self::rotate(keys, store, root).await
    }

    /// The newest keys, if there are any.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn find(keys: &Keys, store: &Store) -> Result<Option<Self>, KeyError> {
        let rows = store.run(Newest).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        Self::read(keys, &rows).map(Some)
    }

    /// Makes new keys and a statement with a higher serial. Phones take it at their next contact; running
    /// instances when they are started again.
    ///
    /// # Errors
    /// [`KeyError`].
    pub async fn rotate(keys: &Keys, store: &Store, root: &RootSource) -> Result<Self, KeyError> {
        let root = root.read()?;
        let organisation = store
            .run(FirstOf("organisation", random::<16>().to_vec()))
            .await?;
        let organisation = Id::from_slice(&organisation)
            .ok_or_else(|| Fault::Corrupt("the organisation's id".to_owned()))?;
        let (newest, now) = store.run(Serial).await?;
        let serial = newest + 1;
        let seed = Zeroizing::new(random::<32>());
        let signing = Ed25519KeyPair::from_seed_unchecked(&*seed).map_err(|_| KeyError::Wrong)?;
        let hpke = PrivateKey::from_random(&Zeroizing::new(random()));
        let statement = Statement {
            organisation,
            serial: u64::try_from(serial).map_err(|_| Fault::Corrupt("a serial".to_owned()))?,
            signing_key: signing.public_key().as_ref().into(),
            hpke_key: Bytes(hpke.public().to_vec()),
            not_before_ms: now,
            not_after_ms: now.saturating_add(VALID_MS),
        };
        let signed = SignedStatement {
            root_key: root.public_key().as_ref().into(),
            signature: root.sign(&statement.bytes()).as_ref().into(),
            statement,
        };
        let id = serial.to_be_bytes();
        let added = Add {
            serial,
            signing: keys.seal(bound("keys.signing", &id), &*seed),
            hpke: keys.seal(bound("keys.hpke", &id), hpke.bytes()),
            statement: serde_json::to_string(&signed)
                .map_err(|error| Fault::Failed(error.to_string()))?,
            now,
            not_after: signed.statement.not_after_ms,
        };
        // Another instance may have been first; its keys are as good.
        store.run(added).await?;
        let rows = store.run(Newest).await?;
        Self::read(keys, &rows)
    }

    /// What the root key has signed: for phones, as it is.
    #[must_use]
    pub fn statement(&self) -> &SignedStatement {
        &self.statement
    }

    /// The organisation's id.
    #[must_use]
    pub fn organisation(&self) -> Id {
        self.statement.statement.organisation
    }

    /// Signs with the online key: Ed25519 (RFC 8032), 64 bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Bytes {
        self.signing.sign(message).as_ref().into()
    }

    /// Opens what a phone has sealed for the service, under this or an earlier key.
    ///
    /// # Errors
    /// [`DoesNotOpen`].
    pub fn open(
        &self,
        info: &[u8],
        sealed: &Sealed,
        export: Export,
    ) -> Result<Opened, DoesNotOpen> {
        let opened = self
            .hpke
            .iter()
            .find_map(|key| open(key, info, sealed, export).ok());
        opened.ok_or(DoesNotOpen)
    }

    fn read(keys: &Keys, rows: &[Row]) -> Result<Self, KeyError> {
        let corrupt = |what: &str| Fault::Corrupt(what.to_owned());
        let newest = rows.first().ok_or_else(|| corrupt("no online keys"))?;
        let id = newest.read::<i64>("serial")?.to_be_bytes();
        let sealed: Vec<u8> = newest.read("signing_sealed")?;
        let seed = keys
            .open(bound("keys.signing", &id), &sealed)
            .map_err(|_| KeyError::Wrong)?;
        let statement: String = newest.read("statement")?;
        let hpke: Result<Vec<_>, KeyError> = rows
            .iter()
            .map(|row| {
                let id = row.read::<i64>("serial")?.to_be_bytes();
                let sealed: Vec<u8> = row.read("hpke_sealed")?;
                let key = keys
                    .open(bound("keys.hpke", &id), &sealed)
                    .map_err(|_| KeyError::Wrong)?;
                Ok(PrivateKey::from_slice(&key).ok_or_else(|| corrupt("an HPKE key"))?)
            })
            .collect();
        Ok(Self {
            statement: serde_json::from_str(&statement)
                .map_err(|_| corrupt("the statement of the online keys"))?,
            signing: Ed25519KeyPair::from_seed_unchecked(&seed)
                .map_err(|_| corrupt("a signing key"))?,
            hpke: hpke?,
        })
    }
}

fn bound<'a>(place: &'a str, id: &'a [u8]) -> Bound<'a> {
    Bound { place, id }
}

/// The newest keys, newest first.
struct Newest;

impl Transaction for Newest {
    type Answer = Vec<Row>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Vec<Row>, Fault> {
        tx.rows(
            "SELECT serial, signing_sealed, hpke_sealed, statement FROM keys \
             ORDER BY serial DESC LIMIT $1",
            &[(1 + EARLIER).into()],
        )
        .await
    }
}

/// The highest serial so far, and the time.
struct Serial;

impl Transaction for Serial {
    type Answer = (i64, i64);

    async fn run(&self, tx: &mut dyn Tx) -> Result<(i64, i64), Fault> {
        let row = tx
            .row("SELECT MAX(serial) AS serial FROM keys", &[])
            .await?;
        let serial = row.map_or(Ok(None), |row| row.read::<Option<i64>>("serial"))?;
        Ok((serial.unwrap_or(0), tx.now().await?))
    }
}

struct Add {
    serial: i64,
    signing: Vec<u8>,
    hpke: Vec<u8>,
    statement: String,
    now: i64,
    not_after: i64,
}

impl Transaction for Add {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        tx.execute(
            "INSERT INTO keys (serial, signing_sealed, hpke_sealed, statement, not_before, \
             not_after, created_at) VALUES ($1, $2, $3, $4, $5, $6, $5) \
             ON CONFLICT (serial) DO NOTHING",
            &[
                self.serial.into(),
                (&self.signing).into(),
                (&self.hpke).into(),
                (&self.statement).into(),
                self.now.into(),
                self.not_after.into(),
            ],
        )
        .await?;
        Ok(())
    }
}

impl fmt::Debug for Online {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Online(serial {})", self.statement.statement.serial)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use kodevagt_protocol::keys::{Pin, verify_ed25519};
    use kodevagt_protocol::sealed::seal;

    use super::*;
    use crate::keys::SealingSource;
    use crate::store::{Options, Place};

    #[tokio::test]
    async fn a_phone_that_pinned_the_root_follows_a_rotation() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::File(dir.path().join("store.sqlite"));
        let store = Store::open(&place, Options::default()).await.unwrap();
        let source = SealingSource::DataDir {
            dir: dir.path().to_owned(),
            make: true,
        };
        let keys = Keys::load(&source, &store).await.unwrap();
        let offline = RootSource::new(None, dir.path(), false);
        let refused = Online::load(&keys, &store, &offline).await;
        assert!(matches!(refused, Err(KeyError::RootMissing(_))));
        let root = RootSource::new(None, dir.path(), true);
        let first = Online::load(&keys, &store, &root).await.unwrap();
        let pin = Pin {
            root_key_hash: first.statement().root_key_hash(),
            serial: 1,
        };
        // From now on the root key needn't be there.
        let again = Online::load(&keys, &store, &offline).await.unwrap();
        assert_eq!(again.statement(), first.statement());
        let sealed = seal(
            &first.statement().statement.hpke_key.0,
            b"info",
            b"half",
            Export::NONE,
            &Zeroizing::new(random()),
        )
        .unwrap();
        let second = Online::rotate(&keys, &store, &root).await.unwrap();
        let statement = second.statement();
        let now = statement.statement.not_before_ms;
        assert_eq!(statement.trusted(&pin, now).unwrap().serial, 2);
        assert_ne!(
            statement.statement.signing_key,
            first.statement().statement.signing_key
        );
        let signature = second.sign(b"challenge");
        let key = &statement.statement.signing_key.0;
        assert!(verify_ed25519(key, b"challenge", &signature.0).is_ok());
        let opened = second.open(b"info", &sealed.sealed, Export::NONE).unwrap();
        assert_eq!(&**opened.plain, b"half");
        assert!(second.open(b"other", &sealed.sealed, Export::NONE).is_err());
    }
}
