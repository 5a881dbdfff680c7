//! Signing what a person approves: each time behind a PIN or a finger, also on an open phone.

use crate::organisation::Standing;
use crate::pin::Pin;
use crate::time::Now;
use crate::vault::RootId;
use crate::vault::approve::VaultKey;

use super::{Authenticator, Error, PinNeeded, Prompt};

/// How the person shows that it is them.
#[derive(Clone, Copy, Debug)]
pub enum Presence<'a> {
    /// The PIN, typed for this.
    Pin(&'a Pin),
    /// The platform's prompt, after [`Authenticator::begin_biometrics`].
    Biometric(Prompt),
}

impl Authenticator {
    /// Signs `message` with the vault key of the organisation `id` (Ed25519, 64 bytes), after a fresh PIN
    /// or finger. A closed phone stays closed.
    ///
    /// # Errors
    /// [`Error::UnknownOrganisation`] unless the phone is activated with it, [`Error::OrganisationClosed`]
    /// while its root is; neither costs a try. [`Error::PinNeeded`] where the organisation lets no finger
    /// stand in. As for [`Authenticator::unlock`] and [`Authenticator::finish_biometrics`].
    pub fn sign_approval(
        &mut self,
        id: RootId,
        presence: Presence<'_>,
        message: &[u8],
        now: Now,
    ) -> Result<Vec<u8>, Error> {
        let _turn = self.store.turn()?;
        let current = self.settle()?.closed()?;
        let record = self.record(id)?;
        if !matches!(record.standing, Standing::Active) {
            return Err(Error::UnknownOrganisation);
        }
        if !current.state.roots.contains(&id) {
            return Err(Error::OrganisationClosed);
        }
        let roots = match presence {
            Presence::Pin(pin) => self.attempt(pin, now)?,
            Presence::Biometric(_) if !record.policy.biometrics => {
                return Err(Error::PinNeeded(PinNeeded::NotSetUp));
            }
            Presence::Biometric(prompt) => self.open_by_prompt(prompt, now)?,
        };
        let root = roots.find(id).ok_or(Error::OrganisationClosed)?;
        let signature = VaultKey::of(root)?.sign(message);
        if self.session.is_none() {
            super::session::overwrite_stack();
        }
        Ok(signature)
    }
}
