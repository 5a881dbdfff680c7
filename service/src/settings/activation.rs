//! How phones come to their people.

use serde::Deserialize;

/// Who may activate a phone, how, and how often it may be tried.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Activation {
    /// Whether a code by SMS lets a first phone in.
    pub sms: bool,
    /// Digits of the code: 8, or 6.
    pub sms_digits: u8,
    /// How many phones a person may have.
    pub phones: Phones,
    /// What is demanded of a phone's hardware.
    pub attestation: Attestation,
    /// Digits of the PIN: 4 or 6.
    pub pin_digits: u8,
    /// Whether a fingerprint or face may stand in for the PIN.
    pub biometrics: bool,
    /// SMS to one number in an hour.
    pub sms_per_number_hour: i64,
    /// SMS to one number in a day.
    pub sms_per_number_day: i64,
    /// SMS that one address may ask for in an hour. Many people share an address at work.
    pub sms_per_source_hour: i64,
    /// SMS in a day, to all.
    pub sms_per_day: i64,
    /// Guesses at the codes of one number in a day.
    pub guesses_per_number_day: i64,
    /// Tickets that one address may try in an hour.
    pub tickets_per_source_hour: i64,
}

/// How many phones a person may have.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Phones {
    /// One: the next takes its place.
    #[default]
    One,
    /// Several, one of them the primary.
    Several,
}

/// What is demanded of a phone's hardware.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Attestation {
    /// Nothing; what a phone sends isn't looked at.
    #[default]
    None,
    /// What it claims is noted, and shown as a claim.
    Recorded,
    /// Proof. This version can check none, so it lets no phone in.
    Required,
}

impl Default for Activation {
    fn default() -> Self {
        Self {
            sms: true,
            sms_digits: kodevagt_protocol::limits::SMS_DIGITS,
            phones: Phones::One,
            attestation: Attestation::None,
            pin_digits: 4,
            biometrics: true,
            sms_per_number_hour: 5,
            sms_per_number_day: 10,
            sms_per_source_hour: 200,
            sms_per_day: 20_000,
            guesses_per_number_day: 20,
            tickets_per_source_hour: 600,
        }
    }
}

impl Activation {
    /// The first setting that can't be, and why.
    pub(super) fn unfit(&self) -> Option<(&'static str, &'static str)> {
        if ![6, 8].contains(&self.sms_digits) {
            return Some(("activation.sms_digits", "a code has 8 digits, or 6"));
        }
        if ![4, 6].contains(&self.pin_digits) {
            return Some(("activation.pin_digits", "a PIN has 4 digits, or 6"));
        }
        let counts = [
            self.sms_per_number_hour,
            self.sms_per_number_day,
            self.sms_per_source_hour,
            self.sms_per_day,
            self.guesses_per_number_day,
            self.tickets_per_source_hour,
        ];
        let least = counts.iter().any(|count| *count < 1);
        least.then_some(("activation", "a limit is 1 or more"))
    }
}
