//! The peer: all entries as JSON in AES-256-GCM, in base64 inside another JSON, written whole at each
//! change (as Aegis keeps its vault). It holds what Aegis holds for an entry.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use kodevagt_core::account::Account;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde::{Deserialize, Serialize};

use crate::random;

/// An open blob: the key and the entries, as an open app has them in memory.
pub(crate) struct Blob {
    path: PathBuf,
    key: LessSafeKey,
    entries: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Entry {
    #[serde(rename = "type")]
    kind: String,
    uuid: String,
    pub(crate) name: String,
    issuer: String,
    note: String,
    favorite: bool,
    icon: Option<String>,
    info: Info,
    groups: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Info {
    secret: String,
    algo: String,
    digits: u8,
    period: u32,
}

#[derive(Deserialize, Serialize)]
struct Outer {
    version: u32,
    header: Header,
    db: String,
}

#[derive(Deserialize, Serialize)]
struct Header {
    params: Params,
}

#[derive(Deserialize, Serialize)]
struct Params {
    nonce: String,
    tag: String,
}

#[derive(Deserialize)]
struct Inner {
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct InnerRef<'a> {
    version: u32,
    entries: &'a [Entry],
}

impl Blob {
    pub(crate) fn create(path: PathBuf, accounts: &[Account]) -> Result<Self> {
        let key: [u8; 32] = random()?;
        let key = UnboundKey::new(&AES_256_GCM, &key).map_err(|_| anyhow!("no key"))?;
        let blob = Self {
            path,
            key: LessSafeKey::new(key),
            entries: accounts.iter().map(Entry::of).collect::<Result<_>>()?,
        };
        blob.write()?;
        Ok(blob)
    }

    /// Adds an entry, durable at its return.
    pub(crate) fn add(&mut self, account: &Account) -> Result<()> {
        self.entries.push(Entry::of(account)?);
        self.write()
    }

    /// Reads all entries from the file.
    pub(crate) fn list(&self) -> Result<Vec<Entry>> {
        let outer: Outer = serde_json::from_slice(&fs::read(&self.path)?)?;
        let nonce = HEXLOWER.decode(outer.header.params.nonce.as_bytes())?;
        let nonce = Nonce::try_assume_unique_for_key(&nonce).map_err(|_| anyhow!("no nonce"))?;
        let mut sealed = BASE64.decode(outer.db.as_bytes())?;
        sealed.extend(HEXLOWER.decode(outer.header.params.tag.as_bytes())?);
        let plain = self
            .key
            .open_in_place(nonce, Aad::empty(), &mut sealed)
            .map_err(|_| anyhow!("the blob doesn't open"))?;
        let inner: Inner = serde_json::from_slice(plain)?;
        Ok(inner.entries)
    }

    fn write(&self) -> Result<()> {
        let mut plain = serde_json::to_vec(&InnerRef {
            version: 3,
            entries: &self.entries,
        })?;
        let nonce: [u8; 12] = random()?;
        let tag = self
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::empty(),
                &mut plain,
            )
            .map_err(|_| anyhow!("the blob can't be sealed"))?;
        let outer = serde_json::to_vec(&Outer {
            version: 1,
            header: Header {
                params: Params {
                    nonce: HEXLOWER.encode(&nonce),
                    tag: HEXLOWER.encode(tag.as_ref()),
                },
            },
            db: BASE64.encode(&plain),
        })?;

        let beside = self.path.with_extension("new");
        let mut file = File::create(&beside)?;
        file.write_all(&outer)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, &self.path)?;
        let folder = self.path.parent().context("a file lies in a folder")?;
        File::open(folder)?.sync_all()?;
        Ok(())
    }
}

impl Entry {
    fn of(account: &Account) -> Result<Self> {
        let uuid: [u8; 16] = random()?;
        Ok(Self {
            kind: account.otp.kind.name().to_owned(),
            uuid: HEXLOWER.encode(&uuid),
            name: account.card.label.clone(),
            issuer: account.card.issuer.clone(),
            note: account.card.note.clone(),
            favorite: account.card.favourite,
            icon: account.card.icon.clone(),
            info: Info {
                secret: BASE32_NOPAD.encode(account.otp.secret.bytes()),
                algo: "SHA1".to_owned(),
                digits: account.otp.digits,
                period: account.otp.kind.period().unwrap_or(30),
            },
            groups: Vec::new(),
        })
    }
}
