//! Asking for what is secret: on the terminal, or a line each from standard input.

use std::io::{self, BufRead, IsTerminal as _, Read as _};

use kodevagt_bindings::Failure;
use kodevagt_texts::{Code, Language, text};
use zeroize::Zeroizing;

use crate::stop::{Exit, Stop};

/// Something secret that was typed; wiped when it goes.
pub(crate) type Typed = Zeroizing<Vec<u8>>;

/// The longest line that is read, in bytes: a migration's URI is some thousands.
const LONGEST: u64 = 1 << 20;

/// Where secrets come from. Standard input gives, in this order and as far as a command needs them: the
/// existing PIN, the new PIN, the passphrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask {
    /// The language of the prompts.
    pub(crate) language: Language,
    /// PINs are lines of standard input.
    pub(crate) pin_stdin: bool,
    /// Passphrases are lines of standard input.
    pub(crate) passphrase_stdin: bool,
}

impl Ask {
    /// The existing PIN.
    pub(crate) fn pin(self) -> Result<Typed, Stop> {
        if self.pin_stdin {
            return line();
        }
        prompt(&text!(self.language, "cli-ask-pin"))
    }

    /// A new PIN: typed twice on a terminal, after `check` had nothing against it.
    pub(crate) fn new_pin(
        self,
        check: impl FnOnce(&[u8]) -> Result<(), Failure>,
    ) -> Result<Typed, Stop> {
        if self.pin_stdin {
            return line();
        }
        let pin = prompt(&text!(self.language, "cli-ask-new-pin"))?;
        check(&pin)?;
        let again = prompt(&text!(self.language, "cli-ask-new-pin-again"))?;
        if *pin == *again {
            Ok(pin)
        } else {
            Err(Stop::refused(Code::PinsDiffer))
        }
    }

    /// The passphrase of a backup that exists.
    pub(crate) fn passphrase(self) -> Result<Typed, Stop> {
        if self.passphrase_stdin {
            return line();
        }
        prompt(&text!(self.language, "cli-ask-passphrase"))
    }

    /// A passphrase for a new backup: typed twice on a terminal.
    pub(crate) fn new_passphrase(self) -> Result<Typed, Stop> {
        if self.passphrase_stdin {
            return line();
        }
        let passphrase = prompt(&text!(self.language, "cli-ask-new-passphrase"))?;
        let again = prompt(&text!(self.language, "cli-ask-new-passphrase-again"))?;
        if *passphrase == *again {
            Ok(passphrase)
        } else {
            Err(Stop::refused(Code::PassphrasesDiffer))
        }
    }

    /// What was given as an argument, or for `-` the next line of standard input: what stands on a
    /// command line can be read by others on the computer.
    pub(crate) fn argument(self, given: &str, question: &str) -> Result<Zeroizing<String>, Stop> {
        if given != "-" {
            return Ok(Zeroizing::new(given.to_owned()));
        }
        let typed = if io::stdin().is_terminal() {
            prompt(question)?
        } else {
            line()?
        };
        match std::str::from_utf8(&typed) {
            Ok(text) => Ok(Zeroizing::new(text.to_owned())),
            Err(_) => Err(Stop::refused(Code::NotText)),
        }
    }
}

/// The next line of standard input, without its end.
fn line() -> Result<Typed, Stop> {
    // Room for what is usual: growing would leave copies behind.
    let mut line = Zeroizing::new(Vec::with_capacity(8 << 10));
    let read = io::stdin()
        .lock()
        .take(LONGEST)
        .read_until(b'\n', &mut line);
    match read {
        Ok(1..) => (),
        Ok(0) | Err(_) => return Err(Stop::new(Code::InputEnded, Exit::Usage)),
    }
    for end in [b'\n', b'\r'] {
        if line.last() == Some(&end) {
            line.pop();
        }
    }
    Ok(line)
}

/// Asks on the terminal, showing nothing of what is typed.
fn prompt(question: &str) -> Result<Typed, Stop> {
    let nobody = || Stop::new(Code::NobodyToAsk, Exit::Usage);
    if !io::stdin().is_terminal() {
        return Err(nobody());
    }
    let typed = rpassword::prompt_password(format!("{question} ")).map_err(|_| nobody())?;
    Ok(Zeroizing::new(typed.into_bytes()))
}
