//! A phone becomes a person's: what lets the phone in, the PIN behind it, and telling the
//! service that there is one.

use kodevagt_protocol::activation::{
    Activated, Active, Attestation, Confirm, Confirmed, PhoneInfo, Start, Started, Way,
};
use kodevagt_protocol::link;
use kodevagt_protocol::sealed::PrivateKey;
use kodevagt_protocol::{Bytes, activation};
use zeroize::Zeroizing;

use super::contact::{tell, tell_unsigned};
use crate::account::{Account, Algorithm, Card, Kind, Otp};
use crate::authenticator::{Authenticator, Error, State, Typed};
use crate::exchange::{Reply, Request};
use crate::organisation::{self, Activating, Granted, Mobile, Record, Standing, grant, trust};
use crate::pin::Pin;
use crate::secret::SecretBytes;
use crate::time::Now;
use crate::vault::RootId;
use crate::vault::recovery::RecoveryCode;

/// What lets a phone in.
#[derive(Clone, Copy)]
pub enum Proof<'a> {
    /// The code in the SMS, as it was typed.
    Code(&'a str),
    /// A ticket, as it was scanned or typed, and the number that is asked for beside a typed one.
    Ticket {
        /// The ticket.
        ticket: &'a str,
        /// The number.
        mobile: Option<&'a Mobile>,
    },
}

impl Authenticator {
    /// Asks for a code by SMS. `language` is that of the SMS: `da`, `nb` or `en`.
    ///
    /// # Errors
    /// [`Error::NoActivation`] without an activation that waits for it; [`Error::Vault`].
    pub fn begin_start(
        &mut self,
        id: RootId,
        mobile: &Mobile,
        language: &str,
        now: Now,
    ) -> Result<Request, Error> {
        let record = self.update_organisation(id, |record| {
            let activating = waiting(record)?;
            activating.mobile = mobile.as_str().to_owned();
            activating.activation = None;
            activating.confirm = None;
            Ok(())
        })?;
        let start = Start {
            mobile: mobile.as_str().to_owned(),
            language: language.to_owned(),
        };
        let path = "/v1/activations".to_owned();
        Ok(tell_unsigned(&record, path, &start, now))
    }

    /// Asks for the SMS again, with a new code; the former one is good for nothing from then on.
    ///
    /// # Errors
    /// [`Error::NoActivation`] before [`Authenticator::finish_start`]; [`Error::Vault`].
    pub fn begin_resend(&mut self, id: RootId, now: Now) -> Result<Request, Error> {
        let mut record = self.organisation(id)?;
        let activation = waiting(&mut record)?
            .activation
            .ok_or(Error::NoActivation)?;
        let path = format!("/v1/activations/{activation}/resend");
        Ok(Request {
            body: Vec::new(),
            ..tell_unsigned(&record, path, &(), now)
        })
    }

    /// Takes the answer to [`Authenticator::begin_start`] or [`Authenticator::begin_resend`]: the same
    /// for every number.
    ///
    /// # Errors
    /// [`Error::NoActivation`], [`Error::Service`], [`Error::Vault`].
    pub fn finish_start(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<Started, Error> {
        let started: Started = self.hear(id, reply, now)?;
        self.update_organisation(id, |record| {
            waiting(record)?.activation = Some(started.activation);
            Ok(())
        })?;
        Ok(started)
    }

    /// Gives the code or the ticket, with this phone's keys. The same proof again is the same signed
    /// message, and gets the same reply for ten minutes.
    ///
    /// # Errors
    /// [`Error::Mistyped`]: nothing was sent. [`Error::NoActivation`] for a code that wasn't asked for;
    /// [`Error::Vault`].
    pub fn begin_confirm(
        &mut self,
        id: RootId,
        proof: Proof<'_>,
        phone: PhoneInfo,
        attestation: Option<Attestation>,
        now: Now,
    ) -> Result<Request, Error> {
        let mut record = self.organisation(id)?;
        let device_key = Bytes(record.device_key.public.clone());
        let activating = activating(&mut record)?;
        let mut confirm = Confirm {
            way: way(proof, activating)?,
            device_key,
            hpke_key: Bytes(private(&activating.hpke_key)?.public().to_vec()),
            phone,
            attestation,
            signature: Bytes::default(),
        };
        let bytes = confirm.bytes();
        let sent = activating.confirm.take();
        if let Some(sent) = sent.filter(|sent| sent.bytes() == bytes) {
            confirm = *sent;
        } else {
            confirm.signature = Bytes(self.sign_as_device(id, &bytes)?);
            self.update_organisation(id, |record| {
                waiting(record)?.confirm = Some(Box::new(confirm.clone()));
                Ok(())
            })?;
        }
        let path = "/v1/activations/confirm".to_owned();
        Ok(tell_unsigned(&record, path, &confirm, now))
    }

    /// Takes the reply: from here on only the PIN is missing, however often the phone is restarted.
    ///
    /// # Errors
    /// [`Error::NoActivation`]; [`Error::Service`] when the service refuses, or the reply isn't its answer to
    /// this phone; [`Error::Vault`].
    pub fn finish_confirm(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<Record, Error> {
        let answer: Confirmed = self.hear(id, reply, now)?;
        self.update_organisation(id, |record| {
            let joined = record.is_joined();
            let activating = activating(record)?;
            if joined {
                // An answer heard twice: the seed is behind the PIN, and stays there.
                return Ok(());
            }
            let confirm = activating.confirm.clone().ok_or(Error::NoActivation)?;
            let key = private(&activating.hpke_key)?;
            let grant::Opened { grant, seed } = grant::open(&confirm, &answer, &key, record, now)?;
            record.name = grant.name;
            record.device = Some(grant.device);
            record.epoch = grant.epoch;
            record.contact = grant.contact;
            record.policy = grant.policy;
            self::activating(record)?.granted = Some(Granted {
                login: grant.login,
                seed,
            });
            Ok(())
        })
    }

    /// Puts the PIN behind what was granted: the one that the phone has, which costs a try, or, on a phone
    /// without, its first, which gives a recovery code. With `with_own` the organisation's support opens
    /// the person's own accounts too. Nothing is lost by a refused PIN; once it is done, the same call
    /// only opens the phone.
    ///
    /// # Errors
    /// [`Error::NoActivation`] before [`Authenticator::finish_confirm`]; [`Error::NotAPin`] also for a PIN
    /// shorter than the organisation demands; as for [`Authenticator::set_pin`] and
    /// [`Authenticator::unlock`].
    pub fn complete_activation(
        &mut self,
        id: RootId,
        pin: &Pin,
        with_own: bool,
        now: Now,
    ) -> Result<Option<RecoveryCode>, Error> {
        let mut record = self.organisation(id)?;
        let digits = usize::from(record.policy.pin_digits);
        let name = record.name.clone();
        let granted = activating(&mut record)?.granted.as_ref();
        let account = account(name, granted.ok_or(Error::NoActivation)?);
        if pin.bytes().len() < digits {
            return Err(crate::pin::NotAPin { digits }.into());
        }
        if self.status()?.state == State::NoPin {
            self.unseen_recovery = Some(self.set_pin(pin, now)?);
        }
        self.join_organisation(pin, id, account, with_own, now)?;
        Ok(self.unseen_recovery.take())
    }

    /// Tells the service that a PIN stands behind the phone: from then on it counts.
    ///
    /// # Errors
    /// [`Error::NoActivation`] before [`Authenticator::complete_activation`]; [`Error::Service`] when the
    /// service's keys have run out; [`Error::Vault`].
    pub fn begin_active(&mut self, id: RootId, now: Now) -> Result<Request, Error> {
        let mut record = self.with_device(id)?;
        activating(&mut record)?;
        let device = record.device.ok_or(Error::NoActivation)?;
        let half = record.half.as_ref().filter(|_| record.is_joined());
        let half = half.ok_or(Error::NoActivation)?;
        let secret = half.secret.as_ref().ok_or(Error::NoActivation)?;
        let keys = trust::keys(&record, now)?;
        let active = Active {
            vault_key: Bytes(record.vault_key.clone()),
            half: activation::seal_half(
                &keys.hpke_key.0,
                device,
                half.serial,
                secret.bytes(),
                &self.random()?,
            )
            .map_err(|_| organisation::Error::Forged)?,
            half_serial: half.serial,
        };
        Ok(tell(&record, "/v1/phone/active".to_owned(), &active, now))
    }

    /// Takes the answer: the phone is activated. What only the activation needed is wiped.
    ///
    /// # Errors
    /// [`Error::NoActivation`]; [`Error::Service`]; [`Error::Vault`].
    pub fn finish_active(&mut self, id: RootId, reply: &Reply, now: Now) -> Result<Record, Error> {
        let activated: Activated = self.hear(id, reply, now)?;
        self.revision += 1;
        self.update_organisation(id, |record| {
            if matches!(record.standing, Standing::Active) {
                return Ok(());
            }
            if !record.is_joined() {
                return Err(Error::NoActivation);
            }
            if record.device != Some(activated.device) {
                return Err(organisation::Error::Forged.into());
            }
            record.standing = Standing::Active;
            record.half = None;
            Ok(())
        })
    }

    pub(super) fn private_key(&self) -> Result<PrivateKey, Error> {
        Ok(PrivateKey::from_random(&self.random()?))
    }

    pub(super) fn random(&self) -> Result<Zeroizing<[u8; 32]>, Error> {
        let mut random = Zeroizing::new([0; 32]);
        self.entropy.fill(&mut *random)?;
        Ok(random)
    }
}

fn way(proof: Proof<'_>, activating: &Activating) -> Result<Way, Error> {
    Ok(match proof {
        Proof::Code(typed) => {
            let code: String = typed.chars().filter(|c| !" -".contains(*c)).collect();
            if !(6..=8).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Error::Mistyped(Typed::Code));
            }
            let activation = activating.activation.ok_or(Error::NoActivation)?;
            Way::Sms { activation, code }
        }
        Proof::Ticket { ticket, mobile } => Way::Ticket {
            ticket: link::ticket(ticket).ok_or(Error::Mistyped(Typed::Ticket))?,
            mobile: mobile.map(|mobile| mobile.as_str().to_owned()),
        },
    })
}

fn account(name: String, granted: &Granted) -> Account {
    Account {
        otp: Otp {
            secret: granted.seed.clone(),
            algorithm: Algorithm::Sha1,
            digits: 6,
            kind: Kind::Totp { period: 30 },
        },
        card: Card {
            issuer: name,
            label: granted.login.clone(),
            ..Card::default()
        },
    }
}

/// The activation of `record`, granted or not.
fn activating(record: &mut Record) -> Result<&mut Activating, Error> {
    match &mut record.standing {
        Standing::Activating(activating) => Ok(activating),
        Standing::Active => Err(Error::AlreadyActive),
        Standing::Removed => Err(Error::NoActivation),
    }
}

/// The activation of `record` that nothing was granted to yet.
fn waiting(record: &mut Record) -> Result<&mut Activating, Error> {
    let activating = activating(record)?;
    match activating.granted {
        None => Ok(activating),
        Some(_) => Err(Error::NoActivation),
    }
}

fn private(key: &SecretBytes) -> Result<PrivateKey, Error> {
    PrivateKey::from_slice(key.bytes()).ok_or(Error::Vault(crate::vault::Error::Tampered))
}
