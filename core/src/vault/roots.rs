//! The roots that a PIN opens: one for the person's own accounts, one for each organisation.

use core::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::secret::{Key, SecretBytes};

use super::{Error, encoding};

/// Whose accounts a root opens: [`RootId::OWN`], or an organisation's 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RootId(#[serde(with = "encoding::hex")] pub [u8; 16]);

impl RootId {
    /// The person's own accounts.
    pub const OWN: Self = Self([0; 16]);

    /// An organisation's, from 32 hex digits as `Display` writes them; never [`RootId::OWN`].
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        let id = Self(bytes.try_into().ok()?);
        (id != Self::OWN).then_some(id)
    }
}

impl fmt::Display for RootId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for RootId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootId({self})")
    }
}

/// Every root that is open, each 32 random bytes. They wrap nothing but keys.
#[derive(Clone, Default)]
pub(crate) struct Roots(Vec<(RootId, Key)>);

const ENTRY: usize = 16 + Key::LEN;

impl Roots {
    pub(crate) fn of_own(root: Key) -> Self {
        Self(vec![(RootId::OWN, root)])
    }

    pub(crate) fn find(&self, id: RootId) -> Option<&Key> {
        self.0
            .iter()
            .find(|(held, _)| *held == id)
            .map(|(_, key)| key)
    }

    pub(crate) fn ids(&self) -> Vec<RootId> {
        self.0.iter().map(|(id, _)| *id).collect()
    }

    /// These and `id`, whose former root goes.
    pub(crate) fn with(&self, id: RootId, root: Key) -> Self {
        let mut roots = self.only(|held| held != id);
        roots.0.push((id, root));
        roots
    }

    /// These and `others`; of two with one id, the other's.
    pub(crate) fn and(&self, others: &Self) -> Self {
        let mut roots = self.only(|held| others.find(held).is_none());
        roots.0.extend(others.0.iter().cloned());
        roots
    }

    /// Those that are `wanted`.
    pub(crate) fn only(&self, wanted: impl Fn(RootId) -> bool) -> Self {
        let held = self.0.iter().filter(|(id, _)| wanted(*id));
        Self(held.cloned().collect())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (RootId, &Key)> {
        self.0.iter().map(|(id, key)| (*id, key))
    }

    /// `(id (16) || root (32))…`
    pub(crate) fn to_bytes(&self) -> SecretBytes {
        let mut out = Vec::with_capacity(self.0.len() * ENTRY);
        for (id, key) in &self.0 {
            out.extend_from_slice(&id.0);
            out.extend_from_slice(key.bytes());
        }
        SecretBytes::new(out)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let (entries, []) = bytes.as_chunks::<ENTRY>() else {
            return Err(Error::Tampered);
        };
        entries
            .iter()
            .map(|entry| {
                let (id, key) = entry.split_first_chunk().ok_or(Error::Tampered)?;
                Ok((RootId(*id), Key::from_slice(key).ok_or(Error::Tampered)?))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn roots(of: &[(u8, u8)]) -> Roots {
        let root =
            |(id, key): &(u8, u8)| (RootId([*id; 16]), Key::from_slice(&[*key; 32]).unwrap());
        Roots(of.iter().map(root).collect())
    }

    fn bytes(roots: &Roots) -> Vec<(u8, u8)> {
        roots
            .iter()
            .map(|(id, key)| (id.0[0], key.bytes()[0]))
            .collect()
    }

    #[test]
    fn a_root_that_joins_takes_its_former_ones_place() {
        let held = roots(&[(0, 1), (7, 2)]);
        let joined = held.with(RootId([7; 16]), Key::from_slice(&[3; 32]).unwrap());
        assert_eq!(bytes(&joined), [(0, 1), (7, 3)]);
        assert_eq!(
            bytes(&held.and(&roots(&[(0, 9), (8, 4)]))),
            [(7, 2), (0, 9), (8, 4)]
        );
        assert_eq!(bytes(&joined.only(|id| id != RootId::OWN)), [(7, 3)]);
    }

    #[test]
    fn they_are_read_as_they_were_written() {
        let written = roots(&[(0, 1), (7, 2)]);
        let read = Roots::from_bytes(written.to_bytes().bytes()).unwrap();
        assert_eq!(bytes(&read), bytes(&written));
        assert!(Roots::from_bytes(&written.to_bytes().bytes()[1..]).is_err());
    }

    #[test]
    fn an_organisation_is_named_in_hex_and_is_never_the_person() {
        let id = RootId([0xA7; 16]);
        assert_eq!(RootId::parse(&id.to_string()), Some(id));
        for other in [
            "",
            "a7",
            &RootId::OWN.to_string(),
            &id.to_string().to_uppercase(),
        ] {
            assert_eq!(RootId::parse(other), None, "{other:?}");
        }
    }
}
