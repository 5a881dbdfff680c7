//! Which organisations there are, and how they stand with this phone.

use kodevagt_core::authenticator::Errand;
use kodevagt_core::organisation::Standing;
use kodevagt_core::vault::RootId;
use kodevagt_protocol::Bytes;
use kodevagt_protocol::phone::Push;

use super::views::Organisation;
use super::{Link, organisation};
use crate::authenticator::Authenticator;
use crate::failure::Failure;

/// Where wake-ups go, beside the line of [`Authenticator::next_request`].
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum PushTarget {
    /// No push; the phone asks.
    None,
    /// Google's Firebase Cloud Messaging.
    Fcm {
        /// The registration token.
        token: String,
    },
    /// Apple's push service.
    Apns {
        /// The device token, hex.
        token: String,
    },
    /// Web Push (RFC 8030, 8291), UnifiedPush.
    WebPush {
        /// Where to post to.
        endpoint: String,
        /// The phone's key: P-256, uncompressed, 65 bytes.
        p256dh: Vec<u8>,
        /// The authentication secret: 16 bytes.
        auth: Vec<u8>,
    },
}

impl core::fmt::Debug for PushTarget {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PushTarget(redacted)")
    }
}

#[uniffi::export]
impl Authenticator {
    /// Every organisation that this phone is activated with, is about to be, or was taken out by. Needs
    /// no PIN and no network.
    ///
    /// # Errors
    /// [`Failure::TryAgain`] when the files or the key store don't answer.
    pub fn organisations(&self) -> Result<Vec<Organisation>, Failure> {
        self.worker.call(|phone, _| {
            let known = phone.organisations()?.into_iter();
            Ok(known.map(Into::into).collect())
        })
    }

    /// Tells an organisation's service where wake-ups go: at each new token of the platform's.
    ///
    /// # Errors
    /// [`Failure::Unreachable`]; [`Failure::Refused`].
    pub fn set_push(&self, organisation: &str, target: PushTarget) -> Result<(), Failure> {
        let id = self::organisation(organisation)?;
        let push = target.into();
        self.online.run(move |link| async move {
            link.step(
                move |phone, now| phone.begin_push(id, &push, now),
                move |phone, reply, now| phone.finish_push(id, reply, now),
            )
            .await
        })
    }

    /// Asks an organisation's service how it stands with this phone: keys, contact, policy, and the time,
    /// by which codes go from then on. Tells it what it hasn't heard yet.
    ///
    /// # Errors
    /// [`Failure::Unreachable`]; [`Failure::Refused`]: also when the organisation has taken this phone
    /// out, whose accounts and keys are then erased.
    pub fn refresh_organisation(&self, organisation: &str) -> Result<Organisation, Failure> {
        let id = self::organisation(organisation)?;
        self.online.run(move |link| async move {
            link.run_errands().await;
            link.refresh(id).await?;
            link.worker
                .ask(move |phone, _| Ok(phone.organisation(id)?.into()))
                .await
        })
    }
}

impl From<PushTarget> for Push {
    fn from(target: PushTarget) -> Self {
        match target {
            PushTarget::None => Self::None,
            PushTarget::Fcm { token } => Self::Fcm { token },
            PushTarget::Apns { token } => Self::Apns { token },
            PushTarget::WebPush {
                endpoint,
                p256dh,
                auth,
            } => Self::WebPush {
                endpoint,
                p256dh: Bytes(p256dh),
                auth: Bytes(auth),
            },
        }
    }
}

impl Link {
    /// Asks how the organisation stands with this phone.
    pub(super) async fn refresh(&self, id: RootId) -> Result<(), Failure> {
        self.step(
            move |phone, now| phone.begin_standing(id, now),
            move |phone, reply, now| phone.finish_standing(id, reply, now).map(drop),
        )
        .await
    }

    /// Tells the services what a crash or a dead line left to be told. What can't be told now is told at
    /// another contact.
    pub(super) async fn run_errands(&self) {
        let errands = self.worker.ask(|phone, _| Ok(phone.errands()?)).await;
        for errand in errands.unwrap_or_default() {
            let _ = match errand {
                Errand::Active(id) => self.tell_active(id).await,
                Errand::UnblockConfirm(id) => self.confirm_unblock(id).await,
            };
        }
    }

    /// The organisations that this phone is activated with.
    pub(super) async fn active(&self) -> Result<Vec<RootId>, Failure> {
        self.worker
            .ask(|phone, _| {
                let records = phone.organisations()?.into_iter();
                Ok(records
                    .filter(|record| matches!(record.standing, Standing::Active))
                    .map(|record| record.id)
                    .collect())
            })
            .await
    }
}
