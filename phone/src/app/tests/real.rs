//! Each request, asked of a real phone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kodevagt_bindings::{Authenticator, Edit, ExportFormat, Outcome, Taken, draw_qr};
use kodevagt_texts::Code as TextCode;
use tempfile::TempDir;

use super::*;
use crate::app::perform::perform;
use crate::open::Place;

const TOTP: &str = "otpauth://totp/GitHub:astrid?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const HOTP: &str = "otpauth://hotp/VPN?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&counter=1";
const PIN: &str = "2849";

fn typed(text: &str) -> Typed {
    Typed::take(text.to_owned())
}

struct Phone {
    directory: TempDir,
    phone: Arc<Authenticator>,
}

impl Phone {
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let home = Some(directory.path().join("home"));
        let phone = Place::new(home, None, None).unwrap().open().unwrap();
        Self { directory, phone }
    }

    fn set_up() -> (Self, Typed) {
        let phone = Self::new();
        let Reply::Recovery(code) = phone.ask(Request::SetPin(typed(PIN))) else {
            panic!("a recovery code is shown once");
        };
        (phone, code)
    }

    fn path(&self, name: &str) -> String {
        self.directory.path().join(name).display().to_string()
    }

    fn ask(&self, request: Request) -> Reply {
        perform(&self.phone, request).unwrap()
    }

    /// The code of the problem that `request` ends in.
    fn refused(&self, request: Request) -> String {
        perform(&self.phone, request).unwrap_err().code
    }

    fn taken(&self, request: Request) -> Taken {
        match self.ask(request) {
            Reply::Taken(taken) => taken,
            other => panic!("{other:?}"),
        }
    }

    fn ids(&self) -> Vec<String> {
        let accounts = self.phone.accounts().unwrap();
        accounts.into_iter().map(|account| account.id).collect()
    }
}

fn outcomes(taken: &Taken) -> Vec<Outcome> {
    taken.entries.iter().map(|entry| entry.outcome).collect()
}

fn is(code: TextCode) -> String {
    code.to_string()
}

#[test]
fn links_pictures_and_lists_come_in_through_one_box() {
    let (phone, _) = Phone::set_up();
    let taken = phone.taken(Request::Add(typed(&format!("  {TOTP} "))));
    assert_eq!(outcomes(&taken), [Outcome::Imported]);
    let picture = phone.path("qr kode.png");
    std::fs::write(&picture, draw_qr(HOTP).unwrap().png).unwrap();
    let taken = phone.taken(Request::Add(typed(&format!("'{picture}'"))));
    assert_eq!(outcomes(&taken), [Outcome::Imported]);
    let list = phone.path("list.txt");
    std::fs::write(&list, format!("{TOTP}\n{HOTP}\n")).unwrap();
    let taken = phone.taken(Request::Add(typed(&format!("file://{list}"))));
    assert_eq!(outcomes(&taken), [Outcome::Duplicate, Outcome::Duplicate]);
    let missing = phone.path("nowhere.png");
    assert_eq!(
        phone.refused(Request::Add(typed(&missing))),
        is(TextCode::CannotRead)
    );
    std::fs::write(&list, "just words").unwrap();
    assert_eq!(
        phone.refused(Request::Add(typed(&list))),
        is(TextCode::NotAnImage)
    );
    let taken = phone.taken(Request::Add(typed("https://example.dk")));
    assert_eq!(outcomes(&taken), [Outcome::Refused]);
}

#[test]
fn accounts_are_found_counted_changed_moved_removed_and_brought_back() {
    let (phone, _) = Phone::set_up();
    phone.ask(Request::Add(typed(TOTP)));
    phone.ask(Request::Add(typed(HOTP)));
    let [totp, hotp] = phone.ids().try_into().unwrap();
    let Reply::Found(found) = phone.ask(Request::Search("vpn".to_owned())) else {
        panic!("a search finds");
    };
    assert_eq!(found, [hotp.as_str()]);
    let Reply::Counted(counted) = phone.ask(Request::Count(hotp.clone())) else {
        panic!("a counter counts");
    };
    assert_eq!((counted.counter, counted.code.len()), (1, 6));
    let edit = Edit {
        label: Some("Bo".to_owned()),
        ..Edit::default()
    };
    phone.ask(Request::Edit(totp.clone(), edit));
    phone.ask(Request::Order(vec![hotp.clone(), totp.clone()]));
    let accounts = phone.phone.accounts().unwrap();
    assert_eq!(
        (accounts[0].id.as_str(), accounts[1].label.as_str()),
        (hotp.as_str(), "Bo")
    );
    phone.ask(Request::Remove(hotp.clone()));
    phone.ask(Request::Undo);
    assert_eq!(phone.refused(Request::Undo), is(TextCode::NothingToUndo));
    phone.ask(Request::Remove(hotp.clone()));
    let Reply::Removed(removed) = phone.ask(Request::Removed) else {
        panic!("what was removed is listed");
    };
    assert_eq!(removed.len(), 1);
    let Reply::Removed(left) = phone.ask(Request::Erase(Some(hotp))) else {
        panic!("what is left is listed");
    };
    assert!(left.is_empty());
    assert_eq!(phone.ids(), [totp]);
}

#[test]
fn accounts_leave_in_files_that_only_their_owner_reads() {
    let (phone, _) = Phone::set_up();
    phone.ask(Request::Add(typed(TOTP)));
    let passphrase = "fire ord på række";
    let backup = |path: String| Request::Backup {
        pin: typed(PIN),
        passphrase: typed(passphrase),
        path,
    };
    let files = written(phone.ask(backup(phone.path("kopi"))));
    assert!(only_owner(&files[0]));
    assert_eq!(
        phone.refused(backup(phone.path("kopi"))),
        is(TextCode::FileExists)
    );
    assert_eq!(
        phone.refused(backup(phone.path("no/such/kopi"))),
        is(TextCode::CannotWrite)
    );

    let (other, _) = Phone::set_up();
    let restore = |passphrase| Request::Restore {
        passphrase: typed(passphrase),
        path: phone.path("kopi"),
    };
    assert_eq!(
        other.refused(restore("fire andre ord")),
        is(TextCode::WrongPassphrase)
    );
    assert_eq!(
        outcomes(&other.taken(restore(passphrase))),
        [Outcome::Imported]
    );

    let export = |format, name| Request::Export {
        pin: typed(PIN),
        format,
        path: phone.path(name),
    };
    let files = written(phone.ask(export(ExportFormat::Uri, "ud.txt")));
    let list = std::fs::read_to_string(&files[0]).unwrap();
    assert!(list.starts_with("otpauth://totp/GitHub:astrid?") && list.ends_with('\n'));
    assert!(only_owner(&files[0]));
    let files = written(phone.ask(export(ExportFormat::Migration, "ud.png")));
    assert_eq!(files, [PathBuf::from(phone.path("ud-1.png"))]);
    let taken = other.taken(Request::Add(typed(&phone.path("ud-1.png"))));
    assert_eq!(outcomes(&taken), [Outcome::Duplicate]);
}

#[test]
fn a_new_pin_a_new_recovery_code_and_a_new_start() {
    let (phone, first) = Phone::set_up();
    assert_eq!(
        phone.refused(Request::CheckPin(typed("1234"))),
        is(TextCode::PinRun)
    );
    let change = Request::ChangePin {
        old: typed(PIN),
        new: typed("7306"),
    };
    phone.ask(change);
    let Reply::Recovery(second) = phone.ask(Request::RenewRecovery(typed("7306"))) else {
        panic!("a recovery code is shown once");
    };
    phone.ask(Request::CheckRecovery(first.clone()));
    let recover = |code| Request::Recover {
        code,
        pin: typed(PIN),
    };
    assert_eq!(phone.refused(recover(first)), is(TextCode::RecoveryWrong));
    phone.ask(recover(second));
    phone.ask(Request::SetOffset(-3000));
    assert_eq!(
        phone.phone.snapshot().unwrap().status.clock_offset_ms,
        -3000
    );
    phone.ask(Request::StartOver);
    assert_eq!(phone.phone.status().unwrap().state, State::NoPin);
}

fn written(reply: Reply) -> Vec<PathBuf> {
    match reply {
        Reply::Written { files, left_out } if left_out.is_empty() => files,
        other => panic!("{other:?}"),
    }
}

#[cfg(unix)]
fn only_owner(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
fn only_owner(path: &Path) -> bool {
    path.is_file()
}
