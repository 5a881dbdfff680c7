//! What Kodevagt says: error codes and messages in Danish, Norwegian (bokmål) and English.
//!
//! The words live in `locales/*/*.ftl`: `errors.ftl` holds a message for each [`Code`] (what
//! happened, `.why`, `.do`), `app.ftl` the terminal app's screens, `cli.ftl` the command line,
//! `messages.ftl` what the service sends to people; `words.txt` the [`words`] read out to support.
//! This crate knows nothing of what it speaks about: codes, ids and arguments go in, text comes out.
//!
//! ```
//! use kodevagt_texts::{Arg, Code, Language, explain};
//!
//! let said = explain(Code::WrongPin, &[("attempts_left", Arg::Number(2))], Language::En);
//! assert_eq!(said.what, "Wrong PIN. 2 tries left.");
//! ```

mod bundle;
mod code;
mod id;
mod language;
mod words;

pub use bundle::{Arg, Explained, explain, text};
pub use code::{Code, NotACode};
pub use id::Id;
pub use language::{Language, UnknownLanguage};
pub use words::{WORDS, words};

/// Asks at compile time whether a text of this name exists, and names it.
///
/// ```compile_fail
/// kodevagt_texts::id!("cli-no-such-text");
/// ```
#[macro_export]
macro_rules! id {
    ($name:literal) => {
        const { $crate::Id::new($name) }
    };
}

/// The text `name` in `language`; `name` is checked at compile time.
///
/// ```
/// # use kodevagt_texts::{Language, text};
/// let about = text!(Language::Da, "cli-about");
/// # assert!(!about.is_empty());
/// ```
/// Arguments follow as `name = value`, where a value is a number or a string:
/// `text!(language, "app-attempts-left", attempts_left = 2)`.
#[macro_export]
macro_rules! text {
    ($language:expr, $name:literal $(, $arg:ident = $value:expr)* $(,)?) => {
        $crate::text(
            $crate::id!($name),
            &[$((stringify!($arg), $crate::Arg::from($value))),*],
            $language,
        )
    };
}
