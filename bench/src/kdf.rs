//! The key derivation of an unlock: Argon2id, 64 MiB, three passes, one lane.

use anyhow::{Result, ensure};
use data_encoding::HEXLOWER;
use kodevagt_core::kdf::{Cost, SALT_LEN, argon2id};

use crate::peer::{self, Peer};
use crate::row::{Row, Title};
use crate::turns::{Samples, rounds, timed};
use crate::{Arguments, Group, random};

pub(crate) const GROUP: Group = Group {
    rows: &[CFFI.name, REFERENCE.name],
    run,
};

const CFFI: Title = Title {
    name: "kdf",
    peer: "argon2-cffi",
    unit: "ms",
    goal: Some(0.85),
};
const REFERENCE: Title = Title {
    name: "kdf/reference",
    peer: "libargon2",
    unit: "ms",
    goal: None,
};

const ROUNDS: u32 = 21;

fn run(_: &Arguments) -> Result<Vec<Row>> {
    let mut cffi = peer::python("argon2_cffi", &["argon2-cffi==25.1.0"]);
    let mut reference = peer::c("argon2", "argon2", "libargon2-dev");

    let [mut ours, mut from_cffi, mut from_reference] = <[Samples; 3]>::default();
    rounds("kdf", ROUNDS, |_| {
        let pin: [u8; 4] = random()?;
        let salt: [u8; SALT_LEN] = random()?;
        // Memory is asked for, wiped and given back in each round, by all of them.
        let (nanoseconds, key) = timed(|| argon2id(&pin, &salt, Cost::DEFAULT));
        ours.push(nanoseconds);
        let key = HEXLOWER.encode(key?.bytes());
        let question = format!("{} {}", HEXLOWER.encode(&pin), HEXLOWER.encode(&salt));
        for (peer, samples) in [
            (&mut cffi, &mut from_cffi),
            (&mut reference, &mut from_reference),
        ] {
            if let Ok(peer) = peer {
                let (nanoseconds, said) = peer.ask(&question)?;
                ensure!(said == key, "a peer derives another key");
                samples.push(nanoseconds);
            }
        }
        Ok(())
    })?;

    let row = |title: Title, peer: &Result<Peer>, samples: &Samples| match peer {
        Ok(_) => title.times(&ours, samples),
        Err(why) => title.missing(why),
    };
    Ok(vec![
        row(CFFI, &cffi, &from_cffi),
        row(REFERENCE, &reference, &from_reference),
    ])
}
