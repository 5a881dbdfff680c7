//! `kodevagt`: a phone in the terminal, over the Rust API of the bindings.
//!
//! - `app`: the screens, when it is opened without a command
//! - [`open`]: where a phone lives, and opening it
//! - [`keystore`]: the software key store, which stands in for a phone's hardware
//! - [`clock`]: the computer's clocks

mod app;
mod clock;
mod keystore;
mod open;

use std::process::ExitCode;

use kodevagt_texts::Language;

fn main() -> ExitCode {
    let place = open::Place::new(None, None, None);
    match place.and_then(|place| app::run(&place, Language::En)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
