//! The surroundings of the app: one loop over keys, answers and time. It performs what the app wishes.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use kodevagt_bindings::{Authenticator, Problem, Requests, State};
use kodevagt_texts::Code;
use ratatui::crossterm::event::{self, Event, KeyEventKind, KeyModifiers};

use super::effect::{Input, Key, Reply, Request};
use super::perform::perform;
use super::secret::Typed;
use super::state::{App, Wish};
use super::terminal::Held;
use super::theme::Theme;
use super::world::{About, Online, Waiting, World};
use super::{Options, remember};

/// How often something turns while the phone works.
const TURN: Duration = Duration::from_millis(100);
/// How long one wait for sign-ins takes at most, and a pause after a failed one: an organisation that the
/// phone has been activated with meanwhile is waited for from the next on.
const LISTEN_MS: u64 = 3_000;
/// How soon after a failed call the codes are asked again.
const AGAIN_MS: i64 = 1000;

/// What arrives at the loop.
enum Message {
    /// From the terminal.
    Terminal(Event),
    /// From the phone.
    Answer(Box<Result<Reply, Problem>>),
    /// The phone was locked, as wished.
    Locked,
    /// Sign-ins that wait, as the services said.
    Requests(Requests),
    /// The terminal is gone.
    Gone,
}

struct Controller {
    options: Options,
    app: App,
    sender: Sender<Message>,
    /// The snapshot that the codes were asked for.
    codes_of: Option<u64>,
    /// Not before this time are codes asked again.
    not_before_ms: i64,
}

/// Runs the app until the person leaves it.
///
/// # Errors
/// When the terminal can't be used.
pub(super) fn run(options: Options) -> io::Result<()> {
    let mut held = Held::take()?;
    let (sender, messages) = mpsc::channel();
    read_terminal(sender.clone());
    let world = World {
        language: options.language,
        theme: Theme::from_environment(),
        snapshot: options.phone.snapshot().map_err(io::Error::other)?,
        codes: HashMap::new(),
        now_ms: options.clock.now().wall_ms,
        boot_ms: options.clock.now().boot_ms,
        online: Online::default(),
        about: About {
            home: options.home.display().to_string(),
            keystore: options.keystore.display().to_string(),
        },
    };
    let mut controller = Controller {
        app: App::new(world),
        options,
        sender,
        codes_of: None,
        not_before_ms: 0,
    };
    controller.look_online();
    listen(controller.options.phone.clone(), controller.sender.clone());
    controller.turn(&mut held, &messages)
}

/// Holds a line to the services on a thread of its own, which ends with the process.
fn listen(phone: Arc<Authenticator>, sender: Sender<Message>) {
    thread::spawn(move || {
        let mut version = 0;
        loop {
            let Ok(requests) = phone.wait_for_request(version, LISTEN_MS) else {
                thread::sleep(Duration::from_millis(LISTEN_MS));
                continue;
            };
            if requests.version == version {
                continue;
            }
            version = requests.version;
            if sender.send(Message::Requests(requests)).is_err() {
                return;
            }
        }
    });
}

/// Reads keys on a thread of its own, which ends with the process.
fn read_terminal(sender: Sender<Message>) {
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            if sender.send(Message::Terminal(event)).is_err() {
                return;
            }
        }
        let _ = sender.send(Message::Gone);
    });
}

impl Controller {
    fn turn(&mut self, held: &mut Held, messages: &Receiver<Message>) -> io::Result<()> {
        loop {
            self.look();
            held.terminal.draw(|frame| self.app.draw(frame))?;
            let wishes = match messages.recv_timeout(self.patience()) {
                Ok(Message::Terminal(event)) => self.input(event),
                Ok(Message::Answer(reply)) => {
                    self.look_at_clock();
                    self.look_online();
                    let wishes = self.app.answer(*reply);
                    self.look_at_waiting();
                    wishes
                }
                Ok(Message::Requests(requests)) => {
                    self.take_requests(requests);
                    Vec::new()
                }
                Ok(Message::Gone) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Ok(Message::Locked) | Err(RecvTimeoutError::Timeout) => Vec::new(),
            };
            for wish in wishes {
                if !self.grant(wish)? {
                    return Ok(());
                }
            }
        }
    }

    /// Brings time, snapshot and codes up to date.
    fn look(&mut self) {
        if let Ok(snapshot) = self.options.phone.snapshot()
            && snapshot.version != self.app.world.snapshot.version
        {
            self.app.snapshot(snapshot);
            if !self.app.is_busy() {
                self.look_online();
            }
        }
        self.look_at_clock();
        // The phone answers one call at a time: asking now would wait for the one that is under way.
        if self.app.is_busy() {
            return;
        }
        let world = &self.app.world;
        let now = world.now_ms;
        let ended = world.codes_end_ms().is_some_and(|end| now >= end);
        let newer = self.codes_of != Some(world.snapshot.version);
        if (ended || newer) && now >= self.not_before_ms {
            self.ask_codes();
        }
    }

    fn look_at_clock(&mut self) {
        let offset = self.app.world.snapshot.status.clock_offset_ms;
        let now = self.options.clock.now();
        self.app.world.now_ms = now.wall_ms.saturating_add(offset);
        self.app.world.boot_ms = now.boot_ms;
    }

    /// Brings what is known of organisations up to date; what can't be read now stays as it was.
    fn look_online(&mut self) {
        let phone = &self.options.phone;
        let online = &mut self.app.world.online;
        if let Ok(organisations) = phone.organisations() {
            online.organisations = organisations;
        }
        if let Ok(activations) = phone.activations() {
            online.activations = activations;
        }
        if let Ok(help) = phone.help() {
            online.help = help;
        }
    }

    /// Drops what was decided, and shows what was fetched.
    fn look_at_waiting(&mut self) {
        if let Ok(approvals) = self.options.phone.approvals()
            && !self.app.is_busy()
        {
            let problem = self.app.world.online.problem.clone();
            self.take_requests(Requests {
                version: 0,
                approvals,
                problem,
            });
        }
    }

    fn take_requests(&mut self, requests: Requests) {
        // With the time that is left now; while the phone is busy, with what was left then.
        let left = match self.app.is_busy() {
            true => Err(()),
            false => self.options.phone.approvals().map_err(drop),
        };
        self.look_at_clock();
        let boot_ms = self.app.world.boot_ms;
        let waiting = left.unwrap_or(requests.approvals).into_iter();
        let waiting = waiting.map(|approval| Waiting {
            until_ms: boot_ms + approval.left_ms,
            approval,
        });
        self.look_online();
        self.app.requests(waiting.collect(), requests.problem);
    }

    fn ask_codes(&mut self) {
        let world = &mut self.app.world;
        world.codes.clear();
        self.codes_of = Some(world.snapshot.version);
        if world.snapshot.accounts.is_empty() {
            return;
        }
        match self.options.phone.codes(None) {
            Ok(shown) => {
                let codes = shown.into_iter();
                world.codes = codes
                    .filter_map(|shown| Some((shown.account.id, shown.code?)))
                    .collect();
            }
            Err(_) => {
                self.codes_of = None;
                self.not_before_ms = world.now_ms + AGAIN_MS;
            }
        }
    }

    /// How long to wait for something to happen: until the second on the screen changes.
    fn patience(&self) -> Duration {
        if self.app.is_busy() {
            return TURN;
        }
        let into = self.app.world.now_ms.rem_euclid(1000);
        Duration::from_millis(u64::try_from(1000 - into).unwrap_or(1000))
    }

    fn input(&mut self, event: Event) -> Vec<Wish> {
        let input = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => Input::Key(Key {
                code: key.code,
                control: key.modifiers.contains(KeyModifiers::CONTROL),
                shift: key.modifiers.contains(KeyModifiers::SHIFT),
            }),
            Event::Paste(text) => Input::Paste(Typed::take(text)),
            // A resized terminal is drawn anew in any case.
            _ => return Vec::new(),
        };
        let is_open = self.app.world.snapshot.status.state == State::Open;
        if is_open && !self.app.is_busy() {
            // A phone that has closed meanwhile shows it in its next snapshot.
            let _ = self.options.phone.touch();
        }
        self.look_at_clock();
        self.app.input(&input)
    }

    /// Does what the app wishes. Returns whether it goes on.
    fn grant(&mut self, wish: Wish) -> io::Result<bool> {
        match wish {
            Wish::Ask(request) if request.is_quick() => {
                let reply = perform(&self.options.phone, request);
                for wish in self.app.answer(reply) {
                    self.grant(wish)?;
                }
            }
            Wish::Ask(request) => self.ask(request),
            Wish::Copy(code) => Held::copy(&code)?,
            Wish::Remember => {
                remember(&self.options.home, self.app.world.language);
            }
            Wish::Lock => {
                // It waits for what is under way, so it doesn't wait here.
                let phone = Arc::clone(&self.options.phone);
                let sender = self.sender.clone();
                thread::spawn(move || {
                    let _ = phone.lock();
                    settled(&phone);
                    let _ = sender.send(Message::Locked);
                });
            }
            Wish::Quit => return Ok(false),
        }
        Ok(true)
    }

    /// Asks on a thread: the screen never freezes.
    fn ask(&self, request: Request) {
        let phone: Arc<Authenticator> = Arc::clone(&self.options.phone);
        let sender = self.sender.clone();
        thread::spawn(move || {
            let asked = std::panic::AssertUnwindSafe(|| perform(&phone, request));
            let reply = std::panic::catch_unwind(asked)
                .unwrap_or_else(|_| Err(Problem::of(Code::Internal)));
            settled(&phone);
            let _ = sender.send(Message::Answer(Box::new(reply)));
        });
    }
}

/// The phone publishes what a call has changed before it takes the next: once it answers, the snapshot
/// is there. Its answer itself says nothing.
fn settled(phone: &Authenticator) {
    let _ = phone.tick();
}
