//! The codes of SMS: drawn, and known by their keyed hash alone.

use kodevagt_protocol::Id;
use zeroize::Zeroizing;

use crate::keys::{Keys, random};

/// Draws a code of `digits` digits, leading zeros and all.
pub(crate) fn draw(digits: u8) -> Zeroizing<String> {
    // The bias of a 64-bit number modulo 10⁸ is below 10⁻¹¹.
    let number = u64::from_be_bytes(random()) % 10_u64.pow(u32::from(digits));
    Zeroizing::new(format!("{number:0width$}", width = usize::from(digits)))
}

/// What is stored of the code of `activation`: the same code belongs to no other activation.
pub(crate) fn hash(keys: &Keys, activation: Id, code: &str) -> [u8; 32] {
    let both = Zeroizing::new([&activation.0[..], code.as_bytes()].concat());
    keys.hash("sms code", &both)
}
