//! How things look: sixteen colours or none. Whatever a colour says, a word or a shape says too.

use ratatui::style::{Color, Modifier, Style};

/// The looks of the app.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Theme {
    /// Whether colours may be used.
    pub(crate) colour: bool,
}

impl Theme {
    /// With colours, unless the environment asks for none (no-color.org) or the terminal has none.
    pub(crate) fn from_environment() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self {
            colour: !refused && !dumb,
        }
    }

    fn tinted(self, colour: Color, modifier: Modifier) -> Style {
        let style = Style::new().add_modifier(modifier);
        if self.colour { style.fg(colour) } else { style }
    }

    /// The line at the head.
    pub(crate) fn head(self) -> Style {
        self.tinted(Color::Cyan, Modifier::BOLD | Modifier::REVERSED)
    }

    /// What matters.
    pub(crate) fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What matters less.
    pub(crate) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The row or choice that keys act on.
    pub(crate) fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// A code.
    pub(crate) fn code(self) -> Style {
        self.tinted(Color::Cyan, Modifier::BOLD)
    }

    /// A code about to change.
    pub(crate) fn ending(self) -> Style {
        self.tinted(Color::Yellow, Modifier::BOLD)
    }

    /// A warning.
    pub(crate) fn warning(self) -> Style {
        self.tinted(Color::Yellow, Modifier::BOLD)
    }

    /// What went wrong.
    pub(crate) fn problem(self) -> Style {
        self.tinted(Color::Red, Modifier::BOLD)
    }

    /// What went well.
    pub(crate) fn good(self) -> Style {
        self.tinted(Color::Green, Modifier::BOLD)
    }

    /// A key's name at the foot.
    pub(crate) fn key(self) -> Style {
        self.tinted(Color::Cyan, Modifier::BOLD)
    }

    /// A QR code: light on dark whatever the terminal's own colours.
    pub(crate) fn qr(self) -> Style {
        if self.colour {
            Style::new().fg(Color::White).bg(Color::Black)
        } else {
            Style::new()
        }
    }
}
