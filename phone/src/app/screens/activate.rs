//! Activation: where the service is and the mobile number, then the code in the SMS; or a ticket's link or
//! picture. The PIN comes after it.

use kodevagt_bindings::{ActivationStep, CodeSent, Contact, Problem, State};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::new_pin::{NewPin, Purpose};
use super::pin::{Pin, Why};
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::world::World;
use crate::look::plain;

/// The state: what is typed, and how far it is.
#[derive(Debug)]
pub(crate) struct Activate {
    server: Field,
    mobile: Field,
    /// Whether the number is typed, not the address.
    second: bool,
    sent: Option<Sent>,
    problem: Option<Problem>,
}

/// An SMS was asked for.
#[derive(Debug)]
struct Sent {
    organisation: String,
    name: String,
    mobile: String,
    contact: Contact,
    code: Field,
    /// From when on it may be sent again, by the time since the computer's start.
    again_ms: u64,
}

/// The screen to go on from: an activation that was begun goes on where it was.
pub(crate) fn go_on(world: &World) -> Box<dyn Screen> {
    let mut activate = Activate {
        server: Field::new(),
        mobile: Field::new(),
        second: false,
        sent: None,
        problem: None,
    };
    if let Some(begun) = world.online.activations.last() {
        activate.server = Field::holding(&begun.server);
        match &begun.step {
            ActivationStep::Pin { .. } | ActivationStep::Tell => {
                return pin(&begun.organisation, world);
            }
            ActivationStep::Code { mobile } => {
                let known = world.organisation(&begun.organisation);
                activate.mobile = Field::holding(mobile);
                activate.sent = Some(Sent {
                    organisation: begun.organisation.clone(),
                    name: begun.name.clone(),
                    mobile: mobile.clone(),
                    contact: known.map(|known| known.contact.clone()).unwrap_or_default(),
                    code: Field::new(),
                    again_ms: world.boot_ms,
                });
            }
            ActivationStep::Start => (),
        }
    }
    Box::new(activate)
}

/// The PIN behind it: the one that there is, or the first.
fn pin(organisation: &str, world: &World) -> Box<dyn Screen> {
    let organisation = organisation.to_owned();
    match world.snapshot.status.state {
        State::NoPin => Box::new(NewPin::new(Purpose::Activate(organisation))),
        _ => Box::new(Pin::fresh(Why::Activate(organisation))),
    }
}

impl Activate {
    fn is_ticket(&self) -> bool {
        let typed = self.server.text().trim().to_lowercase();
        let pictures = [".png", ".jpg", ".jpeg", ".webp"];
        typed.starts_with("kodevagt:") || pictures.iter().any(|end| typed.ends_with(end))
    }

    fn submit(&mut self, world: &World) -> Effect {
        self.problem = None;
        let language = world.language;
        if self.server.text().trim().is_empty() {
            return Effect::None;
        }
        if self.is_ticket() {
            let ticket = self.server.typed();
            return Effect::Ask(Request::ConfirmTicket { ticket, language });
        }
        if !self.second || self.mobile.text().trim().is_empty() {
            self.second = true;
            return Effect::None;
        }
        Effect::Ask(Request::StartActivation {
            server: self.server.text().to_owned(),
            mobile: self.mobile.text().to_owned(),
            language,
        })
    }

    fn start(&mut self, input: &Input, world: &World) -> Effect {
        let code = match input {
            Input::Key(key) => key.code,
            Input::Paste(_) => KeyCode::Null,
        };
        match code {
            KeyCode::Esc => return Effect::Back,
            KeyCode::Up => self.second = false,
            KeyCode::Down | KeyCode::Tab => self.second = true,
            KeyCode::Enter => return self.submit(world),
            _ => {
                let field = match self.second {
                    true => &mut self.mobile,
                    false => &mut self.server,
                };
                if field.update(input) {
                    self.problem = None;
                }
            }
        }
        Effect::None
    }

    fn draw_start(&self, page: &mut Page<'_>, language: Language) {
        page.text(&text!(language, "app-activate-what"));
        page.gap();
        page.field(
            &text!(language, "app-activate-where"),
            &self.server,
            !self.second,
        );
        if !self.is_ticket() {
            page.field(
                &text!(language, "app-activate-mobile"),
                &self.mobile,
                self.second,
            );
        }
    }
}

impl Sent {
    fn of(sent: CodeSent, world: &World) -> Self {
        Self {
            organisation: sent.organisation,
            name: sent.name,
            mobile: sent.mobile,
            contact: sent.contact,
            code: Field::new(),
            again_ms: world.boot_ms + sent.resend_after_ms,
        }
    }

    fn seconds(&self, world: &World) -> u64 {
        self.again_ms.saturating_sub(world.boot_ms).div_ceil(1000)
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        match input {
            Input::Key(key) if key.code == KeyCode::Enter => {
                if self.code.text().trim().is_empty() {
                    return Effect::None;
                }
                Effect::Ask(Request::ConfirmCode {
                    organisation: self.organisation.clone(),
                    code: self.code.typed(),
                    language: world.language,
                })
            }
            Input::Key(key) if key.code == KeyCode::Char('r') => {
                if self.seconds(world) > 0 {
                    return Effect::None;
                }
                Effect::Ask(Request::ResendCode(self.organisation.clone()))
            }
            _ => {
                self.code.update(input);
                Effect::None
            }
        }
    }

    fn draw(&self, page: &mut Page<'_>, world: &World) {
        let language = world.language;
        page.text(&text!(
            language,
            "app-code-sent",
            organisation = &plain(&self.name),
            mobile = &self.mobile
        ));
        page.gap();
        page.field(&text!(language, "app-code-field"), &self.code, true);
        page.gap();
        match i64::try_from(self.seconds(world)).unwrap_or(i64::MAX) {
            0 => page.text(&text!(language, "app-code-again")),
            seconds => page.text(&text!(language, "app-code-again-in", seconds = seconds)),
        }
        if let Some(contact) = contact_line(&self.contact, language) {
            page.text(&contact);
        }
    }
}

impl Screen for Activate {
    fn title(&self, language: Language) -> String {
        text!(language, "app-activate")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let mut hints = vec![Hint::new("Enter", text!(language, "app-key-continue"))];
        match &self.sent {
            Some(sent) => {
                if sent.seconds(world) == 0 {
                    hints.push(Hint::new("r", text!(language, "app-key-send-again")));
                }
                hints.push(Hint::new("Esc", text!(language, "app-key-correct")));
            }
            None => {
                hints.push(Hint::new("↑↓", text!(language, "app-key-field")));
                hints.push(Hint::new("Esc", text!(language, "app-key-cancel")));
            }
        }
        hints
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let is_back = matches!(input, Input::Key(key) if key.code == KeyCode::Esc);
        match &mut self.sent {
            Some(_) if is_back => {
                self.sent = None;
                self.second = true;
                self.problem = None;
                Effect::None
            }
            Some(sent) => {
                self.problem = None;
                sent.update(input, world)
            }
            None => self.start(input, world),
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        match reply {
            Ok(Reply::CodeSent(sent)) => {
                self.sent = Some(Sent::of(sent, world));
                Effect::None
            }
            Ok(Reply::Confirmed(organisation)) => Effect::Replace(pin(&organisation.id, world)),
            Ok(_) => Effect::None,
            Err(problem) => {
                self.problem = Some(problem);
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let mut page = Page::new(world, area);
        match &self.sent {
            Some(sent) => sent.draw(&mut page, world),
            None => self.draw_start(&mut page, world.language),
        }
        if let Some(problem) = &self.problem {
            page.gap();
            let start = page.len();
            page.problem(problem);
            page.focus_since(start);
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}

/// "Support: 12 34 56 78, 8–16"; none without a contact.
pub(super) fn contact_line(contact: &Contact, language: Language) -> Option<String> {
    let parts = [&contact.phone, &contact.menu, &contact.hours, &contact.note];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: Vec<_> = parts.map(|part| plain(part)).collect();
    let contact = parts.join(" · ");
    (!contact.is_empty()).then(|| text!(language, "app-contact", contact = &contact))
}
