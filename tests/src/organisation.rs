//! A phone and an organisation, without a service: what one hands the other goes by hand.

#![expect(
    clippy::unwrap_used,
    reason = "only tests stand here, and a phone that fails them ends them"
)]

use kodevagt_core::{
    account::{Account, Kind},
    authenticator::{Authenticator, Error},
    organisation::{Activating, Record, Standing},
    ports::Features,
    secret::{Key, SecretBytes},
    vault::{RootId, recovery::RecoveryCode},
};

use crate::{
    phone::SimPhone,
    stand::{NOW, RIGHT, account, attempt, open, pin, set_up},
};

/// The organisation.
pub const ORG: RootId = RootId([7; 16]);
/// Another.
pub const OTHER: RootId = RootId([8; 16]);
/// The seed of the organisation's account.
pub const ORG_SEED: &[u8] = b"Kodevagt-Kodevagt-0O";

/// The organisation's account.
#[must_use]
pub fn org_account() -> Account {
    account("work", ORG_SEED, Kind::Totp { period: 30 })
}

/// Begins with `id`.
///
/// # Errors
/// As [`Authenticator::enrol`].
pub fn enrol(app: &mut Authenticator, id: RootId) -> Result<Record, Error> {
    app.enrol(id, |device_key| Record {
        id,
        name: "Kommune".to_owned(),
        server: "https://kodevagt.example".to_owned(),
        root_key_hash: [3; 32],
        statement: b"statement".to_vec(),
        statement_serial: 1,
        device: None,
        epoch: 1,
        device_key,
        vault_key: Vec::new(),
        account: None,
        contact: Default::default(),
        policy: Default::default(),
        standing: Standing::Activating(Activating {
            activation: None,
            mobile: "+4512345678".to_owned(),
            hpke_key: SecretBytes::new(vec![5; 32]),
            confirm: None,
            granted: None,
        }),
        half: None,
        unblock: None,
        last_contact_ms: None,
        clock_offset_ms: 0,
    })
}

/// Joins `id`, enrolled before, behind the owner's PIN.
///
/// # Errors
/// As [`Authenticator::join_organisation`].
pub fn join(app: &mut Authenticator, id: RootId, with_own: bool) -> Result<Record, Error> {
    app.join_organisation(&pin(RIGHT), id, org_account(), with_own, NOW)
}

/// What the service does with the half that waits: it takes it over.
#[must_use]
pub fn hand_over(record: &Record) -> Key {
    record.half.clone().unwrap().secret.unwrap()
}

/// Activates `phone` with `id`; the service's half.
pub fn activate(phone: &SimPhone, id: RootId, with_own: bool) -> Key {
    let mut app = open(phone).unwrap();
    enrol(&mut app, id).unwrap();
    let half = hand_over(&join(&mut app, id, with_own).unwrap());
    let active = app.update_organisation(id, |record| {
        record.standing = Standing::Active;
        record.half = None;
        Ok(())
    });
    active.unwrap();
    half
}

/// The labels of the accounts that `app` shows.
pub fn labels(app: &mut Authenticator) -> Vec<String> {
    let accounts = app.accounts(NOW).unwrap();
    accounts.into_iter().map(|view| view.card.label).collect()
}

/// The labels of the accounts that `digits` opens.
pub fn behind(phone: &SimPhone, digits: &str) -> Vec<String> {
    labels(&mut attempt(phone, digits).unwrap())
}

/// Support opens the phone behind `digits`: both sides' steps, and the service's next half.
pub fn unblock(phone: &SimPhone, id: RootId, half: &Key, digits: &str) -> Key {
    let released = [half.clone()];
    let mut app = open(phone).unwrap();
    let next = hand_over(&app.stage_unblock(id, &released).unwrap());
    app.unblock(id, &released, &pin(digits), NOW).unwrap();
    app.confirm_unblock(id).unwrap();
    next
}

/// A phone with its recovery code.
pub fn with_code(features: Features) -> (SimPhone, RecoveryCode) {
    let phone = set_up(1, features);
    let code = open(&phone)
        .unwrap()
        .renew_recovery(&pin(RIGHT), NOW)
        .unwrap();
    (phone, code)
}
