//! A few lines to be read and left.

use std::path::PathBuf;

use kodevagt_bindings::Organisation;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::world::World;
use crate::look::plain;

/// Lines under a title.
#[derive(Debug)]
pub(crate) struct Message {
    title: String,
    /// What matters first, details after it.
    strong: String,
    lines: Vec<String>,
    warning: Option<String>,
    /// Where it leads when it was read.
    home: bool,
}

impl Message {
    /// Files that were written, and what isn't in them.
    pub(crate) fn written(files: &[PathBuf], left_out: &[String], language: Language) -> Self {
        let warning = (!left_out.is_empty()).then(|| {
            text!(
                language,
                "app-written-left-out",
                names = &left_out.join(", ")
            )
        });
        Self {
            title: text!(language, "app-written"),
            strong: text!(language, "app-written-files", count = files.len()),
            lines: files
                .iter()
                .map(|file| file.display().to_string())
                .collect(),
            warning,
            home: true,
        }
    }

    /// What the app runs on.
    pub(crate) fn about(world: &World) -> Self {
        let language = world.language;
        Self {
            title: text!(language, "app-about"),
            strong: text!(
                language,
                "app-about-version",
                version = env!("CARGO_PKG_VERSION")
            ),
            lines: [
                text!(language, "app-about-home", directory = &world.about.home),
                text!(
                    language,
                    "app-about-keystore",
                    directory = &world.about.keystore
                ),
            ]
            .into_iter()
            .chain(
                world
                    .online
                    .organisations
                    .iter()
                    .flat_map(|known| known_lines(known, world)),
            )
            .collect(),
            warning: Some(text!(language, "app-about-weakness")),
            home: false,
        }
    }
}

/// What is read out of an organisation: this phone's name there, the last contact, the clock.
fn known_lines(known: &Organisation, world: &World) -> Vec<String> {
    let language = world.language;
    let mut lines = vec![text!(
        language,
        "app-about-organisation",
        organisation = &plain(&known.name),
        device = known.device.as_deref().unwrap_or("–")
    )];
    if let Some(last) = known.last_contact_ms {
        let minutes = world.now_ms.saturating_sub(last).max(0) / 60_000;
        lines.push(text!(language, "app-about-contact", minutes = minutes));
    }
    let seconds = known.clock_offset_ms / 1_000;
    if seconds <= -2 {
        lines.push(text!(language, "app-about-fast", seconds = -seconds));
    } else if seconds >= 2 {
        lines.push(text!(language, "app-about-slow", seconds = seconds));
    }
    lines
}

impl Screen for Message {
    fn title(&self, _: Language) -> String {
        self.title.clone()
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![Hint::new("Enter", text!(world.language, "app-key-done"))]
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        match input {
            Input::Key(key) if matches!(key.code, KeyCode::Enter | KeyCode::Esc) => {
                if self.home {
                    Effect::Home
                } else {
                    Effect::Back
                }
            }
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let mut page = Page::new(world, area);
        page.strong(&self.strong);
        for line in &self.lines {
            page.text(line);
        }
        if let Some(warning) = &self.warning {
            page.gap();
            page.warning(warning);
        }
        page.draw(frame, area);
    }
}
