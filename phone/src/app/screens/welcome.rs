//! The first screen ever: what Kodevagt is, and where its weakness lies on a computer.

use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::activate;
use super::new_pin::{NewPin, Purpose};
use super::settings::next_language;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::world::World;

/// The welcome.
pub(crate) struct Welcome;

impl Screen for Welcome {
    fn title(&self, language: Language) -> String {
        text!(language, "app-welcome")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("Enter", text!(world.language, "app-key-choose-pin")),
            Hint::new("a", text!(world.language, "app-key-activate")),
            Hint::new("Tab", next_language(world.language).name().to_owned()),
            Hint::new("q", text!(world.language, "app-key-quit")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        match key.code {
            KeyCode::Enter => Effect::Push(Box::new(NewPin::new(Purpose::SetUp))),
            KeyCode::Char('a') => Effect::Push(activate::go_on(world)),
            KeyCode::Tab => Effect::Speak(next_language(world.language)),
            _ => Effect::None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        page.strong(&text!(language, "app-welcome-what"));
        page.gap();
        page.warning(&text!(language, "app-welcome-weakness"));
        page.gap();
        page.text(&text!(language, "app-welcome-next"));
        page.draw(frame, area);
    }
}
