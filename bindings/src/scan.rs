//! QR codes and URIs coming in, and QR codes drawn.

use kodevagt_core::authenticator as core;
use kodevagt_core::qr::{self, Ink, Luma, ServiceKind};
use kodevagt_core::secret::SecretText;
use kodevagt_texts::Code;

use crate::authenticator::Authenticator;
use crate::failure::{Failure, Problem};
use crate::types::{Entry, Outcome, Owner};

/// What became of everything that was read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Taken {
    /// Every entry, in the order in which it was read.
    pub entries: Vec<Entry>,
    /// Set when parts of an export over several QR codes are still to be scanned.
    pub missing: Option<Problem>,
}

#[uniffi::export]
impl Authenticator {
    /// Takes in what was typed or pasted: an `otpauth` URI, a migration, or text from a QR.
    ///
    /// # Errors
    /// [`Failure::Closed`]; what can't be an account is an entry with its reason, no failure.
    pub fn add_text(&self, text: &str) -> Result<Taken, Failure> {
        self.take(vec![SecretText::new(text.to_owned())])
    }

    /// Takes in several texts at once: parts of a migration among them count together, in any order.
    ///
    /// # Errors
    /// As for [`Authenticator::add_text`].
    pub fn add_texts(&self, texts: Vec<String>) -> Result<Taken, Failure> {
        self.take(texts.into_iter().map(SecretText::new).collect())
    }

    /// Takes in every QR code of a picture (PNG, JPEG or WebP, at most 32 MiB and 64 megapixels).
    ///
    /// # Errors
    /// [`Failure::Refused`] when it isn't such a picture or has no QR code; [`Failure::Closed`].
    pub fn scan_image(&self, picture: &[u8]) -> Result<Taken, Failure> {
        let texts = texts_in(picture)?;
        if texts.is_empty() {
            return Err(Failure::refused(Code::NoQrFound));
        }
        self.take(texts)
    }

    /// Takes in the QR codes of a camera frame: its luma plane, one byte a pixel, rows `stride` bytes
    /// apart. No code in it gives no entries.
    ///
    /// # Errors
    /// [`Failure::Refused`] when the plane is not as large as it says; [`Failure::Closed`].
    pub fn scan_frame(
        &self,
        luma: &[u8],
        width: u32,
        height: u32,
        stride: u32,
    ) -> Result<Taken, Failure> {
        let plane = Luma::new(luma, width, height, stride)
            .map_err(|_| Failure::refused(Code::ImageDamaged))?;
        let texts = qr::read_frame(&plane)
            .into_iter()
            .map(|found| found.text)
            .collect::<Vec<_>>();
        if texts.is_empty() {
            return Ok(Taken {
                entries: Vec::new(),
                missing: None,
            });
        }
        self.take(texts)
    }
}

impl Authenticator {
    fn take(&self, texts: Vec<SecretText>) -> Result<Taken, Failure> {
        self.worker
            .call(move |phone, now| Ok(taken(phone.take_texts(&texts, now)?)))
    }
}

/// The texts of every QR code in a picture, as they stand there. Stores nothing, needs no phone.
///
/// # Errors
/// [`Failure::Refused`] when it isn't a picture that can be read.
#[uniffi::export]
pub fn decode_image(picture: &[u8]) -> Result<Vec<String>, Failure> {
    Ok(texts_in(picture)?
        .into_iter()
        .map(|text| text.as_str().to_owned())
        .collect())
}

/// A QR code, drawn.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Drawing {
    /// Lines of half blocks for a terminal with light text on a dark ground.
    pub blocks: String,
    /// The same without Unicode: two characters to a module.
    pub ascii: String,
    /// An SVG document.
    pub svg: String,
    /// A PNG file.
    pub png: Vec<u8>,
}

/// Draws `text` as a QR code.
///
/// # Errors
/// [`Failure::Refused`] when it doesn't fit into one.
#[uniffi::export]
pub fn draw_qr(text: &str) -> Result<Drawing, Failure> {
    const PNG_SCALE: u32 = 8;
    let drawn = qr::draw(text).map_err(|_| Failure::refused(Code::QrTooLong))?;
    let small = qr::draw_small(text).map_err(|_| Failure::refused(Code::QrTooLong))?;
    Ok(Drawing {
        blocks: small.blocks(Ink::Background),
        ascii: small.ascii(Ink::Background),
        svg: drawn.svg(),
        png: drawn.png(PNG_SCALE),
    })
}

fn texts_in(picture: &[u8]) -> Result<Vec<SecretText>, Failure> {
    let found = qr::read_image(picture).map_err(Failure::refused)?;
    Ok(found.into_iter().map(|found| found.text).collect())
}

/// The core's answer, as a shell shows it.
pub(crate) fn taken(taken: core::Taken) -> Taken {
    let parts: Vec<String> = taken
        .missing
        .iter()
        .map(|place| format!("{}/{}", u64::from(place.index) + 1, place.size))
        .collect();
    let missing =
        (!parts.is_empty()).then(|| Problem::of(Code::PartMissing).with("parts", parts.join(", ")));
    Taken {
        entries: taken.entries.into_iter().map(entry).collect(),
        missing,
    }
}

fn entry(entry: core::Entry) -> Entry {
    let core::Entry { title, result } = entry;
    let (issuer, label, owner) = (title.issuer, title.label, Owner::Personal);
    match result {
        Ok((added, kind)) => Entry {
            id: Some(added.id.to_string()),
            issuer,
            label,
            kind: Some(kind.into()),
            owner,
            outcome: if added.duplicate {
                Outcome::Duplicate
            } else {
                Outcome::Imported
            },
            problem: None,
        },
        Err(reason) => Entry {
            id: None,
            issuer,
            label,
            kind: None,
            owner,
            outcome: Outcome::Refused,
            problem: Some(match reason {
                core::Reason::Refused(refusal) => refusal.into(),
                core::Reason::NotForUs(what) => what.into(),
                core::Reason::Service(ServiceKind::Activation) => Code::ActivationLink.into(),
                core::Reason::Service(_) => Code::ServiceLater.into(),
            }),
        },
    }
}
