//! The app without its surroundings: inputs, answers and snapshots go in, effects and a picture come
//! out.

use kodevagt_bindings::{Problem, Snapshot, State};
use kodevagt_texts::text;
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;

use super::draw::shell::{self, Hint};
use super::effect::{Effect, Input, Key, Reply, Request};
use super::screens::{self, Screen, help::Help};
use super::world::{Waiting, World};

/// How long a word stands at the foot.
const FLASH_MS: i64 = 4000;
/// What turns while the phone works.
const SPINNER: [&str; 4] = ["|", "/", "-", "\\"];
/// Nothing turns for something quicker than this.
const PATIENCE_MS: i64 = 120;

/// The app's state.
pub(crate) struct App {
    /// What screens share.
    pub(crate) world: World,
    /// The screens, the one on top last; never empty.
    stack: Vec<Box<dyn Screen>>,
    /// The state that the lowest screen is for.
    base: State,
    /// Since when the phone is being asked.
    busy_since: Option<i64>,
    flash: Option<(String, i64)>,
    told: Option<Problem>,
    /// A sign-in has come that hasn't been shown yet.
    due: bool,
}

/// What the app wants of its surroundings.
pub(crate) enum Wish {
    /// Ask the phone and bring the answer.
    Ask(Request),
    /// Put a code on the clipboard.
    Copy(String),
    /// Remember the language.
    Remember,
    /// Lock the phone.
    Lock,
    /// Leave.
    Quit,
}

impl App {
    /// The app as it starts.
    pub(crate) fn new(world: World) -> Self {
        let base = world.snapshot.status.state;
        Self {
            world,
            stack: vec![screens::first(base)],
            base,
            busy_since: None,
            flash: None,
            told: None,
            due: false,
        }
    }

    /// Takes what the person did.
    pub(crate) fn input(&mut self, input: &Input) -> Vec<Wish> {
        if let Input::Key(key) = input
            && let Some(wish) = always(*key)
        {
            return vec![wish];
        }
        // What is typed while the phone works could become a PIN's digits on the next screen.
        if self.busy_since.is_some() {
            return Vec::new();
        }
        self.flash = None;
        if self.told.take().is_some() {
            self.bring_up();
            return Vec::new();
        }
        let top = self.stack.last_mut().expect("never empty");
        let effect = match input {
            Input::Key(key) if !top.types() => match key.code {
                KeyCode::Char('q') => Effect::Quit,
                KeyCode::Char('l') if self.base == State::Open => Effect::Lock,
                KeyCode::Char('?') => Effect::Push(Box::new(Help::default())),
                _ => top.update(input, &self.world),
            },
            _ => top.update(input, &self.world),
        };
        let wishes = self.take(effect);
        self.bring_up();
        wishes
    }

    /// Takes the phone's answer.
    pub(crate) fn answer(&mut self, reply: Result<Reply, Problem>) -> Vec<Wish> {
        self.busy_since = None;
        let top = self.stack.last_mut().expect("never empty");
        let effect = top.answer(reply, &self.world);
        let wishes = self.take(effect);
        self.bring_up();
        wishes
    }

    /// Takes what waits now. A sign-in that is new comes up by itself.
    pub(crate) fn requests(&mut self, waiting: Vec<Waiting>, problem: Option<Problem>) {
        let known = |new: &Waiting| self.world.waiting(&new.approval.id).is_some();
        self.due |= waiting.iter().any(|waiting| !known(waiting));
        self.world.online.waiting = waiting;
        self.world.online.problem = problem;
        self.bring_up();
    }

    /// Shows what waits, unless something is on the screen that must not be torn away.
    fn bring_up(&mut self) {
        let top = self.stack.last().expect("never empty");
        let held = self.is_busy() || top.outlives_lock() || self.world.pending().is_empty();
        if !self.due || held || self.told.is_some() {
            return;
        }
        self.due = false;
        if !top.is_request() {
            let shown = screens::waiting(&self.world);
            self.stack.push(shown);
        }
    }

    /// Takes a newer snapshot.
    pub(crate) fn snapshot(&mut self, snapshot: Snapshot) {
        self.world.snapshot = snapshot;
        self.settle();
    }

    /// Whether the phone is being asked.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy_since.is_some()
    }

    /// Whether something turns.
    pub(crate) fn is_turning(&self) -> bool {
        self.busy_since
            .is_some_and(|since| self.world.now_ms - since >= PATIENCE_MS)
    }

    /// The screen follows the phone: when it locks, what was open is gone.
    fn settle(&mut self) {
        let state = self.world.snapshot.status.state;
        let top = self.stack.last().expect("never empty");
        if state == self.base || self.busy_since.is_some() || top.outlives_lock() {
            return;
        }
        self.base = state;
        self.stack = vec![screens::first(state)];
    }

    fn take(&mut self, effect: Effect) -> Vec<Wish> {
        let mut wishes = Vec::new();
        self.apply(effect, &mut wishes);
        self.settle();
        wishes
    }

    fn apply(&mut self, effect: Effect, wishes: &mut Vec<Wish>) {
        match effect {
            Effect::None => (),
            Effect::All(effects) => {
                for effect in effects {
                    self.apply(effect, wishes);
                }
            }
            Effect::Push(screen) => self.stack.push(screen),
            Effect::Replace(screen) => {
                self.stack.pop();
                self.stack.push(screen);
            }
            Effect::Back => {
                if self.stack.len() > 1 {
                    self.stack.pop();
                } else {
                    self.stack = vec![screens::first(self.base)];
                }
            }
            Effect::Home => {
                if self.stack.len() > 1 {
                    self.stack.truncate(1);
                } else {
                    self.stack = vec![screens::first(self.base)];
                }
            }
            Effect::Show(account) => {
                self.apply(Effect::Home, wishes);
                self.stack.last_mut().expect("never empty").mark(account);
            }
            Effect::Flash(word) => self.flash = Some((word, self.world.now_ms + FLASH_MS)),
            Effect::Tell(problem) => self.told = Some(problem),
            Effect::Ask(request) => {
                self.busy_since = Some(self.world.now_ms);
                wishes.push(Wish::Ask(request));
            }
            Effect::Copy(code) => {
                let word = text!(self.world.language, "app-copied");
                self.flash = Some((word, self.world.now_ms + FLASH_MS));
                wishes.push(Wish::Copy(code));
            }
            Effect::Speak(language) => {
                self.world.language = language;
                wishes.push(Wish::Remember);
            }
            Effect::Lock => wishes.push(Wish::Lock),
            Effect::Quit => wishes.push(Wish::Quit),
        }
    }

    /// Draws the app.
    pub(crate) fn draw(&self, frame: &mut Frame<'_>) {
        let top = self.stack.last().expect("never empty");
        if top.is_whole() {
            top.draw(frame, frame.area(), &self.world);
        } else {
            let title = top.title(self.world.language);
            let hints = if self.is_turning() {
                vec![self.turning()]
            } else {
                top.hints(&self.world)
            };
            let (body, word) = shell::frame(frame, &title, &hints, &self.world);
            top.draw(frame, body, &self.world);
            if let Some((said, until)) = &self.flash
                && self.world.now_ms < *until
            {
                shell::word(frame, word, said, &self.world);
            }
        }
        if let Some(problem) = &self.told {
            shell::problem(frame, problem, &self.world);
        }
    }

    fn turning(&self) -> Hint {
        let turn = self.world.now_ms.div_euclid(150).rem_euclid(4);
        let mark = SPINNER[usize::try_from(turn).unwrap_or(0)];
        Hint::new(mark, text!(self.world.language, "app-working"))
    }
}

/// Keys that mean the same on every screen, whatever is going on.
fn always(key: Key) -> Option<Wish> {
    match key.code {
        KeyCode::Char('c') if key.control => Some(Wish::Quit),
        KeyCode::Char('l') if key.control => Some(Wish::Lock),
        _ => None,
    }
}
