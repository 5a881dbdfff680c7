//! A phone becomes a person's: by the code in an SMS, or by a ticket.

use std::sync::Arc;

use kodevagt_core::authenticator::Proof;
use kodevagt_core::organisation::{Address, Mobile};
use kodevagt_core::secret::SecretText;
use kodevagt_core::vault::RootId;
use kodevagt_protocol::{activation, link};
use kodevagt_texts::Code;

use super::views::{Activation, Contact, Organisation};
use super::{Link, organisation};
use crate::authenticator::Authenticator;
use crate::failure::{Failure, Problem};
use crate::pins;
use crate::secret::Secret;

/// An SMS was asked for.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CodeSent {
    /// The organisation: 32 hex digits.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// Whom to call when no SMS comes.
    pub contact: Contact,
    /// The number, E.164.
    pub mobile: String,
    /// Digits of the code.
    pub code_digits: u8,
    /// Milliseconds until it may be sent again.
    pub resend_after_ms: u64,
    /// Milliseconds that the code lives.
    pub expires_in_ms: u64,
}

/// What a phone says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PhoneInfo {
    /// `android`, `ios`, `terminal`.
    pub platform: String,
    /// The model's name.
    pub model: String,
    /// The app's version.
    pub app_version: String,
    /// The person's language: `da`, `nb`, `en`.
    pub language: String,
}

/// The phone is the person's.
#[derive(Debug, uniffi::Record)]
pub struct Activated {
    /// The organisation.
    pub organisation: Organisation,
    /// The recovery code, on a phone that had no PIN before: to be shown once and written down.
    pub recovery_code: Option<Arc<Secret>>,
    /// Set when the service couldn't be told yet: it counts on the phone from the next contact on.
    pub untold: Option<Problem>,
}

#[uniffi::export]
impl Authenticator {
    /// The activations that have begun and wait for the next step. Needs no network.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the files or the key store don't answer.
    pub fn activations(&self) -> Result<Vec<Activation>, Failure> {
        self.worker.call(|phone, _| {
            let begun = phone.activations()?.into_iter();
            Ok(begun.map(Into::into).collect())
        })
    }

    /// Asks the service at `server` (a URL, or a host's name) for a code by SMS. `mobile` is read as it is
    /// typed; without a country code it is a number of the country where `language` is spoken.
    ///
    /// # Errors
    /// [`Failure::Refused`]: what was typed is no address or no number (nothing was sent), or the service
    /// refuses; [`Failure::RetryLater`]; [`Failure::Unreachable`].
    pub fn start_activation(
        &self,
        server: &str,
        mobile: &str,
        language: &str,
    ) -> Result<CodeSent, Failure> {
        let address = typed(server)?;
        let mobile = number(mobile, language)?;
        let language = language.to_owned();
        self.online.run(move |link| async move {
            let (id, sms) = link.meet(address).await?;
            if !sms {
                return Err(Failure::refused(Code::TicketNeeded));
            }
            let asked = mobile.clone();
            let started = link
                .step(
                    move |phone, now| phone.begin_start(id, &asked, &language, now),
                    move |phone, reply, now| phone.finish_start(id, reply, now),
                )
                .await?;
            link.sent(id, mobile.as_str().to_owned(), started).await
        })
    }

    /// Asks for the SMS again, with a new code; the former one is good for nothing from then on.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no SMS was asked for; [`Failure::RetryLater`]; [`Failure::Unreachable`].
    pub fn resend_activation_code(&self, organisation: &str) -> Result<CodeSent, Failure> {
        let id = self::organisation(organisation)?;
        self.online.run(move |link| async move {
            let mobile = link.mobile(id).await?;
            let started = link
                .step(
                    move |phone, now| phone.begin_resend(id, now),
                    move |phone, reply, now| phone.finish_start(id, reply, now),
                )
                .await?;
            link.sent(id, mobile, started).await
        })
    }

    /// Gives the code from the SMS. The PIN comes next: [`Authenticator::complete_activation`].
    ///
    /// # Errors
    /// [`Failure::Refused`]; [`Failure::RetryLater`]; [`Failure::Unreachable`]: the same again is safe.
    pub fn confirm_activation_code(
        &self,
        organisation: &str,
        code: &str,
        phone: PhoneInfo,
    ) -> Result<Organisation, Failure> {
        let id = self::organisation(organisation)?;
        let code = code.to_owned();
        self.online.run(move |link| async move {
            let info = phone.into();
            link.step(
                move |phone, now| phone.begin_confirm(id, Proof::Code(&code), info, None, now),
                move |phone, reply, now| phone.finish_confirm(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// Gives a ticket: the link from a QR code, or a typed one with the service's address and the mobile
    /// number. The PIN comes next.
    ///
    /// # Errors
    /// As for [`Authenticator::confirm_activation_code`].
    pub fn confirm_activation_ticket(
        &self,
        ticket: &str,
        server: Option<String>,
        mobile: Option<String>,
        phone: PhoneInfo,
    ) -> Result<Organisation, Failure> {
        let mobile = mobile
            .map(|mobile| number(&mobile, &phone.language))
            .transpose()?;
        let (address, ticket) = match ticket.parse::<link::Activation>() {
            Ok(link) => (Address::of(&link), SecretText::new(link.ticket)),
            Err(_) if ticket.contains("://") => {
                return Err(Failure::refused(Code::TicketInvalid));
            }
            Err(_) => {
                let address = typed(&server.unwrap_or_default())?;
                (address, SecretText::new(ticket.to_owned()))
            }
        };
        self.online.run(move |link| async move {
            let id = match link.begun(&address).await? {
                Some(id) => id,
                None => link.meet(address).await?.0,
            };
            let info = phone.into();
            link.step(
                move |phone, now| {
                    let proof = Proof::Ticket {
                        ticket: ticket.as_str(),
                        mobile: mobile.as_ref(),
                    };
                    phone.begin_confirm(id, proof, info, None, now)
                },
                move |phone, reply, now| phone.finish_confirm(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// Puts the PIN behind the activation: the one that the phone has, which costs a try, or the first on
    /// a phone without one. With `with_own` the organisation's support can open the person's own accounts,
    /// too.
    ///
    /// # Errors
    /// As for [`Authenticator::set_pin`] and [`Authenticator::unlock`]; [`Failure::Refused`] also when the
    /// organisation demands a longer PIN. Nothing is lost: the same call goes on.
    pub fn complete_activation(
        &self,
        organisation: &str,
        pin: &[u8],
        with_own: bool,
    ) -> Result<Activated, Failure> {
        let id = self::organisation(organisation)?;
        let pin = pins::read(pin)?;
        self.online.run(move |link| async move {
            let completing = link.worker.ask(move |phone, now| {
                let code = phone.complete_activation(id, &pin, with_own, now)?;
                Ok(code.map(|code| pins::shown_once(&code)))
            });
            let recovery_code = completing.await?;
            // The recovery code must reach the person whatever becomes of the rest.
            let untold = link.tell_active(id).await.err();
            let organisation = link
                .worker
                .ask(move |phone, _| Ok(phone.organisation(id)?.into()))
                .await?;
            Ok(Activated {
                organisation,
                recovery_code,
                untold: untold.map(|failure| failure.problem().clone()),
            })
        })
    }

    /// Forgets an activation that hasn't come to its end.
    ///
    /// # Errors
    /// [`Failure::Refused`] when there is none; [`Failure::TryAgain`].
    pub fn cancel_activation(&self, organisation: &str) -> Result<(), Failure> {
        let id = self::organisation(organisation)?;
        self.worker.call(move |phone, _| {
            let begun = phone.activations()?;
            if !begun.iter().any(|begun| begun.organisation == id) {
                return Err(Failure::refused(Code::ActivationNotBegun));
            }
            Ok(phone.forget_organisation(id)?)
        })
    }
}

impl Link {
    /// Learns whose service `address` is, and begins with it. Also tells whether it sends SMS.
    async fn meet(&self, address: Address) -> Result<(RootId, bool), Failure> {
        let asked = address.clone();
        let service = self
            .step(
                move |phone, now| Ok(phone.begin_service(&asked, now)),
                move |phone, reply, now| phone.finish_service(&address, reply, now),
            )
            .await?;
        Ok((service.organisation, service.sms))
    }

    /// The activation that was begun with the service at `address`: a ticket whose answer was lost is
    /// given again with the same keys.
    async fn begun(&self, address: &Address) -> Result<Option<RootId>, Failure> {
        let address = address.clone();
        self.worker
            .ask(move |phone, _| {
                let begun = phone.activations()?.into_iter();
                let begun = begun.filter(|begun| begun.server == address.server);
                for begun in begun {
                    let root = phone.organisation(begun.organisation)?.root_key_hash;
                    if address.root_key_hash.is_none_or(|named| named == root) {
                        return Ok(Some(begun.organisation));
                    }
                }
                Ok(None)
            })
            .await
    }

    /// Tells the service that a PIN stands behind the phone.
    pub(super) async fn tell_active(&self, id: RootId) -> Result<(), Failure> {
        self.step(
            move |phone, now| phone.begin_active(id, now),
            move |phone, reply, now| phone.finish_active(id, reply, now).map(drop),
        )
        .await
    }

    async fn mobile(&self, id: RootId) -> Result<String, Failure> {
        use kodevagt_core::organisation::Standing;
        self.worker
            .ask(move |phone, _| match phone.organisation(id)?.standing {
                Standing::Activating(begun) => Ok(begun.mobile),
                Standing::Active | Standing::Removed => {
                    Err(Failure::refused(Code::ActivationNotBegun))
                }
            })
            .await
    }

    async fn sent(
        &self,
        id: RootId,
        mobile: String,
        started: activation::Started,
    ) -> Result<CodeSent, Failure> {
        let organisation: Organisation = self
            .worker
            .ask(move |phone, _| Ok(phone.organisation(id)?.into()))
            .await?;
        Ok(CodeSent {
            organisation: organisation.id,
            name: organisation.name,
            contact: organisation.contact,
            mobile,
            code_digits: started.code_digits,
            resend_after_ms: started.resend_after_ms,
            expires_in_ms: started.expires_in_ms,
        })
    }
}

impl From<PhoneInfo> for activation::PhoneInfo {
    fn from(phone: PhoneInfo) -> Self {
        Self {
            platform: phone.platform,
            model: phone.model,
            app_version: phone.app_version,
            language: phone.language,
        }
    }
}

fn typed(server: &str) -> Result<Address, Failure> {
    Address::typed(server).ok_or(Failure::refused(Code::ServerInvalid))
}

fn number(mobile: &str, language: &str) -> Result<Mobile, Failure> {
    Mobile::read(mobile, language).map_err(|_| Failure::refused(Code::MobileImpossible))
}
