//! The OpenAPI 3.1 document of the service, at `/v1/openapi.json`: for whoever writes an application, or tests
//! with requests made from it. docs/openapi.json is the same, byte for byte.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;
use kodevagt_protocol::request::{DEVICE_HEADER, EPOCH_HEADER, NONCE_HEADER, SIGNATURE_HEADER};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    Components, InfoBuilder, License, OpenApi, OpenApiBuilder, Paths, security::SecurityRequirement,
};

use super::Routes;
use described::Described;

mod anybody;
mod applications;
mod described;
mod phones;
#[cfg(test)]
mod tests;

/// What it is called under the security schemes: an application's API key.
const API_KEY: &str = "apiKey";
/// The four headers by which a phone signs a request (docs/protocol.md): scheme, header, what it holds.
const SIGNED: [(&str, &str, &str); 4] = [
    ("device", DEVICE_HEADER, "The device's id."),
    ("epoch", EPOCH_HEADER, "The device's epoch, decimal."),
    (
        "nonce",
        NONCE_HEADER,
        "A nonce of the service's, for this request alone.",
    ),
    (
        "signature",
        SIGNATURE_HEADER,
        "The device key's signature, base64url: docs/protocol.md says over what.",
    ),
];

pub(super) fn router() -> Routes {
    Routes::new().get("/v1/openapi.json", serve)
}

async fn serve() -> impl IntoResponse {
    static TEXT: LazyLock<String> = LazyLock::new(text);
    ([(header::CONTENT_TYPE, "application/json")], TEXT.as_str())
}

/// The document as it is served and stands in docs/openapi.json.
fn text() -> String {
    let json = serde_json::to_value(document()).expect("texts and numbers are JSON");
    let json = serde_json::to_string_pretty(&json).expect("texts and numbers are JSON");
    // The types' descriptions are rustdoc's, with its links; `Grant` reads as well as [`Grant`].
    json.replace(
        "[`crate::text::Shown`]",
        "without control or bidirectional characters",
    )
    .replace("[`", "`")
    .replace("`]", "`")
        + "\n"
}

fn document() -> OpenApi {
    let mut paths = Paths::new();
    let mut components = Components::new();
    for described in all() {
        described.put(&mut paths, &mut components);
    }
    components
        .security_schemes
        .insert(API_KEY.to_owned(), bearer().into());
    for (name, header, holds) in SIGNED {
        let value = ApiKeyValue::with_description(header, holds);
        let scheme = SecurityScheme::ApiKey(ApiKey::Header(value));
        components
            .security_schemes
            .insert(name.to_owned(), scheme.into());
    }
    let info = InfoBuilder::new()
        .title("Kodevagt")
        .version("1")
        .description(Some(
            "Approval of sign-ins on a person's phone. Times are milliseconds since the Unix epoch. Every \
             answer tells the service's time in the header `kodevagt-time`; every refusal is a problem \
             document (RFC 9457) with a stable `code`, in the language of `Accept-Language`.",
        ))
        .license(Some(License::new("Apache-2.0 OR MIT")));
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths)
        .components(Some(components))
        .build()
}

/// What each route takes and answers.
fn all() -> impl Iterator<Item = Described> {
    anybody::described()
        .into_iter()
        .chain(applications::described())
        .chain(phones::described())
}

fn bearer() -> SecurityScheme {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "The application's API key, as `application add` printed it.",
        ));
    SecurityScheme::Http(bearer.build())
}

/// By an application.
fn by_key() -> SecurityRequirement {
    SecurityRequirement::new(API_KEY, [] as [&str; 0])
}

/// By a phone: all four headers.
fn by_phone() -> SecurityRequirement {
    SIGNED
        .into_iter()
        .fold(SecurityRequirement::default(), |all, (name, ..)| {
            all.add(name, [] as [&str; 0])
        })
}
