//! What a shell does with a phone and its service, step after step.

use kodevagt_core::authenticator::{Authenticator, Errand, Error, Presence, Proof, Stage, Step};
use kodevagt_core::organisation::{Mobile, Record};
use kodevagt_core::ports::Features;
use kodevagt_core::time::Now;
use kodevagt_protocol::Id;
use kodevagt_protocol::activation::PhoneInfo;
use kodevagt_protocol::approval::State;

use super::{CODE, ORG, SUPPORT, Service};
use crate::phone::SimPhone;
use crate::stand::{NOW, RIGHT, open, pin, set_up};

/// What the phone says about itself.
#[must_use]
pub fn info() -> PhoneInfo {
    PhoneInfo {
        platform: "terminal".to_owned(),
        language: "da".to_owned(),
        ..PhoneInfo::default()
    }
}

/// The service is looked at: its keys are pinned.
///
/// # Errors
/// As [`Authenticator::finish_service`].
pub fn find(app: &mut Authenticator, service: &mut Service) -> Result<(), Error> {
    let address = service.address();
    let reply = service.call(app, &app.begin_service(&address, NOW))?;
    app.finish_service(&address, &reply, NOW).map(drop)
}

/// Code or ticket, up to the grant.
///
/// # Errors
/// As [`Authenticator::begin_confirm`] and [`Authenticator::finish_confirm`].
pub fn confirm(
    app: &mut Authenticator,
    service: &mut Service,
    proof: Proof<'_>,
) -> Result<Record, Error> {
    let request = app.begin_confirm(ORG, proof, info(), None, NOW)?;
    let reply = service.call(app, &request)?;
    app.finish_confirm(ORG, &reply, NOW)
}

/// An activation by SMS, from wherever it stands, to its end.
///
/// # Errors
/// What its first step that fails answers.
pub fn activate(app: &mut Authenticator, service: &mut Service) -> Result<(), Error> {
    loop {
        if app.organisation(ORG).is_err() {
            find(app, service)?;
        }
        let step = app.activations()?.into_iter().next();
        match step.map(|progress| progress.step) {
            None => return Ok(()),
            Some(Step::Start) => {
                let mobile = Mobile::read("20 12 34 56", "da").unwrap();
                let request = app.begin_start(ORG, &mobile, "da", NOW)?;
                let reply = service.call(app, &request)?;
                app.finish_start(ORG, &reply, NOW)?;
            }
            Some(Step::Code { .. }) => {
                confirm(app, service, Proof::Code(CODE))?;
            }
            Some(Step::Pin { .. }) => {
                app.complete_activation(ORG, &pin(RIGHT), true, NOW)?;
            }
            Some(Step::Tell) => {
                let request = app.begin_active(ORG, NOW)?;
                let reply = service.call(app, &request)?;
                app.finish_active(ORG, &reply, NOW)?;
            }
        }
    }
}

/// A closed phone with the PIN [`RIGHT`], activated with the service.
#[must_use]
pub fn activated(features: Features) -> (SimPhone, Service) {
    let phone = set_up(1, features);
    let (mut app, mut service) = (open(&phone).unwrap(), Service::new(NOW.wall_ms));
    activate(&mut app, &mut service).unwrap();
    drop(app);
    (phone, service)
}

/// Fetches what waits, at `now`.
///
/// # Errors
/// As [`Authenticator::finish_fetch`].
pub fn fetch(app: &mut Authenticator, service: &mut Service, now: Now) -> Result<(), Error> {
    let request = app.begin_fetch(ORG, now)?;
    let reply = service.call(app, &request)?;
    app.finish_fetch(ORG, &reply, now).map(drop)
}

/// Approves with the right number.
///
/// # Errors
/// As [`Authenticator::begin_approve`] and [`Authenticator::finish_decision`].
pub fn approve(
    app: &mut Authenticator,
    service: &mut Service,
    id: Id,
    digits: &str,
) -> Result<State, Error> {
    let request = app.begin_approve(id, "042", Presence::Pin(&pin(digits)), NOW)?;
    let reply = service.call(app, &request)?;
    app.finish_decision(id, &reply, NOW)
}

/// An unblock from wherever it stands to its end, with `new` as the PIN: support types the words as soon
/// as it is asked.
///
/// # Errors
/// What its first step that fails answers.
pub fn unblock(app: &mut Authenticator, service: &mut Service, new: &str) -> Result<(), Error> {
    while let Some(help) = app.help()?.into_iter().next() {
        unblock_step(app, service, new, help.stage)?;
    }
    if app.errands()?.contains(&Errand::UnblockConfirm(ORG)) {
        let request = app.begin_unblock_confirm(ORG, NOW)?;
        let reply = service.call(app, &request)?;
        app.finish_unblock_confirm(ORG, &reply, NOW)?;
    }
    Ok(())
}

/// One step of an unblock.
///
/// # Errors
/// As its halves.
pub fn unblock_step(
    app: &mut Authenticator,
    service: &mut Service,
    new: &str,
    stage: Stage,
) -> Result<(), Error> {
    match stage {
        Stage::Ask => {
            let request = app.begin_unblock(ORG, NOW)?;
            let reply = service.call(app, &request)?;
            app.finish_unblock(ORG, &reply, NOW)?;
            service.support_types_the_words();
        }
        Stage::Code => {
            let request = app.begin_release(ORG, SUPPORT, NOW)?;
            let reply = service.call(app, &request)?;
            app.finish_release(ORG, &reply, NOW)?;
        }
        Stage::Leave => {
            let request = app.begin_stage(ORG, NOW)?;
            let reply = service.call(app, &request)?;
            app.finish_stage(ORG, &reply, NOW)?;
        }
        Stage::Pin => app.complete_unblock(ORG, &pin(new), NOW)?,
    }
    Ok(())
}
