//! The sign-ins that wait: one is picked before anything is typed.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::approval::Approval;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::world::World;
use crate::look::plain;

/// The state: which one is marked.
#[derive(Debug, Default)]
pub(crate) struct Waiting {
    marked: usize,
}

impl Screen for Waiting {
    fn title(&self, language: Language) -> String {
        text!(language, "app-sign-ins")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = Vec::new();
        if !world.pending().is_empty() {
            hints.push(Hint::new("↑↓", text!(language, "app-key-move")));
            hints.push(Hint::new("Enter", text!(language, "app-key-choose")));
        }
        hints.push(Hint::new("r", text!(language, "app-key-look-again")));
        hints.push(Hint::new("Esc", text!(language, "app-key-back")));
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        let pending = world.pending();
        let last = pending.len().saturating_sub(1);
        match key.code {
            KeyCode::Esc => return Effect::Back,
            KeyCode::Up => self.marked = self.marked.saturating_sub(1),
            KeyCode::Down => self.marked = (self.marked + 1).min(last),
            KeyCode::Char('r') => return Effect::Ask(Request::Fetch),
            KeyCode::Enter => {
                if let Some(chosen) = pending.get(self.marked.min(last)) {
                    let shown = Approval::new(&chosen.approval.id, world);
                    return Effect::Replace(Box::new(shown));
                }
            }
            _ => (),
        }
        Effect::None
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        match reply {
            Ok(Reply::NothingWaits) => Effect::Flash(text!(world.language, "app-sign-ins-none")),
            Ok(_) => Effect::None,
            Err(problem) => Effect::Tell(problem),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        let pending = world.pending();
        if pending.is_empty() {
            page.text(&text!(language, "app-sign-ins-none"));
        } else {
            page.text(&text!(language, "app-sign-ins-choose"));
            page.gap();
        }
        let last = pending.len().saturating_sub(1);
        for (place, waiting) in pending.iter().enumerate() {
            let asked = &waiting.approval;
            let seconds = i64::try_from(waiting.seconds(world)).unwrap_or(i64::MAX);
            let left = text!(language, "app-sign-in-left", seconds = seconds);
            let from = asked.place.as_deref().or(asked.ip.as_deref());
            let parts = [Some(asked.application.as_str()), Some(&asked.person), from];
            let parts: Vec<_> = parts.into_iter().flatten().map(plain).collect();
            let line = format!("{} · {left}", parts.join(" · "));
            page.choice(&line, place == self.marked.min(last));
        }
        if let Some(problem) = &world.online.problem {
            page.gap();
            page.problem(problem);
        }
        page.draw(frame, area);
    }

    fn is_request(&self) -> bool {
        true
    }

    fn outlives_lock(&self) -> bool {
        true
    }
}
