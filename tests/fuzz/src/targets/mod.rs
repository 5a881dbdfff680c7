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

/// What every target's share divides.
#[cfg(test)]
pub(crate) const SHARES: u32 = 16;

/// Whether `input` is one of those, one in `share`, that a target does more with than with the others. The
/// sum of its bytes tells. (A byte of its own would not do: the fuzzer goes on from what shows it something
/// new, and what is bred from such an input would nearly all be another.)
fn is_one_in(share: u32, input: &[u8]) -> bool {
    let sum: u32 = input.iter().copied().map(u32::from).sum();
    sum.is_multiple_of(share)
}
