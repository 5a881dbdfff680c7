//! Text that fits: widths are columns of a terminal, so that wide letters and emoji break nothing.

use ratatui::style::Style;
use ratatui::text::Span;

/// Columns that `text` takes.
pub(crate) fn width(text: &str) -> usize {
    Span::raw(text).width()
}

/// `text` in at most `columns`; what is cut off is an ellipsis. Control characters are left out.
pub(crate) fn fitted(text: &str, columns: usize) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if width(&clean) <= columns {
        return clean;
    }
    let mut fitted = String::with_capacity(clean.len());
    let mut left = columns.saturating_sub(1);
    let span = Span::raw(&clean);
    for grapheme in span.styled_graphemes(Style::new()) {
        let takes = width(grapheme.symbol);
        if takes > left {
            break;
        }
        left -= takes;
        fitted.push_str(grapheme.symbol);
    }
    if columns > 0 {
        fitted.truncate(fitted.trim_end().len());
        fitted.push('…');
    }
    fitted
}

/// `text` in exactly `columns`: fitted, then filled with spaces.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    let mut padded = fitted(text, columns);
    padded.extend(std::iter::repeat_n(' ', columns - width(&padded)));
    padded
}

/// `text` at the right of `columns`.
pub(crate) fn right(text: &str, columns: usize) -> String {
    let fitted = fitted(text, columns);
    format!("{}{fitted}", " ".repeat(columns - width(&fitted)))
}

/// The last columns of `text`, for a line being typed that is too long.
pub(crate) fn tail(text: &str, columns: usize) -> String {
    let mut kept = Vec::new();
    let mut left = columns;
    let span = Span::raw(text);
    let graphemes: Vec<_> = span
        .styled_graphemes(Style::new())
        .map(|grapheme| grapheme.symbol)
        .collect();
    for symbol in graphemes.into_iter().rev() {
        let takes = width(symbol);
        if takes > left {
            break;
        }
        left -= takes;
        kept.push(symbol);
    }
    kept.into_iter().rev().collect()
}

/// `text` over lines of at most `columns`, broken at spaces where there are any.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    // Said outright, because textwrap's defaults depend on the features that others ask of it.
    let options = textwrap::Options::new(columns.max(1))
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    textwrap::wrap(text, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// A code in groups that are easy to read aloud: `123 456`, `1234 5678`.
pub(crate) fn grouped(code: &str) -> String {
    let letters = code.chars().count();
    let size = match letters {
        0..=5 => return code.to_owned(),
        6 | 9 => 3,
        7 | 8 => 4,
        _ => 5,
    };
    let mut grouped = String::with_capacity(letters + 2);
    for (place, letter) in code.chars().enumerate() {
        if place > 0 && place % size == 0 {
            grouped.push(' ');
        }
        grouped.push(letter);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_cut_at_columns_and_never_in_half() {
        assert_eq!(fitted("Møbler", 6), "Møbler");
        assert_eq!(fitted("Møbelhus", 6), "Møbel…");
        assert_eq!(fitted("日本語", 4), "日…");
        assert_eq!(width(&padded("日本語", 4)), 4);
        assert_eq!(fitted("👩‍👩‍👧 family", 3), "👩‍👩‍👧…");
        assert_eq!(fitted("x", 0), "");
        assert_eq!(fitted("a\u{1b}[31mb", 9), "a[31mb");
    }

    #[test]
    fn the_end_of_what_is_typed_stays_in_sight() {
        assert_eq!(tail("otpauth", 4), "auth");
        assert_eq!(tail("日本語", 5), "本語");
    }

    #[test]
    fn codes_are_grouped() {
        for (code, shown) in [
            ("123456", "123 456"),
            ("1234567", "1234 567"),
            ("12345678", "1234 5678"),
            ("1234567890", "12345 67890"),
            ("X7K2M", "X7K2M"),
            ("1", "1"),
        ] {
            assert_eq!(grouped(code), shown);
        }
    }
}
