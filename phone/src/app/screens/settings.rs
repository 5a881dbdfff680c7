//! Settings: a list that leads on.

use kodevagt_bindings::ExportFormat;
use kodevagt_texts::{Language, text};
use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::Screen;
use super::activate;
use super::form::Form;
use super::message::Message;
use super::pin::{Pin, Why};
use super::removed::Removed;
use super::waiting::Waiting;
use crate::app::draw::page::Page;
use crate::app::draw::shell::Hint;
use crate::app::effect::{Effect, Input, Request};
use crate::app::world::World;

#[derive(Clone, Copy, Debug)]
enum Item {
    Language,
    Activate,
    Waiting,
    ChangePin,
    NewRecovery,
    Backup,
    Restore,
    Removed,
    ExportLinks,
    ExportPictures,
    Clock,
    About,
}

const ITEMS: [Item; 12] = [
    Item::Language,
    Item::Activate,
    Item::Waiting,
    Item::ChangePin,
    Item::NewRecovery,
    Item::Backup,
    Item::Restore,
    Item::Removed,
    Item::ExportLinks,
    Item::ExportPictures,
    Item::Clock,
    Item::About,
];

/// The state: which setting is marked.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    marked: usize,
}

/// The language after this one.
pub(super) fn next_language(language: Language) -> Language {
    let all = Language::ALL;
    let place = all.iter().position(|known| *known == language);
    all[place.map_or(0, |place| (place + 1) % all.len())]
}

fn said(item: Item, world: &World) -> String {
    let language = world.language;
    match item {
        Item::Language => text!(language, "app-set-language", name = language.name()),
        Item::Activate => text!(language, "app-set-activate"),
        Item::Waiting => text!(language, "app-set-waiting"),
        Item::ChangePin => text!(language, "app-set-pin"),
        Item::NewRecovery => text!(language, "app-set-recovery"),
        Item::Backup => text!(language, "app-set-backup"),
        Item::Restore => text!(language, "app-set-restore"),
        Item::Removed => text!(language, "app-set-removed"),
        Item::ExportLinks => text!(language, "app-set-export-links"),
        Item::ExportPictures => text!(language, "app-set-export-pictures"),
        Item::Clock => {
            let seconds = world.snapshot.status.clock_offset_ms.div_euclid(1000);
            let signed = if seconds == 0 {
                "0".to_owned()
            } else {
                format!("{seconds:+}")
            };
            text!(language, "app-set-clock", seconds = &signed)
        }
        Item::About => text!(language, "app-set-about"),
    }
}

fn chosen(item: Item, world: &World) -> Effect {
    let pin = |why| Effect::Push(Box::new(Pin::fresh(why)));
    let form = |form: Form| Effect::Push(Box::new(form));
    match item {
        Item::Language => Effect::Speak(next_language(world.language)),
        Item::Activate => Effect::Push(activate::go_on(world)),
        Item::Waiting => Effect::All(vec![
            Effect::Push(Box::new(Waiting::default())),
            Effect::Ask(Request::Fetch),
        ]),
        Item::ChangePin => pin(Why::Change),
        Item::NewRecovery => pin(Why::NewRecovery),
        Item::Backup => form(Form::backup()),
        Item::Restore => form(Form::restore()),
        Item::Removed => Effect::All(vec![
            Effect::Push(Box::new(Removed::default())),
            Effect::Ask(Request::Removed),
        ]),
        Item::ExportLinks => form(Form::export(ExportFormat::Uri)),
        Item::ExportPictures => form(Form::export(ExportFormat::Migration)),
        Item::Clock => form(Form::clock(world)),
        Item::About => Effect::Push(Box::new(Message::about(world))),
    }
}

impl Screen for Settings {
    fn title(&self, language: Language) -> String {
        text!(language, "app-settings")
    }

    fn hints(&self, world: &World) -> Vec<Hint> {
        let language = world.language;
        vec![
            Hint::new("↑↓", text!(language, "app-key-move")),
            Hint::new("Enter", text!(language, "app-key-choose")),
            Hint::new("Esc", text!(language, "app-key-back")),
        ]
    }

    fn update(&mut self, input: &Input, world: &World) -> Effect {
        let Input::Key(key) = input else {
            return Effect::None;
        };
        match key.code {
            KeyCode::Esc => return Effect::Back,
            KeyCode::Up => self.marked = self.marked.saturating_sub(1),
            KeyCode::Down => self.marked = (self.marked + 1).min(ITEMS.len() - 1),
            KeyCode::Enter => return chosen(ITEMS[self.marked], world),
            _ => (),
        }
        Effect::None
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, world: &World) {
        let mut page = Page::new(world, area);
        for (place, item) in ITEMS.into_iter().enumerate() {
            page.choice(&said(item, world), place == self.marked);
        }
        page.draw(frame, area);
    }
}
