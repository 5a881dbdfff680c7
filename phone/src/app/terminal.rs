//! The terminal: taken over at the start, given back however the app ends.

use std::io::{self, Write as _};

use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, enable_raw_mode};
use ratatui::{DefaultTerminal, Terminal};

/// The terminal while the app has it; dropping it gives the terminal back. A panic does too, before
/// it says anything.
pub(crate) struct Held {
    /// What is drawn on.
    pub(crate) terminal: DefaultTerminal,
}

impl Held {
    /// Takes the terminal over: another screen, keys as they come, pasted text in one piece.
    ///
    /// # Errors
    /// When there is no terminal, or it refuses.
    pub(crate) fn take() -> io::Result<Self> {
        give_back_on_panic();
        enable_raw_mode()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()));
        // From here on dropping gives back whatever was taken.
        let held = Self {
            terminal: terminal.inspect_err(|_| give_back())?,
        };
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(held)
    }

    /// Asks the terminal to put `code` on the clipboard (OSC 52). Some terminals don't, and say nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn copy(code: &str) -> io::Result<()> {
        let encoded = data_encoding::BASE64.encode(code.as_bytes());
        let mut out = io::stdout();
        write!(out, "\x1b]52;c;{encoded}\x07")?;
        out.flush()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        give_back();
    }
}

/// Nothing can be done about a terminal that is gone.
fn give_back() {
    let _ = execute!(io::stdout(), DisableBracketedPaste);
    let _ = ratatui::try_restore();
}

/// A panic of the app itself gives the terminal back first. One of another thread is answered as a
/// problem on the screen, which its words would only scramble.
fn give_back_on_panic() {
    let app = std::thread::current().id();
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == app {
            give_back();
            former(panic);
        }
    }));
}
