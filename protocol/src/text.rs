//! What a text on a challenge may hold.

use unicode_normalization::UnicodeNormalization as _;

use crate::limits::TEXT_CHARS;

/// A text that can be shown on a phone without lying: NFC (UAX #15), no control or bidirectional
/// characters, at most [`TEXT_CHARS`] characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(String);

/// Why a text can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShown {
    /// More than [`TEXT_CHARS`] characters.
    #[error("the text is longer than 200 characters")]
    TooLong,
    /// A control character, a line break, or one that changes the direction of what follows.
    #[error("the text holds a control or bidirectional character")]
    Control,
}

impl Shown {
    /// Normalises and checks `text`.
    ///
    /// # Errors
    /// [`NotShown`].
    pub fn new(text: &str) -> Result<Self, NotShown> {
        // A character takes four bytes at most, and normalising none away: no need to look at more.
        if text.len() > 16 * TEXT_CHARS {
            return Err(NotShown::TooLong);
        }
        let text: String = text.nfc().collect();
        if text.chars().count() > TEXT_CHARS {
            return Err(NotShown::TooLong);
        }
        if text.chars().any(is_hidden) {
            return Err(NotShown::Control);
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Control characters (Cc), line and paragraph separators, bidirectional controls (UAX #9), zero-width
/// and other invisible format characters.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_is_refused_and_what_is_written_is_kept() {
        assert_eq!(
            Shown::new("Betal 1.250 kr. til Bjørn").map(Shown::into_string),
            Ok("Betal 1.250 kr. til Bjørn".to_owned())
        );
        assert_eq!(Shown::new("A\u{30a}").expect("NFC").as_str(), "\u{c5}");
        for odd in ["a\nb", "\u{202e}abc", "a\u{200b}b", "\u{2066}x", "\0"] {
            assert_eq!(Shown::new(odd), Err(NotShown::Control), "{odd:?}");
        }
        assert!(Shown::new(&"å".repeat(200)).is_ok());
        assert_eq!(Shown::new(&"å".repeat(201)), Err(NotShown::TooLong));
        assert_eq!(Shown::new(&"a".repeat(100_000)), Err(NotShown::TooLong));
    }
}
