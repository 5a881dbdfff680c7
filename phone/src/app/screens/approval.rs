//! A sign-in that waits: who, what, where from, and how long. The number from its page and the PIN approve
//! it; saying no takes neither.

use kodevagt_bindings::{self as bindings, ApprovalState, Problem, Refuse};
use kodevagt_texts::{Code, Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Screen;
use super::pin::{digits as pin_digits, dots, is_last_try, take_digit};
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Key, Reply, Request};
use crate::app::secret::Typed;
use crate::app::world::World;
use crate::look::plain;

/// Keys pressed so soon were meant for the screen that stood here before.
const AWAKE_MS: u64 = 600;
/// Columns of the bar that shrinks.
const BAR: u64 = 20;

/// The state: how far the answer is typed.
#[derive(Debug)]
pub(crate) struct Approval {
    /// What is asked; it stays to be read when it waits no more.
    asked: bindings::Approval,
    number: String,
    pin: Typed,
    /// The answer is on its way.
    sending: bool,
    problem: Option<Problem>,
    awake_ms: u64,
}

impl Approval {
    /// The sign-in of this id, which waits.
    pub(crate) fn new(id: &str, world: &World) -> Self {
        let waiting = world.waiting(id).expect("only what waits is shown");
        Self {
            asked: waiting.approval.clone(),
            number: String::new(),
            pin: Typed::new(),
            sending: false,
            problem: None,
            awake_ms: world.boot_ms + AWAKE_MS,
        }
    }

    fn seconds(&self, world: &World) -> u64 {
        let waiting = world.waiting(&self.asked.id);
        waiting.map_or(0, |waiting| waiting.seconds(world))
    }

    fn has_number(&self) -> bool {
        self.number.len() == usize::from(self.asked.digits)
    }

    fn typed(&mut self, key: Key, world: &World) -> Effect {
        if self.has_number() {
            if key.code == KeyCode::Backspace && self.pin.is_empty() {
                self.number.pop();
                return Effect::None;
            }
            let full = take_digit(&mut self.pin, key, world);
            // The last try is sent on purpose only.
            return if full && !is_last_try(world) {
                self.approve()
            } else {
                Effect::None
            };
        }
        match key.code {
            KeyCode::Char(digit) if digit.is_ascii_digit() && !key.control => {
                self.number.push(digit);
            }
            KeyCode::Backspace => {
                self.number.pop();
            }
            _ => (),
        }
        Effect::None
    }

    fn approve(&mut self) -> Effect {
        self.sending = true;
        self.problem = None;
        Effect::Ask(Request::Approve {
            id: self.asked.id.clone(),
            number: self.number.clone(),
            pin: self.pin.hand_over(),
        })
    }

    fn refuse(&mut self, how: Refuse) -> Effect {
        self.sending = true;
        self.problem = None;
        Effect::Ask(Request::Refuse(self.asked.id.clone(), how))
    }

    /// Who, what, where from, how long, and what is to be typed; with empty lines between them, or without.
    fn page<'a>(&self, area: Rect, world: &'a World, airy: bool) -> Page<'a> {
        let language = world.language;
        let mut page = Page::new(world, area);
        let gap = |page: &mut Page<'_>| {
            if airy {
                page.gap();
            }
        };
        self.asked(&mut page, language);
        gap(&mut page);
        let start = page.len();
        let seconds = self.seconds(world);
        if seconds == 0 {
            page.warning(&text!(language, "app-sign-in-over"));
            page.focus_since(start);
            return page;
        }
        page.line(bar(seconds, (self.asked.left_ms / 1000).max(1), world));
        gap(&mut page);
        if self.has_number() {
            let number = &self.number;
            page.text(&text!(language, "app-sign-in-typed", number = number));
            page.strong(&text!(language, "app-sign-in-pin"));
            let done = match self.sending {
                true => pin_digits(world),
                false => self.pin.letters(),
            };
            page.line(dots(done, world));
        } else {
            page.strong(&text!(language, "app-sign-in-number"));
            page.line(places(&self.number, self.asked.digits, world));
        }
        match &self.problem {
            Some(problem) => page.short_problem(problem),
            None if self.has_number() && is_last_try(world) => {
                page.warning(&text!(language, "app-pin-last-try-fresh"));
            }
            None => (),
        }
        page.focus_since(start);
        page
    }

    fn asked(&self, page: &mut Page<'_>, language: Language) {
        let asked = &self.asked;
        page.strong(&plain(&asked.application));
        let person = plain(&asked.person);
        page.text(&text!(language, "app-sign-in-who", person = &person));
        let parts = [&asked.place, &asked.browser, &asked.ip];
        let parts: Vec<_> = parts
            .into_iter()
            .flatten()
            .map(|part| plain(part))
            .collect();
        if !parts.is_empty() {
            page.text(&text!(
                language,
                "app-sign-in-from",
                place = &parts.join(", ")
            ));
        }
        if let Some(said) = &asked.text {
            page.text(&plain(said));
        }
        if let Some(paid) = &asked.payment {
            page.strong(&text!(
                language,
                "app-sign-in-payment",
                amount = &plain(&paid.amount),
                currency = &plain(&paid.currency),
                payee = &plain(&paid.payee),
            ));
        }
    }
}

impl Screen for Approval {
    fn title(&self, language: Language) -> String {
        text!(language, "app-sign-in")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        if self.seconds(world) == 0 {
            return vec![Hint::new("Enter", text!(language, "app-key-done"))];
        }
        let mut hints = Vec::new();
        if self.has_number() {
            hints.push(Hint::new("0–9", text!(language, "app-key-digits")));
            if is_last_try(world) {
                hints.push(Hint::new("Enter", text!(language, "app-key-try")));
            }
        } else {
            hints.push(Hint::new("0–9", text!(language, "app-key-number")));
        }
        hints.push(Hint::new("d", text!(language, "app-key-deny")));
        hints.push(Hint::new("x", text!(language, "app-key-not-me")));
        hints.push(Hint::new("Esc", text!(language, "app-key-later")));
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        if world.boot_ms < self.awake_ms {
            return Effect::None;
        }
        if self.seconds(world) == 0 {
            return match key.code {
                KeyCode::Enter | KeyCode::Esc => Effect::Back,
                _ => Effect::None,
            };
        }
        match key.code {
            KeyCode::Esc => Effect::Back,
            KeyCode::Char('d') if !key.control => self.refuse(Refuse::Deny),
            KeyCode::Char('x') if !key.control => self.refuse(Refuse::Report),
            KeyCode::Enter if self.has_number() && self.pin.letters() == pin_digits(world) => {
                self.approve()
            }
            _ => self.typed(*key, world),
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        let language = world.language;
        self.sending = false;
        let problem = match reply {
            Ok(Reply::Decided(state)) => {
                let said = match state {
                    ApprovalState::Denied => text!(language, "app-denied"),
                    ApprovalState::Reported => text!(language, "app-reported"),
                    _ => text!(language, "app-approved"),
                };
                return Effect::All(vec![Effect::Back, Effect::Flash(said)]);
            }
            Ok(_) => return Effect::None,
            Err(problem) => problem,
        };
        let is = |codes: &[Code]| codes.iter().any(|code| problem.code == code.to_string());
        if is(&[Code::Blocked, Code::HardwareLost]) {
            return Effect::Home;
        }
        let over = [
            Code::NumberWrong,
            Code::ChallengeUnknown,
            Code::ChallengeExpired,
            Code::ChallengeSuperseded,
            Code::ChallengeDecided,
        ];
        if is(&over) {
            return Effect::All(vec![Effect::Back, Effect::Tell(problem)]);
        }
        // A wrong PIN, or no answer: it still waits.
        self.problem = Some(problem);
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let airy = self.page(area, world, true);
        let page = if airy.len() > usize::from(area.height) {
            self.page(area, world, false)
        } else {
            airy
        };
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }

    fn is_request(&self) -> bool {
        true
    }

    fn outlives_lock(&self) -> bool {
        // Saying no takes no open phone, and approving asks for the PIN in any case.
        true
    }
}

/// The time that is left, as a bar and in seconds.
fn bar(seconds: u64, total: u64, world: &World) -> Line<'static> {
    let full = (seconds * BAR).div_ceil(total).min(BAR);
    let columns = |count: u64| usize::try_from(count).unwrap_or(0);
    let drawn = "━".repeat(columns(full)) + &"┄".repeat(columns(BAR - full));
    let left = i64::try_from(seconds).unwrap_or(i64::MAX);
    let said = text!(world.language, "app-sign-in-left", seconds = left);
    let style = match seconds {
        0..=5 => world.theme.warning(),
        _ => world.theme.strong(),
    };
    Line::styled(format!("{drawn} {said}"), style)
}

/// The digits typed, and a line for each to come.
fn places(number: &str, digits: u8, world: &World) -> Line<'static> {
    let mut marks: Vec<String> = number.chars().map(String::from).collect();
    marks.resize(usize::from(digits), "_".to_owned());
    Line::styled(format!("   {}", marks.join("  ")), world.theme.strong())
}
