//! Asking for the PIN: to open the phone, or afresh before a secret is shown.

use kodevagt_bindings::{ExportFormat, Organisation, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Screen;
use super::message::Message;
use super::new_pin::{NewPin, Purpose};
use super::qr::Qr;
use super::recovery::Recovery;
use super::rescue::{Reason, Rescue};
use super::settings::next_language;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Key, Reply, Request};
use crate::app::secret::Typed;
use crate::app::world::World;
use crate::look::plain;

/// What the PIN is asked for.
#[derive(Debug)]
pub(crate) enum Why {
    /// To open the phone.
    Unlock,
    /// To show an account's QR: its id, its name.
    Qr(String, String),
    /// To make a new recovery code.
    NewRecovery,
    /// To choose another.
    Change,
    /// To write a backup: passphrase, file.
    Backup(Typed, String),
    /// To write accounts in the clear: how, file.
    Export(ExportFormat, String),
    /// To activate the phone with this organisation.
    Activate(String),
}

/// The state: what is being typed.
#[derive(Debug)]
pub(crate) struct Pin {
    why: Why,
    typed: Typed,
    /// The phone is checking what was typed.
    checking: bool,
    problem: Option<Problem>,
}

impl Pin {
    /// To open the phone.
    pub(crate) fn unlock() -> Self {
        Self::fresh(Why::Unlock)
    }

    /// Afresh, for something.
    pub(crate) fn fresh(why: Why) -> Self {
        Self {
            why,
            typed: Typed::new(),
            checking: false,
            problem: None,
        }
    }

    fn submit(&mut self) -> Effect {
        let pin = self.typed.hand_over();
        self.checking = true;
        self.problem = None;
        Effect::Ask(match &self.why {
            Why::Unlock => Request::Unlock(pin),
            Why::Qr(id, _) => Request::AccountUri {
                id: id.clone(),
                pin,
            },
            Why::NewRecovery => Request::RenewRecovery(pin),
            Why::Change => {
                return Effect::Replace(Box::new(NewPin::new(Purpose::Change(pin))));
            }
            Why::Backup(passphrase, path) => Request::Backup {
                pin,
                passphrase: passphrase.clone(),
                path: path.clone(),
            },
            Why::Export(format, path) => Request::Export {
                pin,
                format: *format,
                path: path.clone(),
            },
            Why::Activate(organisation) => Request::CompleteActivation {
                organisation: organisation.clone(),
                pin,
            },
        })
    }

    fn warning(&self, language: Language) -> Option<String> {
        match &self.why {
            Why::Qr(..) => Some(text!(language, "app-qr-warning")),
            Why::Export(..) => Some(text!(language, "app-export-warning")),
            Why::NewRecovery => Some(text!(language, "app-new-recovery-warning")),
            Why::Unlock | Why::Change | Why::Backup(..) | Why::Activate(_) => None,
        }
    }

    fn is_unlock(&self) -> bool {
        matches!(self.why, Why::Unlock)
    }
}

impl Screen for Pin {
    fn title(&self, language: Language) -> String {
        match self.why {
            Why::Unlock => text!(language, "app-locked"),
            _ => text!(language, "app-pin-fresh"),
        }
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = vec![Hint::new("0–9", text!(language, "app-key-digits"))];
        if is_last_try(world) {
            hints.push(Hint::new("Enter", text!(language, "app-key-try")));
        }
        if self.is_unlock() {
            hints.push(Hint::new("f", text!(language, "app-key-forgot")));
            hints.push(Hint::new("Tab", next_language(language).name().to_owned()));
            hints.push(Hint::new("q", text!(language, "app-key-quit")));
        } else {
            hints.push(Hint::new("Esc", text!(language, "app-key-back")));
        }
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        match key.code {
            KeyCode::Char('f') if self.is_unlock() => {
                self.typed = Typed::new();
                Effect::Push(Box::new(Rescue::new(Reason::Forgotten)))
            }
            KeyCode::Tab if self.is_unlock() => Effect::Speak(next_language(world.language)),
            KeyCode::Esc if self.is_unlock() => {
                self.typed = Typed::new();
                Effect::None
            }
            KeyCode::Esc => Effect::Back,
            KeyCode::Enter if self.typed.letters() == digits(world) => self.submit(),
            _ => {
                let full = take_digit(&mut self.typed, *key, world);
                // The last try is sent on purpose only.
                if full && !is_last_try(world) {
                    self.submit()
                } else {
                    Effect::None
                }
            }
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        self.checking = false;
        match (reply, &self.why) {
            (Ok(Reply::Uri(uri)), Why::Qr(_, name)) => {
                Effect::Replace(Box::new(Qr::new(name.clone(), &uri)))
            }
            (Ok(Reply::Activated(organisation, _)), _) => activated(&organisation, world),
            (Ok(Reply::Recovery(code)), _) => Effect::Replace(Box::new(Recovery::new(code, world))),
            (Ok(Reply::Written { files, left_out }), _) => Effect::Replace(Box::new(
                Message::written(&files, &left_out, world.language),
            )),
            (Ok(_), _) => Effect::None,
            (Err(problem), Why::Unlock) => {
                self.problem = Some(problem);
                Effect::None
            }
            // A wrong PIN locks the phone; whatever else it was has to be mended a screen below.
            (Err(problem), _) => Effect::All(vec![Effect::Back, Effect::Tell(problem)]),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        if let Some(warning) = self.warning(language) {
            page.warning(&warning);
            page.gap();
        }
        if matches!(self.why, Why::Change) {
            page.strong(&text!(language, "app-pin-type-old"));
        } else {
            page.strong(&text!(language, "app-pin-type"));
        }
        page.gap();
        let start = page.len();
        let done = if self.checking {
            digits(world)
        } else {
            self.typed.letters()
        };
        page.line(dots(done, world));
        page.focus_since(start);
        page.gap();
        if self.checking {
            return page.draw(frame, area);
        }
        let sure = is_last_try(world) && self.typed.letters() == digits(world);
        match (&self.problem, world.snapshot.status.attempts_left) {
            (Some(problem), _) if !sure => page.problem(problem),
            (_, Some(1)) if !self.is_unlock() => {
                page.warning(&text!(language, "app-pin-last-try-fresh"));
            }
            (_, Some(1)) => page.warning(&text!(language, "app-pin-last-try")),
            (_, Some(left)) if left < 3 => {
                page.text(&text!(language, "app-pin-tries-left", left = left));
            }
            _ => (),
        }
        page.draw(frame, area);
    }
}

pub(super) fn is_last_try(world: &World) -> bool {
    world.snapshot.status.attempts_left == Some(1)
}

pub(super) fn digits(world: &World) -> usize {
    usize::from(world.snapshot.status.pin_digits)
}

/// The phone is activated.
pub(super) fn activated(organisation: &Organisation, world: &World) -> Effect {
    let name = plain(&organisation.name);
    let said = text!(world.language, "app-activated", organisation = &name);
    Effect::All(vec![Effect::Home, Effect::Flash(said)])
}

/// Takes a digit or deletes one. Returns whether the PIN became complete with it.
pub(super) fn take_digit(typed: &mut Typed, key: Key, world: &World) -> bool {
    match key.code {
        KeyCode::Char(digit) if digit.is_ascii_digit() && !key.control => {
            if typed.letters() >= digits(world) {
                return false;
            }
            typed.push(digit);
            typed.letters() == digits(world)
        }
        KeyCode::Backspace => {
            typed.pop();
            false
        }
        _ => false,
    }
}

/// A dot for each digit typed, a ring for each to come.
pub(super) fn dots(done: usize, world: &World) -> Line<'static> {
    let marks: Vec<&str> = (0..digits(world))
        .map(|place| if place < done { "●" } else { "○" })
        .collect();
    Line::styled(format!("   {}", marks.join("  ")), world.theme.strong())
}
