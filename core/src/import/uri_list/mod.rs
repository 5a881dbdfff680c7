//! Text with a URI a line: what `kodevagt export`, Aegis, Ente and many scripts write.
//!
//! Blank lines and lines that begin with `#` are skipped. Any other line is an entry, or several: an
//! `otpauth-migration` URI stands for all that is in it. A line that isn't UTF-8 is refused and takes
//! no other with it.

#[cfg(test)]
mod tests;

use super::migration::{self, Gathered};
use super::{Batch, ENTRY_LIMIT, Entry, Format, ImportError};
use crate::account::Refusal;
use crate::account::otpauth::{self, Title};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// What the text shows itself to be, if it has at least one line with a scheme that is read here:
/// [`Format::Migration`] when all of them are of that kind.
pub(super) fn recognise(bytes: &[u8]) -> Option<Format> {
    let mut found = None;
    for (_, line) in lines(bytes) {
        let scheme = line
            .split(|byte| *byte == b':')
            .next()?
            .to_ascii_lowercase();
        match scheme.as_slice() {
            b"otpauth" | b"steam" => return Some(Format::UriList),
            b"otpauth-migration" => found = Some(Format::Migration),
            _ => {}
        }
    }
    found
}

pub(super) fn read(bytes: &[u8], format: Format) -> Result<Batch, ImportError> {
    let mut entries = Vec::new();
    let mut gathered = Gathered::default();
    for (number, line) in lines(bytes) {
        match core::str::from_utf8(line) {
            Err(_) => entries.push(Entry::refused(Title::default(), Refusal::Damaged).at(number)),
            Ok(line) if migration::is(line) => match migration::parse(line) {
                Ok(part) => {
                    let read = gathered.add(part).into_iter();
                    entries.extend(read.map(|entry| entry.at(number)));
                }
                Err(refusal) => entries.push(Entry::refused(Title::default(), refusal).at(number)),
            },
            Ok(line) => entries.push(entry(line).at(number)),
        }
        if entries.len() > ENTRY_LIMIT {
            return Err(ImportError::TooMany);
        }
    }
    Ok(Batch {
        format,
        entries,
        missing: gathered.missing(),
    })
}

fn entry(line: &str) -> Entry {
    match otpauth::parse(line) {
        Ok(account) => Entry::account(account),
        Err(refusal) => Entry::refused(otpauth::title(line), refusal),
    }
}

/// The lines that say something, with their numbers from 1.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    bytes
        .strip_prefix(BOM)
        .unwrap_or(bytes)
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .zip(1..)
        .map(|(line, number)| (number, line))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with(b"#"))
}
