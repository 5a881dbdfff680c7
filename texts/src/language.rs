//! The languages that Kodevagt speaks.

use core::fmt;
use core::str::FromStr;

use unic_langid::LanguageIdentifier;

/// A language that every text exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Danish.
    Da,
    /// Norwegian, bokmål.
    Nb,
    /// English, also where nothing else is known.
    #[default]
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Da, Self::Nb, Self::En];

    /// The tag, BCP 47: `da`, `nb`, `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Da => "Dansk",
            Self::Nb => "Norsk bokmål",
            Self::En => "English",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a tag as people and systems write it: `da`, `da-DK`, `nb_NO.UTF-8`, `no`, `en-GB`.
    /// Nynorsk is answered in bokmål.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let without_charset = tag.split(['.', '@']).next().unwrap_or(tag);
        let tag: LanguageIdentifier = without_charset.parse().map_err(|_| UnknownLanguage)?;
        match tag.language.as_str() {
            "da" => Ok(Self::Da),
            "nb" | "nn" | "no" => Ok(Self::Nb),
            "en" => Ok(Self::En),
            _ => Err(UnknownLanguage),
        }
    }
}

/// The tag names none of da, nb and en.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the languages are da, nb and en")]
pub struct UnknownLanguage;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_as_systems_write_them() {
        for (tag, language) in [
            ("da", Ok(Language::Da)),
            ("DA-dk", Ok(Language::Da)),
            ("da_DK.UTF-8", Ok(Language::Da)),
            ("nb", Ok(Language::Nb)),
            ("nb-NO", Ok(Language::Nb)),
            ("no", Ok(Language::Nb)),
            ("nn_NO", Ok(Language::Nb)),
            ("en", Ok(Language::En)),
            ("en-GB", Ok(Language::En)),
            ("sv-SE", Err(UnknownLanguage)),
            ("C.UTF-8", Err(UnknownLanguage)),
            ("", Err(UnknownLanguage)),
        ] {
            assert_eq!(tag.parse::<Language>(), language, "{tag:?}");
        }
    }

    #[test]
    fn a_language_reads_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
    }
}
