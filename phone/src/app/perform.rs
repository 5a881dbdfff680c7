//! Asking the phone: each request is a call or two of the façade; those that go online are in `online`.

mod online;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use kodevagt_bindings::{Authenticator, ExportFormat, Failure, Problem, Secret, draw_qr};
use kodevagt_texts::Code;
use zeroize::Zeroizing;

use super::effect::{Reply, Request};
use super::secret::Typed;

/// The largest file that is read: as large as the largest picture that the façade takes.
const LARGEST_FILE: u64 = 32 << 20;

/// Asks the phone and waits for the answer.
///
/// # Errors
/// The façade's, and files that can't be read or written.
pub(crate) fn perform(phone: &Authenticator, request: Request) -> Result<Reply, Problem> {
    ask(phone, request).map_err(|failure| failure.problem().clone())
}

fn ask(phone: &Authenticator, request: Request) -> Result<Reply, Failure> {
    Ok(match request {
        Request::CheckPin(pin) => done(phone.check_new_pin(pin.bytes()))?,
        Request::SetPin(pin) => Reply::Recovery(taken(&phone.set_pin(pin.bytes())?)?),
        Request::Unlock(pin) => done(phone.unlock(pin.bytes()))?,
        Request::CheckRecovery(code) => done(phone.check_recovery_code(code.as_str()))?,
        Request::Recover { code, pin } => {
            Reply::Recovery(taken(&phone.recover(code.as_str(), pin.bytes())?)?)
        }
        Request::ChangePin { old, new } => done(phone.change_pin(old.bytes(), new.bytes()))?,
        Request::RenewRecovery(pin) => {
            Reply::Recovery(taken(&phone.renew_recovery_code(pin.bytes())?)?)
        }
        Request::StartOver => done(phone.start_over())?,
        Request::Search(words) => {
            let found = phone.search(&words)?;
            Reply::Found(found.into_iter().map(|account| account.id).collect())
        }
        Request::Count(id) => Reply::Counted(phone.count(&id)?),
        Request::Edit(id, edit) => done(phone.edit(&id, edit).map(drop))?,
        Request::Order(ids) => {
            for (place, id) in (0..).zip(&ids) {
                phone.place(id, place)?;
            }
            Reply::Done
        }
        Request::Remove(id) => done(phone.remove(&id))?,
        Request::Undo => {
            let removed = phone.removed()?;
            let latest = removed.first().ok_or(Failure::Refused {
                problem: Problem::of(Code::NothingToUndo),
            })?;
            done(phone.bring_back(&latest.id).map(drop))?
        }
        Request::Removed => Reply::Removed(phone.removed()?),
        Request::BringBack(id) => {
            phone.bring_back(&id)?;
            Reply::Removed(phone.removed()?)
        }
        Request::Erase(id) => {
            phone.erase(id)?;
            Reply::Removed(phone.removed()?)
        }
        Request::Add(what) => add(phone, what.as_str())?,
        Request::AccountUri { id, pin } => {
            Reply::Uri(taken(&phone.account_uri(&id, pin.bytes())?)?)
        }
        Request::Backup {
            pin,
            passphrase,
            path,
        } => {
            let path = fresh(&path)?;
            write(&path, &phone.backup(pin.bytes(), passphrase.bytes())?)?;
            Reply::Written {
                files: vec![path],
                left_out: Vec::new(),
            }
        }
        Request::Restore { passphrase, path } => {
            let file = read(&home_expanded(path.trim()))?;
            Reply::Taken(phone.restore(&file, passphrase.bytes())?)
        }
        Request::Export { pin, format, path } => export(phone, &pin, format, &path)?,
        Request::SetOffset(offset_ms) => done(phone.set_clock_offset(offset_ms))?,
        online => return online::ask(phone, online),
    })
}

fn done(outcome: Result<(), Failure>) -> Result<Reply, Failure> {
    outcome.map(|()| Reply::Done)
}

fn taken(secret: &Arc<Secret>) -> Result<Typed, Failure> {
    Ok(Typed::take(secret.take()?))
}

/// A link is taken in as it is; anything else is a file: a picture, or another app's export.
fn add(phone: &Authenticator, what: &str) -> Result<Reply, Failure> {
    let what = unquoted(what.trim());
    let path = home_expanded(what.strip_prefix("file://").unwrap_or(what));
    let is_file = path.is_file();
    if !is_file && !looks_like_path(what) {
        return Ok(Reply::Taken(phone.add_text(what)?));
    }
    let file = read(&path)?;
    match phone.scan_image(&file) {
        Err(failure) if failure.problem().code == Code::NotAnImage.to_string() => {
            match phone.import_file(&file, None) {
                Ok(imported) => Ok(Reply::Taken(imported.taken)),
                Err(Failure::Refused { problem })
                    if problem.code == Code::FormatNotRecognised.to_string() =>
                {
                    Err(failure)
                }
                Err(other) => Err(other),
            }
        }
        scanned => Ok(Reply::Taken(scanned?)),
    }
}

/// A terminal quotes the name of a file that is dropped on it.
fn unquoted(text: &str) -> &str {
    ['\'', '"']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(text)
}

fn looks_like_path(text: &str) -> bool {
    let ends = [".png", ".jpg", ".jpeg", ".webp", ".txt", ".json"];
    let lower = text.to_lowercase();
    let link = lower.contains("://") || lower.starts_with("otpauth");
    !link && (text.starts_with(['/', '~', '.']) || ends.iter().any(|end| lower.ends_with(end)))
}

fn home_expanded(text: &str) -> PathBuf {
    match (text.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

fn export(
    phone: &Authenticator,
    pin: &Typed,
    format: ExportFormat,
    path: &str,
) -> Result<Reply, Failure> {
    let first = fresh(path)?;
    let out = phone.export(pin.bytes(), format)?;
    let uris: Vec<Typed> = out.uris.iter().map(taken).collect::<Result<_, _>>()?;
    let mut files = Vec::new();
    match format {
        ExportFormat::Uri => {
            let length = uris.iter().map(|uri| uri.bytes().len() + 1).sum();
            let mut list = Zeroizing::new(Vec::with_capacity(length));
            for uri in &uris {
                list.extend_from_slice(uri.bytes());
                list.push(b'\n');
            }
            write(&first, &list)?;
            files.push(first);
        }
        ExportFormat::Migration => {
            let stem = first.with_extension("");
            for (number, uri) in (1..).zip(&uris) {
                let path = PathBuf::from(format!("{}-{number}.png", stem.display()));
                write(&path, &Zeroizing::new(draw_qr(uri.as_str())?.png))?;
                files.push(path);
            }
        }
    }
    Ok(Reply::Written {
        files,
        left_out: out.left_out,
    })
}

/// A path where no file is yet: said before a PIN is asked of the phone for nothing.
fn fresh(path: &str) -> Result<PathBuf, Failure> {
    let path = home_expanded(unquoted(path.trim()));
    if path.exists() {
        return Err(about(Code::FileExists, &path));
    }
    Ok(path)
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let unreadable = |_| about(Code::CannotRead, path);
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length > LARGEST_FILE {
        return Err(Failure::Refused {
            problem: Problem::of(Code::ImportTooLarge),
        });
    }
    Ok(Zeroizing::new(fs::read(path).map_err(unreadable)?))
}

/// Writes a new file that only its owner may read.
fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(content)?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => about(Code::FileExists, path),
        _ => about(Code::CannotWrite, path),
    })
}

fn about(code: Code, path: &Path) -> Failure {
    Failure::Refused {
        problem: Problem::of(code).with("file", path.display().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_paths_are_told_apart() {
        for path in ["~/qr.png", "/tmp/x", "./a", "Skærmbillede.PNG", "out.json"] {
            assert!(looks_like_path(path), "{path}");
        }
        for link in ["otpauth://totp/a.png", "https://a.dk/b.png", "JBSWY3DP"] {
            assert!(!looks_like_path(link), "{link}");
        }
        assert_eq!(unquoted("'/a b.png'"), "/a b.png");
        assert_eq!(unquoted("'/a"), "'/a");
    }
}
