//! Which application calls: the API key of a request.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use kodevagt_protocol::{Id, Refusal};

use super::api_key_hash;
use crate::http::{AppState, Problem};
use crate::store::{Fault, Transaction, Tx};

/// The application whose key a request carries as a bearer token (RFC 6750 §2.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller {
    pub(crate) id: Id,
    /// How long its sign-ins wait, unless a request says otherwise.
    pub(crate) ttl_ms: u64,
    /// Digits of the number on its sign-in page.
    pub(crate) digits: u8,
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION);
        let key = header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, key)| key.trim())
            .ok_or(Refusal::KeyInvalid)?;
        let found = Find(api_key_hash(&state.keys, key));
        let found = state.store.run(found).await?;
        found.ok_or_else(|| Refusal::KeyInvalid.into())
    }
}

struct Find([u8; 32]);

impl Transaction for Find {
    type Answer = Option<Caller>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<Caller>, Fault> {
        let sql =
            "SELECT id, ttl_ms, digits FROM applications WHERE key_hash = $1 AND state = 'active'";
        let Some(row) = tx.row(sql, &[self.0.into()]).await? else {
            return Ok(None);
        };
        let (ttl, digits): (i64, i64) = (row.read("ttl_ms")?, row.read("digits")?);
        let corrupt = |_| Fault::Corrupt("an application's limits".to_owned());
        Ok(Some(Caller {
            id: Id(row.read("id")?),
            ttl_ms: u64::try_from(ttl).map_err(corrupt)?,
            digits: u8::try_from(digits).map_err(corrupt)?,
        }))
    }
}
