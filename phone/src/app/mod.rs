//! The app that opens when `kodevagt` is started without a command.
//!
//! - `screens`: what is to be seen, each a state, an `update` and a `draw`
//! - `state`: the app without its surroundings: a stack of screens that follows the phone
//! - `controller`: the surroundings: terminal, clock, and the façade, asked on a thread of its own
//! - `perform`: what each request asks of the façade

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

use kodevagt_bindings::{Authenticator, Clock};
use kodevagt_texts::Language;

/// What the app needs to start.
pub(crate) struct Options {
    /// The phone.
    pub(crate) phone: Arc<Authenticator>,
    /// The clocks that the phone was opened with.
    pub(crate) clock: Arc<dyn Clock>,
    /// The language to start in.
    pub(crate) language: Language,
    /// The directory of the vault's files; the language that is chosen is remembered there.
    pub(crate) home: PathBuf,
    /// The directory of the key store.
    pub(crate) keystore: PathBuf,
}

/// Runs the app until the person leaves it.
///
/// # Errors
/// When the terminal can't be used.
pub(crate) fn run(options: Options) -> std::io::Result<()> {
    controller::run(options)
}

/// The language that was chosen in the app, if one was.
pub(crate) fn remembered_language(home: &Path) -> Option<Language> {
    let tag = std::fs::read_to_string(home.join(LANGUAGE_FILE)).ok()?;
    tag.trim().parse().ok()
}

/// Holds a tag: `da`, `nb` or `en`.
const LANGUAGE_FILE: &str = "language";
