//! Choosing a PIN: typed twice, a weak one refused at once.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Code, Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::pin::{activated, dots, take_digit};
use super::recovery::Recovery;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::secret::Typed;
use crate::app::world::World;

/// What the new PIN is for.
#[derive(Debug)]
pub(crate) enum Purpose {
    /// The first one.
    SetUp,
    /// After this recovery code.
    Recover(Typed),
    /// Instead of this PIN.
    Change(Typed),
    /// The first one, which activates the phone with this organisation.
    Activate(String),
    /// After support's code, from this organisation.
    Unblock(String),
}

/// The state: what was typed the first time, once it was good enough, and what is being typed.
#[derive(Debug)]
pub(crate) struct NewPin {
    purpose: Purpose,
    first: Option<Typed>,
    typed: Typed,
    /// The typed PIN was handed to the phone, to be set.
    setting: bool,
    problem: Option<Problem>,
}

impl NewPin {
    /// Nothing typed yet.
    pub(crate) fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            first: None,
            typed: Typed::new(),
            setting: false,
            problem: None,
        }
    }

    /// Whether another PIN may fare better: nothing else was typed that could be wrong.
    fn may_choose_again(&self) -> bool {
        match self.purpose {
            Purpose::SetUp | Purpose::Activate(_) | Purpose::Unblock(_) => true,
            Purpose::Recover(_) | Purpose::Change(_) => false,
        }
    }

    fn complete(&mut self) -> Effect {
        let Some(first) = self.first.take() else {
            return Effect::Ask(Request::CheckPin(self.typed.clone()));
        };
        let second = self.typed.hand_over();
        if first.as_str() != second.as_str() {
            self.problem = Some(Problem::of(Code::PinsDiffer));
            return Effect::None;
        }
        self.setting = true;
        Effect::Ask(match &self.purpose {
            Purpose::SetUp => Request::SetPin(second),
            Purpose::Recover(code) => Request::Recover {
                code: code.clone(),
                pin: second,
            },
            Purpose::Change(old) => Request::ChangePin {
                old: old.clone(),
                new: second,
            },
            Purpose::Activate(organisation) => Request::CompleteActivation {
                organisation: organisation.clone(),
                pin: second,
            },
            Purpose::Unblock(organisation) => Request::CompleteUnblock {
                organisation: organisation.clone(),
                pin: second,
            },
        })
    }
}

impl Screen for NewPin {
    fn title(&self, language: Language) -> String {
        text!(language, "app-new-pin")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        vec![
            Hint::new("0–9", text!(language, "app-key-digits")),
            Hint::new("⌫", text!(language, "app-key-delete")),
            Hint::new("Esc", text!(language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        match key.code {
            KeyCode::Esc if self.first.is_some() => {
                self.first = None;
                self.typed = Typed::new();
                Effect::None
            }
            KeyCode::Esc => Effect::Back,
            _ => {
                let full = take_digit(&mut self.typed, *key, world);
                if !self.typed.is_empty() {
                    self.problem = None;
                }
                if full { self.complete() } else { Effect::None }
            }
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        let typed = self.typed.hand_over();
        match reply {
            Ok(Reply::Recovery(code)) => Effect::Replace(Box::new(Recovery::new(code, world))),
            Ok(Reply::Activated(_, Some(code))) => {
                Effect::Replace(Box::new(Recovery::new(code, world)))
            }
            Ok(Reply::Activated(organisation, None)) => activated(&organisation, world),
            Ok(_) if self.setting => Effect::All(vec![
                Effect::Home,
                Effect::Flash(text!(world.language, "app-pin-changed")),
            ]),
            Ok(_) => {
                self.first = Some(typed);
                Effect::None
            }
            Err(problem) if self.may_choose_again() || !self.setting => {
                self.setting = false;
                self.problem = Some(problem);
                Effect::None
            }
            // The old PIN or the recovery code was wrong: nothing to be typed here helps.
            Err(problem) => Effect::All(vec![Effect::Back, Effect::Tell(problem)]),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let digits = world.snapshot.status.pin_digits;
        let mut page = Page::new(world, area);
        if self.first.is_some() || self.setting {
            page.strong(&text!(language, "app-new-pin-again"));
        } else {
            page.strong(&text!(language, "app-new-pin-choose", digits = digits));
        }
        page.gap();
        let start = page.len();
        let done = if self.setting {
            usize::from(digits)
        } else {
            self.typed.letters()
        };
        page.line(dots(done, world));
        page.focus_since(start);
        page.gap();
        match &self.problem {
            Some(problem) => page.problem(problem),
            None if self.first.is_none() && !self.setting => {
                page.text(&text!(language, "app-new-pin-advice"))
            }
            None => (),
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }

    fn outlives_lock(&self) -> bool {
        // Once the PIN is set the phone is open, and its recovery code is on its way here.
        self.setting
    }
}
