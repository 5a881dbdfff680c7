//! A key store in a directory that several processes share: what [`crate::keystore`] is to one process.
//! It keeps no secret and is not durable; it counts what it was asked.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use kodevagt_core::{
    ports::{Alias, Entropy, EntropyFault, Fault, Features, Keystore, Purpose},
    secret::{Key, SecretBytes},
};
use ring::rand::{SecureRandom as _, SystemRandom};
use zeroize::Zeroizing;

use crate::keystore::{aead, ecdsa};

/// A directory with a file for each key, and one byte in `derives` for each PIN that was looked at.
#[derive(Clone)]
pub struct FileKeystore(PathBuf);

impl FileKeystore {
    /// The key store in `folder`, which is made.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn new(folder: &Path) -> std::io::Result<Self> {
        fs::create_dir_all(folder.join("keys"))?;
        Ok(Self(folder.to_owned()))
    }

    /// How often a key of the family `pin` was used.
    #[must_use]
    pub fn derives(&self) -> u64 {
        fs::metadata(self.0.join("derives")).map_or(0, |file| file.len())
    }

    /// The raw key of `alias`, where there is one.
    #[must_use]
    pub fn key(&self, alias: &Alias) -> Option<Zeroizing<[u8; 32]>> {
        let mut key = Zeroizing::new([0; 32]);
        let held = Zeroizing::new(fs::read(self.path(alias)).ok()?);
        key.copy_from_slice(held.get(1..33)?);
        Some(key)
    }

    fn path(&self, alias: &Alias) -> PathBuf {
        self.0.join("keys").join(alias.as_str().replace('/', "_"))
    }

    fn signing(&self, alias: &Alias) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let held = fs::read(self.path(alias)).map_err(|_| Fault::Missing)?;
        Ok(Zeroizing::new(held))
    }

    fn held(&self, alias: &Alias) -> Result<Zeroizing<[u8; 32]>, Fault> {
        self.key(alias).ok_or(Fault::Missing)
    }
}

impl Keystore for FileKeystore {
    fn features(&self) -> Features {
        Features::default()
    }

    fn aliases(&self) -> Result<Vec<Alias>, Fault> {
        let files = fs::read_dir(self.0.join("keys")).map_err(|_| Fault::Unavailable)?;
        files
            .map(|file| {
                let name = file.map_err(|_| Fault::Unavailable)?.file_name();
                Ok(Alias::new(name.to_string_lossy().replace('_', "/")))
            })
            .collect()
    }

    fn make(&self, alias: &Alias, purpose: Purpose) -> Result<(), Fault> {
        if purpose == Purpose::Sign {
            return fs::write(self.path(alias), ecdsa::make()?).map_err(|_| Fault::Unavailable);
        }
        let mut key = Zeroizing::new([0; 33]);
        key[0] = purpose as u8;
        SystemRandom::new()
            .fill(&mut key[1..])
            .map_err(|_| Fault::Unavailable)?;
        fs::write(self.path(alias), *key).map_err(|_| Fault::Unavailable)
    }

    fn import_once(&self, _alias: &Alias, _key: &Key) -> Result<(), Fault> {
        Err(Fault::Unsupported)
    }

    fn seal(&self, alias: &Alias, plain: &[u8], aad: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut nonce = [0; 12];
        SystemRandom::new()
            .fill(&mut nonce)
            .map_err(|_| Fault::Unavailable)?;
        Ok(aead::seal(&*self.held(alias)?, nonce, plain, aad))
    }

    fn open(&self, alias: &Alias, sealed: &[u8], aad: &[u8]) -> Result<SecretBytes, Fault> {
        aead::open(&*self.held(alias)?, sealed, aad)
            .map(SecretBytes::new)
            .ok_or(Fault::Tampered)
    }

    fn derive(&self, alias: &Alias, input: &[u8; 32]) -> Result<Key, Fault> {
        let key = self.held(alias)?;
        if alias.as_str().starts_with("pin/") {
            let log = OpenOptions::new()
                .append(true)
                .create(true)
                .open(self.0.join("derives"));
            log.and_then(|mut log| log.write_all(b"."))
                .map_err(|_| Fault::Unavailable)?;
        }
        Ok(aead::hmac(&key, input))
    }

    fn public_key(&self, alias: &Alias) -> Result<Vec<u8>, Fault> {
        ecdsa::public_key(&self.signing(alias)?)
    }

    fn sign(&self, alias: &Alias, message: &[u8]) -> Result<Vec<u8>, Fault> {
        ecdsa::sign(&self.signing(alias)?, message)
    }

    fn delete(&self, alias: &Alias) -> Result<(), Fault> {
        match fs::remove_file(self.path(alias)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Fault::Unavailable),
            _ => Ok(()),
        }
    }
}

/// The system's own randomness, as a shell would hand it in.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyFault> {
        SystemRandom::new().fill(out).map_err(|_| EntropyFault)
    }
}
