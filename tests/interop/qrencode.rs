//! QR codes drawn by `qrencode`.

use std::path::PathBuf;
use std::process::Command;

use crate::kodevagt::Phone;
use crate::program;

/// Draws `text` as a picture of `phone`'s, with more of qrencode's `options`.
#[track_caller]
pub(crate) fn draw(phone: &Phone, name: &str, text: &str, options: &[&str]) -> PathBuf {
    let picture = phone.file(&format!("{name}.png"));
    let mut qrencode = Command::new("qrencode");
    // The text on standard input: as an argument, it would be in the list of processes.
    qrencode.arg("-o").arg(&picture).args(options);
    program::text(&mut qrencode, "qrencode", text);
    picture
}
