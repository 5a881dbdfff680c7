//! Attack 10: Database, journals, logs, memory dump after lock searched for seed, key and PIN: nothing.
//!
//! A real process sets a phone up, unlocks it, shows codes and locks; its whole memory is read while it
//! lives. The phone that was left open is the control: there everything must be found.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::Path,
    process::{Child, Command, Stdio},
};

use base32::Alphabet;
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use kodevagt_tests::{files::FileKeystore, masked, reader};
use tempfile::TempDir;

/// Six digits: four would turn up in any memory by chance.
const PIN: &[u8] = b"730914";
const SEED: &[u8] = b"\x8a\x17seed-of-a10\x00\xfe\x91\x44\x03\xbe\xef";

/// What is searched for, by name.
type Needles = Vec<(String, Vec<u8>)>;

struct Session {
    folder: TempDir,
    process: Child,
}

impl Session {
    fn start(command: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_phone-process"))
            .args([folder.path().join("home"), folder.path().join("keys")])
            .arg(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(folder.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let input = process.stdin.as_mut().unwrap();
        masked::send(input, PIN).unwrap();
        masked::send(input, SEED).unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert_eq!(line, "ready\n");
        Self { folder, process }
    }

    fn needles(&self) -> Needles {
        let keystore = FileKeystore::new(&self.folder.path().join("keys")).unwrap();
        let keys = reader::read(&self.folder.path().join("home"), &keystore, PIN).unwrap();
        let base32 = base32::encode(Alphabet::Rfc4648 { padding: false }, SEED);
        let mut needles: Needles = vec![
            ("the PIN".to_owned(), PIN.to_vec()),
            ("the seed".to_owned(), SEED.to_vec()),
            ("the seed in base32".to_owned(), base32.clone().into_bytes()),
            (
                "the seed in lower-case base32".to_owned(),
                base32.to_lowercase().into_bytes(),
            ),
            (
                "the seed in base64".to_owned(),
                BASE64.encode(SEED).into_bytes(),
            ),
        ];
        for (name, key) in keys.named {
            for (form, bytes) in [
                ("", key.to_vec()),
                (" in hex", HEXLOWER.encode(&key).into_bytes()),
                (" in HEX", HEXUPPER.encode(&key).into_bytes()),
                (" in base64", BASE64.encode(&key).into_bytes()),
            ] {
                needles.push((format!("{name}{form}"), bytes));
            }
        }
        needles
    }

    /// The names of what is found in the process's memory, with the region's name.
    fn found_in_memory(&self, needles: &Needles) -> Vec<String> {
        let process = Path::new("/proc").join(self.process.id().to_string());
        let maps = fs::read_to_string(process.join("maps")).unwrap();
        let mut memory = File::open(process.join("mem")).unwrap();
        let (mut found, mut seen) = (Vec::new(), 0);
        for map in maps.lines().filter(|map| {
            map.split(' ')
                .nth(1)
                .is_some_and(|mode| mode.starts_with('r'))
        }) {
            let (from, to) = map.split_once(' ').unwrap().0.split_once('-').unwrap();
            let [from, to] = [from, to].map(|at| u64::from_str_radix(at, 16).unwrap());
            let mut region = vec![0; usize::try_from(to - from).unwrap()];
            // The kernel's own pages in it ([vvar]) can't be read, by anyone.
            if memory.seek(SeekFrom::Start(from)).is_err()
                || memory.read_exact(&mut region).is_err()
            {
                assert!(map.contains("[v"), "{map}");
                continue;
            }
            seen += region.len();
            found.extend(search(&region, needles).map(|name| format!("{name} in {map}")));
        }
        assert!(seen > 1 << 20, "{seen} bytes are not a process");
        found
    }

    fn found_in_files(&self, needles: &Needles) -> Vec<String> {
        let mut found = Vec::new();
        let mut searched = 0;
        for folder in [
            self.folder.path().to_owned(),
            self.folder.path().join("home"),
        ] {
            for file in fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
            {
                if file.is_file() {
                    searched += 1;
                    let content = fs::read(&file).unwrap();
                    found.extend(
                        search(&content, needles).map(|name| format!("{name} in {file:?}")),
                    );
                }
            }
        }
        assert!(searched >= 4, "both databases, the WAL and the log");
        found
    }

    fn end(mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().unwrap().success());
        let log = fs::read(self.folder.path().join("log")).unwrap();
        assert_eq!(String::from_utf8_lossy(&log), "", "nothing is logged");
    }
}

fn search<'n>(content: &[u8], needles: &'n Needles) -> impl Iterator<Item = &'n str> {
    let holds = |needle: &[u8]| {
        let first = needle[0];
        let mut at = 0;
        while let Some(next) = content[at..].iter().position(|byte| *byte == first) {
            at += next;
            if content[at..].starts_with(needle) {
                return true;
            }
            at += 1;
        }
        false
    };
    let found: Vec<_> = needles.iter().filter(|(_, needle)| holds(needle)).collect();
    found.into_iter().map(|(name, _)| name.as_str())
}

#[test]
fn a10_after_lock_nothing_is_found_in_memory_files_or_logs() {
    let session = Session::start("session");
    let needles = session.needles();
    assert_eq!(session.found_in_memory(&needles), [""; 0]);
    assert_eq!(session.found_in_files(&needles), [""; 0]);
    session.end();
}

#[test]
fn a10_control_an_open_phone_has_it_all_in_memory() {
    let session = Session::start("left-open");
    let needles = session.needles();
    let found = session.found_in_memory(&needles).join("\n");
    for name in ["the PIN", "the seed", "the root", "the record key"] {
        assert!(
            found
                .lines()
                .any(|line| line.starts_with(&format!("{name} in "))),
            "{name}: {found}"
        );
    }
    assert_eq!(session.found_in_files(&needles), [""; 0]);
    session.end();
}
