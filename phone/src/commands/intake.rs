//! Accounts coming in: typed, scanned, imported, restored.

use std::path::{Path, PathBuf};

use kodevagt_bindings::{self as bindings, Outcome, Owner, Problem, Taken};
use kodevagt_texts::{Code, id, text};
use serde::Serialize;

use super::shape::{Entry, title};
use crate::context::{Answer, Context};
use crate::files;
use crate::look::{Ink, Look, cell, plain, table};
use crate::stop::{Stop, in_words, parts};

/// `add URI`: refused as a whole when nothing of it could be taken in.
pub(super) fn add(context: &Context, uri: &str) -> Answer {
    let phone = context.open()?;
    let question = context.say(id!("cli-ask-uri"));
    let uri = context.ask.argument(uri, &question)?;
    let taken = phone.add_text(&uri)?;
    let refused = |entry: &bindings::Entry| entry.outcome == Outcome::Refused;
    let all = taken.entries.iter().all(refused);
    let why = taken
        .entries
        .first()
        .and_then(|entry| entry.problem.clone());
    let answer = entries(context, None, taken)?;
    match why {
        Some(why) if all => Err(Stop::refused(why).after(answer)),
        _ => Ok(answer),
    }
}

/// `scan IMAGE…`: all pictures are read first and their texts taken at once, so that the parts of a
/// migration count together.
pub(super) fn scan(context: &Context, images: &[PathBuf]) -> Answer {
    let mut texts = Vec::new();
    let mut without = Vec::new();
    for image in images {
        let picture = files::read(image)?;
        match context.busy(id!("cli-busy-picture"), || bindings::decode_image(&picture)) {
            Ok(found) if found.is_empty() => without.push((image, Code::NoQrFound.into())),
            Ok(found) => texts.extend(found),
            Err(failure) => without.push((image, failure.problem().clone())),
        }
    }
    let phone = context.open()?;
    let mut taken = match texts.is_empty() {
        true => Taken {
            entries: Vec::new(),
            missing: None,
        },
        false => phone.add_texts(texts)?,
    };
    let refused = without
        .into_iter()
        .map(|(image, problem)| nothing_in(image, problem));
    taken.entries.extend(refused);
    entries(context, None, taken)
}

/// A picture that nothing could be read from, under its own name.
fn nothing_in(image: &Path, problem: Problem) -> bindings::Entry {
    bindings::Entry {
        id: None,
        issuer: String::new(),
        label: image.to_string_lossy().into_owned(),
        kind: None,
        owner: Owner::Personal,
        outcome: Outcome::Refused,
        problem: Some(problem),
    }
}

/// `decode IMAGE…`: what the codes say, stored nowhere.
pub(super) fn decode(context: &Context, images: &[PathBuf]) -> Answer {
    #[derive(Serialize)]
    struct Read {
        file: String,
        texts: Vec<String>,
        error: Option<Fault>,
    }
    #[derive(Serialize)]
    struct Fault {
        code: String,
        what: String,
    }
    let mut read = Vec::with_capacity(images.len());
    for image in images {
        let picture = files::read(image).map_err(|_| files::unreadable(image));
        let texts = picture.and_then(|picture| {
            let texts = context.busy(id!("cli-busy-picture"), || bindings::decode_image(&picture));
            match texts {
                Ok(texts) if texts.is_empty() => Err(Code::NoQrFound.into()),
                texts => texts.map_err(|failure| failure.problem().clone()),
            }
        });
        let error = texts.as_ref().err().map(|problem| Fault {
            code: problem.code.clone(),
            what: in_words(problem, context.language).what,
        });
        read.push(Read {
            file: image.to_string_lossy().into_owned(),
            texts: texts.unwrap_or_default(),
            error,
        });
    }
    context.answer(&read, |look| {
        let mut lines = Vec::new();
        for Read { file, texts, error } in &read {
            lines.push(look.paint(Ink::Faint, &format!("{}:", plain(file))));
            lines.extend(texts.iter().map(|text| format!("  {}", plain(text))));
            lines.extend(error.iter().map(|error| {
                let what = format!("{} ({})", error.what, error.code);
                format!("  {}", look.paint(Ink::Warn, &plain(&what)))
            }));
        }
        lines.join("\n")
    })
}

/// `import FILE`.
pub(super) fn import(context: &Context, file: &Path, format: Option<String>) -> Answer {
    let bytes = files::read(file)?;
    let phone = context.open()?;
    let imported = context.busy(id!("cli-busy-import"), || phone.import_file(&bytes, format))?;
    entries(context, Some(imported.format), imported.taken)
}

/// `formats`.
pub(super) fn formats(context: &Context) -> Answer {
    #[derive(Serialize)]
    struct Formats {
        formats: Vec<String>,
    }
    let formats = Formats {
        formats: bindings::import_formats(),
    };
    context.answer(&formats, |_| formats.formats.join("\n"))
}

/// `restore FILE`: the PIN first, then the passphrase.
pub(super) fn restore(context: &Context, file: &Path) -> Answer {
    let bytes = files::read(file)?;
    let phone = context.open()?;
    let passphrase = context.ask.passphrase()?;
    let taken = context.busy(id!("cli-busy-backup"), || {
        phone.restore(&bytes, &passphrase)
    })?;
    entries(context, None, taken)
}

/// What became of everything that was read.
fn entries(context: &Context, format: Option<String>, taken: Taken) -> Answer {
    #[derive(Serialize)]
    struct Entries {
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        entries: Vec<Entry>,
        missing: Vec<String>,
    }
    let Taken { entries, missing } = taken;
    if let Some(problem) = &missing {
        let said = in_words(problem, context.language);
        context.notice(&format!("{} {} {}", said.what, said.why, said.todo));
    }
    let language = context.language;
    let entries = Entries {
        format,
        entries: entries
            .into_iter()
            .map(|entry| Entry::new(entry, language))
            .collect(),
        missing: missing.as_ref().map(parts).unwrap_or_default(),
    };
    context.answer(&entries, |look| told(context, &entries.entries, look))
}

fn told(context: &Context, entries: &[Entry], look: Look) -> String {
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let (word, ink) = match entry.outcome {
                "imported" => (context.say(id!("cli-imported")), Ink::Good),
                "duplicate" => (context.say(id!("cli-duplicate")), Ink::Faint),
                _ => (context.say(id!("cli-refused")), Ink::Bad),
            };
            let painted = look.paint(ink, &word);
            let why = match (&entry.reason, &entry.code) {
                (Some(reason), Some(code)) => format!("{reason} ({code})"),
                _ => String::new(),
            };
            vec![
                (word, painted),
                cell(title(&entry.issuer, &entry.label)),
                cell(why),
            ]
        })
        .collect();
    let count = |outcome| {
        entries
            .iter()
            .filter(|entry| entry.outcome == outcome)
            .count()
    };
    let sum = text!(
        context.language,
        "cli-taken",
        imported = count("imported"),
        duplicates = count("duplicate"),
        refused = count("refused"),
    );
    format!("{}\n{sum}", table(&rows))
}
