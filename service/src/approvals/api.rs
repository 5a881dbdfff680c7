//! `/v1/approvals`: what applications ask and hear.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{self, Sse};
use data_encoding::HEXLOWER_PERMISSIVE;
use futures_util::stream::{self, Stream};
use kodevagt_protocol::application::{self as wire, Asked, Outcome};
use kodevagt_protocol::approval::{Origin, State as Stands, Transaction};
use kodevagt_protocol::text::Shown;
use kodevagt_protocol::{Id, Refusal, limits};
use serde::Deserialize;

use super::Refused;
use super::ask::{Ask, Content, Dice, Retry};
use super::outcome::{Consume, Look, session_hash};
use crate::applications::Caller;
use crate::http::{AppState, Problem, Routes, WAIT};
use crate::keys::{Keys, random};
use crate::store::{Topic, Waiter};

/// How often a waiting request reads again by itself: another process may have written.
const READ_AGAIN: Duration = Duration::from_secs(1);

pub(crate) fn router() -> Routes {
    Routes::new()
        .post("/v1/approvals", ask)
        .get("/v1/approvals/{id}", look)
        .get("/v1/approvals/{id}/events", events)
        .post("/v1/approvals/{id}/retry", retry)
        .post("/v1/approvals/{id}/consume", consume)
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let problem = Self::from(refused.refusal);
        match refused.retry_at {
            Some(at) => problem.retry_at(at),
            None => problem,
        }
    }
}

async fn ask(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(asked): Json<wire::Ask>,
) -> Result<(StatusCode, Json<Asked>), Problem> {
    let request = serde_json::to_vec(&asked).expect("texts and numbers are JSON");
    let idempotency = idempotency(&headers)?.map(|key| {
        let key = state.keys.hash("idempotency", key.as_bytes());
        (key, state.keys.hash("idempotent request", &request))
    });
    let ttl_ms = asked.ttl_ms.unwrap_or(caller.ttl_ms);
    if !(limits::APPROVAL_LEAST_MS..=limits::APPROVAL_MOST_MS).contains(&ttl_ms) {
        return Err(field("ttl_ms"));
    }
    let transaction = Ask {
        application: caller.id,
        login_index: login(&state.keys, &asked.person)?,
        asked: content(&state.keys, asked)?,
        ttl_ms,
        digits: caller.digits,
        idempotency,
        dice: dice(),
        keys: state.keys.clone(),
    };
    let asked = state.store.run(transaction).await??;
    Ok((StatusCode::CREATED, Json(asked)))
}

async fn retry(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Asked>), Problem> {
    let retry = Retry {
        application: caller.id,
        challenge: named(&id)?,
        ttl_ms: caller.ttl_ms,
        dice: dice(),
        keys: state.keys.clone(),
    };
    let asked = state.store.run(retry).await??;
    Ok((StatusCode::CREATED, Json(asked)))
}

#[derive(Deserialize)]
struct Waiting {
    /// Seconds to wait for an end, at most 60.
    #[serde(default)]
    wait: u64,
}

async fn look(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(Waiting { wait }): Query<Waiting>,
) -> Result<Json<Outcome>, Problem> {
    let id = named(&id)?;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(wait).min(WAIT);
    let mut waiter = state.store.subscribe(Topic::Challenge(id.0));
    loop {
        let outcome = read(&state, caller.id, id).await?;
        if outcome.state != Stands::Pending || tokio::time::Instant::now() >= deadline {
            return Ok(Json(outcome));
        }
        tokio::select! {
            () = news(&mut waiter) => (),
            () = tokio::time::sleep_until(deadline) => (),
            () = state.stopped() => return Ok(Json(outcome)),
        }
    }
}

/// The outcome as server-sent events: one for each change, the last when it is decided.
async fn events(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<sse::Event, Infallible>>>, Problem> {
    let id = named(&id)?;
    let waiter = state.store.subscribe(Topic::Challenge(id.0));
    let first = read(&state, caller.id, id).await?;
    let following = Following {
        state,
        application: caller.id,
        id,
        waiter,
        next: Some(first),
        said: None,
    };
    let stream = stream::unfold(following, Following::step);
    Ok(Sse::new(stream).keep_alive(sse::KeepAlive::default()))
}

struct Following {
    state: AppState,
    application: Id,
    id: Id,
    waiter: Waiter,
    /// What is to be said at once: what was read first.
    next: Option<Outcome>,
    said: Option<Outcome>,
}

impl Following {
    async fn step(mut self) -> Option<(Result<sse::Event, Infallible>, Self)> {
        let next = match (self.next.take(), self.said.take()) {
            (Some(first), _) => first,
            // Said before it is waited for the next: whoever listens has it at once.
            (None, Some(said)) if said.state == Stands::Pending => self.changed(&said).await?,
            _ => return None,
        };
        let json = serde_json::to_string(&next).expect("texts and numbers are JSON");
        let event = sse::Event::default().event("outcome").data(json);
        self.said = Some(next);
        Some((Ok(event), self))
    }

    /// The next outcome that differs, or `None` when the service stops or fails.
    async fn changed(&mut self, said: &Outcome) -> Option<Outcome> {
        loop {
            tokio::select! {
                () = news(&mut self.waiter) => (),
                () = self.state.stopped() => return None,
            }
            let outcome = read(&self.state, self.application, self.id).await.ok()?;
            if outcome != *said {
                return Some(outcome);
            }
        }
    }
}

async fn consume(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    body: Option<Json<wire::Consume>>,
) -> Result<Json<Outcome>, Problem> {
    let secret = body.and_then(|Json(body)| body.session_secret);
    let consume = Consume {
        application: caller.id,
        challenge: named(&id)?,
        session_hash: secret.as_deref().map(session_hash),
    };
    Ok(Json(state.store.run(consume).await??))
}

async fn read(state: &AppState, application: Id, challenge: Id) -> Result<Outcome, Problem> {
    let look = Look {
        application,
        challenge,
    };
    Ok(state.store.run(look).await??)
}

async fn news(waiter: &mut Waiter) {
    // That nothing came in time is no failure: it is read again.
    let _ = tokio::time::timeout(READ_AGAIN, waiter.changed()).await;
}

/// An id in a path; one that can't be is unknown.
fn named(id: &str) -> Result<Id, Problem> {
    id.parse().map_err(|_| Refusal::ApprovalUnknown.into())
}

fn dice() -> Dice {
    Dice {
        id: Id(random()),
        nonce: random(),
        hint: random(),
        number: u64::from_be_bytes(random()),
    }
}

fn field(name: &'static str) -> Problem {
    Problem::from(Refusal::FieldInvalid).field(name)
}

/// The index of a user name that an application sent.
pub(crate) fn login(keys: &Keys, login: &str) -> Result<[u8; 32], Problem> {
    let length = login.trim().chars().count();
    if !(1..=limits::TEXT_CHARS).contains(&length) {
        return Err(field("person"));
    }
    Ok(keys.login_index(login))
}

fn idempotency(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().map_err(|_| field("Idempotency-Key"))?;
    if !(1..=255).contains(&key.len()) {
        return Err(field("Idempotency-Key"));
    }
    Ok(Some(key))
}

fn content(keys: &Keys, asked: wire::Ask) -> Result<Content, Problem> {
    let shown = |text: Option<String>, name| match text {
        Some(text) => match Shown::new(&text) {
            Ok(shown) => Ok(Some(shown.into_string())),
            Err(_) => Err(field(name)),
        },
        None => Ok(None),
    };
    let origin = asked.origin.unwrap_or_default();
    let source_index = origin
        .ip
        .as_deref()
        .map(|ip| keys.hash("sign-in source", ip.as_bytes()));
    Ok(Content {
        session_hash: asked.session.as_deref().map(hash).transpose()?,
        text: shown(asked.text, "text")?,
        origin: Origin {
            ip: shown(origin.ip, "where.ip")?,
            place: shown(origin.place, "where.place")?,
            browser: shown(origin.browser, "where.browser")?,
        },
        paid: asked.transaction.map(paid).transpose()?,
        source_index,
    })
}

fn hash(hex: &str) -> Result<[u8; 32], Problem> {
    let bytes = HEXLOWER_PERMISSIVE.decode(hex.as_bytes());
    let bytes = bytes.map_err(|_| field("session"))?;
    bytes.try_into().map_err(|_| field("session"))
}

fn paid(paid: Transaction) -> Result<Transaction, Problem> {
    let (whole, cents) = paid.amount.split_once('.').unwrap_or((&paid.amount, "0"));
    let digits = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(whole, 15) || !digits(cents, 4) {
        return Err(field("transaction.amount"));
    }
    let letters = paid.currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if paid.currency.len() != 3 || !letters {
        return Err(field("transaction.currency"));
    }
    match Shown::new(&paid.payee) {
        Ok(payee) if !payee.as_str().trim().is_empty() => Ok(Transaction {
            payee: payee.into_string(),
            ..paid
        }),
        _ => Err(field("transaction.payee")),
    }
}
