//! Development: nothing leaves, the stored message is the record.

use super::{Mail, MailMessage, Push, Sending, Sent, Sms, SmsMessage, WakeUp};

/// Takes everything and sends nothing. `kodevagt-service outbox` shows the stored messages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outbox;

/// What the outbox answers as its reference.
const KEPT: &str = "outbox";

fn kept() -> Sending<'static> {
    Box::pin(core::future::ready(Ok(Sent {
        reference: Some(KEPT.to_owned()),
    })))
}

impl Sms for Outbox {
    fn send<'a>(&'a self, _: &'a SmsMessage) -> Sending<'a> {
        kept()
    }
}

impl Mail for Outbox {
    fn send<'a>(&'a self, _: &'a MailMessage) -> Sending<'a> {
        kept()
    }
}

impl Push for Outbox {
    fn send<'a>(&'a self, _: &'a WakeUp) -> Sending<'a> {
        kept()
    }
}
