//! Attack 4: 64 threads, one wrong PIN each, and 32 processes on one home: exactly 3 verifications.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, Barrier},
    thread,
};

use kodevagt_core::{
    authenticator::{Authenticator, Error},
    ports::Keystore as _,
    vault::store::Home,
};
use kodevagt_tests::{
    entropy::SimEntropy, files::FileKeystore, keystore::SimKeystore, masked, power::Power,
};

use kodevagt_tests::stand::{NOW, REUSABLE, RIGHT, WRONG, options, pin};

const THREADS: usize = 64;
const PROCESSES: usize = 32;

#[test]
fn a04_sixty_four_threads_are_three_tries() {
    let home = tempfile::tempdir().unwrap();
    let keys = SimKeystore::new(1, REUSABLE, &Power::default());
    let entropy = SimEntropy::new(1);
    let open = || -> Result<Authenticator, Error> {
        let (keys, entropy) = (Arc::new(keys.clone()), Arc::new(entropy.clone()));
        Authenticator::open(Home::new(home.path()), keys, entropy, options())
    };
    open().unwrap().set_pin(&pin(RIGHT), NOW).unwrap();
    let before = keys.derives("pin");
    let start = Barrier::new(THREADS);
    let answers: Vec<Error> = thread::scope(|threads| {
        let guess = || {
            let mut phone = open().unwrap();
            start.wait();
            phone.unlock(&pin(WRONG), NOW).unwrap_err()
        };
        let guessing: Vec<_> = (0..THREADS).map(|_| threads.spawn(guess)).collect();
        guessing
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(keys.derives("pin") - before, 3);
    let wrong = |error: &&Error| matches!(error, Error::WrongPin { .. });
    assert_eq!(
        answers.iter().filter(wrong).count(),
        2,
        "the third is told that it blocked"
    );
    let blocked = |error: &&Error| matches!(error, Error::Blocked);
    assert_eq!(
        answers.iter().filter(blocked).count(),
        THREADS - 2,
        "{answers:?}"
    );
    assert!(matches!(
        open().unwrap().unlock(&pin(RIGHT), NOW),
        Err(Error::Blocked)
    ));
    assert!(
        keys.aliases()
            .unwrap()
            .iter()
            .all(|alias| !alias.as_str().starts_with("pin/"))
    );
}

#[test]
fn a04_thirty_two_processes_are_three_tries() {
    let folder = tempfile::tempdir().unwrap();
    let (home, keys) = (folder.path().join("home"), folder.path().join("keys"));
    let process = |command: &str, typed: &str| run(&home, &keys, command, typed);
    assert_eq!(finish(process("set-up", RIGHT)), "");
    let counter = FileKeystore::new(&keys).unwrap();
    let before = counter.derives();
    let running: Vec<_> = (0..PROCESSES).map(|_| process("attempt", WRONG)).collect();
    let mut answers: Vec<String> = running.into_iter().map(finish).collect();
    answers.sort();
    assert_eq!(counter.derives() - before, 3, "{answers:?}");
    let (blocked, wrong) = answers.split_at(PROCESSES - 2);
    assert!(
        blocked.iter().all(|answer| answer == "blocked"),
        "{answers:?}"
    );
    assert_eq!(wrong, ["wrong 1", "wrong 2"]);
    assert_eq!(finish(process("attempt", RIGHT)), "blocked");
}

fn run(home: &Path, keys: &Path, command: &str, typed: &str) -> std::process::Child {
    let mut process = Command::new(env!("CARGO_BIN_EXE_phone-process"))
        .args([home, keys])
        .arg(command)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    masked::send(process.stdin.as_mut().unwrap(), typed.as_bytes()).unwrap();
    process
}

fn finish(process: std::process::Child) -> String {
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
