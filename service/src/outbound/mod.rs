//! What leaves the service: SMS, mail and wake-ups.
//!
//! [`Sms`], [`Mail`] and [`Push`] are the ports. Behind them stand the adapters: [`sms::Kannel`] and
//! [`sms::Gateway`], [`mail::Smtp`], [`push::WebPush`], [`push::Fcm`] and [`push::Apns`]; in development
//! [`Outbox`] takes the place of them all. [`settings`] chooses and configures them, [`texts`] words the
//! messages, and what is to leave waits in a durable queue (`queue`).
//!
//! A message is personal: its text holds a code, its recipient is a person. Neither stands in `Debug`,
//! in an error or in a log.

pub mod mail;
mod outbox;
mod ports;
pub mod push;
pub(crate) mod queue;
pub mod settings;
pub mod sms;
pub mod texts;
mod web;

pub use outbox::Outbox;
pub use ports::{
    Mail, MailMessage, Push, Refusal, Refused, Sending, Sent, Sms, SmsMessage, WakeUp,
};
pub use web::WebFault;
