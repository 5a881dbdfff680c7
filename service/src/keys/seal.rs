//! Sealing: ChaCha20-Poly1305 (RFC 8439) under a list of keys, the first of which seals.

use std::fmt;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::hmac;
use zeroize::Zeroizing;

use super::random;

/// Version 1, then four bytes of the key's name, twelve of nonce, and the ciphertext with its tag.
const VERSION: u8 = 1;
const HEAD: usize = 1 + 4 + 12;

/// What a ciphertext belongs to: moved anywhere else, it doesn't open.
#[derive(Clone, Copy, Debug)]
pub struct Bound<'a> {
    /// Table and column, such as `people.name`.
    pub place: &'a str,
    /// The row's id, or what takes its place.
    pub id: &'a [u8],
}

impl Bound<'_> {
    fn aad(&self) -> Vec<u8> {
        // The place holds no zero byte, so the two can't run into each other.
        [self.place.as_bytes(), &[0], self.id].concat()
    }
}

/// A ciphertext that doesn't open: another key, another place, or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value doesn't open")]
pub struct Unsealed;

/// Keys of which the first seals and every one opens.
pub struct Sealing {
    keys: Vec<Named>,
}

struct Named {
    name: [u8; 4],
    key: LessSafeKey,
}

impl Sealing {
    /// A single key.
    pub(super) fn one(key: &[u8; 32]) -> Self {
        Self {
            keys: vec![Named::new(key)],
        }
    }

    /// The keys, newest first; `None` for an empty list.
    pub(super) fn list(keys: &[Zeroizing<[u8; 32]>]) -> Option<Self> {
        (!keys.is_empty()).then(|| Self {
            keys: keys.iter().map(|key| Named::new(key)).collect(),
        })
    }

    /// Seals `plain` where it belongs.
    #[must_use]
    pub fn seal(&self, bound: Bound<'_>, plain: &[u8]) -> Vec<u8> {
        let first = &self.keys[0];
        let nonce: [u8; 12] = random();
        let mut sealed = Vec::with_capacity(HEAD + plain.len() + CHACHA20_POLY1305.tag_len());
        sealed.push(VERSION);
        sealed.extend_from_slice(&first.name);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let tag = first
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound.aad()),
                &mut sealed[HEAD..],
            )
            .expect("a column is shorter than 256 GiB");
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// [`Unsealed`].
    pub fn open(&self, bound: Bound<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unsealed> {
        let (head, text) = sealed.split_at_checked(HEAD).ok_or(Unsealed)?;
        let (name, nonce) = head[1..].split_at(4);
        let named = self.keys.iter().find(|named| named.name == name);
        let key = named.filter(|_| head[0] == VERSION).ok_or(Unsealed)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unsealed)?;
        let mut plain = Zeroizing::new(text.to_vec());
        let length = key
            .key
            .open_in_place(nonce, Aad::from(bound.aad()), &mut plain)
            .map_err(|_| Unsealed)?
            .len();
        plain.truncate(length);
        Ok(plain)
    }

    /// Whether one of these keys sealed this.
    pub(super) fn sealed(&self, sealed: &[u8]) -> bool {
        let name = sealed.get(1..5);
        self.keys.iter().any(|key| name == Some(&key.name))
    }

    /// Whether the first key sealed this.
    pub(super) fn is_newest(&self, sealed: &[u8]) -> bool {
        sealed.get(1..5) == Some(&self.keys[0].name)
    }
}

impl Named {
    fn new(key: &[u8; 32]) -> Self {
        let name = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), b"kodevagt/name");
        let unbound = UnboundKey::new(&CHACHA20_POLY1305, key).expect("a key is 32 bytes");
        Self {
            name: name.as_ref()[..4]
                .try_into()
                .expect("the tag is 32 bytes long"),
            key: LessSafeKey::new(unbound),
        }
    }
}

impl fmt::Debug for Sealing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealing({} keys)", self.keys.len())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HERE: Bound<'_> = Bound {
        place: "people.name",
        id: &[1; 16],
    };

    #[test]
    fn what_is_sealed_opens_in_its_own_place_only() {
        let sealing = Sealing::one(&[7; 32]);
        let sealed = sealing.seal(HERE, b"Kari");
        assert_eq!(&**sealing.open(HERE, &sealed).unwrap(), b"Kari");
        for elsewhere in [
            Bound {
                id: &[2; 16],
                ..HERE
            },
            Bound {
                place: "people.mail",
                ..HERE
            },
        ] {
            assert_eq!(sealing.open(elsewhere, &sealed), Err(Unsealed));
        }
        assert_eq!(Sealing::one(&[8; 32]).open(HERE, &sealed), Err(Unsealed));
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(sealing.open(HERE, &changed), Err(Unsealed), "byte {index}");
            assert_eq!(sealing.open(HERE, &sealed[..index]), Err(Unsealed));
        }
    }

    #[test]
    fn an_older_key_opens_and_the_newest_seals() {
        let (old, new) = (Zeroizing::new([1; 32]), Zeroizing::new([2; 32]));
        let before = Sealing::one(&old).seal(HERE, b"x");
        let both = Sealing::list(&[new.clone(), old]).unwrap();
        assert!(both.open(HERE, &before).is_ok());
        assert!(!both.is_newest(&before));
        let after = both.seal(HERE, b"x");
        assert!(both.is_newest(&after));
        assert!(Sealing::one(&new).open(HERE, &after).is_ok());
    }
}
