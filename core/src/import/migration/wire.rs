//! Google's message. Its definition was never published; field numbers and meanings are those that
//! every reader of such exports has.
//!
//! Entries and texts are read as bytes: one that is damaged, or isn't UTF-8, must not take the others
//! with it. Whoever holds one of these keeps it in a [`Zeroizing`](zeroize::Zeroizing).

use zeroize::Zeroize;

/// `MigrationPayload`.
#[derive(Clone, PartialEq, prost::Message, Zeroize)]
pub(crate) struct Payload {
    /// Messages of type [`Parameters`].
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub(crate) entries: Vec<Vec<u8>>,
    #[prost(int32, tag = "2")]
    pub(crate) version: i32,
    #[prost(int32, tag = "3")]
    pub(crate) batch_size: i32,
    #[prost(int32, tag = "4")]
    pub(crate) batch_index: i32,
    #[prost(int32, tag = "5")]
    pub(crate) batch_id: i32,
}

/// `MigrationPayload.OtpParameters`.
#[derive(Clone, PartialEq, prost::Message, Zeroize)]
pub(crate) struct Parameters {
    #[prost(bytes = "vec", tag = "1")]
    pub(crate) secret: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    pub(crate) name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    pub(crate) issuer: Vec<u8>,
    #[prost(int32, tag = "4")]
    pub(crate) algorithm: i32,
    #[prost(int32, tag = "5")]
    pub(crate) digits: i32,
    #[prost(int32, tag = "6")]
    pub(crate) kind: i32,
    #[prost(int64, tag = "7")]
    pub(crate) counter: i64,
}

pub(crate) const VERSION: i32 = 1;

pub(crate) const SHA1: i32 = 1;
pub(crate) const SHA256: i32 = 2;
pub(crate) const SHA512: i32 = 3;
pub(crate) const MD5: i32 = 4;

pub(crate) const SIX: i32 = 1;
pub(crate) const EIGHT: i32 = 2;

pub(crate) const HOTP: i32 = 1;
pub(crate) const TOTP: i32 = 2;
