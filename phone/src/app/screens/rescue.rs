//! The ways out when the PIN is no help: it was forgotten, three were wrong, or the hardware lost the
//! keys. Looking here costs no try.

use kodevagt_bindings::Problem;
use kodevagt_texts::{Code, Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::recover::Recover;
use super::settings::next_language;
use super::start_over::StartOver;
use super::support::Support;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input};
use crate::app::world::World;
use crate::look::plain;

/// Why a way out is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The PIN was forgotten; tries are left.
    Forgotten,
    /// Three wrong PINs.
    Blocked,
    /// The hardware holds no key any more.
    HardwareLost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The help of the organisation at this place.
    Support(usize),
    Recover,
    StartOver,
    TryAgain,
}

/// The state: which way out is marked.
#[derive(Debug)]
pub(crate) struct Rescue {
    reason: Reason,
    marked: usize,
}

impl Rescue {
    /// With the gentlest way marked.
    pub(crate) fn new(reason: Reason) -> Self {
        Self { reason, marked: 0 }
    }

    fn ways(&self, world: &World) -> Vec<Way> {
        let mut ways = Vec::new();
        if self.reason == Reason::Blocked {
            ways.extend((0..world.online.help.len()).map(Way::Support));
        }
        if self.reason != Reason::HardwareLost && world.snapshot.status.recovery {
            ways.push(Way::Recover);
        }
        if self.reason == Reason::Forgotten {
            ways.push(Way::TryAgain);
        }
        ways.push(Way::StartOver);
        ways
    }
}

impl Screen for Rescue {
    fn title(&self, language: Language) -> String {
        match self.reason {
            Reason::Forgotten => text!(language, "app-forgotten"),
            Reason::Blocked => text!(language, "app-blocked"),
            Reason::HardwareLost => text!(language, "app-hardware-lost"),
        }
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = vec![
            Hint::new("↑↓", text!(language, "app-key-move")),
            Hint::new("Enter", text!(language, "app-key-choose")),
        ];
        if self.reason == Reason::Forgotten {
            hints.push(Hint::new("Esc", text!(language, "app-key-back")));
        } else {
            hints.push(Hint::new("Tab", next_language(language).name().to_owned()));
            hints.push(Hint::new("q", text!(language, "app-key-quit")));
        }
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        let ways = self.ways(world);
        match key.code {
            KeyCode::Up => self.marked = self.marked.saturating_sub(1),
            KeyCode::Down => self.marked = (self.marked + 1).min(ways.len() - 1),
            KeyCode::Tab => return Effect::Speak(next_language(world.language)),
            KeyCode::Esc if self.reason == Reason::Forgotten => return Effect::Back,
            KeyCode::Enter => {
                return match ways.get(self.marked) {
                    Some(Way::Support(place)) => match world.online.help.get(*place) {
                        Some(help) => Support::ask(help),
                        None => Effect::None,
                    },
                    Some(Way::Recover) => Effect::Push(Box::new(Recover::new())),
                    Some(Way::StartOver) => Effect::Push(Box::new(StartOver::new())),
                    Some(Way::TryAgain) => Effect::Back,
                    None => Effect::None,
                };
            }
            _ => (),
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        match self.reason {
            Reason::Forgotten => page.text(&text!(language, "app-forgotten-what")),
            Reason::Blocked => page.problem(&Problem::of(Code::Blocked)),
            Reason::HardwareLost => page.problem(&Problem::of(Code::HardwareLost)),
        }
        page.gap();
        for (place, way) in self.ways(world).into_iter().enumerate() {
            let said = match way {
                Way::Support(place) => {
                    let help = world.online.help.get(place);
                    let name = help.map(|help| plain(&help.name)).unwrap_or_default();
                    text!(language, "app-way-support", organisation = &name)
                }
                Way::Recover => text!(language, "app-way-recover"),
                Way::StartOver => text!(language, "app-way-start-over"),
                Way::TryAgain => text!(language, "app-way-try-again"),
            };
            page.choice(&said, place == self.marked);
        }
        page.draw(frame, area);
    }
}
