//! The roots that a PIN opens: one for the person's own accounts, one for each organisation.

use crate::secret::{Key, SecretBytes};

use super::Error;

/// Whose accounts a root opens: [`RootId::OWN`], or an organisation's 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RootId(pub [u8; 16]);

impl RootId {
    /// The person's own accounts.
    pub const OWN: Self = Self([0; 16]);
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
