//! The app that opens when `kodevagt` is started without a command.
//!
//! - `screens`: what is to be seen, each a state, an `update` and a `draw`
//! - `state`: the app without its surroundings: a stack of screens that follows the phone
//! - `controller`: the surroundings: terminal, clock, and the façade, asked on a thread of its own
//! - `perform`: what each request asks of the façade
//! - `world`, `effect`: what screens are a function of, and what they want done

mod controller;
mod draw;
mod effect;
mod field;
mod perform;
mod screens;
mod secret;
mod state;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod world;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kodevagt_bindings::{Authenticator, Clock, Failure, Problem};
use kodevagt_texts::{Code, Language};

use crate::cli::language;
use crate::clock;
use crate::open::Place;

/// What the app runs on.
struct Options {
    phone: Arc<Authenticator>,
    /// The clocks that the phone was opened with.
    clock: Arc<dyn Clock>,
    /// The language to start in.
    language: Language,
    /// The directory of the vault's files; the language that is chosen is remembered there.
    home: PathBuf,
    keystore: PathBuf,
}

/// Runs the app in the terminal until the person leaves it.
///
/// # Errors
/// When the phone can't be opened, or the terminal can't be used.
pub(crate) fn run(place: &Place, language: Language) -> Result<(), Failure> {
    let phone = place.open()?;
    let arguments: Vec<_> = std::env::args_os().collect();
    let remembered = remembered(&place.home).filter(|_| !language::is_asked(&arguments));
    let options = Options {
        phone,
        clock: Arc::new(clock::System),
        language: remembered.unwrap_or(language),
        home: place.home.clone(),
        keystore: place.keystore.clone(),
    };
    controller::run(options).map_err(|_| Failure::Refused {
        problem: Problem::of(Code::NoTerminal),
    })
}

/// Holds a tag: `da`, `nb` or `en`.
const LANGUAGE_FILE: &str = "language";

/// Remembers the language. One that can't be remembered is chosen again; no reason to stop.
fn remember(home: &Path, language: Language) {
    let _ = std::fs::write(home.join(LANGUAGE_FILE), language.tag());
}

/// The language that was chosen in the app, if one was.
fn remembered(home: &Path) -> Option<Language> {
    let tag = std::fs::read_to_string(home.join(LANGUAGE_FILE)).ok()?;
    tag.trim().parse().ok()
}

#[cfg(test)]
mod language_tests {
    use super::*;

    #[test]
    fn a_language_is_remembered_beside_the_vault() {
        let home = tempfile::tempdir().expect("a temporary directory");
        assert_eq!(remembered(home.path()), None);
        remember(home.path(), Language::Nb);
        assert_eq!(remembered(home.path()), Some(Language::Nb));
        std::fs::write(home.path().join(LANGUAGE_FILE), "tlh").expect("it is ours");
        assert_eq!(remembered(home.path()), None);
    }
}
