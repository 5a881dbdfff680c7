//! A toy database through every crash: what was committed is there, what wasn't isn't.

use kodevagt_tests::{
    disk::{Loss, VFS},
    phone::SimPhone,
    schedule::{Crash, Plan, Tried},
};
use rusqlite::{Connection, OpenFlags};

const COMMITS: i64 = 4;

/// How the toy keeps its file.
#[derive(Clone, Copy)]
struct Keeping {
    journal: &'static str,
    synchronous: &'static str,
}

const EXTRA: Keeping = Keeping {
    journal: "DELETE",
    synchronous: "EXTRA",
};
const WAL: Keeping = Keeping {
    journal: "WAL",
    synchronous: "FULL",
};

fn open(phone: &SimPhone, keeping: Keeping) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let file = Connection::open_with_flags_and_vfs(phone.home().join("toy.db"), flags, VFS)?;
    if keeping.journal == "WAL" {
        // Set before the journal mode, SQLite's WAL needs no shared memory. (Not for a rollback
        // journal: there it keeps the journal file, so that deletions wouldn't be seen.)
        file.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    }
    file.pragma_update(None, "journal_mode", keeping.journal)?;
    file.pragma_update(None, "synchronous", keeping.synchronous)?;
    file.execute_batch("CREATE TABLE IF NOT EXISTS toy (n INTEGER, side TEXT, filling BLOB)")?;
    Ok(file)
}

/// Commits pairs of rows one after the other, and answers how many it was told are committed.
fn commit_pairs(phone: &SimPhone, keeping: Keeping) -> i64 {
    let Ok(mut file) = open(phone, keeping) else {
        return 0;
    };
    let pair = |file: &mut Connection, n: i64| -> rusqlite::Result<()> {
        let transaction = file.transaction()?;
        for side in ["left", "right"] {
            let row = (n, side, vec![7_u8; 3000]);
            transaction.execute("INSERT INTO toy VALUES (?1, ?2, ?3)", row)?;
        }
        transaction.commit()
    };
    (1..=COMMITS)
        .take_while(|n| pair(&mut file, *n).is_ok())
        .count() as i64
}

/// Whether the file opens and holds all acknowledged pairs, whole, and at most the one under way.
fn is_right(phone: &SimPhone, keeping: Keeping, acknowledged: i64) -> bool {
    let look = || -> rusqlite::Result<bool> {
        let file = open(phone, keeping)?;
        let sound: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        let count = |side: &str| -> rusqlite::Result<i64> {
            file.query_row("SELECT count(*) FROM toy WHERE side = ?1", [side], |row| {
                row.get(0)
            })
        };
        let (left, right) = (count("left")?, count("right")?);
        let whole = left == right && (acknowledged..=acknowledged + 1).contains(&left);
        Ok(sound == "ok" && whole)
    };
    look().unwrap_or(false)
}

/// Crashes everywhere; how many crashes left the file wrong.
fn wrong(base: &SimPhone, keeping: Keeping, mixed: u64) -> (Tried, Vec<Crash>) {
    let mut wrong = Vec::new();
    let tried = Plan { mixed }.every_crash(
        base,
        |phone| commit_pairs(phone, keeping),
        |phone, crash, acknowledged| {
            if !is_right(phone, keeping, acknowledged) {
                wrong.push(crash);
            }
        },
    );
    (tried, wrong)
}

#[test]
fn committed_is_there_after_every_crash() {
    for keeping in [EXTRA, WAL] {
        let (tried, wrong) = wrong(&SimPhone::new(1), keeping, 3);
        assert_eq!(wrong, [], "{}", keeping.journal);
        assert!(tried.operations > 20, "{tried:?}");
        println!("{}: {tried:?}", keeping.journal);
    }
}

#[test]
fn a_disk_that_lies_about_syncs_is_seen() {
    for keeping in [EXTRA, WAL] {
        let phone = SimPhone::new(1);
        phone.disk().lie_about_syncs();
        let (_, wrong) = wrong(&phone, keeping, 2);
        assert!(!wrong.is_empty(), "{}", keeping.journal);
    }
}

#[test]
fn synchronous_off_is_seen() {
    for journal in ["DELETE", "WAL"] {
        let keeping = Keeping {
            journal,
            synchronous: "OFF",
        };
        let (_, wrong) = wrong(&SimPhone::new(1), keeping, 2);
        assert!(!wrong.is_empty(), "{journal}");
    }
}

#[test]
fn a_directory_that_is_not_synced_brings_a_journal_back() {
    let phone = SimPhone::new(1);
    phone.disk().forget_directory_syncs();
    let (_, wrong) = wrong(&phone, EXTRA, 2);
    assert!(!wrong.is_empty());
}

#[test]
fn a_killed_process_loses_nothing_it_wrote() {
    let mut phone = SimPhone::new(1);
    phone.disk().lie_about_syncs();
    let acknowledged = commit_pairs(&phone, WAL);
    phone.restart(Loss::KeepAll);
    assert!(is_right(&phone, WAL, acknowledged));
    assert_eq!(acknowledged, COMMITS);
}
