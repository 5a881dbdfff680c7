//! Typing the recovery code; what is mistyped is said before a new PIN is chosen.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::new_pin::{NewPin, Purpose};
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::world::World;

/// The state: the code as far as it is typed.
#[derive(Debug)]
pub(crate) struct Recover {
    field: Field,
    problem: Option<Problem>,
}

impl Recover {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self {
            field: Field::new(),
            problem: None,
        }
    }
}

impl Screen for Recover {
    fn title(&self, language: Language) -> String {
        text!(language, "app-recovery-code")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("Enter", text!(world.language, "app-key-continue")),
            Hint::new("Esc", text!(world.language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        match input {
            Input::Key(key) if key.code == KeyCode::Esc => Effect::Back,
            Input::Key(key) if key.code == KeyCode::Enter => {
                Effect::Ask(Request::CheckRecovery(self.field.typed()))
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
            Ok(_) => {
                let code = self.field.typed();
                Effect::Push(Box::new(NewPin::new(Purpose::Recover(code))))
            }
            Err(problem) => {
                self.problem = Some(problem);
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        page.text(&text!(language, "app-recover-what"));
        page.gap();
        page.field(&text!(language, "app-recovery-code"), &self.field, true);
        page.gap();
        match &self.problem {
            Some(problem) => page.problem(problem),
            None => page.faint(&text!(language, "app-recover-how")),
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}
