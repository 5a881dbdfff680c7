//! The targets, a file each.

mod backup;
mod migration;
mod otpauth;
mod qr_image;
mod vault_file;

pub(crate) use backup::backup;
pub(crate) use migration::migration;
pub(crate) use otpauth::otpauth;
pub(crate) use qr_image::qr_image;
pub(crate) use vault_file::vault_file;
