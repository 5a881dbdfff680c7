//! Looking a text up and filling its arguments in.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Code, Id, Language};

/// What a person is told about a failure: three parts, each a sentence or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// What happened.
    pub what: String,
    /// Why it happened.
    pub why: String,
    /// What to do now.
    pub do_: String,
}

/// A value inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A whole number, which may choose between singular and plural.
    Number(i64),
    /// Text as it is, shown unchanged.
    Text(&'a str),
}

/// Explains `code` in `language`. The arguments that a code takes are [`Code::variables`]; one that is
/// missing is shown by its name in braces.
#[must_use]
pub fn explain(code: Code, args: &[(&str, Arg<'_>)], language: Language) -> Explained {
    let part = |attribute| format(language, code.message(), attribute, args);
    Explained {
        what: part(None),
        why: part(Some("why")),
        do_: part(Some("do")),
    }
}

/// The text `id` in `language`, its arguments filled in; [`text!`](crate::text!) is shorter to write.
#[must_use]
pub fn text(id: Id, args: &[(&str, Arg<'_>)], language: Language) -> String {
    format(language, id.as_str(), None, args)
}

fn format(
    language: Language,
    id: &str,
    attribute: Option<&str>,
    args: &[(&str, Arg<'_>)],
) -> String {
    let bundle = bundle(language);
    let pattern = bundle
        .get_message(id)
        .and_then(|message| match attribute {
            None => message.value(),
            Some(name) => message.get_attribute(name).map(|found| found.value()),
        })
        .expect("tests/complete.rs holds every id in every language");
    let args: FluentArgs<'_> = args
        .iter()
        .map(|(name, arg)| (*name, arg.value()))
        .collect();
    // A missing argument shows as its name: better a text with a hole than none.
    let mut missing = Vec::new();
    bundle
        .format_pattern(pattern, Some(&args), &mut missing)
        .into_owned()
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(language: Language) -> &'static Bundle {
    static DA: LazyLock<Bundle> = LazyLock::new(|| load(Language::Da, locale!("da")));
    static NB: LazyLock<Bundle> = LazyLock::new(|| load(Language::Nb, locale!("nb")));
    static EN: LazyLock<Bundle> = LazyLock::new(|| load(Language::En, locale!("en")));
    match language {
        Language::Da => &DA,
        Language::Nb => &NB,
        Language::En => &EN,
    }
}

fn load(language: Language, files: [&str; 4]) -> Bundle {
    let tag: LanguageIdentifier = language
        .tag()
        .parse()
        .expect("da, nb and en are well-formed tags");
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // The isolation marks are for right-to-left languages, which Kodevagt doesn't speak; in a terminal
    // and in a script's output they are stray characters.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new(file.to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the files are part of the program, and tests/complete.rs reads them");
        bundle
            .add_resource(resource)
            .expect("no id stands twice, which tests/complete.rs would see");
    }
    bundle
}

macro_rules! locale {
    ($tag:literal) => {
        [
            include_str!(concat!("../locales/", $tag, "/errors.ftl")),
            include_str!(concat!("../locales/", $tag, "/app.ftl")),
            include_str!(concat!("../locales/", $tag, "/cli.ftl")),
            include_str!(concat!("../locales/", $tag, "/messages.ftl")),
        ]
    };
}
use locale;

impl<'a> Arg<'a> {
    fn value(self) -> FluentValue<'a> {
        match self {
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
        }
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u8> for Arg<'_> {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    /// Numbers beyond `i64::MAX` are shown as that.
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}
