//! What was removed: to be brought back, or erased for good.

use kodevagt_bindings::{Account, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::world::{World, title};

/// The state: what the phone answered, and which account is marked.
#[derive(Debug, Default)]
pub(crate) struct Removed {
    accounts: Option<Vec<Account>>,
    marked: usize,
    /// Erasing was asked for once; the second time it is done.
    erasing: bool,
}

impl Removed {
    fn marked(&self) -> Option<&Account> {
        self.accounts.as_ref()?.get(self.marked)
    }
}

impl Screen for Removed {
    fn title(&self, language: Language) -> String {
        text!(language, "app-removed")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = Vec::new();
        if self.marked().is_some() {
            hints.push(Hint::new("Enter", text!(language, "app-key-bring-back")));
            hints.push(Hint::new("x", text!(language, "app-key-erase")));
            hints.push(Hint::new("↑↓", text!(language, "app-key-move")));
        }
        hints.push(Hint::new("Esc", text!(language, "app-key-back")));
        hints
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        let last = self
            .accounts
            .as_ref()
            .map_or(0, |list| list.len().saturating_sub(1));
        let erasing = std::mem::take(&mut self.erasing);
        match key.code {
            KeyCode::Esc if erasing => (),
            KeyCode::Esc => return Effect::Back,
            KeyCode::Up => self.marked = self.marked.saturating_sub(1),
            KeyCode::Down => self.marked = (self.marked + 1).min(last),
            KeyCode::Enter => {
                if let Some(account) = self.marked() {
                    return Effect::Ask(Request::BringBack(account.id.clone()));
                }
            }
            KeyCode::Char('x') => {
                if let Some(account) = self.marked().filter(|_| erasing) {
                    return Effect::Ask(Request::Erase(Some(account.id.clone())));
                }
                self.erasing = self.marked().is_some();
            }
            _ => (),
        }
        Effect::None
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, _: &World) -> Effect {
        match reply {
            Ok(Reply::Removed(accounts)) => {
                self.marked = self.marked.min(accounts.len().saturating_sub(1));
                self.accounts = Some(accounts);
                Effect::None
            }
            Ok(_) => Effect::None,
            Err(problem) => Effect::Tell(problem),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        match self.accounts.as_deref() {
            None => (),
            Some([]) => page.text(&text!(language, "app-removed-none")),
            Some(accounts) => {
                page.text(&text!(language, "app-removed-what"));
                page.gap();
                if self.erasing {
                    page.warning(&text!(language, "app-removed-erase"));
                    page.gap();
                }
                for (place, account) in accounts.iter().enumerate() {
                    page.choice(&title(account), place == self.marked);
                }
            }
        }
        page.draw(frame, area);
    }
}
