//! What every command has at hand.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use kodevagt_bindings::{Account, Authenticator, Failure, Problem, State};
use kodevagt_texts::{Code, Id, Language, id};
use serde::Serialize;

use crate::ask::Ask;
use crate::look::{Ink, Look};
use crate::open::Place;
use crate::stop::Stop;

/// What every command has at hand.
pub(crate) struct Context {
    /// Where the phone lives.
    pub(crate) place: Place,
    /// The person's language.
    pub(crate) language: Language,
    /// Whether a script reads the answer.
    pub(crate) json: bool,
    /// Where secrets come from.
    pub(crate) ask: Ask,
    /// How standard output looks.
    pub(crate) look: Look,
}

/// What a command says on standard output; empty: nothing.
pub(crate) type Answer = Result<String, Stop>;

impl Context {
    /// The answer in the form that was asked for.
    pub(crate) fn answer(
        &self,
        value: &impl Serialize,
        told: impl FnOnce(Look) -> String,
    ) -> Answer {
        if self.json {
            let line = serde_json::to_string(value);
            return Ok(line.expect("texts, numbers and lists of them are JSON"));
        }
        Ok(told(self.look))
    }

    /// Says something beside the answer, on standard error.
    pub(crate) fn notice(&self, text: &str) {
        let look = Look::of(&io::stderr());
        // Nobody is there to read it when this fails.
        let _ = writeln!(io::stderr(), "{}", look.paint(Ink::Warn, text));
    }

    /// Does what may take a second, and shows that it is being done if somebody looks.
    pub(crate) fn busy<T>(&self, what: Id, step: impl FnOnce() -> T) -> T {
        let spinner = ProgressBar::new_spinner().with_message(self.say(what));
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            spinner.set_style(style);
        }
        spinner.enable_steady_tick(Duration::from_millis(100));
        let done = step();
        spinner.finish_and_clear();
        done
    }

    /// A text without arguments.
    pub(crate) fn say(&self, what: Id) -> String {
        kodevagt_texts::text(what, &[], self.language)
    }

    /// Opens the phone's files; it stays locked.
    pub(crate) fn closed(&self) -> Result<Phone, Stop> {
        Ok(Phone(self.place.open()?))
    }

    /// Asks for the PIN and opens the phone.
    pub(crate) fn open(&self) -> Result<Phone, Stop> {
        let phone = self.ready()?;
        let pin = self.ask.pin()?;
        self.busy(id!("cli-busy-pin"), || phone.unlock(&pin))?;
        Ok(phone)
    }

    /// Opens the files of a phone that a PIN can open: nobody is asked for one in vain.
    pub(crate) fn ready(&self) -> Result<Phone, Stop> {
        let phone = self.closed()?;
        let code = match phone.status()?.state {
            State::NoPin => return Err(Stop::refused(Code::NoPin)),
            State::Blocked => Code::Blocked,
            State::HardwareLost => Code::HardwareLost,
            State::Closed | State::Open => return Ok(phone),
        };
        let problem = Problem::of(code);
        Err(Failure::Blocked { problem }.into())
    }
}

/// A phone that is locked and wiped when the command ends, however it ends.
pub(crate) struct Phone(Arc<Authenticator>);

impl std::ops::Deref for Phone {
    type Target = Authenticator;

    fn deref(&self) -> &Authenticator {
        &self.0
    }
}

impl Drop for Phone {
    fn drop(&mut self) {
        // What can't be locked is not open.
        let _ = self.0.lock();
    }
}

/// The one account that `query` names: an id, else a part of issuer or label, in any case.
///
/// # Errors
/// None, or several: their ids are told.
pub(crate) fn find(accounts: Vec<Account>, query: &str) -> Result<Account, Stop> {
    let wanted = query.to_lowercase();
    let by_id = |account: &&Account| account.id == wanted;
    if let Some(account) = accounts.iter().find(by_id) {
        return Ok(account.clone());
    }
    let part = |text: &str| text.to_lowercase().contains(&wanted);
    let mut matching: Vec<_> = accounts
        .into_iter()
        .filter(|account| part(&account.issuer) || part(&account.label))
        .collect();
    match matching.len() {
        0 => Err(Stop::refused(Code::AccountNotFound)),
        1 => Ok(matching.remove(0)),
        _ => Err(Stop::several(
            matching.into_iter().map(|account| account.id).collect(),
        )),
    }
}
