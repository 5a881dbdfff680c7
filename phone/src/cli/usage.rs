//! What is said about a command line that isn't understood.

use clap::error::{ContextKind, ErrorKind};
use kodevagt_texts::{Language, text};

/// What is wrong, in a sentence, naming the part.
pub(crate) fn wrong(error: &clap::Error, language: Language) -> String {
    let named = |kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| error.get(*kind));
        found.map(ToString::to_string).unwrap_or_default()
    };
    match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => {
            let part = named(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand]);
            text!(language, "cli-wrong-unknown", part = &part)
        }
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            let part = named(&[ContextKind::InvalidArg]);
            text!(language, "cli-wrong-missing", part = &part)
        }
        ErrorKind::ArgumentConflict => {
            let part = named(&[ContextKind::InvalidArg]);
            text!(language, "cli-wrong-twice", part = &part)
        }
        _ => {
            let (part, value) = (
                named(&[ContextKind::InvalidArg]),
                named(&[ContextKind::InvalidValue]),
            );
            text!(language, "cli-wrong-value", part = &part, value = &value)
        }
    }
}
