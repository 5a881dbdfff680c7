//! How ids, bytes and texts are described in the service's OpenAPI document.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::limits::TEXT_CHARS;
use crate::wire::{Bytes, Id};

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        string(
            "Names something: sixteen random bytes, hexadecimal.",
            "^[0-9a-f]{32}$",
        )
    }
}

impl ToSchema for Id {
    fn name() -> Cow<'static, str> {
        "Id".into()
    }
}

impl PartialSchema for Bytes {
    fn schema() -> RefOr<Schema> {
        string(
            "Bytes: base64url without padding (RFC 4648 §5).",
            "^[A-Za-z0-9_-]*$",
        )
    }
}

impl ToSchema for Bytes {
    fn name() -> Cow<'static, str> {
        "Bytes".into()
    }
}

/// A text that can be shown ([`crate::text::Shown`]).
pub(crate) struct Text;

impl PartialSchema for Text {
    fn schema() -> RefOr<Schema> {
        shown(
            "A text without control, bidirectional or invisible characters.",
            "",
        )
    }
}

impl ToSchema for Text {}

/// Such a text with something to see.
pub(crate) struct Payee;

impl PartialSchema for Payee {
    fn schema() -> RefOr<Schema> {
        shown(
            "Somebody who is paid: such a text, and not blank.",
            r"(?=.*\S)",
        )
    }
}

impl ToSchema for Payee {}

/// As regular expressions say it, ECMAScript's and others': the tags beyond U+E0000 are missing.
fn shown(description: &str, ahead: &str) -> RefOr<Schema> {
    let hidden = r"\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb";
    described(description, &format!("^{ahead}[^{hidden}]*$"))
        .max_length(Some(TEXT_CHARS))
        .into()
}

fn string(description: &str, pattern: &str) -> RefOr<Schema> {
    described(description, pattern).into()
}

fn described(description: &str, pattern: &str) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .pattern(Some(pattern))
}
