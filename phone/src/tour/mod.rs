//! The tour: the story so far, told while it happens. Every step runs this very program as a person
//! would, on real files in a directory of its own, and looks whether the answer is what was told.
//!
//! - `guide`: says what happens, runs a command, shows what it answered
//! - `pictures`: QR codes drawn by somebody else than us
//! - `answer`: an answer as lines that are pleasant to read
//! - `story`: the steps of a phone on its own; `at_work`: those with an organisation's service
//! - `service`: that service, started and ended with the story
//! - `demo`: a service and a phone to try oneself

mod answer;
mod at_work;
mod demo;
mod guide;
mod pictures;
mod service;
mod story;

use std::path::PathBuf;

use kodevagt_texts::{Code, text};
use serde::Serialize;

use crate::cli::Tour;
use crate::context::{Answer, Context};
use crate::look::{Ink, plain};
use crate::stop::{Exit, Stop};
pub(crate) use demo::run as demo;
use guide::Guide;

/// `tour`.
pub(crate) fn run(context: &Context, options: Tour) -> Answer {
    #[derive(Serialize)]
    struct Told {
        steps: usize,
        commands: usize,
        seconds: u64,
        qrencode: bool,
        oathtool: bool,
        directory: Option<String>,
    }
    let Tour { dir, keep, slow } = options;
    let keep = keep || dir.is_some();
    let folder = Folder::make(dir)?;
    let directory = plain(&folder.path().to_string_lossy());
    let mut guide = Guide::new(context, folder.path().to_owned(), slow)?;
    guide.say(&text!(
        context.language,
        "cli-tour-start",
        directory = &directory
    ));
    let tools = story::tell(&mut guide)?;
    at_work::tell(&mut guide)?;
    if keep {
        folder.keep();
        guide.say(&text!(
            context.language,
            "cli-tour-kept",
            directory = &directory
        ));
    }
    let told = Told {
        steps: guide.steps(),
        commands: guide.commands(),
        seconds: guide.seconds(),
        qrencode: tools.qrencode,
        oathtool: tools.oathtool,
        directory: keep.then_some(directory),
    };
    context.answer(&told, |look| {
        let end = text!(
            context.language,
            "cli-tour-end",
            commands = told.commands,
            seconds = i64::try_from(told.seconds).unwrap_or(i64::MAX),
        );
        format!("\n{}", look.paint(Ink::Good, &end))
    })
}

/// Holds against what was told what a command did that nobody sees.
fn in_the_way(so: bool, what: &str) -> Result<(), Stop> {
    let problem = || kodevagt_bindings::Problem::of(Code::TourDiffers).with("step", what);
    so.then_some(())
        .ok_or_else(|| Stop::new(problem(), Exit::Other))
}

/// Where the tour's files are: a new directory, removed at the end unless it is kept.
enum Folder {
    Passing(tempfile::TempDir),
    Chosen(PathBuf),
}

impl Folder {
    /// A directory that was chosen has to be empty or not there.
    fn make(chosen: Option<PathBuf>) -> Result<Self, Stop> {
        let unusable = |directory: &std::path::Path| {
            let problem = kodevagt_bindings::Problem::of(Code::HomeUnusable)
                .with("directory", directory.to_string_lossy());
            Stop::new(problem, Exit::Other)
        };
        let Some(chosen) = chosen else {
            let made = tempfile::Builder::new().prefix("kodevagt-tour-").tempdir();
            return made
                .map(Self::Passing)
                .map_err(|_| unusable(&std::env::temp_dir()));
        };
        std::fs::create_dir_all(&chosen).map_err(|_| unusable(&chosen))?;
        let path = chosen.canonicalize().map_err(|_| unusable(&chosen))?;
        let mut held = std::fs::read_dir(&path).map_err(|_| unusable(&path))?;
        if held.next().is_some() {
            let problem = kodevagt_bindings::Problem::of(Code::FileExists);
            return Err(Stop::refused(problem.with("file", path.to_string_lossy())));
        }
        Ok(Self::Chosen(path))
    }

    fn path(&self) -> &std::path::Path {
        match self {
            Self::Passing(folder) => folder.path(),
            Self::Chosen(path) => path,
        }
    }

    fn keep(self) {
        if let Self::Passing(folder) = self {
            // Only its removal is called off.
            let _ = folder.keep();
        }
    }
}
