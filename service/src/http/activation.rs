//! How a phone becomes a person's.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use kodevagt_protocol::activation::{
    Activated, Active, Confirm, PhoneInfo, Start as Asked, Started, Way, half_info,
};
use kodevagt_protocol::sealed::Export;
use kodevagt_protocol::text::Shown;
use kodevagt_protocol::{Id, Refusal};
use zeroize::Zeroizing;

use super::problem::language;
use super::signed::SignedRequest;
use super::{AppState, Problem, Routes, Source};
use crate::activation::Refused;
use crate::activation::active::Activate;
use crate::activation::by_sms::BySms;
use crate::activation::by_ticket::ByTicket;
use crate::activation::grant::{Admission, Reply};
use crate::activation::guess::{AtCode, AtTicket};
use crate::activation::start::{Fresh, Resend, Start};
use crate::keys::{Keys, random};
use crate::outbound::texts::SmsFormat;
use crate::people::Mobile;
use crate::tickets::Presented;

pub(super) fn router() -> Routes {
    Routes::new()
        .post("/v1/activations", start)
        .post("/v1/activations/{id}/resend", resend)
        .post("/v1/activations/confirm", confirm)
        .post("/v1/phone/active", active)
}

/// Asks for a code; whoever has the number, the answer is the same.
async fn start(
    State(state): State<AppState>,
    Extension(source): Extension<Source>,
    Json(asked): Json<Asked>,
) -> Result<(StatusCode, Json<Started>), Problem> {
    let rules = by_sms(&state)?;
    let mobile: Mobile = asked.mobile.parse().map_err(|_| Refusal::MobileInvalid)?;
    let start = Start {
        keys: Arc::clone(&state.keys),
        rules: rules.clone(),
        format: SmsFormat::clone(&state.sms_format),
        mobile,
        language: asked.language.parse().unwrap_or_default(),
        source_index: source_index(&state.keys, source),
        fresh: Fresh::draw(Id(random()), rules.sms_digits),
    };
    let started = state.store.run(start).await??;
    Ok((StatusCode::CREATED, Json(started)))
}

/// Asks for a new code; the old one is none any more.
async fn resend(
    State(state): State<AppState>,
    Extension(source): Extension<Source>,
    Path(id): Path<String>,
) -> Result<Json<Started>, Problem> {
    let rules = by_sms(&state)?;
    let activation = id.parse().map_err(|_| Refusal::CodeOver)?;
    let resend = Resend {
        keys: Arc::clone(&state.keys),
        rules: rules.clone(),
        format: SmsFormat::clone(&state.sms_format),
        source_index: source_index(&state.keys, source),
        fresh: Fresh::draw(activation, rules.sms_digits),
    };
    Ok(Json(state.store.run(resend).await??))
}

fn by_sms(state: &AppState) -> Result<&crate::settings::Activation, Refusal> {
    let rules = &state.settings.activation;
    rules.sms.then_some(rules).ok_or(Refusal::TicketNeeded)
}

/// Lets a phone in, by code or ticket. The try is counted in a transaction of its own, before anything is
/// compared.
async fn confirm(
    State(state): State<AppState>,
    Extension(source): Extension<Source>,
    Json(confirm): Json<Confirm>,
) -> Result<Response, Problem> {
    if !fits(&confirm.phone) || confirm.hpke_key.0.len() != 32 {
        return Err(Refusal::Malformed.into());
    }
    confirm.verify().map_err(|_| Refusal::Unsigned)?;
    let rules = state.settings.activation.clone();
    let admission = Admission::new(
        Arc::clone(&state.keys),
        Arc::clone(&state.online),
        rules.clone(),
        (
            state.settings.organisation.name.clone(),
            state.settings.organisation.contact(),
        ),
        confirm,
    );
    let reply = match admission.confirm.way.clone() {
        Way::Sms { activation, code } => {
            let at_code = AtCode {
                keys: Arc::clone(&state.keys),
                rules,
                activation,
                confirm_hash: admission.hash(),
            };
            let left = state.store.run(at_code).await??;
            let by_sms = BySms {
                admission,
                activation,
                code: Zeroizing::new(code),
                left,
            };
            state.store.run(by_sms).await??
        }
        Way::Ticket { ticket, mobile } => {
            let ticket = Presented::read(&state.keys, &ticket, mobile.as_deref())?;
            let at_ticket = AtTicket {
                keys: Arc::clone(&state.keys),
                rules,
                source_index: source_index(&state.keys, source),
                mobile_index: ticket.mobile_index(),
            };
            state.store.run(at_ticket).await??;
            state.store.run(ByTicket { admission, ticket }).await??
        }
    };
    Ok(sent(reply))
}

/// The reply as it is stored: byte for byte the same each time.
fn sent(reply: Reply) -> Response {
    let json = [(header::CONTENT_TYPE, "application/json")];
    (json, reply).into_response()
}

/// What a phone says of itself is shown to people: each is a text that can be shown.
fn fits(phone: &PhoneInfo) -> bool {
    let PhoneInfo {
        platform,
        model,
        app_version,
        language,
    } = phone;
    [platform, model, app_version, language]
        .into_iter()
        .all(|text| Shown::new(text).is_ok())
}

/// The PIN is chosen.
async fn active(
    State(state): State<AppState>,
    headers: HeaderMap,
    signed: SignedRequest,
) -> Result<Json<Activated>, Problem> {
    let active: Active = signed.json()?;
    let device = signed.device.id;
    let half_serial = i64::try_from(active.half_serial).map_err(|_| Refusal::Malformed)?;
    let half = state
        .online
        .open(
            &half_info(device, active.half_serial),
            &active.half,
            Export::NONE,
        )
        .map_err(|_| Refusal::Malformed)?
        .plain;
    if half.len() != 32 || half_serial < 1 {
        return Err(Refusal::Malformed.into());
    }
    let activate = Activate {
        keys: Arc::clone(&state.keys),
        rules: state.settings.activation.clone(),
        contact: state.settings.organisation.contact(),
        language: language(&headers),
        device,
        person: signed.device.person,
        vault_key: active.vault_key.array().ok_or(Refusal::Malformed)?,
        half,
        half_serial,
    };
    Ok(Json(state.store.run(activate).await??))
}

/// Finds a source again without naming it. Of an IPv6 address its network counts: a household has 2⁶⁴.
fn source_index(keys: &Keys, Source(address): Source) -> [u8; 32] {
    match address {
        IpAddr::V4(address) => keys.hash("source", &address.octets()),
        IpAddr::V6(address) => keys.hash("source", &address.octets()[..8]),
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let mut problem = Self::from(refused.refusal);
        if let Some(ms) = refused.retry_at {
            problem = problem.retry_at(ms);
        }
        if let Some(tries) = refused.tries_left {
            problem = problem.tries_left(tries);
        }
        problem
    }
}
