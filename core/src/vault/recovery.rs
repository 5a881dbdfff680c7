//! The recovery code: 130 random bits on paper that, together with a key of this phone's hardware,
//! open the person's own accounts for a new PIN.

use zeroize::Zeroizing;

use super::roots::{RootId, Roots};
use super::store::{self, SlotChange, Store};
use super::{Error, FORMAT, seal};
use crate::ports::{Alias, Entropy, Family, Fault, Keystore, Purpose};
use crate::secret::{Key, SecretText};

/// Random symbols in a code; each carries five bits.
const SYMBOLS: usize = 26;
/// Crockford's alphabet: no I, L, O or U, so that a code survives handwriting.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const SLOT: &str = "recovery";

/// A recovery code: 26 symbols and a check symbol, shown in groups of up to four.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryCode(SecretText);

impl RecoveryCode {
    /// The code as it is written down: `7Q4N-…`, 27 symbols in seven groups.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Reads what a person typed: any case, any grouping; I and L are read as 1, O as 0.
    ///
    /// # Errors
    /// [`Mistyped`] when it can't be a code; the check symbol catches any one wrong symbol and any two
    /// neighbours swapped but the first and last of the alphabet.
    pub fn parse(typed: &str) -> Result<Self, Mistyped> {
        let mut symbols = Zeroizing::new(Vec::with_capacity(SYMBOLS + 1));
        for letter in typed.bytes().filter(|byte| !b" -\t\r\n".contains(byte)) {
            if symbols.len() > SYMBOLS {
                return Err(Mistyped::Length);
            }
            let read = match letter.to_ascii_uppercase() {
                b'I' | b'L' => b'1',
                b'O' => b'0',
                other => other,
            };
            let value = ALPHABET
                .iter()
                .position(|symbol| *symbol == read)
                .ok_or(Mistyped::Symbol)?;
            symbols.push(u8::try_from(value).expect("the alphabet has 32 symbols"));
        }
        let (check, random) = symbols.split_last().ok_or(Mistyped::Length)?;
        if random.len() != SYMBOLS {
            return Err(Mistyped::Length);
        }
        if *check != check_symbol(random) {
            return Err(Mistyped::Check);
        }
        Ok(Self::write(random))
    }

    fn make(entropy: &dyn Entropy) -> Result<Self, Error> {
        let mut random = Zeroizing::new([0; SYMBOLS]);
        entropy.fill(&mut *random)?;
        // 256 is a multiple of 32: every symbol is equally likely.
        random.iter_mut().for_each(|byte| *byte %= 32);
        Ok(Self::write(&*random))
    }

    fn write(random: &[u8]) -> Self {
        let mut text = String::with_capacity(SYMBOLS + 8);
        for (place, value) in random.iter().chain([&check_symbol(random)]).enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*value)]));
        }
        Self(SecretText::new(text))
    }

    /// The code's 130 bits as the key store takes them: drawn together to 32 bytes.
    fn digest(&self) -> Key {
        let bare = Zeroizing::new(self.as_str().replace('-', ""));
        seal::derive(&[bare[..SYMBOLS].as_bytes()], "recovery/code/v1")
    }
}

/// Luhn's algorithm in base 32.
fn check_symbol(random: &[u8]) -> u8 {
    let sum: u32 = random
        .iter()
        .rev()
        .enumerate()
        .map(|(place, value)| {
            let doubled = u32::from(*value) * if place % 2 == 0 { 2 } else { 1 };
            doubled / 32 + doubled % 32
        })
        .sum();
    u8::try_from((32 - sum % 32) % 32).expect("a remainder of 32")
}

/// What was typed can't be a recovery code. Nothing was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mistyped {
    /// Not 27 symbols.
    #[error("a recovery code is 27 symbols")]
    Length,
    /// A character that no code has.
    #[error("a recovery code is letters and digits, without U")]
    Symbol,
    /// The check symbol doesn't fit: a typing mistake.
    #[error("the recovery code is mistyped")]
    Check,
}

/// A recovery slot made and not yet written.
pub(crate) struct Made {
    pub(crate) code: RecoveryCode,
    pub(crate) slot: SlotChange,
}

/// Makes a fresh code over the person's own root.
pub(crate) fn make(
    roots: &Roots,
    device: &[u8; 16],
    keystore: &dyn Keystore,
    entropy: &dyn Entropy,
) -> Result<Made, Error> {
    let root = roots.find(RootId::OWN).ok_or(Error::Tampered)?;
    let code = RecoveryCode::make(entropy)?;
    let alias = Alias::make(Family::Recovery, entropy)?;
    keystore.make(&alias, Purpose::Derive)?;
    let key = slot_key(&code, &alias, keystore)?;
    let sealed = seal::seal(&key, root.bytes(), &aad(device, &alias), entropy)?;
    let slot = SlotChange::Write {
        name: SLOT.to_owned(),
        alias,
        sealed,
    };
    Ok(Made { code, slot })
}

/// Writes the slot in the caller's transaction, in place of any former one.
pub(crate) fn write(db: &rusqlite::Connection, made: &Made) -> Result<(), Error> {
    store::change_slots(db, core::slice::from_ref(&made.slot))
}

/// The alias of the recovery slot in the file.
pub(crate) fn alias(store: &Store) -> Result<Option<Alias>, Error> {
    Ok(store::slot(&store.attempt, SLOT)?.map(|row| row.alias))
}

/// Opens the own root with `code`; `None` when the code is not this slot's, or there is none.
pub(crate) fn open(
    store: &Store,
    code: &RecoveryCode,
    keystore: &dyn Keystore,
) -> Result<Option<Roots>, Error> {
    let Some(row) = store::slot(&store.attempt, SLOT)? else {
        return Ok(None);
    };
    let device = store::device(&store.attempt)?.ok_or(Error::Tampered)?;
    let key = match slot_key(code, &row.alias, keystore) {
        Err(Error::Keystore(Fault::Missing | Fault::Invalidated)) => return Ok(None),
        key => key?,
    };
    match seal::open(&key, &row.sealed, &aad(&device, &row.alias)) {
        Ok(root) => Ok(Some(Roots::of_own(
            Key::from_slice(root.bytes()).ok_or(Error::Tampered)?,
        ))),
        Err(Error::Tampered) => Ok(None),
        Err(error) => Err(error),
    }
}

fn slot_key(code: &RecoveryCode, alias: &Alias, keystore: &dyn Keystore) -> Result<Key, Error> {
    let digest = code.digest();
    let answer = keystore.derive(alias, digest.bytes())?;
    Ok(seal::derive(
        &[digest.bytes(), answer.bytes()],
        "vault/recovery/v1",
    ))
}

fn aad(device: &[u8; 16], alias: &Alias) -> Vec<u8> {
    seal::bind(
        "kodevagt/recovery",
        &[&[FORMAT], device, alias.as_str().as_bytes()],
    )
}
