//! How fields become bytes that are signed.

use ring::digest;

/// `label || 0x00 || (length as 4 bytes, big-endian || field)…`: no two lists of fields, and no two
/// labels, give the same bytes.
///
/// # Panics
/// If a field is 4 GiB or longer.
#[must_use]
pub fn bytes(label: &str, fields: &[&[u8]]) -> Vec<u8> {
    let size = label.len() + 1 + fields.iter().map(|field| 4 + field.len()).sum::<usize>();
    let mut out = Vec::with_capacity(size);
    out.extend_from_slice(label.as_bytes());
    out.push(0);
    for field in fields {
        let length = u32::try_from(field.len()).expect("a signed field is far below 4 GiB");
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(field);
    }
    out
}

/// SHA-256 (FIPS 180-4).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// A field that may be missing: nothing, or `0x01` and the text; so that missing and empty differ.
pub(crate) fn optional(text: Option<&str>) -> Vec<u8> {
    text.map_or(Vec::new(), |text| [&[1], text.as_bytes()].concat())
}
