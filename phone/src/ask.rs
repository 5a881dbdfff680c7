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
        let questions = [
            text!(self.language, "cli-ask-new-pin"),
            text!(self.language, "cli-ask-new-pin-again"),
        ];
        twice(questions, prompt, |pin| Ok(check(pin)?), Code::PinsDiffer)
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
        let questions = [
            text!(self.language, "cli-ask-new-passphrase"),
            text!(self.language, "cli-ask-new-passphrase-again"),
        ];
        twice(questions, prompt, |_| Ok(()), Code::PassphrasesDiffer)
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

/// Asks for something new, and once more; `check` looks at it before that.
fn twice(
    [first, again]: [String; 2],
    mut ask: impl FnMut(&str) -> Result<Typed, Stop>,
    check: impl FnOnce(&[u8]) -> Result<(), Stop>,
    differ: Code,
) -> Result<Typed, Stop> {
    let typed = ask(&first)?;
    check(&typed)?;
    if *typed == *ask(&again)? {
        Ok(typed)
    } else {
        Err(Stop::refused(differ))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn typing(answers: &[&str]) -> (Result<Typed, Stop>, usize) {
        let mut asked = 0;
        let ask = |_: &str| {
            asked += 1;
            Ok(Zeroizing::new(answers[asked - 1].as_bytes().to_vec()))
        };
        let check = |typed: &[u8]| match typed {
            b"1234" => Err(Stop::refused(Code::PinRun)),
            _ => Ok(()),
        };
        let questions = [String::new(), String::new()];
        let typed = twice(questions, ask, check, Code::PinsDiffer);
        (typed, asked)
    }

    fn code(outcome: Result<Typed, Stop>) -> Option<String> {
        let stop = outcome.err()?;
        let line: serde_json::Value = serde_json::from_str(&stop.json(Language::En)).ok()?;
        Some(line["error"]["code"].as_str()?.to_owned())
    }

    #[test]
    fn a_new_pin_is_typed_twice() {
        let (typed, asked) = typing(&["8042", "8042"]);
        assert_eq!((typed.ok().as_deref(), asked), (Some(&b"8042".to_vec()), 2));
        let (differing, _) = typing(&["8042", "8043"]);
        assert_eq!(code(differing).as_deref(), Some("KV-0122"));
    }

    #[test]
    fn a_weak_pin_is_refused_before_it_is_typed_again() {
        let (weak, asked) = typing(&["1234", "1234"]);
        assert_eq!((code(weak).as_deref(), asked), (Some("KV-0126"), 1));
    }
}
