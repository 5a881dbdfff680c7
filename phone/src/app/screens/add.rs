//! Adding: one box for a link and for a file.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::results::Results;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::secret::Typed;
use crate::app::world::World;

/// The state: what is in the box.
#[derive(Debug)]
pub(crate) struct Add {
    field: Field,
    problem: Option<Problem>,
}

impl Add {
    /// An empty box.
    pub(crate) fn new() -> Self {
        Self {
            field: Field::new(),
            problem: None,
        }
    }

    /// With something in it, to be looked at and taken in.
    pub(crate) fn pasted(pasted: &Typed) -> Self {
        let mut add = Self::new();
        add.field.update(&Input::Paste(pasted.clone()));
        add
    }
}

impl Screen for Add {
    fn title(&self, language: Language) -> String {
        text!(language, "app-add")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("Enter", text!(world.language, "app-key-add")),
            Hint::new("Esc", text!(world.language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        match input {
            Input::Key(key) if key.code == KeyCode::Esc => Effect::Back,
            Input::Key(key) if key.code == KeyCode::Enter => {
                if self.field.text().trim().is_empty() {
                    return Effect::None;
                }
                self.problem = None;
                Effect::Ask(Request::Add(self.field.typed()))
            }
            _ => {
                if self.field.update(input) {
                    self.problem = None;
                }
                Effect::None
            }
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, _: &World) -> Effect {
        match reply {
            Ok(Reply::Taken(taken)) => Effect::Replace(Box::new(Results::new(taken))),
            Ok(_) => Effect::None,
            Err(problem) => {
                self.problem = Some(problem);
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        page.field(&text!(language, "app-add-what"), &self.field, true);
        page.gap();
        match &self.problem {
            Some(problem) => page.problem(problem),
            None => {
                page.text(&text!(language, "app-add-link"));
                page.gap();
                page.text(&text!(language, "app-add-picture"));
            }
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}
