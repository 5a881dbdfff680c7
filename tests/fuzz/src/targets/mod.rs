//! The targets, a file each.

mod backup;
mod migration;
mod otpauth;

pub(crate) use backup::backup;
pub(crate) use migration::migration;
pub(crate) use otpauth::otpauth;
