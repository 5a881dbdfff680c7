//! `kodevagt`: a phone in the terminal, over the Rust API of the bindings.
//!
//! - `app`: the screens, when it is opened without a command
//! - [`cli`], [`commands`]: what can be written on a command line, and doing it
//! - [`tour`]: the story so far, told while it happens
//! - [`context`], [`ask`]: what every command has at hand; asking for what is secret
//! - [`stop`], [`look`]: how a command ends that did nothing; how things look in a terminal
//! - [`open`]: where a phone lives, and opening it
//! - [`keystore`]: the software key store, which stands in for a phone's hardware
//! - [`clock`], [`files`]: the computer's clocks; files of the person's

mod app;
mod ask;
mod cli;
mod clock;
mod commands;
mod context;
mod files;
mod keystore;
mod look;
mod open;
mod stop;
mod tour;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use kodevagt_texts::{Code, Language};

use cli::{Cli, help, language};
use context::Context;
use look::Look;
use stop::{Exit, Stop};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = language::choose(&arguments);
    let json = language::has(&arguments, "--json");
    match run(arguments, language) {
        Ok(answer) => say(&answer),
        Err(stop) => {
            let look = Look::of(&io::stderr());
            if let Some(answer) = stop.answer() {
                say(answer);
            }
            let told = if json {
                stop.json(language)
            } else {
                stop.text(language, look)
            };
            // Nobody is there to read it when this fails; the exit code still tells.
            let _ = writeln!(io::stderr(), "{told}");
            ExitCode::from(stop.exit() as u8)
        }
    }
}

fn run(arguments: Vec<OsString>, language: Language) -> context::Answer {
    let matches = match help::command(language).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(asked)
            if matches!(
                asked.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            return Ok(asked.render().to_string().trim_end().to_owned());
        }
        Err(wrong) => return Err(stop::misunderstood(&wrong, language)),
    };
    let Cli { flags, command } =
        Cli::from_arg_matches(&matches).map_err(|wrong| stop::misunderstood(&wrong, language))?;
    let place = open::Place::new(flags.home, flags.keystore, flags.clock_offset)?;
    let Some(command) = command else {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let _ = writeln!(io::stderr(), "{}", help::command(language).render_help());
            return Err(Stop::new(Code::NoTerminal, Exit::Usage));
        }
        app::run(&place, language)?;
        return Ok(String::new());
    };
    let mut context = Context {
        place,
        language,
        json: flags.json,
        ask: ask::Ask {
            language,
            pin_stdin: flags.pin_stdin,
            passphrase_stdin: flags.passphrase_stdin,
        },
        look: Look::of(&io::stdout()),
    };
    commands::run(command, &mut context)
}

/// Prints an answer; a reader that went away early wanted no more of it.
fn say(answer: &str) -> ExitCode {
    if answer.is_empty() {
        return ExitCode::SUCCESS;
    }
    let mut out = io::stdout().lock();
    match writeln!(out, "{answer}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
