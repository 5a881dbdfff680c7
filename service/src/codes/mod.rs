//! One-time codes of the organisation's account (RFC 6238), typed where a push won't do.

pub(crate) mod api;
pub(crate) mod verify;
