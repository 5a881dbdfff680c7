//! Help from an organisation's support: what is read out, the code that comes back, and a new PIN.

use kodevagt_bindings::{Help, HelpStage, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::activate::contact_line;
use super::new_pin::{NewPin, Purpose};
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::world::World;
use crate::look::plain;

/// The state: support's code as far as it is typed.
#[derive(Debug)]
pub(crate) struct Support {
    organisation: String,
    code: Field,
    problem: Option<Problem>,
}

impl Support {
    /// Shows what is known, and asks the service for the words.
    pub(crate) fn ask(help: &Help) -> Effect {
        let screen = Self {
            organisation: help.organisation.clone(),
            code: Field::new(),
            problem: None,
        };
        let shown = Effect::Push(Box::new(screen));
        match help.stage {
            HelpStage::Ask | HelpStage::Code => {
                let ask = Request::AskHelp(help.organisation.clone());
                Effect::All(vec![shown, Effect::Ask(ask)])
            }
            HelpStage::Leave | HelpStage::Pin => shown,
        }
    }

    fn help<'a>(&self, world: &'a World) -> Option<&'a Help> {
        let mut help = world.online.help.iter();
        help.find(|help| help.organisation == self.organisation)
    }

    fn new_pin(&self) -> Effect {
        let purpose = Purpose::Unblock(self.organisation.clone());
        Effect::Push(Box::new(NewPin::new(purpose)))
    }
}

impl Screen for Support {
    fn title(&self, language: Language) -> String {
        text!(language, "app-support")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        vec![
            Hint::new("Enter", text!(world.language, "app-key-continue")),
            Hint::new("Esc", text!(world.language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        match input {
            Input::Key(key) if key.code == KeyCode::Esc => Effect::Back,
            Input::Key(key) if key.code == KeyCode::Enter => {
                self.problem = None;
                let stage = self.help(world).map(|help| help.stage);
                let organisation = self.organisation.clone();
                match stage {
                    Some(HelpStage::Pin) => self.new_pin(),
                    _ if self.code.text().trim().is_empty() && stage != Some(HelpStage::Leave) => {
                        Effect::Ask(Request::AskHelp(organisation))
                    }
                    _ => Effect::Ask(Request::GiveCode {
                        organisation,
                        code: self.code.typed(),
                    }),
                }
            }
            _ => {
                if self.code.update(input) {
                    self.problem = None;
                }
                Effect::None
            }
        }
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, _: &World) -> Effect {
        match reply {
            Ok(Reply::Done) => self.new_pin(),
            Ok(_) => Effect::None,
            Err(problem) => {
                self.problem = Some(problem);
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        let Some(help) = self.help(world) else {
            return page.draw(frame, area);
        };
        let name = plain(&help.name);
        page.text(&text!(language, "app-support-what", organisation = &name));
        if let Some(contact) = contact_line(&help.contact, language) {
            page.text(&contact);
        }
        page.gap();
        let number = help.lock_number.as_deref().unwrap_or("–");
        page.strong(&text!(language, "app-support-number", number = number));
        if help.words.is_empty() {
            page.faint(&text!(language, "app-support-no-words"));
        } else {
            let words = plain(&help.words.join(" "));
            page.strong(&text!(language, "app-support-words", words = &words));
        }
        page.gap();
        match help.stage {
            HelpStage::Pin | HelpStage::Leave => {
                page.text(&text!(language, "app-support-right"));
            }
            HelpStage::Ask | HelpStage::Code => {
                page.field(&text!(language, "app-support-code"), &self.code, true);
            }
        }
        if let Some(problem) = &self.problem {
            page.gap();
            page.short_problem(problem);
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}
