//! A line that is typed into.

use ratatui::crossterm::event::KeyCode;

use super::effect::Input;
use super::secret::Typed;

/// A line of text with a cursor. What is typed is wiped when it goes.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    text: Typed,
    /// Byte index, at a letter's start or at the end.
    cursor: usize,
    hidden: bool,
}

impl Field {
    /// An empty field.
    pub(crate) fn new() -> Self {
        Self::holding("")
    }

    /// A field that shows a dot for each letter.
    pub(crate) fn hidden() -> Self {
        Self {
            hidden: true,
            ..Self::new()
        }
    }

    /// A field with text in it, the cursor at its end.
    pub(crate) fn holding(text: &str) -> Self {
        let text = Typed::take(text.to_owned());
        Self {
            cursor: text.as_str().len(),
            text,
            hidden: false,
        }
    }

    /// What stands in it.
    pub(crate) fn text(&self) -> &str {
        self.text.as_str()
    }

    /// What stands in it, to hand on.
    pub(crate) fn typed(&self) -> Typed {
        self.text.clone()
    }

    /// What is to be seen: up to the cursor, and from there on.
    pub(crate) fn shown(&self) -> (String, String) {
        let (before, after) = self.text.as_str().split_at(self.cursor);
        if self.hidden {
            let dots = |text: &str| "•".repeat(text.chars().count());
            (dots(before), dots(after))
        } else {
            (before.to_owned(), after.to_owned())
        }
    }

    /// Takes a key or pasted text. Returns whether the text changed.
    pub(crate) fn update(&mut self, input: &Input) -> bool {
        match input {
            Input::Paste(pasted) => {
                // A pasted line often brings its line's end along.
                for letter in pasted.as_str().trim().chars() {
                    self.insert(if letter.is_control() { ' ' } else { letter });
                }
                !pasted.is_empty()
            }
            Input::Key(key) => match key.code {
                KeyCode::Char('u') if key.control => self.clear(),
                KeyCode::Char(letter) if !key.control => {
                    self.insert(letter);
                    true
                }
                KeyCode::Backspace => self.remove_before(),
                KeyCode::Delete => self.remove_after(),
                KeyCode::Left => self.go(self.before()),
                KeyCode::Right => self.go(self.after()),
                KeyCode::Home => self.go(Some(0)),
                KeyCode::End => self.go(Some(self.text.as_str().len())),
                _ => false,
            },
        }
    }

    /// Empties it.
    pub(crate) fn clear(&mut self) -> bool {
        self.text = Typed::new();
        self.cursor = 0;
        true
    }

    fn insert(&mut self, letter: char) {
        if self.text.insert(self.cursor, letter) {
            self.cursor += letter.len_utf8();
        }
    }

    fn remove_before(&mut self) -> bool {
        let Some(at) = self.before() else {
            return false;
        };
        self.cursor = at;
        self.text.remove(at);
        true
    }

    fn remove_after(&mut self) -> bool {
        let there = self.cursor < self.text.as_str().len();
        if there {
            self.text.remove(self.cursor);
        }
        there
    }

    fn before(&self) -> Option<usize> {
        let (before, _) = self.text.as_str().split_at(self.cursor);
        before.char_indices().next_back().map(|(at, _)| at)
    }

    fn after(&self) -> Option<usize> {
        let (_, after) = self.text.as_str().split_at(self.cursor);
        after
            .chars()
            .next()
            .map(|letter| self.cursor + letter.len_utf8())
    }

    fn go(&mut self, to: Option<usize>) -> bool {
        self.cursor = to.unwrap_or(self.cursor);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, codes: &[KeyCode]) {
        for code in codes {
            field.update(&Input::Key((*code).into()));
        }
    }

    #[test]
    fn letters_of_any_size_are_typed_moved_over_and_deleted() {
        let mut field = Field::holding("bå🦊x");
        press(&mut field, &[KeyCode::Left, KeyCode::Backspace]);
        assert_eq!(field.shown(), ("bå".to_owned(), "x".to_owned()));
        press(
            &mut field,
            &[KeyCode::Home, KeyCode::Delete, KeyCode::Char('æ')],
        );
        assert_eq!(field.shown(), ("æ".to_owned(), "åx".to_owned()));
        press(&mut field, &[KeyCode::End, KeyCode::Right, KeyCode::Delete]);
        assert_eq!(field.text(), "æåx");
    }

    #[test]
    fn a_paste_loses_its_line_end() {
        let mut field = Field::new();
        field.update(&Input::Paste(Typed::take(" otpauth://x\ny\n".to_owned())));
        assert_eq!(field.text(), "otpauth://x y");
    }

    #[test]
    fn a_hidden_field_shows_dots() {
        let mut field = Field::hidden();
        press(
            &mut field,
            &[KeyCode::Char('æ'), KeyCode::Char('b'), KeyCode::Left],
        );
        assert_eq!(field.shown(), ("•".to_owned(), "•".to_owned()));
    }
}
