//! One account: its code large, and what can be done with it.

use kodevagt_bindings::{Account, AccountKind, Owner, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Screen;
use super::form::{Form, Kind};
use super::list::{favourite, moved};
use super::pin::{Pin, Why};
use crate::app::draw::digits::large;
use crate::app::draw::page::Page as Lines;
use crate::app::draw::rows::{bar, is_ending};
use crate::app::draw::shell::Hint;
use crate::app::draw::text::{fitted, grouped};
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::world::{World, title};

/// Columns of the bar.
const BAR: usize = 20;

/// The state: which account, and the code that it counted out.
#[derive(Debug)]
pub(crate) struct Page {
    id: String,
    counted: Option<String>,
    /// The name of the account while it is being removed.
    removing: Option<String>,
}

impl Page {
    /// The page of this account.
    pub(crate) fn new(id: String) -> Self {
        Self {
            id,
            counted: None,
            removing: None,
        }
    }

    fn code(&self, page: &mut Lines<'_>, account: &Account, world: &World) {
        let language = world.language;
        let shown = world.code(&self.id);
        let (code, style) = match (shown, &self.counted) {
            (Some((code, left)), _) if is_ending(left, period(account)) => {
                (code.code.as_str(), world.theme.ending())
            }
            (Some((code, _)), _) => (code.code.as_str(), world.theme.code()),
            (None, Some(code)) => (code.as_str(), world.theme.code()),
            (None, None) => {
                let said = if account.kind == AccountKind::Hotp {
                    text!(language, "app-list-counts")
                } else {
                    "…".to_owned()
                };
                page.strong(&said);
                page.gap();
                return;
            }
        };
        match large(&grouped(code), page.columns()) {
            Some(lines) => {
                for line in lines {
                    page.line(Line::styled(line, style));
                }
            }
            None => page.line(Line::styled(grouped(code), style)),
        }
        if let Some((code, left)) = shown {
            let seconds = i64::try_from(left).unwrap_or(i64::MAX);
            page.line(Line::styled(
                format!(
                    "{} {}",
                    bar(left, period(account), BAR.min(page.columns() / 2)),
                    text!(language, "app-seconds", left = seconds)
                ),
                style,
            ));
            page.text(&text!(
                language,
                "app-account-next",
                code = &grouped(&code.next)
            ));
        }
        page.gap();
    }

    fn details(page: &mut Lines<'_>, account: &Account, language: Language) {
        let kind = match account.kind {
            AccountKind::Totp => text!(
                language,
                "app-account-totp",
                digits = account.digits,
                period = account.period.unwrap_or(30),
                algorithm = &account.algorithm
            ),
            AccountKind::Hotp => text!(
                language,
                "app-account-hotp",
                digits = account.digits,
                counter = i64::try_from(account.counter.unwrap_or(0)).unwrap_or(i64::MAX),
                algorithm = &account.algorithm
            ),
            AccountKind::Steam => text!(language, "app-account-steam"),
        };
        page.faint(&kind);
        if account.owner == Owner::Organisation {
            page.faint(&text!(language, "app-account-organisation"));
        }
        if let Some(group) = &account.group {
            page.text(&text!(language, "app-account-group", group = group));
        }
        if !account.note.is_empty() {
            page.text(&text!(language, "app-account-note", note = &account.note));
        }
    }
}

fn period(account: &Account) -> u64 {
    account.period.map_or(30, u64::from).max(1)
}

impl Screen for Page {
    fn title(&self, language: Language) -> String {
        text!(language, "app-account")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let Some(account) = world.account(&self.id) else {
            return vec![Hint::new("Esc", text!(language, "app-key-back"))];
        };
        let mut hints = Vec::new();
        if account.kind == AccountKind::Hotp {
            hints.push(Hint::new("Enter", text!(language, "app-key-code")));
        }
        hints.push(Hint::new("Esc", text!(language, "app-key-back")));
        hints.push(Hint::new("c", text!(language, "app-key-copy")));
        hints.push(Hint::new("e", text!(language, "app-key-edit")));
        hints.push(Hint::new("f", text!(language, "app-key-favourite")));
        hints.push(Hint::new("x", text!(language, "app-key-remove")));
        if account.owner == Owner::Personal {
            hints.push(Hint::new("r", text!(language, "app-key-qr")));
        }
        hints.push(Hint::new("⇧↑↓", text!(language, "app-key-shift")));
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        let Some(account) = world.account(&self.id) else {
            return Effect::Back;
        };
        match key.code {
            KeyCode::Up if key.shift => moved(world, &self.id, -1),
            KeyCode::Down if key.shift => moved(world, &self.id, 1),
            KeyCode::Esc | KeyCode::Left => Effect::Back,
            KeyCode::Enter if account.kind == AccountKind::Hotp => {
                Effect::Ask(Request::Count(self.id.clone()))
            }
            KeyCode::Char('c') => match (world.code(&self.id), &self.counted) {
                (Some((code, _)), _) => Effect::Copy(code.code.clone()),
                (None, Some(code)) => Effect::Copy(code.clone()),
                (None, None) => Effect::None,
            },
            KeyCode::Char('e') => Effect::Push(Box::new(Form::edit(account))),
            KeyCode::Char('f') => favourite(account),
            KeyCode::Char('x') => {
                self.removing = Some(fitted(&title(account), 24));
                Effect::Ask(Request::Remove(self.id.clone()))
            }
            KeyCode::Char('r') if account.owner == Owner::Personal => {
                let why = Why::Qr(self.id.clone(), title(account));
                Effect::Push(Box::new(Pin::fresh(why)))
            }
            _ => Effect::None,
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        let removed = std::mem::take(&mut self.removing);
        match (reply, removed) {
            (Ok(Reply::Counted(counted)), _) => {
                self.counted = Some(counted.code);
                Effect::None
            }
            (Ok(_), Some(name)) => Effect::All(vec![
                Effect::Home,
                Effect::Flash(text!(world.language, "app-removed-flash", name = &name)),
            ]),
            (Ok(_), None) => Effect::None,
            (Err(problem), _) => Effect::Tell(problem),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let mut page = Lines::new(world, area);
        let Some(account) = world.account(&self.id) else {
            return;
        };
        let star = if account.favourite { "★ " } else { "" };
        let issuer = if account.issuer.is_empty() {
            &account.label
        } else {
            &account.issuer
        };
        let columns = page.columns();
        page.strong(&fitted(&format!("{star}{issuer}"), columns));
        if !account.issuer.is_empty() && !account.label.is_empty() {
            page.text(&fitted(&account.label, columns));
        }
        page.gap();
        self.code(&mut page, account, world);
        Self::details(&mut page, account, world.language);
        page.draw(frame, area);
    }
}

impl Form {
    /// The texts of an account, to be changed.
    fn edit(account: &Account) -> Self {
        Self::new(
            Kind::Edit(account.id.clone()),
            &[
                account.issuer.as_str(),
                account.label.as_str(),
                account.group.as_deref().unwrap_or(""),
                account.note.as_str(),
            ],
        )
    }
}
