//! What attacks and journeys start from: a simulated phone with a PIN, and who holds it.

#![expect(
    clippy::unwrap_used,
    reason = "only tests stand here, and a phone that fails them ends them"
)]

use std::sync::Arc;

use kodevagt_core::{
    account::{Account, Algorithm, Card, Id, Kind, Otp},
    authenticator::{Authenticator, Error, Options, State},
    kdf::Cost,
    pin::{Length, Pin},
    ports::Features,
    secret::SecretBytes,
    time::{BootId, Now},
    vault::store::Home,
};

use crate::{disk::VFS, phone::SimPhone};
use rusqlite::{Connection, OpenFlags};

/// The owner's PIN.
pub const RIGHT: &str = "4823";
/// Not the owner's PIN.
pub const WRONG: &str = "9041";

/// The moment of every step, unless a test says another.
pub const NOW: Now = Now {
    wall_ms: 1_790_000_000_000,
    boot_ms: 5_000_000,
    boot_id: BootId([1; 16]),
};

/// The seed of the account that goes by the clock.
pub const CLOCK_SEED: &[u8] = b"Kodevagt-Kodevagt-01";
/// The seed of the account that counts.
pub const COUNT_SEED: &[u8] = b"Kodevagt-Kodevagt-02";

/// Hardware that can do all there is.
pub const SINGLE_USE: Features = Features {
    single_use: true,
    biometric: true,
};
/// Hardware without keys for a single use.
pub const REUSABLE: Features = Features {
    single_use: false,
    biometric: true,
};

/// The cheapest Argon2 that there is: the simulations make tens of thousands of attempts.
pub fn options() -> Options {
    Options {
        cost: Cost::unchecked(8, 1, 1),
        ..Options::default()
    }
}

/// `digits` as a PIN of four.
///
/// # Panics
/// If they are none.
#[must_use]
pub fn pin(digits: &str) -> Pin {
    Pin::parse(digits.as_bytes(), Length::Four).unwrap()
}

/// Starts the app.
///
/// # Errors
/// As [`Authenticator::open`].
pub fn open(phone: &SimPhone) -> Result<Authenticator, Error> {
    Authenticator::open(
        Home::on_vfs(phone.home(), VFS),
        Arc::new(phone.keystore().clone()),
        Arc::new(phone.entropy().clone()),
        options(),
    )
}

/// An account of the municipality.
#[must_use]
pub fn account(label: &str, seed: &[u8], kind: Kind) -> Account {
    Account {
        otp: Otp {
            secret: SecretBytes::new(seed.to_vec()),
            algorithm: Algorithm::Sha1,
            digits: 6,
            kind,
        },
        card: Card {
            issuer: "Kommune".to_owned(),
            label: label.to_owned(),
            ..Card::default()
        },
    }
}

/// A closed phone with the PIN [`RIGHT`] and two accounts.
pub fn set_up(seed: u64, features: Features) -> SimPhone {
    let phone = SimPhone::with(seed, features);
    let mut owner = open(&phone).unwrap();
    owner.set_pin(&pin(RIGHT), NOW).unwrap();
    let accounts = vec![
        account("clock", CLOCK_SEED, Kind::Totp { period: 30 }),
        account("count", COUNT_SEED, Kind::Hotp { counter: 7 }),
    ];
    owner.add(accounts, NOW).unwrap();
    drop(owner);
    phone
}

/// As [`set_up`], after `wrong` wrong PINs.
pub fn set_up_after(seed: u64, features: Features, wrong: u8) -> SimPhone {
    let phone = set_up(seed, features);
    for _ in 0..wrong {
        refused(&phone, WRONG);
    }
    phone
}

/// Starts the app and types `digits`.
pub fn attempt(phone: &SimPhone, digits: &str) -> Result<Authenticator, Error> {
    let mut app = open(phone)?;
    app.unlock(&pin(digits), NOW)?;
    Ok(app)
}

/// Starts the app and types `digits`, which don't open it.
pub fn refused(phone: &SimPhone, digits: &str) -> Error {
    attempt(phone, digits)
        .err()
        .expect("the phone stays closed")
}

/// Where the phone says that it stands.
pub fn standing(phone: &SimPhone) -> (State, Option<u8>) {
    let status = open(phone).unwrap().status().unwrap();
    (status.state, status.attempts_left)
}

/// PINs that the hardware has looked at since `before`.
pub fn looked_at(phone: &SimPhone, before: u64) -> u64 {
    phone.keystore().derives("pin") - before
}

/// Types wrong PINs until the phone gives up; how many the hardware looked at.
pub fn exhaust(phone: &SimPhone) -> u64 {
    let before = phone.keystore().derives("pin");
    for _ in 0..10 {
        match refused(phone, WRONG) {
            Error::WrongPin { .. } => {}
            Error::Blocked | Error::HardwareLost => return looked_at(phone, before),
            other => panic!("{other:?}"),
        }
    }
    panic!("ten wrong PINs and not blocked");
}

/// The id of the account that counts.
pub fn counting(app: &mut Authenticator) -> Id {
    let accounts = app.accounts(NOW).unwrap();
    let counts = |kind| matches!(kind, Kind::Hotp { .. });
    accounts
        .into_iter()
        .find(|view| counts(view.kind))
        .unwrap()
        .id
}

/// A file of the phone as a thief with root opens it.
pub fn file(phone: &SimPhone, name: &str) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags_and_vfs(phone.home().join(name), flags, VFS).unwrap();
    if name == "vault.db" {
        file.pragma_update(None, "locking_mode", "EXCLUSIVE")
            .unwrap();
    }
    file
}
