//! One literal value of each message.

use kodevagt_protocol::activation::{Attestation, Confirm, Contact, Grant, PhoneInfo, Policy, Way};
use kodevagt_protocol::approval::{Challenge, Origin, Transaction};
use kodevagt_protocol::keys::{SignedStatement, Statement};
use kodevagt_protocol::sealed::Sealed;
use kodevagt_protocol::{Bytes, Id};

pub(crate) const ORGANISATION: Id = Id([0x0a; 16]);
pub(crate) const DEVICE: Id = Id([0xde; 16]);
pub(crate) const ACTIVATION: Id = Id([0xac; 16]);
pub(crate) const UNBLOCK: Id = Id([0x0b; 16]);
pub(crate) const NONCE: &str = "bm9uY2U";

/// `length` bytes that count up from `first`.
pub(crate) fn bytes(first: u8, length: u8) -> Bytes {
    Bytes((0..length).map(|step| first.wrapping_add(step)).collect())
}

pub(crate) fn statement() -> Statement {
    Statement {
        organisation: ORGANISATION,
        serial: 7,
        signing_key: bytes(0x20, 32),
        hpke_key: bytes(0x40, 32),
        not_before_ms: 1_790_000_000_000,
        not_after_ms: 1_800_000_000_000,
    }
}

pub(crate) fn keys() -> SignedStatement {
    SignedStatement {
        statement: statement(),
        root_key: bytes(0x60, 32),
        signature: bytes(0x80, 64),
    }
}

pub(crate) fn contact() -> Contact {
    Contact {
        phone: "+45 70 00 00 00".to_owned(),
        menu: "2".to_owned(),
        hours: "7-22".to_owned(),
        note: "https://hjaelp.example".to_owned(),
    }
}

pub(crate) fn sealed() -> Sealed {
    Sealed {
        enc: bytes(0x01, 32),
        ciphertext: bytes(0x90, 48),
    }
}

/// A confirm by SMS, without an attestation.
pub(crate) fn confirm() -> Confirm {
    Confirm {
        way: Way::Sms {
            activation: ACTIVATION,
            code: "12345678".to_owned(),
        },
        device_key: bytes(0x04, 65),
        hpke_key: bytes(0x50, 32),
        phone: PhoneInfo {
            platform: "terminal".to_owned(),
            model: "Prøve".to_owned(),
            app_version: "0.1.0".to_owned(),
            language: "da".to_owned(),
        },
        attestation: None,
        signature: bytes(0xa0, 64),
    }
}

/// A confirm by a typed ticket, with an attestation.
pub(crate) fn confirm_by_ticket() -> Confirm {
    Confirm {
        way: Way::Ticket {
            ticket: "MFRGGZDF".to_owned(),
            mobile: Some("+4512345678".to_owned()),
        },
        attestation: Some(Attestation {
            kind: "android-key".to_owned(),
            data: vec![bytes(0x30, 4), bytes(0x38, 3)],
        }),
        ..confirm()
    }
}

pub(crate) fn grant() -> Grant {
    Grant {
        organisation: ORGANISATION,
        name: "Prøve Kommune".to_owned(),
        device: DEVICE,
        epoch: 3,
        login: "anna".to_owned(),
        contact: contact(),
        policy: Policy::default(),
    }
}

/// A challenge with every field.
pub(crate) fn challenge() -> Challenge {
    Challenge {
        id: Id([0xc4; 16]),
        nonce: bytes(0x10, 16),
        application: "Sagssystem".to_owned(),
        person: "anna".to_owned(),
        origin: Origin {
            ip: Some("192.0.2.7".to_owned()),
            place: Some("Odense".to_owned()),
            browser: Some("Firefox, Windows".to_owned()),
        },
        text: Some("Betal 1.250 kr. til Bjørn".to_owned()),
        transaction: Some(Transaction {
            amount: "1250.00".to_owned(),
            currency: "DKK".to_owned(),
            payee: "Bjørn".to_owned(),
        }),
        issued_at_ms: 1_795_000_000_000,
        device: DEVICE,
        epoch: 3,
        digits: 3,
    }
}

/// A challenge with no more than it must have.
pub(crate) fn bare_challenge() -> Challenge {
    Challenge {
        origin: Origin::default(),
        text: None,
        transaction: None,
        ..challenge()
    }
}

/// A challenge whose texts are all there, and empty: not the same as missing.
pub(crate) fn empty_challenge() -> Challenge {
    Challenge {
        origin: Origin {
            ip: Some(String::new()),
            place: Some(String::new()),
            browser: Some(String::new()),
        },
        text: Some(String::new()),
        ..bare_challenge()
    }
}
