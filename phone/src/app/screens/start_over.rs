//! Destroying everything, behind a typed word.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::world::World;

/// The state: the word as far as it is typed.
#[derive(Debug)]
pub(crate) struct StartOver {
    field: Field,
    wrong: bool,
    problem: Option<Problem>,
}

impl StartOver {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self {
            field: Field::new(),
            wrong: false,
            problem: None,
        }
    }
}

impl Screen for StartOver {
    fn title(&self, language: Language) -> String {
        text!(language, "app-start-over")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("Enter", text!(world.language, "app-key-destroy")),
            Hint::new("Esc", text!(world.language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        match input {
            Input::Key(key) if key.code == KeyCode::Esc => Effect::Back,
            Input::Key(key) if key.code == KeyCode::Enter => {
                let word = text!(world.language, "app-start-over-word");
                self.wrong = self.field.text().trim().to_uppercase() != word;
                if self.wrong {
                    Effect::None
                } else {
                    Effect::Ask(Request::StartOver)
                }
            }
            _ => {
                if self.field.update(input) {
                    self.wrong = false;
                }
                Effect::None
            }
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        match reply {
            Ok(_) => Effect::Flash(text!(world.language, "app-start-over-done")),
            Err(problem) => {
                self.problem = Some(problem);
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let word = text!(language, "app-start-over-word");
        let mut page = Page::new(world, area);
        let accounts = world.snapshot.status.accounts;
        let count = i64::try_from(accounts).unwrap_or(i64::MAX);
        page.warning(&text!(language, "app-start-over-what", accounts = count));
        page.gap();
        let label = text!(language, "app-start-over-type", word = &word);
        page.field(&label, &self.field, true);
        if self.wrong {
            page.gap();
            page.marked(
                "!",
                &text!(language, "app-start-over-wrong", word = &word),
                world.theme.problem(),
            );
        }
        if let Some(problem) = &self.problem {
            page.gap();
            page.problem(problem);
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}
