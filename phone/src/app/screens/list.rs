//! The accounts with their codes: the screen that is looked at most.

use kodevagt_bindings::{Account, AccountKind, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::account::Page as AccountPage;
use super::add::Add;
use super::settings::Settings;
use crate::app::draw::page::Page;
use crate::app::draw::rows;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Key, Reply, Request};
use crate::app::field::Field;
use crate::app::world::{World, order};

/// The state: which account is marked, and what is searched for.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// The marked account; the first one when there is none of this id.
    marked: String,
    search: Option<Search>,
    /// The last code that was counted out, and its account.
    counted: Option<(String, String)>,
    asked: Asked,
}

#[derive(Debug)]
struct Search {
    field: Field,
    typing: bool,
    found: Vec<String>,
}

#[derive(Debug, Default)]
enum Asked {
    #[default]
    Nothing,
    Undo,
}

impl List {
    /// What is to be seen, in the order of the screen.
    fn shown<'a>(&self, world: &'a World) -> Vec<&'a Account> {
        let mut accounts = order(&world.snapshot.accounts);
        if let Some(search) = &self.search
            && !search.field.text().trim().is_empty()
        {
            accounts.retain(|account| search.found.contains(&account.id));
        }
        accounts
    }

    fn marked<'a>(&self, world: &'a World) -> Option<&'a Account> {
        let shown = self.shown(world);
        let marked = shown.iter().find(|account| account.id == self.marked);
        marked.or(shown.first()).copied()
    }

    fn step(&mut self, by: isize, world: &World) {
        let shown = self.shown(world);
        let Some(marked) = self.marked(world) else {
            return;
        };
        let place = shown.iter().position(|account| account.id == marked.id);
        let to = place
            .unwrap_or(0)
            .saturating_add_signed(by)
            .min(shown.len() - 1);
        self.marked.clone_from(&shown[to].id);
    }

    fn typing(&mut self, input: &Input, world: &World) -> Effect {
        let code = match input {
            Input::Key(key) => key.code,
            Input::Paste(_) => KeyCode::Null,
        };
        match code {
            KeyCode::Esc => self.search = None,
            KeyCode::Up => self.step(-1, world),
            KeyCode::Down => self.step(1, world),
            KeyCode::Enter => {
                if let Some(search) = &mut self.search {
                    search.typing = false;
                }
            }
            _ => {
                if let Some(search) = &mut self.search
                    && search.field.update(input)
                {
                    return Effect::Ask(Request::Search(search.field.text().to_owned()));
                }
            }
        }
        Effect::None
    }

    fn command(&mut self, key: Key, world: &World) -> Effect {
        let marked = self.marked(world);
        match (key.code, marked) {
            (KeyCode::Up | KeyCode::Down, Some(account)) if key.shift => {
                self.marked.clone_from(&account.id);
                let by = if key.code == KeyCode::Up { -1 } else { 1 };
                moved(world, &account.id, by)
            }
            (KeyCode::Up, _) => self.go(-1, world),
            (KeyCode::Down, _) => self.go(1, world),
            (KeyCode::PageUp, _) => self.go(-8, world),
            (KeyCode::PageDown, _) => self.go(8, world),
            (KeyCode::Home, _) => self.go(isize::MIN, world),
            (KeyCode::End, _) => self.go(isize::MAX, world),
            (KeyCode::Enter, Some(account)) if account.kind == AccountKind::Hotp => {
                self.marked.clone_from(&account.id);
                Effect::Ask(Request::Count(account.id.clone()))
            }
            (KeyCode::Enter | KeyCode::Right, Some(account)) => {
                self.marked.clone_from(&account.id);
                Effect::Push(Box::new(AccountPage::new(account.id.clone())))
            }
            (KeyCode::Char('c'), Some(account)) => self.copy(account, world),
            (KeyCode::Char('f'), Some(account)) => favourite(account),
            (KeyCode::Char('a'), _) => Effect::Push(Box::new(Add::new())),
            (KeyCode::Char('s'), _) => Effect::Push(Box::new(Settings::default())),
            (KeyCode::Char('u'), _) => {
                self.asked = Asked::Undo;
                Effect::Ask(Request::Undo)
            }
            (KeyCode::Char('/'), _) => {
                let field = self.search.take().map(|search| search.field);
                self.search = Some(Search {
                    found: world
                        .snapshot
                        .accounts
                        .iter()
                        .map(|a| a.id.clone())
                        .collect(),
                    field: field.unwrap_or_else(Field::new),
                    typing: true,
                });
                let words = self
                    .search
                    .as_ref()
                    .map(|search| search.field.text().to_owned());
                Effect::Ask(Request::Search(words.unwrap_or_default()))
            }
            (KeyCode::Esc, _) => {
                self.search = None;
                Effect::None
            }
            _ => Effect::None,
        }
    }

    fn go(&mut self, by: isize, world: &World) -> Effect {
        self.step(by, world);
        Effect::None
    }

    fn copy(&self, account: &Account, world: &World) -> Effect {
        let counted = self.counted.as_ref().filter(|(id, _)| *id == account.id);
        match (world.code(&account.id), counted) {
            (Some((code, _)), _) => Effect::Copy(code.code.clone()),
            (None, Some((_, code))) => Effect::Copy(code.clone()),
            (None, None) => Effect::None,
        }
    }
}

/// Turns an account into a favourite, or back.
pub(super) fn favourite(account: &Account) -> Effect {
    let edit = kodevagt_bindings::Edit {
        favourite: Some(!account.favourite),
        ..Default::default()
    };
    Effect::Ask(Request::Edit(account.id.clone(), edit))
}

/// Moves an account past its neighbour on the screen, if that stands in the same section.
pub(super) fn moved(world: &World, id: &str, by: isize) -> Effect {
    let mut accounts = order(&world.snapshot.accounts);
    let Some(place) = accounts.iter().position(|account| account.id == id) else {
        return Effect::None;
    };
    let Some(to) = place
        .checked_add_signed(by)
        .filter(|to| *to < accounts.len())
    else {
        return Effect::None;
    };
    let section = |account: &Account| (account.favourite, account.group.clone());
    if section(accounts[place]) != section(accounts[to]) {
        return Effect::None;
    }
    accounts.swap(place, to);
    let ids = accounts.into_iter().map(|account| account.id.clone());
    Effect::Ask(Request::Order(ids.collect()))
}

impl Screen for List {
    fn title(&self, language: Language) -> String {
        text!(language, "app-accounts")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        if self.types() {
            return vec![
                Hint::new("↑↓", text!(language, "app-key-move")),
                Hint::new("Enter", text!(language, "app-key-keep")),
                Hint::new("Esc", text!(language, "app-key-all")),
            ];
        }
        let mut hints = Vec::new();
        if let Some(account) = self.marked(world) {
            if account.kind == AccountKind::Hotp {
                hints.push(Hint::new("Enter", text!(language, "app-key-code")));
                hints.push(Hint::new("→", text!(language, "app-key-details")));
            } else {
                hints.push(Hint::new("Enter", text!(language, "app-key-details")));
            }
            hints.push(Hint::new("c", text!(language, "app-key-copy")));
            hints.push(Hint::new("/", text!(language, "app-key-search")));
        }
        hints.push(Hint::new("a", text!(language, "app-key-add")));
        hints.push(Hint::new("l", text!(language, "app-key-lock")));
        hints.push(Hint::new("?", text!(language, "app-key-help")));
        hints.push(Hint::new("s", text!(language, "app-key-settings")));
        hints.push(Hint::new("q", text!(language, "app-key-quit")));
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        match input {
            _ if self.types() => self.typing(input, world),
            Input::Key(key) => self.command(*key, world),
            // A link that is pasted onto the list is meant to be added.
            Input::Paste(pasted) => Effect::Push(Box::new(Add::pasted(pasted))),
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        let asked = std::mem::take(&mut self.asked);
        match (reply, asked) {
            (Ok(Reply::Found(ids)), _) => {
                if let Some(search) = &mut self.search {
                    search.found = ids;
                }
                Effect::None
            }
            (Ok(Reply::Counted(counted)), _) => {
                self.counted = Some((counted.account.id, counted.code));
                Effect::None
            }
            (Ok(_), Asked::Undo) => Effect::Flash(text!(world.language, "app-brought-back")),
            (Ok(_), Asked::Nothing) => Effect::None,
            (Err(problem), _) => Effect::Tell(problem),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut area = area;
        if let Some(search) = &self.search {
            let mut page = Page::new(world, area);
            page.field(&text!(language, "app-search"), &search.field, search.typing);
            let used = u16::try_from(page.len() + 1).unwrap_or(3).min(area.height);
            page.draw(
                frame,
                Rect {
                    height: used,
                    ..area
                },
            );
            area = Rect {
                y: area.y + used,
                height: area.height - used,
                ..area
            };
        }
        let shown = self.shown(world);
        if shown.is_empty() {
            let mut page = Page::new(world, area);
            if self.search.is_some() {
                page.text(&text!(language, "app-search-nothing"));
            } else {
                page.strong(&text!(language, "app-list-empty"));
                page.gap();
                page.text(&text!(language, "app-list-how-to-add"));
            }
            page.draw(frame, area);
            return;
        }
        let marked = self.marked(world).map(|account| account.id.as_str());
        rows::draw(frame, area, &shown, marked, self.counted.as_ref(), world);
    }

    fn mark(&mut self, account: String) {
        self.search = None;
        self.marked = account;
    }

    fn types(&self) -> bool {
        self.search.as_ref().is_some_and(|search| search.typing)
    }
}
