//! The outside of a backup: JSON that says how to open it.

use std::borrow::Cow;

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};

use super::{BackupError, FILE_LIMIT};
use crate::kdf::{Cost, OutOfBounds, SALT_LEN};
use crate::vault::seal::bind;

const FORMAT: &str = "kodevagt-backup";
const VERSION: u32 = 1;
const KDF: &str = "argon2id";
const CIPHER: &str = "chacha20-poly1305";
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;

/// What a backup file says to someone without the passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    pub(super) cost: Cost,
    pub(super) salt: [u8; SALT_LEN],
    /// `nonce || ciphertext || tag`.
    pub(super) sealed: Vec<u8>,
}

/// What is bound to the ciphertext: the version and every parameter, as bytes and not as JSON, so that
/// it doesn't matter how a file is laid out. (The nonce is bound by the cipher itself.)
pub(super) fn header(cost: Cost, salt: &[u8; SALT_LEN]) -> Vec<u8> {
    bind(
        FORMAT,
        &[
            &VERSION.to_be_bytes(),
            KDF.as_bytes(),
            &cost.m_kib().to_be_bytes(),
            &cost.t().to_be_bytes(),
            &cost.p().to_be_bytes(),
            salt,
            CIPHER.as_bytes(),
        ],
    )
}

impl Envelope {
    /// Reads the outside of a backup; what the key derivation may cost is checked here, before it is
    /// spent.
    ///
    /// # Errors
    /// Any [`BackupError`] but `WrongPassphrase` and `OutOfMemory`.
    pub fn parse(bytes: &[u8]) -> Result<Self, BackupError> {
        if bytes.len() > FILE_LIMIT {
            return Err(BackupError::TooLarge);
        }
        match serde_json::from_slice::<Kind<'_>>(bytes) {
            Ok(kind) if kind.format != FORMAT => return Err(BackupError::NotABackup),
            Ok(kind) if kind.version > u64::from(VERSION) => {
                return Err(BackupError::Newer {
                    version: kind.version,
                });
            }
            Ok(_) => {}
            Err(_) if names_the_format(bytes) => return Err(BackupError::Damaged),
            Err(_) => return Err(BackupError::NotABackup),
        }
        let file: File<'_> = serde_json::from_slice(bytes).map_err(|_| BackupError::Damaged)?;
        if file.version != VERSION || file.kdf.name != KDF || file.cipher != CIPHER {
            return Err(BackupError::Damaged);
        }
        let cost =
            Cost::new(file.kdf.m_kib, file.kdf.t, file.kdf.p).map_err(|bound| match bound {
                OutOfBounds::TooCheap => BackupError::TooWeak,
                OutOfBounds::TooCostly => BackupError::TooCostly,
            })?;
        let salt = base64(&file.kdf.salt)?;
        let nonce = base64(&file.nonce)?;
        let ciphertext = base64(&file.ciphertext)?;
        if nonce.len() != NONCE_LEN || ciphertext.len() < TAG_LEN {
            return Err(BackupError::Damaged);
        }
        Ok(Self {
            cost,
            salt: salt.try_into().map_err(|_| BackupError::Damaged)?,
            sealed: [nonce, ciphertext].concat(),
        })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn to_file(&self) -> Vec<u8> {
        let (nonce, ciphertext) = self.sealed.split_at(NONCE_LEN);
        let file = File {
            format: FORMAT.into(),
            version: VERSION,
            kdf: Kdf {
                name: KDF.into(),
                m_kib: self.cost.m_kib(),
                t: self.cost.t(),
                p: self.cost.p(),
                salt: BASE64.encode(&self.salt).into(),
            },
            cipher: CIPHER.into(),
            nonce: BASE64.encode(nonce).into(),
            ciphertext: BASE64.encode(ciphertext).into(),
        };
        let mut json = serde_json::to_vec_pretty(&file).expect("texts and numbers are always JSON");
        json.push(b'\n');
        json
    }
}

/// Whether the beginning of a broken file says what it was.
fn names_the_format(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(256)];
    start
        .windows(FORMAT.len())
        .any(|window| window == FORMAT.as_bytes())
}

fn base64(text: &str) -> Result<Vec<u8>, BackupError> {
    BASE64
        .decode(text.as_bytes())
        .map_err(|_| BackupError::Damaged)
}

/// What every version has.
#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    version: u64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    version: u32,
    #[serde(borrow)]
    kdf: Kdf<'a>,
    #[serde(borrow)]
    cipher: Cow<'a, str>,
    #[serde(borrow)]
    nonce: Cow<'a, str>,
    #[serde(borrow)]
    ciphertext: Cow<'a, str>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kdf<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    m_kib: u32,
    t: u32,
    p: u32,
    #[serde(borrow)]
    salt: Cow<'a, str>,
}
