//! How ids and bytes are described in the service's OpenAPI document.

use std::borrow::Cow;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::wire::{Bytes, Id};

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        text(
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
        text(
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

fn text(description: &str, pattern: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .pattern(Some(pattern))
        .into()
}
