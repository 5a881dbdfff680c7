//! What a person types or is shown that nobody else should: wiped when dropped, redacted in `Debug`.

use core::fmt;

use zeroize::Zeroizing;

/// Bytes set aside at once: growing would leave copies behind.
const ROOM: usize = 8192;

/// Typed or secret text of at most 8 KiB.
pub(crate) struct Typed(Zeroizing<String>);

impl Typed {
    /// Nothing typed yet.
    pub(crate) fn new() -> Self {
        Self(Zeroizing::new(String::with_capacity(ROOM)))
    }

    /// Takes as much of `text` as there is room for, and wipes it.
    pub(crate) fn take(text: String) -> Self {
        let text = Zeroizing::new(text);
        let mut typed = Self::new();
        text.chars().for_each(|letter| typed.push(letter));
        typed
    }

    /// Adds a letter at the end, if there is room.
    pub(crate) fn push(&mut self, letter: char) {
        self.insert(self.0.len(), letter);
    }

    /// Puts a letter at a byte index, if there is room. Returns whether there was.
    pub(crate) fn insert(&mut self, at: usize, letter: char) -> bool {
        let fits = self.0.len() + letter.len_utf8() <= ROOM;
        if fits {
            self.0.insert(at, letter);
        }
        fits
    }

    /// Takes the letter at a byte index away.
    pub(crate) fn remove(&mut self, at: usize) {
        self.0.remove(at);
    }

    /// Takes the last letter away.
    pub(crate) fn pop(&mut self) {
        self.0.pop();
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as the façade takes PINs and passphrases.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Letters in it.
    pub(crate) fn letters(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether nothing is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Hands the text on and leaves nothing behind.
    pub(crate) fn hand_over(&mut self) -> Self {
        core::mem::replace(self, Self::new())
    }
}

impl Clone for Typed {
    fn clone(&self) -> Self {
        let mut copy = Self::new();
        copy.0.push_str(&self.0);
        copy
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_grows_and_never_shows_itself() {
        let mut typed = Typed::new();
        let room = typed.0.capacity();
        for _ in 0..ROOM + 10 {
            typed.push('7');
        }
        assert_eq!(typed.bytes().len(), ROOM);
        assert_eq!(typed.0.capacity(), room);
        assert_eq!(format!("{typed:?}"), "Typed(redacted)");
    }

    #[test]
    fn what_is_handed_over_is_left_nowhere() {
        let mut typed = Typed::take("2849".to_owned());
        assert_eq!(typed.hand_over().as_str(), "2849");
        assert!(typed.is_empty());
    }
}
