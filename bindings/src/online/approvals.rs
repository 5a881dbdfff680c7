//! Sign-ins that wait for this phone: fetched, shown, decided.

use kodevagt_core::authenticator::{Presence, Verdict};
use kodevagt_core::vault::RootId;
use kodevagt_protocol::Id;
use kodevagt_texts::Code;

use super::Link;
use super::views::{Approval, ApprovalState};
use crate::authenticator::Authenticator;
use crate::biometrics::Prompt;
use crate::failure::Failure;
use crate::pins;

/// A no, which takes no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Refuse {
    /// No.
    Deny,
    /// This isn't me: no, stop that source, and tell the organisation.
    Report,
}

#[uniffi::export]
impl Authenticator {
    /// Asks every service what waits for this phone. Needs no PIN. A decision takes a sign-in that this
    /// object has fetched.
    ///
    /// # Errors
    /// When nothing waits and a service couldn't be asked: [`Failure::Unreachable`], or what it refuses
    /// with.
    pub fn fetch_approvals(&self) -> Result<Vec<Approval>, Failure> {
        self.online.run(|link| async move {
            link.run_errands().await;
            let mut failed = None;
            for id in link.active().await? {
                failed = link.fetch(id).await.err().or(failed);
            }
            let waiting = link.waiting().await?;
            match failed {
                Some(failure) if waiting.is_empty() => Err(failure),
                _ => Ok(waiting),
            }
        })
    }

    /// The sign-ins that wait, as far as they were fetched, with the time that is left now.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the core doesn't answer.
    pub fn approvals(&self) -> Result<Vec<Approval>, Failure> {
        self.worker
            .call(|phone, now| Ok(shown(phone.approvals(now))))
    }

    /// Where a sign-in of this phone's stands, also one that no longer waits. Needs no PIN.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no organisation here asked for it; [`Failure::Unreachable`].
    pub fn approval_state(&self, approval: &str) -> Result<ApprovalState, Failure> {
        let asked = id(approval)?;
        self.online.run(move |link| async move {
            for id in link.active().await? {
                let stands = link
                    .step(
                        move |phone, now| phone.begin_look(id, asked, now),
                        move |phone, reply, now| phone.finish_look(id, reply, now),
                    )
                    .await?;
                if let Some(state) = stands {
                    return Ok(state.into());
                }
            }
            Err(Failure::refused(Code::ChallengeUnknown))
        })
    }

    /// Approves a sign-in with the number that its page shows and the PIN.
    ///
    /// # Errors
    /// As for [`Authenticator::unlock`]: a wrong PIN leaves the sign-in waiting. [`Failure::Refused`]: it is
    /// over, superseded or decided, or the number has another length. [`Failure::Unreachable`]: the same
    /// again is safe. A wrong number is no failure, but [`ApprovalState::Mismatch`].
    pub fn approve(
        &self,
        approval: &str,
        number: &str,
        pin: &[u8],
    ) -> Result<ApprovalState, Failure> {
        let pin = pins::read(pin)?;
        let (id, number) = (id(approval)?, number.to_owned());
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| phone.begin_approve(id, &number, Presence::Pin(&pin), now),
                move |phone, reply, now| phone.finish_decision(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// The same with a fingerprint or face, after [`Authenticator::begin_biometrics`].
    ///
    /// # Errors
    /// As for [`Authenticator::finish_biometrics`] and [`Authenticator::approve`].
    pub fn approve_with_biometrics(
        &self,
        approval: &str,
        number: &str,
        prompt: Prompt,
    ) -> Result<ApprovalState, Failure> {
        let (id, number) = (id(approval)?, number.to_owned());
        let prompt = prompt.into();
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| {
                    phone.begin_approve(id, &number, Presence::Biometric(prompt), now)
                },
                move |phone, reply, now| phone.finish_decision(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }

    /// Says no to a sign-in. Needs no PIN.
    ///
    /// # Errors
    /// [`Failure::Refused`]: it is over, superseded or decided; [`Failure::Unreachable`].
    pub fn refuse(&self, approval: &str, how: Refuse) -> Result<ApprovalState, Failure> {
        let id = id(approval)?;
        let verdict = match how {
            Refuse::Deny => Verdict::Deny,
            Refuse::Report => Verdict::Report,
        };
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| phone.begin_refuse(id, verdict, now),
                move |phone, reply, now| phone.finish_decision(id, reply, now),
            )
            .await
            .map(Into::into)
        })
    }
}

impl Link {
    /// Fetches what one organisation asks. Its keys may be newer than those that are known.
    pub(super) async fn fetch(&self, id: RootId) -> Result<(), Failure> {
        let first = self.fetch_once(id).await;
        match &first {
            Err(failure) if failure.problem().code == Code::ServiceUntrusted.to_string() => {
                self.refresh(id).await?;
                self.fetch_once(id).await
            }
            _ => first,
        }
    }

    async fn fetch_once(&self, id: RootId) -> Result<(), Failure> {
        self.step(
            move |phone, now| phone.begin_fetch(id, now),
            move |phone, reply, now| phone.finish_fetch(id, reply, now).map(drop),
        )
        .await
    }

    /// What was fetched and still waits.
    pub(super) async fn waiting(&self) -> Result<Vec<Approval>, Failure> {
        self.worker
            .ask(|phone, now| Ok(shown(phone.approvals(now))))
            .await
    }
}

fn shown(waiting: Vec<kodevagt_core::organisation::Approval>) -> Vec<Approval> {
    waiting.into_iter().map(Into::into).collect()
}

fn id(text: &str) -> Result<Id, Failure> {
    text.parse()
        .map_err(|_| Failure::refused(Code::ChallengeUnknown))
}
