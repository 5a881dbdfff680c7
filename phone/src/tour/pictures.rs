//! QR codes drawn by somebody else than us: by qrencode here and now, or by qrencode when the samples
//! under `phone/tour/` were made.

use super::guide::{Guide, in_directory};
use crate::files;
use crate::stop::Stop;

/// A text, and the picture that qrencode drew of it for the samples.
pub(super) struct Sample {
    /// What the file is called.
    pub(super) name: &'static str,
    text: &'static str,
    picture: &'static [u8],
}

macro_rules! sample {
    ($name:literal) => {
        Sample {
            name: concat!($name, ".png"),
            text: include_str!(concat!("../../tour/", $name, ".txt")),
            picture: include_bytes!(concat!("../../tour/", $name, ".png")),
        }
    };
}

/// An account as a site shows it.
pub(super) const GITHUB: Sample = sample!("github");
/// Two parts of a migration, as Google Authenticator shows them one after the other.
pub(super) const PARTS: [Sample; 2] = [sample!("part-1"), sample!("part-2")];
/// A list of URIs: new ones, one that is there already, and one that can't be.
pub(super) const LIST: (&str, &str) = ("list.txt", include_str!("../../tour/list.txt"));

/// Draws every picture; whether qrencode did it just now.
pub(super) fn draw(guide: &Guide<'_>) -> Result<bool, Stop> {
    let mut drawn_now = true;
    for sample in [&GITHUB].into_iter().chain(&PARTS) {
        let text = sample.text.trim_end();
        let drawn = guide.tool("qrencode", &["-o", sample.name, text], "");
        if drawn.is_none() {
            drawn_now = false;
            files::write(&in_directory(guide, sample.name), sample.picture, true)?;
        }
    }
    files::write(&in_directory(guide, LIST.0), LIST.1.as_bytes(), true)?;
    Ok(drawn_now)
}
