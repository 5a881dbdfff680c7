//! Problem documents (RFC 9457): a stable number, told in the reader's language.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kodevagt_protocol::{Problem as Document, Refusal};
use kodevagt_texts::{Code, Explained, Language, explain};

use crate::store::Fault;

/// A refusal on its way out. [`tell`] writes the document, since only it knows the reader's language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Problem {
    refusal: Refusal,
    retry_at: Option<i64>,
    tries_left: Option<u32>,
    field: Option<&'static str>,
}

impl Problem {
    /// When it is worth coming back, in milliseconds since 1970.
    pub(crate) fn retry_at(self, ms: i64) -> Self {
        Self {
            retry_at: Some(ms),
            ..self
        }
    }

    /// How many guesses are left.
    pub(crate) fn tries_left(self, tries: u32) -> Self {
        Self {
            tries_left: Some(tries),
            ..self
        }
    }

    /// The field that it is about.
    pub(crate) fn field(self, name: &'static str) -> Self {
        Self {
            field: Some(name),
            ..self
        }
    }

    fn status(self) -> StatusCode {
        StatusCode::from_u16(self.refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn document(self, language: Language) -> Document {
        let code = self.refusal.to_string();
        let Explained { what, why, do_ } = explained(&code, language);
        Document {
            kind: format!("about:blank#{code}"),
            title: what,
            status: self.refusal.status(),
            detail: format!("{why} {do_}"),
            code,
            retry_at: self.retry_at,
            tries_left: self.tries_left,
            field: self.field.map(str::to_owned),
        }
    }
}

/// What the number means; the protocol's numbers are all among the texts, which a test holds.
pub(super) fn explained(code: &str, language: Language) -> Explained {
    explain(code.parse().unwrap_or(Code::Internal), &[], language)
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            retry_at: None,
            tries_left: None,
            field: None,
        }
    }
}

impl From<Fault> for Problem {
    /// The caller is told that the service failed, the log why.
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Busy | Fault::Contended => tracing::warn!(%fault, "the database is busy"),
            _ => tracing::error!(%fault, "the database failed"),
        }
        Refusal::ServiceFailed.into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the documents, also for what axum itself refuses: a body too long, or one that can't be read.
pub(super) async fn tell(request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let response = next.run(request).await;
    let told = response.extensions().get::<Problem>().copied();
    let Some(problem) = told.or_else(|| unnamed(&response)) else {
        return response;
    };
    let mut answer = (problem.status(), Json(problem.document(language))).into_response();
    let headers = answer.headers_mut();
    // What a handler said beside its problem stays, such as WWW-Authenticate.
    headers.extend(response.headers().iter().filter_map(|(name, value)| {
        let of_the_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH].contains(name);
        (!of_the_body).then(|| (name.clone(), value.clone()))
    }));
    let kind = HeaderValue::from_static("application/problem+json");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.tag()),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

fn unnamed(response: &Response) -> Option<Problem> {
    let refusal = match response.status() {
        StatusCode::NOT_FOUND => Refusal::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Refusal::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::BodyTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Refusal::NotJson,
        StatusCode::TOO_MANY_REQUESTS => Refusal::TooMany,
        status if status.is_client_error() => Refusal::Malformed,
        status if status.is_server_error() => Refusal::ServiceFailed,
        _ => return None,
    };
    Some(refusal.into())
}

/// The language that the reader wants most among those spoken here (RFC 9110 §12.5.4).
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let wanted = headers
        .get_all(header::ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let mut best = (0.0, Language::default());
    for item in wanted {
        let (tag, quality) = match item.split_once(";q=") {
            Some((tag, quality)) => (tag, quality.trim().parse().unwrap_or(0.0)),
            None => (item, 1.0_f32),
        };
        if let Ok(language) = tag.trim().parse()
            && quality > best.0
        {
            best = (quality, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_wanted_language_is_spoken() {
        for (accept, expected) in [
            ("da", Language::Da),
            ("sv, nb;q=0.8, en;q=0.9", Language::En),
            ("nn-NO,nb;q=0.5", Language::Nb),
            ("da;q=0.1, nb;q=0.2", Language::Nb),
            ("fr", Language::En),
            ("", Language::En),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(accept));
            assert_eq!(language(&headers), expected, "{accept:?}");
        }
    }
}
