//! How things look in a terminal: colours where there are some, columns that line up, and nothing that
//! a stranger's text could do to the terminal.

use std::io::IsTerminal;

use clap::builder::styling::{AnsiColor, Style};
use ratatui::text::Span;

/// What a text is, for its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// A code, or whatever was asked for.
    Strong,
    /// What one may overlook.
    Faint,
    /// It worked.
    Good,
    /// Mind this.
    Warn,
    /// It didn't work.
    Bad,
}

/// Whether there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    colour: bool,
}

impl Look {
    /// Colours only on a terminal that has them, and only if the person didn't turn them off
    /// (`NO_COLOR`).
    pub(crate) fn of(stream: &impl IsTerminal) -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let dumb = set("TERM").is_some_and(|term| term == "dumb");
        Self {
            colour: stream.is_terminal() && set("NO_COLOR").is_none() && !dumb,
        }
    }

    /// `text` in the colour of what it is.
    pub(crate) fn paint(self, ink: Ink, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let style = match ink {
            Ink::Strong => Style::new().bold(),
            Ink::Faint => Style::new().dimmed(),
            Ink::Good => AnsiColor::Green.on_default(),
            Ink::Warn => AnsiColor::Yellow.on_default(),
            Ink::Bad => AnsiColor::Red.on_default().bold(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// `text` without what moves a cursor, changes colours or turns the direction of writing around: it
/// may come from a QR code that a stranger made.
pub(crate) fn plain(text: &str) -> String {
    let harmless = |c: char| {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            '\u{fffd}'
        } else {
            c
        }
    };
    text.chars().map(harmless).collect()
}

/// Rows whose columns line up, each column as wide as its widest cell; the first cell of a row is
/// `(plain text, painted text)` as all are: the plain one is measured, the painted one is shown.
pub(crate) fn table(rows: &[Vec<(String, String)>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|(cell, _)| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let mut line = String::new();
        for (column, (cell, painted)) in row.iter().enumerate() {
            line += painted;
            if column + 1 < row.len() {
                line += &" ".repeat(widths[column] - self::width(cell) + 2);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// A cell that is shown as it is.
pub(crate) fn cell(text: impl Into<String>) -> (String, String) {
    let text = plain(&text.into());
    (text.clone(), text)
}

/// Columns that `text` takes in a terminal.
fn width(text: &str) -> usize {
    Span::raw(text).width()
}

/// Whether the terminal draws block characters.
pub(crate) fn speaks_unicode() -> bool {
    let set = |name| {
        std::env::var(name)
            .ok()
            .filter(|value: &String| !value.is_empty())
    };
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_what_is_seen() {
        let bold = (
            "12".to_owned(),
            Look { colour: true }.paint(Ink::Strong, "12"),
        );
        let rows = [
            vec![bold, cell("blåbærgrød"), cell("x")],
            vec![cell("3456"), cell("日本"), cell("y")],
        ];
        let shown = table(&rows);
        assert_eq!(
            shown,
            "\u{1b}[1m12\u{1b}[0m    blåbærgrød  x\n3456  日本        y"
        );
    }

    #[test]
    fn a_strangers_text_moves_nothing() {
        assert_eq!(
            plain("a\u{1b}[2Jb\u{202e}c\nd"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d"
        );
    }

    #[test]
    fn no_colour_no_escape() {
        assert_eq!(Look { colour: false }.paint(Ink::Bad, "x"), "x");
    }
}
