//! Every text in every language: all there, nothing stray, the same variables, the plurals right.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use kodevagt_texts::{Arg, Code, Explained, Id, Language, explain, text};

/// A message's parts by name (`""` is the value), each with its variables.
type Parts = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_code_has_three_parts_in_every_language_with_its_own_variables() {
    for language in Language::ALL {
        let messages = read(language, "errors");
        for code in Code::ALL {
            let parts = messages
                .get(code.message())
                .unwrap_or_else(|| panic!("{code} {} is missing in {language}", code.message()));
            assert_eq!(
                parts.keys().collect::<Vec<_>>(),
                ["", "do", "why"],
                "{code} in {language}"
            );
            let used: BTreeSet<&str> = parts.values().flatten().map(String::as_str).collect();
            let declared: BTreeSet<&str> = code.variables().iter().copied().collect();
            assert_eq!(used, declared, "{code} in {language}");
        }
    }
}

#[test]
fn no_message_without_a_code() {
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.message()).collect();
    assert_eq!(known.len(), Code::ALL.len(), "two codes share a message");
    for language in Language::ALL {
        for id in read(language, "errors").keys() {
            assert!(
                known.contains(id.as_str()),
                "{id} in {language} has no code"
            );
        }
    }
}

#[test]
fn every_other_text_stands_in_every_language_with_the_same_variables() {
    for file in ["app", "cli", "messages"] {
        let english = read(Language::En, file);
        for language in [Language::Da, Language::Nb] {
            let other = read(language, file);
            assert_eq!(
                english.keys().collect::<Vec<_>>(),
                other.keys().collect::<Vec<_>>(),
                "{file}.ftl in {language}: the ids differ"
            );
            for (id, parts) in &english {
                assert_eq!(parts, &other[id], "{file}.ftl: {id} in {language}");
            }
        }
        for (id, parts) in &english {
            assert!(id.starts_with(file), "{id} stands in {file}.ftl");
            assert_eq!(
                parts.keys().collect::<Vec<_>>(),
                [""],
                "{id} is a value only"
            );
        }
    }
}

#[test]
fn the_names_checked_while_compiling_are_those_of_the_files() {
    let compiled: BTreeSet<String> = Id::all().map(|id| id.as_str().to_owned()).collect();
    let read: BTreeSet<String> = ["app", "cli", "messages"]
        .into_iter()
        .flat_map(|file| read(Language::En, file).into_keys())
        .collect();
    assert_eq!(compiled, read);
}

#[test]
fn everything_resolves_without_a_hole_or_a_stray_mark() {
    for language in Language::ALL {
        for code in Code::ALL {
            let args: Vec<_> = code
                .variables()
                .iter()
                .map(|name| (*name, Arg::Number(2)))
                .collect();
            let Explained { what, why, do_ } = explain(*code, &args, language);
            for part in [&what, &why, &do_] {
                assert!(is_clean(part), "{code} in {language}: {part:?}");
                // A list may end a sentence that gives it.
                assert!(
                    part.ends_with(['.', '?', '2']),
                    "{code} in {language}: {part:?}"
                );
            }
        }
        for id in Id::all() {
            let said = text(id, &[], language);
            assert!(!said.is_empty(), "{id:?} in {language}");
            assert!(
                !said.contains(['\u{2068}', '\u{2069}']),
                "{id:?} in {language}"
            );
        }
    }
}

#[test]
fn one_try_and_two_tries() {
    let said = |left: i64, language| {
        explain(
            Code::WrongPin,
            &[("attempts_left", Arg::Number(left))],
            language,
        )
        .what
    };
    assert_eq!(
        said(1, Language::Da),
        "Forkert pinkode. Du har 1 forsøg tilbage."
    );
    assert_eq!(
        said(2, Language::Da),
        "Forkert pinkode. Du har 2 forsøg tilbage."
    );
    assert_eq!(
        said(1, Language::Nb),
        "Feil PIN-kode. Du har 1 forsøk igjen."
    );
    assert_eq!(
        said(2, Language::Nb),
        "Feil PIN-kode. Du har 2 forsøk igjen."
    );
    assert_eq!(said(1, Language::En), "Wrong PIN. 1 try left.");
    assert_eq!(said(2, Language::En), "Wrong PIN. 2 tries left.");
}

#[test]
fn every_choice_by_number_has_a_singular_and_a_plural() {
    for language in Language::ALL {
        for file in FILES {
            for (variable, variants) in selectors(&source(language, file)) {
                if variable == "field" {
                    continue; // chooses by name, not by number
                }
                assert_eq!(
                    variants,
                    ["one", "other"],
                    "{variable} in {language}/{file}.ftl"
                );
            }
        }
    }
}

#[test]
fn a_text_argument_is_shown_as_it_is() {
    let said = explain(
        Code::UnknownType,
        &[("value", Arg::Text("{ $value } <b>"))],
        Language::En,
    );
    assert_eq!(said.what, "The type \"{ $value } <b>\" is unknown.");
}

fn is_clean(said: &str) -> bool {
    !said.is_empty() && !said.contains(['{', '}', '\u{2068}', '\u{2069}', '\n'])
}

const FILES: [&str; 4] = ["errors", "app", "cli", "messages"];

fn source(language: Language, file: &str) -> String {
    let path = format!(
        "{}/locales/{language}/{file}.ftl",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every message of a file. Junk and ids that stand twice fail the test.
fn read(language: Language, file: &str) -> BTreeMap<String, Parts> {
    let source = source(language, file);
    let resource = fluent_syntax::parser::parse(source.as_str())
        .unwrap_or_else(|(_, errors)| panic!("{language}/{file}.ftl: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut parts = Parts::new();
        if let Some(value) = &message.value {
            parts.insert(String::new(), variables(value));
        }
        for attribute in &message.attributes {
            parts.insert(attribute.id.name.to_owned(), variables(&attribute.value));
        }
        let id = message.id.name.to_owned();
        assert!(
            messages.insert(id.clone(), parts).is_none(),
            "{id} stands twice in {language}/{file}.ftl"
        );
    }
    messages
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(pattern, &mut |expression| {
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, .. } => selector,
        };
        if let InlineExpression::VariableReference { id } = inline {
            found.insert(id.name.to_owned());
        }
    });
    found
}

/// The variable and the variants' names of every choice in a file.
fn selectors(source: &str) -> Vec<(String, Vec<String>)> {
    use fluent_syntax::ast::VariantKey;

    let resource = fluent_syntax::parser::parse(source).unwrap();
    let mut found = Vec::new();
    let mut note = |expression: &Expression<&str>| {
        let Expression::Select { selector, variants } = expression else {
            return;
        };
        let InlineExpression::VariableReference { id } = selector else {
            panic!("a choice is made by a variable");
        };
        let names = variants
            .iter()
            .map(|variant| match variant.key {
                VariantKey::Identifier { name } => name.to_owned(),
                VariantKey::NumberLiteral { value } => value.to_owned(),
            })
            .collect();
        found.push((id.name.to_owned(), names));
    };
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let attributes = message.attributes.iter().map(|attribute| &attribute.value);
            for pattern in message.value.iter().chain(attributes) {
                walk(pattern, &mut note);
            }
        }
    }
    found
}

fn walk(pattern: &Pattern<&str>, visit: &mut dyn FnMut(&Expression<&str>)) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        visit(expression);
        if let Expression::Select { variants, .. } = expression {
            for variant in variants {
                walk(&variant.value, visit);
            }
        }
    }
}
