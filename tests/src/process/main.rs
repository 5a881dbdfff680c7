//! One process of a phone, for the attacks that take several, that look into a process's memory, or that
//! trace its system calls: `phone-process HOME KEYSTORE COMMAND`. What is secret comes on standard input
//! as [`masked`] lines.
//!
//! - `set-up`, with a PIN: chooses it
//! - `attempt`, with a PIN: unlocks; prints what came of it
//! - `session`, with a PIN and a seed: sets up, adds an account, shows codes, locks and unlocks a few
//!   times; then, closed, prints `ready` and waits for its standard input to end
//! - `left-open`: the same, but the phone stays open and the PIN in memory

use std::{
    io::{Read as _, Write as _},
    path::Path,
    sync::Arc,
};

use anyhow::{Result, bail, ensure};
use kodevagt_core::{
    account::{Account, Algorithm, Card, Kind, Otp},
    authenticator::{Authenticator, Error, Options},
    kdf::Cost,
    pin::{Length, Pin},
    secret::SecretBytes,
    time::{BootId, Now},
    vault::store::Home,
};
use kodevagt_tests::{
    files::{FileKeystore, SystemEntropy},
    masked,
};

const NOW: Now = Now {
    wall_ms: 1_790_000_000_000,
    boot_ms: 5_000_000,
    boot_id: BootId([1; 16]),
};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [home, keystore, command] = arguments.as_slice() else {
        bail!("phone-process HOME KEYSTORE COMMAND");
    };
    let (pin, length) = pin()?;
    let phone = open(Path::new(home), Path::new(keystore), length)?;
    match command.as_str() {
        "set-up" => set_up(phone, &pin),
        "attempt" => attempt(phone, &pin),
        "session" => session(phone, pin, true),
        "left-open" => session(phone, pin, false),
        other => bail!("no command {other}"),
    }
}

fn set_up(mut phone: Authenticator, pin: &Pin) -> Result<()> {
    phone.set_pin(pin, NOW)?;
    Ok(())
}

fn attempt(mut phone: Authenticator, pin: &Pin) -> Result<()> {
    match phone.unlock(pin, NOW) {
        Ok(()) => println!("open"),
        Err(Error::WrongPin { attempts_left }) => println!("wrong {attempts_left}"),
        Err(Error::Blocked) => println!("blocked"),
        Err(other) => bail!("{other:?}"),
    }
    Ok(())
}

fn session(mut phone: Authenticator, pin: Pin, lock: bool) -> Result<()> {
    phone.set_pin(&pin, NOW)?;
    let otp = Otp {
        secret: secret()?,
        algorithm: Algorithm::Sha1,
        digits: 6,
        kind: Kind::Totp { period: 30 },
    };
    let card = Card::default();
    phone.add(vec![Account { otp, card }], NOW)?;
    for _ in 0..3 {
        ensure!(phone.codes(NOW.unix(), NOW)?.len() == 1, "one account");
        phone.lock();
        phone.unlock(&pin, NOW)?;
    }
    phone.codes(NOW.unix(), NOW)?;
    let kept = (!lock).then_some(pin);
    if lock {
        phone.lock();
    }
    println!("ready");
    std::io::stdout().flush()?;
    let mut rest = Vec::new();
    std::io::stdin().read_to_end(&mut rest)?;
    drop((phone, kept));
    Ok(())
}

fn pin() -> Result<(Pin, Length)> {
    let typed = secret()?;
    let length = match typed.bytes().len() {
        6 => Length::Six,
        _ => Length::Four,
    };
    Ok((Pin::parse(typed.bytes(), length)?, length))
}

fn secret() -> Result<SecretBytes> {
    Ok(masked::receive(&mut std::io::stdin().lock())?)
}

fn open(home: &Path, keystore: &Path, pin_length: Length) -> Result<Authenticator> {
    let options = Options {
        cost: Cost::unchecked(64, 1, 1),
        pin_length,
        ..Options::default()
    };
    let (keystore, entropy) = (
        Arc::new(FileKeystore::new(keystore)?),
        Arc::new(SystemEntropy),
    );
    Ok(Authenticator::open(
        Home::new(home),
        keystore,
        entropy,
        options,
    )?)
}
