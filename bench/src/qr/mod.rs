//! QR codes: photographs read, and the time that a frame without a code takes.

mod readers;
mod scene;

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use image::GrayImage;

use crate::qr::readers::{Mode, Readers};
use crate::qr::scene::{Dice, Picture};
use crate::row::{Better, Row, Title};
use crate::turns::{Samples, rounds};
use crate::{Arguments, Group, random};

pub(crate) const GROUP: Group = Group {
    rows: &[
        FRAME[0].name,
        FRAME[1].name,
        FRAME[2].name,
        PHOTOS[0].name,
        PHOTOS[1].name,
        PHOTOS[2].name,
    ],
    run,
};

/// In the order of [`Readers::peers`].
const FRAME: [Title; 3] = [
    title("qr/frame", "zxing-cpp", "ms", Some(2.5)),
    title("qr/frame/rqrr", "rqrr", "ms", None),
    title("qr/frame/zbar", "zbar", "ms", None),
];
const PHOTOS: [Title; 3] = [
    title("qr/photos", "zxing-cpp", "share", Some(0.98)),
    title("qr/photos/rqrr", "rqrr", "share", None),
    title("qr/photos/zbar", "zbar", "share", None),
];

const fn title(
    name: &'static str,
    peer: &'static str,
    unit: &'static str,
    goal: Option<f64>,
) -> Title {
    Title {
        name,
        peer,
        unit,
        goal,
    }
}

const FRAMES: u32 = 101;
/// Photographs that are drawn when none are given.
const DRAWN: u32 = 160;

fn run(arguments: &Arguments) -> Result<Vec<Row>> {
    let mut readers = Readers::new()?;
    let mut rows = Vec::new();
    if arguments.wants(&FRAME.map(|title| title.name)) {
        rows.extend(frames(&mut readers)?);
    }
    if arguments.wants(&PHOTOS.map(|title| title.name)) {
        rows.extend(photos(&mut readers, arguments.photos.as_deref())?);
    }
    Ok(rows)
}

/// A camera's frames of 1280×720 without a code, another one in each round.
fn frames(readers: &mut Readers) -> Result<Vec<Row>> {
    let mut dice = Dice::new(u64::from_le_bytes(random()?));
    let mut ours = Samples::default();
    let mut theirs: [Samples; 3] = Default::default();
    rounds("qr/frame", FRAMES, |_| {
        let frame = readers.show(&scene::without_code(&mut dice, 1280, 720))?;
        let (nanoseconds, texts) = readers.ours(&frame, Mode::Frame)?;
        ensure!(texts.is_empty(), "a frame without a code was read");
        ours.push(nanoseconds);
        for (reader, samples) in readers.peers().into_iter().zip(&mut theirs) {
            if let Ok(reader) = reader {
                samples.push(reader.read(&frame, Mode::Frame)?.0);
            }
        }
        Ok(())
    })?;
    Ok(FRAME
        .into_iter()
        .zip(readers.peers())
        .zip(&theirs)
        .map(|((title, reader), samples)| match reader {
            Ok(_) => title.times(&ours, samples),
            Err(why) => title.missing(why),
        })
        .collect())
}

/// How many of the same photographs each reads rightly.
fn photos(readers: &mut Readers, folder: Option<&Path>) -> Result<Vec<Row>> {
    let pictures = match folder {
        Some(folder) => of_folder(folder)?,
        None => {
            // The same ones in each run, so that the share means something from run to run.
            let mut dice = Dice::new(720);
            (0..DRAWN).map(|_| scene::with_code(&mut dice)).collect()
        }
    };
    let total = pictures.len();
    ensure!(total > 0, "no photographs with their texts");
    let mut ours = 0_u32;
    let mut theirs = [0_u32; 3];
    rounds("qr/photos", u32::try_from(total)?, |round| {
        let Picture { pixels, text } = &pictures[round as usize];
        let shown = readers.show(pixels)?;
        let right = |texts: Vec<Vec<u8>>| texts.iter().any(|read| read == text);
        ours += u32::from(right(readers.ours(&shown, Mode::Still)?.1));
        for (reader, read) in readers.peers().into_iter().zip(&mut theirs) {
            if let Ok(reader) = reader {
                *read += u32::from(right(reader.read(&shown, Mode::Still)?.1));
            }
        }
        Ok(())
    })?;
    let share = |read: u32| f64::from(read) / total as f64;
    Ok(PHOTOS
        .into_iter()
        .zip(readers.peers())
        .zip(theirs)
        .map(|((title, reader), read)| match reader {
            Ok(_) => title.compared(share(ours), share(read), Better::Higher),
            Err(why) => title.missing(why),
        })
        .collect())
}

/// Every picture in `folder` and below that has its text beside it.
fn of_folder(folder: &Path) -> Result<Vec<Picture>> {
    let mut pictures = Vec::new();
    let entries = std::fs::read_dir(folder).with_context(|| format!("no folder {folder:?}"))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            pictures.extend(of_folder(&path)?);
            continue;
        }
        let kind = path.extension().and_then(|kind| kind.to_str());
        if !matches!(kind, Some("png" | "jpg" | "jpeg" | "webp")) {
            continue;
        }
        let Ok(text) = std::fs::read(path.with_extension("txt")) else {
            continue;
        };
        let pixels: GrayImage = image::open(&path)
            .with_context(|| format!("{path:?} can't be decoded"))?
            .to_luma8();
        pictures.push(Picture { pixels, text });
    }
    Ok(pictures)
}
