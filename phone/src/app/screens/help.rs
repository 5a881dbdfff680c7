//! Every key, on a page.

use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::world::World;

/// The state: how far down it was read.
#[derive(Debug, Default)]
pub(crate) struct Help {
    line: usize,
}

fn keys(language: Language) -> Vec<(&'static str, String)> {
    vec![
        ("↑ ↓", text!(language, "app-help-move")),
        ("Enter", text!(language, "app-help-enter")),
        ("→", text!(language, "app-help-details")),
        ("c", text!(language, "app-help-copy")),
        ("/", text!(language, "app-help-search")),
        ("a", text!(language, "app-help-add")),
        ("f", text!(language, "app-help-favourite")),
        ("⇧↑ ⇧↓", text!(language, "app-help-shift")),
        ("e", text!(language, "app-help-edit")),
        ("x", text!(language, "app-help-remove")),
        ("u", text!(language, "app-help-undo")),
        ("r", text!(language, "app-help-qr")),
        ("s", text!(language, "app-help-settings")),
        ("l", text!(language, "app-help-lock")),
        ("q", text!(language, "app-help-quit")),
    ]
}

/// Columns for a key's name.
const KEY: usize = 6;

impl Screen for Help {
    fn title(&self, language: Language) -> String {
        text!(language, "app-help")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("↑↓", text!(world.language, "app-key-move")),
            Hint::new("Esc", text!(world.language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        match key.code {
            KeyCode::Up => self.line = self.line.saturating_sub(1),
            KeyCode::Down => self.line = (self.line + 1).min(keys(world.language).len() - 1),
            _ => return Effect::Back,
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        for (key, said) in keys(language) {
            page.keyed(key, KEY, &said);
        }
        page.scroll(self.line);
        page.gap();
        page.text(&text!(language, "app-help-idle"));
        page.draw(frame, area);
    }
}
