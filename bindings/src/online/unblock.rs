//! A blocked phone is helped by an organisation's support.

use kodevagt_core::authenticator::Stage;
use kodevagt_core::vault::RootId;
use kodevagt_texts::Code;

use super::views::{Help, HelpStanding};
use super::{Link, organisation};
use crate::authenticator::Authenticator;
use crate::failure::Failure;
use crate::pins;

#[uniffi::export]
impl Authenticator {
    /// What a blocked phone shows, offline too: each organisation whose support can open it, with the lock
    /// number. Empty on a phone that needs no help.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the files or the key store don't answer.
    pub fn help(&self) -> Result<Vec<Help>, Failure> {
        self.worker.call(|phone, _| {
            let help = phone.help()?.into_iter();
            Ok(help.map(Into::into).collect())
        })
    }

    /// Asks support for help: the answer has the two words to read out. The same request again, until it
    /// is over.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the phone needs no help, or the service refuses; [`Failure::RetryLater`];
    /// [`Failure::Unreachable`].
    pub fn ask_for_help(&self, organisation: &str) -> Result<Help, Failure> {
        let id = self::organisation(organisation)?;
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| phone.begin_unblock(id, now),
                move |phone, reply, now| phone.finish_unblock(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// Whether support has typed the words.
    ///
    /// # Errors
    /// As for [`Authenticator::ask_for_help`].
    pub fn help_standing(&self, organisation: &str) -> Result<HelpStanding, Failure> {
        let id = self::organisation(organisation)?;
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| phone.begin_unblock_standing(id, now),
                move |phone, reply, now| phone.finish_unblock_standing(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// Gives support's code. The PIN comes next: [`Authenticator::complete_unblock`]. Once the code was
    /// right, the same call only goes on where it was.
    ///
    /// # Errors
    /// [`Failure::Refused`]: mistyped (costs no guess), wrong, or over; [`Failure::Unreachable`]: the same
    /// again is safe.
    pub fn give_unblock_code(&self, organisation: &str, code: &str) -> Result<(), Failure> {
        let id = self::organisation(organisation)?;
        let code = code.to_owned();
        self.online.run(move |link| async move {
            if matches!(link.stage(id).await?, Stage::Ask | Stage::Code) {
                link.step(
                    move |phone, now| phone.begin_release(id, &code, now),
                    move |phone, reply, now| phone.finish_release(id, reply, now),
                )
                .await?;
            }
            if link.stage(id).await? == Stage::Leave {
                link.step(
                    move |phone, now| phone.begin_stage(id, now),
                    move |phone, reply, now| phone.finish_stage(id, reply, now),
                )
                .await?;
            }
            Ok(())
        })
    }

    /// Opens the phone: a blocked one with a new PIN, one whose organisation's part alone was closed with
    /// its own.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the PIN is weak (nothing is lost), or the code hasn't been given; as for
    /// [`Authenticator::unlock`].
    pub fn complete_unblock(&self, organisation: &str, pin: &[u8]) -> Result<(), Failure> {
        let id = self::organisation(organisation)?;
        let pin = pins::read(pin)?;
        self.online.run(move |link| async move {
            link.worker
                .ask(move |phone, now| Ok(phone.complete_unblock(id, &pin, now)?))
                .await?;
            // The phone is open, whether the service hears of it now or at the next contact.
            let _ = link.confirm_unblock(id).await;
            Ok(())
        })
    }
}

impl Link {
    async fn stage(&self, id: RootId) -> Result<Stage, Failure> {
        let help = self.worker.ask(|phone, _| Ok(phone.help()?)).await?;
        let help = help.into_iter().find(|help| help.organisation == id);
        help.map(|help| help.stage)
            .ok_or(Failure::refused(Code::NotBlocked))
    }

    /// Tells the service that the phone is open: the former half can go.
    pub(super) async fn confirm_unblock(&self, id: RootId) -> Result<(), Failure> {
        self.step(
            move |phone, now| phone.begin_unblock_confirm(id, now),
            move |phone, reply, now| phone.finish_unblock_confirm(id, reply, now),
        )
        .await
    }
}
