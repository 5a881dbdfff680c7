//! Which language a person is spoken to in.

use std::ffi::OsString;

use kodevagt_texts::Language;

/// Stands over the system's own setting.
const VARIABLE: &str = "KODEVAGT_LANG";

/// The language of `--lang`, else of `KODEVAGT_LANG`, else of the system, else English. Looked for
/// before the command line is understood: its errors and its help are in that language, too.
pub(crate) fn choose(arguments: &[OsString]) -> Language {
    value_of(arguments, "--lang")
        .and_then(|tag| tag.parse().ok())
        .or_else(|| std::env::var(VARIABLE).ok()?.parse().ok())
        .or_else(|| sys_locale::get_locale()?.parse().ok())
        .unwrap_or_default()
}

/// Whether the person asked for a language for this run, by the flag or the variable.
pub(crate) fn is_asked(arguments: &[OsString]) -> bool {
    value_of(arguments, "--lang").is_some() || std::env::var_os(VARIABLE).is_some()
}

/// Whether `flag` stands among the arguments.
pub(crate) fn has(arguments: &[OsString], flag: &str) -> bool {
    options(arguments).any(|argument| argument == flag)
}

fn value_of<'a>(arguments: &'a [OsString], flag: &str) -> Option<&'a str> {
    let mut options = options(arguments);
    while let Some(argument) = options.next() {
        match argument.strip_prefix(flag) {
            Some("") => return options.next(),
            Some(rest) if rest.starts_with('=') => return rest.get(1..),
            _ => (),
        }
    }
    None
}

/// What stands before a lone `--`.
fn options(arguments: &[OsString]) -> impl Iterator<Item = &str> {
    arguments
        .iter()
        .map(|argument| argument.to_str().unwrap_or_default())
        .take_while(|argument| *argument != "--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_is_found_wherever_it_stands() {
        for (line, language) in [
            ("--lang da codes", Language::Da),
            ("codes --lang=nb", Language::Nb),
            ("--frobnicate --lang da", Language::Da),
        ] {
            let arguments: Vec<OsString> = line.split(' ').map(Into::into).collect();
            assert_eq!(choose(&arguments), language, "{line}");
        }
    }

    #[test]
    fn what_follows_a_lone_dash_is_no_flag() {
        let arguments: Vec<OsString> = ["add", "--", "--json"].map(Into::into).into();
        assert!(!has(&arguments, "--json"));
    }
}
