//! What became of everything that was read: nothing is dropped in silence.

use kodevagt_bindings::{Entry, Outcome, Taken, explain};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Screen;
use super::add::Add;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::world::World;

/// The state: the entries, and which one is in sight.
#[derive(Debug)]
pub(crate) struct Results {
    taken: Taken,
    marked: usize,
}

impl Results {
    /// Shows what was taken in.
    pub(crate) fn new(taken: Taken) -> Self {
        Self { taken, marked: 0 }
    }

    /// Back to the list, where what came in first is marked: its code is what the person is after.
    fn leave(&self) -> Effect {
        let mut entries = self.taken.entries.iter();
        let new = entries.find(|entry| entry.outcome == Outcome::Imported);
        match new.or(self.taken.entries.first()).map(|entry| &entry.id) {
            Some(Some(id)) => Effect::Show(id.clone()),
            _ => Effect::Home,
        }
    }

    fn count(&self, outcome: Outcome) -> usize {
        let entries = self.taken.entries.iter();
        entries.filter(|entry| entry.outcome == outcome).count()
    }
}

fn name(entry: &Entry, language: Language) -> String {
    match (entry.issuer.as_str(), entry.label.as_str()) {
        ("", "") => text!(language, "app-results-unnamed"),
        ("", label) => label.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, label) => format!("{issuer} ({label})"),
    }
}

impl Screen for Results {
    fn title(&self, language: Language) -> String {
        text!(language, "app-results")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = vec![
            Hint::new("Enter", text!(language, "app-key-done")),
            Hint::new("a", text!(language, "app-key-add-more")),
        ];
        if self.taken.entries.len() > 1 {
            hints.push(Hint::new("↑↓", text!(language, "app-key-move")));
        }
        hints
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        let last = self.taken.entries.len().saturating_sub(1);
        match key.code {
            KeyCode::Enter | KeyCode::Esc => return self.leave(),
            KeyCode::Char('a') => return Effect::Replace(Box::new(Add::new())),
            KeyCode::Up => self.marked = self.marked.saturating_sub(1),
            KeyCode::Down => self.marked = (self.marked + 1).min(last),
            KeyCode::PageUp => self.marked = self.marked.saturating_sub(8),
            KeyCode::PageDown => self.marked = (self.marked + 8).min(last),
            _ => (),
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        let imported = self.count(Outcome::Imported);
        let duplicate = self.count(Outcome::Duplicate);
        let refused = self.count(Outcome::Refused);
        if let Some(missing) = &self.taken.missing {
            page.problem(missing);
            page.gap();
        }
        if imported > 0 || (self.taken.entries.is_empty() && self.taken.missing.is_none()) {
            page.strong(&text!(language, "app-results-imported", count = imported));
        }
        if duplicate > 0 {
            page.strong(&text!(language, "app-results-duplicate", count = duplicate));
        }
        if refused > 0 {
            page.strong(&text!(language, "app-results-refused", count = refused));
        }
        page.gap();
        for (place, entry) in self.taken.entries.iter().enumerate() {
            let start = page.len();
            let name = name(entry, language);
            match entry.outcome {
                Outcome::Imported => page.marked("+", &name, world.theme.good()),
                Outcome::Duplicate => page.marked("=", &name, world.theme.strong()),
                Outcome::Refused => page.marked("!", &name, world.theme.problem()),
            }
            let said = entry.problem.as_ref().and_then(|problem| {
                let said = explain(problem, language.tag()).ok()?;
                Some((problem, said))
            });
            if let Some((problem, said)) = said {
                page.marked(" ", &format!("{} {}", said.what, said.todo), Style::new());
                page.faint(&format!("  {}", problem.code));
            }
            if place == self.marked {
                page.focus_since(start);
            }
        }
        page.draw(frame, area);
    }
}
