//! The recovery code, shown once: written down, then one group of it typed to show that it was.

use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::draw::text::padded;
use crate::app::effect::{Effect, Input};
use crate::app::field::Field;
use crate::app::secret::Typed;
use crate::app::world::World;

/// Groups on a line: as many as fit 40 columns.
const ON_A_LINE: usize = 4;
/// Columns of a group with the space behind it.
const GROUP: usize = 8;

/// The state: showing the code, or asking for a group of it.
#[derive(Debug)]
pub(crate) struct Recovery {
    code: Typed,
    /// Which group is asked for, from 0.
    asked: usize,
    asking: bool,
    field: Field,
    wrong: bool,
}

impl Recovery {
    /// Shows `code`.
    pub(crate) fn new(code: Typed, world: &World) -> Self {
        let groups = code.as_str().split('-').count().max(1);
        // Any group will do; the clock picks one that nobody can know beforehand.
        let asked = usize::try_from(world.now()).unwrap_or(0) % groups;
        Self {
            code,
            asked,
            asking: false,
            field: Field::new(),
            wrong: false,
        }
    }

    fn is_right(&self) -> bool {
        let group = self.code.as_str().split('-').nth(self.asked).unwrap_or("");
        let typed = self.field.text().trim();
        let mut read = typed
            .chars()
            .map(|letter| match letter.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            });
        group.chars().all(|letter| read.next() == Some(letter)) && read.next().is_none()
    }
}

impl Screen for Recovery {
    fn title(&self, language: Language) -> String {
        text!(language, "app-recovery-code")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        if self.asking {
            vec![
                Hint::new("Enter", text!(language, "app-key-check")),
                Hint::new("Esc", text!(language, "app-key-see-again")),
            ]
        } else {
            vec![Hint::new("Enter", text!(language, "app-key-written-down"))]
        }
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let code = match input {
            Input::Key(key) => Some(key.code),
            Input::Paste(_) => None,
        };
        match code {
            Some(KeyCode::Enter) if !self.asking => self.asking = true,
            Some(KeyCode::Enter) if self.is_right() => {
                return Effect::All(vec![
                    Effect::Home,
                    Effect::Flash(text!(world.language, "app-recovery-done")),
                ]);
            }
            Some(KeyCode::Enter) => {
                self.wrong = true;
                self.field.clear();
            }
            Some(KeyCode::Esc) => {
                self.asking = false;
                self.wrong = false;
                self.field.clear();
            }
            _ if self.asking => {
                if self.field.update(input) {
                    self.wrong = false;
                }
            }
            _ => (),
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        if self.asking {
            page.text(&text!(language, "app-recovery-prove"));
            page.gap();
            let number = self.asked + 1;
            let label = text!(language, "app-recovery-group", number = number);
            page.field(&label, &self.field, true);
            if self.wrong {
                page.gap();
                page.marked(
                    "!",
                    &text!(language, "app-recovery-differs"),
                    world.theme.problem(),
                );
            }
        } else {
            page.strong(&text!(language, "app-recovery-write"));
            page.gap();
            let groups: Vec<&str> = self.code.as_str().split('-').collect();
            for (line, chunk) in groups.chunks(ON_A_LINE).enumerate() {
                let numbers = (0..chunk.len())
                    .map(|place| padded(&(line * ON_A_LINE + place + 1).to_string(), GROUP))
                    .collect::<String>();
                let symbols = chunk.iter().map(|group| padded(group, GROUP));
                page.line(Line::styled(numbers, world.theme.faint()));
                page.line(Line::from(Span::styled(
                    symbols.collect::<String>(),
                    world.theme.code(),
                )));
            }
            page.gap();
            page.text(&text!(language, "app-recovery-why"));
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }

    fn outlives_lock(&self) -> bool {
        true
    }
}
