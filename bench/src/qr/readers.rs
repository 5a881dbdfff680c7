//! Those who read: ours, and the peers.

use std::fmt::Write as _;
use std::panic::{self, AssertUnwindSafe};

use anyhow::{Context as _, Error, Result};
use data_encoding::HEXLOWER;
use image::GrayImage;
use kodevagt_core::qr::{Found, Luma, read_frame, read_still};
use tempfile::TempDir;

use crate::peer::{self, Peer};
use crate::turns::timed;

/// What is asked for: a quick look at one frame of many, or all that can be done for one picture.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Frame,
    Still,
}

/// A picture that all can see: in memory, and as a file of its grey pixels.
pub(crate) struct Shown {
    pixels: GrayImage,
    question: String,
}

/// Nanoseconds, and the texts that were read.
type Reading = (f64, Vec<Vec<u8>>);

pub(crate) trait Reader {
    fn read(&mut self, shown: &Shown, mode: Mode) -> Result<Reading>;
}

pub(crate) struct Readers {
    zxing: Result<Peer>,
    rqrr: Result<Rqrr>,
    zbar: Result<Peer>,
    folder: TempDir,
}

impl Readers {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            zxing: peer::rust("zxing-cpp", &["cmake", "g++"]),
            rqrr: Ok(Rqrr),
            zbar: peer::c("zbar", "zbar", "libzbar-dev"),
            folder: tempfile::tempdir()?,
        })
    }

    /// Each peer, or why it can't be had.
    pub(crate) fn peers(&mut self) -> [Result<&mut dyn Reader, &Error>; 3] {
        [
            self.zxing
                .as_mut()
                .map(|peer| peer as _)
                .map_err(|why| &*why),
            self.rqrr
                .as_mut()
                .map(|peer| peer as _)
                .map_err(|why| &*why),
            self.zbar
                .as_mut()
                .map(|peer| peer as _)
                .map_err(|why| &*why),
        ]
    }

    /// Puts a picture where all can see it.
    pub(crate) fn show(&self, pixels: &GrayImage) -> Result<Shown> {
        let file = self.folder.path().join("pixels");
        std::fs::write(&file, pixels.as_raw())?;
        let (width, height) = pixels.dimensions();
        Ok(Shown {
            pixels: pixels.clone(),
            question: format!("{width} {height} {}", file.display()),
        })
    }

    #[expect(clippy::unused_self, reason = "beside the peers")]
    pub(crate) fn ours(&self, shown: &Shown, mode: Mode) -> Result<Reading> {
        let (width, height) = shown.pixels.dimensions();
        let luma = Luma::new(shown.pixels.as_raw(), width, height, width)?;
        let (nanoseconds, found) = timed(|| match mode {
            Mode::Frame => read_frame(&luma),
            Mode::Still => read_still(&luma),
        });
        let text = |found: &Found| found.text.as_str().as_bytes().to_vec();
        Ok((nanoseconds, found.iter().map(text).collect()))
    }
}

/// A program of its own, asked over its standard input.
impl Reader for Peer {
    fn read(&mut self, shown: &Shown, mode: Mode) -> Result<Reading> {
        let mut question = String::new();
        let mode = match mode {
            Mode::Frame => "frame",
            Mode::Still => "still",
        };
        write!(question, "{mode} {}", shown.question)?;
        let (nanoseconds, said) = self.ask(&question)?;
        let texts = said
            .split(',')
            .filter(|text| !text.is_empty())
            .map(|text| HEXLOWER.decode(text.as_bytes()))
            .collect::<Result<_, _>>()
            .context("the peer's texts aren't hex")?;
        Ok((nanoseconds, texts))
    }
}

/// A library in this process. It has one way to read.
pub(crate) struct Rqrr;

impl Reader for Rqrr {
    fn read(&mut self, shown: &Shown, _: Mode) -> Result<Reading> {
        let (width, height) = shown.pixels.dimensions();
        let pixels = shown.pixels.as_raw();
        let read = || {
            let (width, height) = (width as usize, height as usize);
            let mut prepared =
                rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
                    pixels[y * width + x]
                });
            let grids = prepared.detect_grids();
            let texts = grids.iter().filter_map(|grid| {
                let mut text = Vec::new();
                grid.decode_to(&mut text).ok().map(|_| text)
            });
            texts.collect::<Vec<_>>()
        };
        // rqrr panics on some pictures; that counts as not read and needs no page of text.
        let hook = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let (nanoseconds, texts) = timed(|| panic::catch_unwind(AssertUnwindSafe(read)));
        panic::set_hook(hook);
        Ok((nanoseconds, texts.unwrap_or_default()))
    }
}
