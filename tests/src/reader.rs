//! Opens a vault's keys from its files, its PIN and a [`FileKeystore`], by the format's description alone
//! (docs/vault.md): what a test may know that no caller of the core can.

use std::path::Path;

use anyhow::{Context as _, Result};
use data_encoding::BASE64;
use kodevagt_core::{
    kdf::{self, Cost},
    ports::{Alias, Keystore as _},
    vault,
};
use ring::hkdf;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use serde_json::Value;

use crate::{files::FileKeystore, keystore::aead};

/// Every key between a PIN and an account.
pub struct Keys {
    /// Each with its name in docs/vault.md.
    pub named: Vec<(&'static str, [u8; 32])>,
}

/// Follows the PIN's way through the files in `home`.
///
/// # Errors
/// When something isn't there or doesn't open.
pub fn read(home: &Path, keystore: &FileKeystore, pin: &[u8]) -> Result<Keys> {
    let attempt = file(home, "attempt.db")?;
    let device: Vec<u8> = one(&attempt, "SELECT value FROM meta WHERE key = 'device'")?;
    let state = sealed(
        &attempt,
        keystore,
        "kodevagt/state",
        &device,
        "slots WHERE name = 'state'",
    )?;
    let state: Value = serde_json::from_slice(&state)?;
    let slot = &state["pins"][0];
    let number = |name: &str| {
        slot["kdf"][name]
            .as_u64()
            .and_then(|value| u32::try_from(value).ok())
    };
    let [m, t, p] =
        [number("m_kib"), number("t"), number("p")].map(|value| value.unwrap_or_default());
    let bytes = |name: &str| BASE64.decode(slot[name].as_str().unwrap_or_default().as_bytes());
    let salt: [u8; 16] = bytes("salt")?.as_slice().try_into()?;
    let stretched = kdf::argon2id(pin, &salt, Cost::unchecked(m, t, p))?;
    let alias = slot["alias"].as_str().context("a slot names its key")?;
    let hardware = keystore
        .key(&Alias::new(alias))
        .context("the PIN's key is there")?;
    let answer = aead::hmac(&hardware, stretched.bytes());
    let slot_key = derive(answer.bytes(), "vault/pin/v1");
    let generation = slot["generation"].as_u64().context("a generation")?;
    let cost = [m, t, p].map(u32::to_be_bytes).concat();
    let fields = [
        &device[..],
        &generation.to_be_bytes(),
        &cost,
        &salt,
        alias.as_bytes(),
    ];
    let roots = aead::open(&slot_key, &bytes("sealed")?, &bind("kodevagt/pin", &fields));
    let root = key(&roots.context("the PIN opens the roots")?, 16)?;
    let wrapping = derive(&root, "vault/records/v1");
    let vault = file(home, "vault.db")?;
    let keys = sealed(&vault, keystore, "kodevagt/keys", &device, "keys")?;
    let (id, wrapped) = keys.split_at_checked(16).context("a root's id")?;
    let record = aead::open(
        &wrapping,
        wrapped,
        &bind("kodevagt/records", &[&device, id]),
    );
    let record = key(&record.context("the root opens the record key")?, 0)?;
    Ok(Keys {
        named: vec![
            ("the stretched PIN", *stretched.bytes()),
            ("the hardware's answer", *answer.bytes()),
            ("the PIN slot's key", slot_key),
            ("the root", root),
            ("the root's wrapping key", wrapping),
            ("the record key", record),
        ],
    })
}

fn file(home: &Path, name: &str) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(home.join(name), flags)?)
}

fn one<T: rusqlite::types::FromSql>(file: &Connection, sql: &str) -> Result<T> {
    let row = file.query_row(sql, [], |row| row.get(0)).optional()?;
    row.with_context(|| format!("nothing by {sql}"))
}

/// What the key store sealed in a row, opened.
fn sealed(
    file: &Connection,
    keystore: &FileKeystore,
    label: &str,
    device: &[u8],
    row: &str,
) -> Result<Vec<u8>> {
    let alias: String = one(file, &format!("SELECT alias FROM {row}"))?;
    let sealed: Vec<u8> = one(file, &format!("SELECT sealed FROM {row}"))?;
    let aad = bind(label, &[device, alias.as_bytes()]);
    let plain = keystore.open(&Alias::new(alias), &sealed, &aad)?;
    Ok(plain.bytes().to_vec())
}

/// `label || 0x00 || (length || field)…`, the format's version being the first field.
fn bind(label: &str, fields: &[&[u8]]) -> Vec<u8> {
    let mut out = [label.as_bytes(), &[0]].concat();
    for field in [&[vault::FORMAT][..]].iter().chain(fields) {
        out.extend_from_slice(&u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

fn derive(secret: &[u8], info: &str) -> [u8; 32] {
    let mut key = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, &[])
        .extract(secret)
        .expand(&[info.as_bytes()], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut key))
        .expect("32 bytes are one block of HKDF-SHA-256");
    key
}

fn key(bytes: &[u8], at: usize) -> Result<[u8; 32]> {
    let part = bytes.get(at..at + 32).context("32 bytes")?;
    Ok(part.try_into()?)
}
