//! The files of a vault, changed by someone who has the phone but not the PIN's hardware.
//!
//! An input says what is changed: four bytes each, which file, where (two bytes, over and over the
//! file's length) and to what; or, after `file`, the whole vault file.
//!
//! Every input is opened with the right PIN, and its accounts are read. One in [`SHARE`] goes all the way:
//! a wrong PIN first, and codes, a lock and a look at the state afterwards.

use std::sync::{Arc, OnceLock};

use kodevagt_core::account::otpauth;
use kodevagt_core::authenticator::{Authenticator, Options, View};
use kodevagt_core::kdf::Cost;
use kodevagt_core::pin::{Length, Pin};
use kodevagt_core::time::{BootId, Now};

use super::is_one_in;
use crate::disk::Disk;
use crate::phone::{Counting, Hardware};

const NOW: Now = Now {
    wall_ms: 1_800_000_000_000,
    boot_ms: 1000,
    boot_id: BootId([1; 16]),
};

/// Where randomness goes on for a vault that has been made: no name of a key comes twice.
const LATER: u64 = 1 << 32;

/// Of so many inputs one goes all the way.
const SHARE: u32 = 8;

const FILES: [&str; 2] = ["attempt.db", "vault.db"];

/// A vault with three accounts, as it lies on the disk.
struct Base {
    files: [Vec<u8>; 2],
    hardware: Arc<Hardware>,
    accounts: Vec<View>,
}

/// A changed vault opens to what was in it, or not at all.
pub(crate) fn vault_file(input: &[u8]) {
    static BASE: OnceLock<Base> = OnceLock::new();
    let base = BASE.get_or_init(base);
    let disk = Disk::with(FILES.into_iter().zip(changed(base, input)));
    let hardware = Arc::new(Hardware::clone(&base.hardware));
    let Ok(mut phone) = open(&disk, hardware, LATER) else {
        return;
    };
    let all_the_way = is_one_in(SHARE, input);
    if all_the_way {
        let wrong = phone.unlock(&pin(b"2580"), NOW);
        assert!(wrong.is_err(), "a wrong PIN opens nothing");
    }
    let opened = phone.unlock(&pin(b"7294"), NOW).is_ok();
    assert!(opened || !input.is_empty(), "what nobody changed opens");
    if opened {
        let accounts = phone
            .accounts(NOW)
            .expect("an open phone lists its accounts");
        for account in &accounts {
            let known = |known: &View| known.id == account.id && known.card == account.card;
            assert!(
                base.accounts.iter().any(known),
                "an account that nobody added"
            );
        }
    }
    if all_the_way {
        let _ = phone.codes(NOW.unix(), NOW);
        phone.lock();
        let _ = phone.status();
    }
}

fn changed(base: &Base, input: &[u8]) -> [Vec<u8>; 2] {
    let mut files = base.files.clone();
    if let Some(whole) = input.strip_prefix(b"file") {
        files[1] = whole.to_vec();
        return files;
    }
    for change in input.chunks_exact(4) {
        let file = &mut files[usize::from(change[0] & 1)];
        let at = usize::from(u16::from_be_bytes([change[1], change[2]])) % file.len();
        file[at] = change[3];
    }
    files
}

fn base() -> Base {
    let disk = Disk::with([]);
    let hardware = Arc::new(Hardware::default());
    let mut phone = open(&disk, Arc::clone(&hardware), 0).expect("a new vault");
    phone.set_pin(&pin(b"7294"), NOW).expect("a first PIN");
    phone.unlock(&pin(b"7294"), NOW).expect("the right PIN");
    let accounts = [
        "otpauth://totp/Kommune:mette?secret=JBSWY3DPEHPK3PXP",
        "otpauth://hotp/token?secret=JBSWY3DPEHPK3PXP&counter=4",
        "steam://JBSWY3DPEHPK3PXP",
    ];
    let accounts = accounts.map(|uri| otpauth::parse(uri).expect("a URI"));
    phone.add(accounts.to_vec(), NOW).expect("room for three");
    let accounts = phone
        .accounts(NOW)
        .expect("an open phone lists its accounts");
    drop(phone);
    Base {
        files: FILES.map(|name| disk.bytes(name).expect("a file of the vault")),
        hardware,
        accounts,
    }
}

fn open(
    disk: &Disk,
    hardware: Arc<Hardware>,
    random: u64,
) -> Result<Authenticator, kodevagt_core::authenticator::Error> {
    let options = Options {
        cost: Cost::unchecked(8, 1, 1),
        ..Options::default()
    };
    Authenticator::open(
        disk.home(),
        hardware,
        Arc::new(Counting::from(random)),
        options,
    )
}

fn pin(digits: &[u8]) -> Pin {
    Pin::parse(digits, Length::Four).expect("four digits")
}
