//! Forms: a few lines to type, one key to go on.

use kodevagt_bindings::{Edit, ExportFormat, Problem};
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::pin::{Pin, Why};
use super::results::Results;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Reply, Request};
use crate::app::field::Field;
use crate::app::world::World;

/// What the form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An account's texts: issuer, label, group, note.
    Edit(String),
    /// A backup: file, passphrase, passphrase again.
    Backup,
    /// Reading a backup: file, passphrase.
    Restore,
    /// Accounts in the clear: file.
    Export(ExportFormat),
    /// The clock's offset: seconds.
    Clock,
}

/// The state: the fields, and which one is typed into.
#[derive(Debug)]
pub(crate) struct Form {
    kind: Kind,
    fields: Vec<Field>,
    focus: usize,
    fault: Option<Fault>,
}

/// What is wrong with what was typed.
#[derive(Debug)]
enum Fault {
    Problem(Problem),
    /// The passphrases aren't the same.
    Differ,
    /// Not a number of seconds.
    NotSeconds,
}

impl Form {
    /// A form whose first fields hold `texts`.
    pub(crate) fn new(kind: Kind, texts: &[&str]) -> Self {
        let held = texts.iter().map(|text| Field::holding(text));
        let hidden = match kind {
            Kind::Backup => 2,
            Kind::Restore => 1,
            Kind::Edit(_) | Kind::Export(_) | Kind::Clock => 0,
        };
        let mut fields: Vec<Field> = held.collect();
        fields.extend((0..hidden).map(|_| Field::hidden()));
        Self {
            kind,
            fields,
            focus: 0,
            fault: None,
        }
    }

    /// To write a backup.
    pub(crate) fn backup() -> Self {
        Self::new(Kind::Backup, &["~/kodevagt.backup"])
    }

    /// To read a backup.
    pub(crate) fn restore() -> Self {
        Self::new(Kind::Restore, &["~/kodevagt.backup"])
    }

    /// To write accounts in the clear.
    pub(crate) fn export(format: ExportFormat) -> Self {
        let path = match format {
            ExportFormat::Uri => "~/kodevagt-export.txt",
            ExportFormat::Migration => "~/kodevagt-export.png",
        };
        Self::new(Kind::Export(format), &[path])
    }

    /// To set the clock's offset.
    pub(crate) fn clock(world: &World) -> Self {
        let seconds = world.snapshot.status.clock_offset_ms.div_euclid(1000);
        Self::new(Kind::Clock, &[&seconds.to_string()])
    }

    fn labels(&self, language: Language) -> Vec<String> {
        match self.kind {
            Kind::Edit(_) => vec![
                text!(language, "app-field-issuer"),
                text!(language, "app-field-label"),
                text!(language, "app-field-group"),
                text!(language, "app-field-note"),
            ],
            Kind::Backup => vec![
                text!(language, "app-field-new-file"),
                text!(language, "app-field-passphrase"),
                text!(language, "app-field-again"),
            ],
            Kind::Restore => vec![
                text!(language, "app-field-file"),
                text!(language, "app-field-passphrase"),
            ],
            Kind::Export(_) => vec![text!(language, "app-field-new-file")],
            Kind::Clock => vec![text!(language, "app-field-seconds")],
        }
    }

    fn text(&self, place: usize) -> String {
        let field = self.fields.get(place);
        field
            .map(|field| field.text().to_owned())
            .unwrap_or_default()
    }

    fn submit(&mut self) -> Effect {
        match &self.kind {
            Kind::Edit(id) => {
                let edit = Edit {
                    issuer: Some(self.text(0).trim().to_owned()),
                    label: Some(self.text(1).trim().to_owned()),
                    group: Some(self.text(2).trim().to_owned()),
                    note: Some(self.text(3).trim().to_owned()),
                    ..Edit::default()
                };
                Effect::Ask(Request::Edit(id.clone(), edit))
            }
            Kind::Backup => {
                if self.fields[1].text() != self.fields[2].text() {
                    self.fault = Some(Fault::Differ);
                    return Effect::None;
                }
                let why = Why::Backup(self.fields[1].typed(), self.text(0));
                Effect::Push(Box::new(Pin::fresh(why)))
            }
            Kind::Restore => Effect::Ask(Request::Restore {
                passphrase: self.fields[1].typed(),
                path: self.text(0),
            }),
            Kind::Export(format) => {
                let why = Why::Export(*format, self.text(0));
                Effect::Push(Box::new(Pin::fresh(why)))
            }
            Kind::Clock => {
                let seconds = self.text(0).trim().parse::<i64>().ok();
                match seconds.and_then(|seconds| seconds.checked_mul(1000)) {
                    Some(offset) => Effect::Ask(Request::SetOffset(offset)),
                    None => {
                        self.fault = Some(Fault::NotSeconds);
                        Effect::None
                    }
                }
            }
        }
    }
}

impl Screen for Form {
    fn title(&self, language: Language) -> String {
        match self.kind {
            Kind::Edit(_) => text!(language, "app-edit"),
            Kind::Backup => text!(language, "app-backup"),
            Kind::Restore => text!(language, "app-restore"),
            Kind::Export(_) => text!(language, "app-export"),
            Kind::Clock => text!(language, "app-clock"),
        }
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        let last = self.focus + 1 == self.fields.len();
        let go = match self.kind {
            Kind::Edit(_) | Kind::Clock => text!(language, "app-key-save"),
            _ if !last => text!(language, "app-key-next-field"),
            _ => text!(language, "app-key-continue"),
        };
        let mut hints = vec![Hint::new("Enter", go)];
        if self.fields.len() > 1 {
            hints.push(Hint::new("↑↓", text!(language, "app-key-field")));
        }
        hints.push(Hint::new("Esc", text!(language, "app-key-cancel")));
        hints
    }

    fn update(&mut self, input: &Input, _: &World) -> Effect {
        let code = match input {
            Input::Key(key) => key.code,
            Input::Paste(_) => KeyCode::Null,
        };
        let last = self.fields.len() - 1;
        let saves_anywhere = matches!(self.kind, Kind::Edit(_) | Kind::Clock);
        match code {
            KeyCode::Esc => return Effect::Back,
            KeyCode::Up | KeyCode::BackTab => self.focus = self.focus.saturating_sub(1),
            KeyCode::Down => self.focus = (self.focus + 1).min(last),
            KeyCode::Tab => self.focus = (self.focus + 1) % self.fields.len(),
            KeyCode::Enter if self.focus == last || saves_anywhere => {
                self.fault = None;
                return self.submit();
            }
            KeyCode::Enter => self.focus += 1,
            _ => {
                if self.fields[self.focus].update(input) {
                    self.fault = None;
                }
            }
        }
        Effect::None
    }

    fn answer(&mut self, reply: Result<Reply, Problem>, world: &World) -> Effect {
        match reply {
            Ok(Reply::Taken(taken)) => Effect::Replace(Box::new(Results::new(taken))),
            Ok(_) => Effect::All(vec![
                Effect::Back,
                Effect::Flash(text!(world.language, "app-saved")),
            ]),
            Err(problem) => {
                self.fault = Some(Fault::Problem(problem));
                Effect::None
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let language = world.language;
        let mut page = Page::new(world, area);
        match self.kind {
            Kind::Backup => page.text(&text!(language, "app-backup-what")),
            Kind::Restore => page.text(&text!(language, "app-restore-what")),
            Kind::Export(ExportFormat::Uri) => page.text(&text!(language, "app-export-links-what")),
            Kind::Export(ExportFormat::Migration) => {
                page.text(&text!(language, "app-export-pictures-what"));
            }
            Kind::Clock => page.text(&text!(language, "app-clock-what")),
            Kind::Edit(_) => (),
        }
        if matches!(self.kind, Kind::Export(_)) {
            page.warning(&text!(language, "app-export-warning"));
        }
        if page.len() > 0 {
            page.gap();
        }
        for (place, (label, field)) in self.labels(language).iter().zip(&self.fields).enumerate() {
            page.field(label, field, place == self.focus);
        }
        if let Some(fault) = &self.fault {
            page.gap();
            let start = page.len();
            let style = world.theme.problem();
            match fault {
                Fault::Problem(problem) => page.problem(problem),
                Fault::Differ => {
                    page.marked("!", &text!(language, "app-passphrases-differ"), style)
                }
                Fault::NotSeconds => page.marked("!", &text!(language, "app-not-seconds"), style),
            }
            page.focus_since(start);
        }
        page.draw(frame, area);
    }

    fn types(&self) -> bool {
        true
    }
}
