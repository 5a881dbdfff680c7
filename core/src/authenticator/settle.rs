//! Finding out where the phone stands, and finishing what a crash cut short.

use crate::ports::{Alias, Family};
use crate::vault::state::{self, Current, Found, PinSlot};
use crate::vault::{locker, puk, recovery, store};

use super::{Authenticator, Error};

/// What the phone is, once what a crash left behind has been tidied up.
pub(super) enum Settled {
    NoPin,
    Closed(Current),
    Blocked,
    HardwareLost,
}

impl Settled {
    /// The state of a phone that can be tried at.
    pub(super) fn closed(self) -> Result<Current, Error> {
        match self {
            Self::Closed(current) => Ok(current),
            Self::NoPin => Err(Error::NoPin),
            Self::Blocked => Err(Error::Blocked),
            Self::HardwareLost => Err(Error::HardwareLost),
        }
    }
}

impl Authenticator {
    /// Finds out where the phone stands, finishing a lockout, a rotation or a removal that a crash cut
    /// short. The caller holds the turn.
    ///
    /// # Errors
    /// When the key store doesn't answer: then nothing is known, and nothing is destroyed.
    pub(super) fn settle(&self) -> Result<Settled, Error> {
        self.finish_removals()?;
        match state::read(&self.store, &*self.keystore)? {
            Found::Nothing => self.without_state(),
            Found::KeyGone => self.finish_lockout(None),
            Found::Current(current) if current.state.tries_left == 0 => {
                self.finish_lockout(Some(&current.alias))
            }
            Found::Current(current) => {
                let aliases = self.keystore.aliases()?;
                let is_there = |slot: &PinSlot| aliases.contains(&Alias::new(&slot.alias));
                if !current.state.pins.iter().any(is_there) {
                    // The hardware lost what every PIN goes through: no try could ever be right.
                    return self.finish_lockout(Some(&current.alias));
                }
                self.destroy_strays(&current, &aliases)?;
                Ok(Settled::Closed(current))
            }
        }
    }

    /// Destroys what a lockout destroys, the state's key first: from then on no try is possible,
    /// whatever is restored.
    pub(super) fn finish_lockout(&self, state: Option<&Alias>) -> Result<Settled, Error> {
        if let Some(alias) = state {
            self.keystore.delete(alias)?;
        }
        let aliases = self.keystore.aliases()?;
        for alias in &aliases {
            if [Family::State, Family::Pin, Family::Bio]
                .iter()
                .any(|family| alias.is(*family))
            {
                self.keystore.delete(alias)?;
            }
        }
        self.destroy_locker_strays(&aliases)?;
        let mut ways_back = puk::aliases(&self.store)?;
        let supported = ways_back.iter().any(|alias| aliases.contains(alias));
        ways_back.extend(recovery::alias(&self.store)?);
        if !ways_back.iter().any(|alias| aliases.contains(alias)) {
            return Ok(Settled::HardwareLost);
        }
        if supported {
            // Support asks for it; a phone that can't write it now makes it at the next look.
            let _ = self.make_lock_number();
        }
        Ok(Settled::Blocked)
    }

    /// Without a state there was never a PIN, unless accounts show that there was.
    fn without_state(&self) -> Result<Settled, Error> {
        if !store::slot_aliases(&self.store.attempt)?.is_empty() {
            self.destroy_locker_strays(&self.keystore.aliases()?)?;
        }
        let rows: i64 = self
            .store
            .vault
            .query_row("SELECT count(*) FROM accounts", [], |row| row.get(0))?;
        Ok(if rows == 0 {
            Settled::NoPin
        } else {
            Settled::HardwareLost
        })
    }

    /// Destroys every key of an attempt, a PIN, a finger, a recovery code or an organisation that the
    /// current files don't name: what a crash between a write and a deletion leaves behind. `current`
    /// opened, so these are the newest files there are.
    pub(super) fn destroy_strays(&self, current: &Current, aliases: &[Alias]) -> Result<(), Error> {
        let mut kept = vec![current.alias.clone()];
        kept.extend(
            current
                .state
                .pins
                .iter()
                .map(|slot| Alias::new(&slot.alias)),
        );
        kept.extend(self.named()?);
        let families = [Family::State, Family::Pin, Family::Bio, Family::Recovery];
        for alias in aliases {
            if families.iter().any(|family| alias.is(*family)) && !kept.contains(alias) {
                self.keystore.delete(alias)?;
            }
        }
        self.destroy_locker_strays(aliases)
    }

    /// The same for what an organisation left: locker, device key, unblock slots. Only if every document
    /// of the locker has its key: each write has a new one, so an older file shows itself.
    fn destroy_locker_strays(&self, aliases: &[Alias]) -> Result<(), Error> {
        let named = store::slot_aliases(&self.store.attempt)?;
        let mut documents = named
            .iter()
            .filter(|(name, _)| name.starts_with(locker::PREFIX));
        if !documents.all(|(_, alias)| aliases.contains(alias)) {
            return Ok(());
        }
        let families = [Family::Locker, Family::Device, Family::Puk];
        for alias in aliases {
            let is_named = named.iter().any(|(_, kept)| kept == alias);
            if families.iter().any(|family| alias.is(*family)) && !is_named {
                self.keystore.delete(alias)?;
            }
        }
        Ok(())
    }

    /// Every alias that a slot of the attempt file names.
    pub(super) fn named(&self) -> Result<Vec<Alias>, Error> {
        let named = store::slot_aliases(&self.store.attempt)?;
        Ok(named.into_iter().map(|(_, alias)| alias).collect())
    }
}
