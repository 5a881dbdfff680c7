//! The vault at 1,000 and 10,000 accounts, beside a file that is written as a whole.

mod blob;
mod phone;

use anyhow::{Result, ensure};
use kodevagt_core::account::{Account, Algorithm, Card, Kind, Otp};
use kodevagt_core::authenticator::Authenticator;
use kodevagt_core::secret::SecretBytes;

use crate::row::{Row, Title};
use crate::turns::{Samples, rounds, timed};
use crate::vault::blob::Blob;
use crate::vault::phone::NOW;
use crate::{Arguments, Group, peer, random};

pub(crate) const GROUP: Group = Group {
    rows: &[LIST_1K.name, ADD_1K.name, LIST_10K.name, ADD_10K.name],
    run,
};

const LIST_1K: Title = list("vault/list-1000");
const LIST_10K: Title = list("vault/list-10000");
const ADD_1K: Title = add("vault/add-1000");
const ADD_10K: Title = add("vault/add-10000");

const PEER: &str = "Aegis-style blob";

const fn list(name: &'static str) -> Title {
    Title {
        name,
        peer: PEER,
        unit: "ms",
        goal: Some(1.0),
    }
}

const fn add(name: &'static str) -> Title {
    Title {
        goal: Some(0.05),
        ..list(name)
    }
}

fn run(arguments: &Arguments) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (list, add, accounts, turns) in [
        (LIST_1K, ADD_1K, 1_000, 61),
        (LIST_10K, ADD_10K, 10_000, 21),
    ] {
        if arguments.wants(&[list.name, add.name]) {
            rows.extend(measure(list, add, accounts, turns)?);
        }
    }
    Ok(rows)
}

fn measure(list: Title, add: Title, accounts: usize, turns: u32) -> Result<[Row; 2]> {
    // On the disk that caches live on: a temporary folder may well be memory, where nothing is synced.
    let folder = tempfile::tempdir_in(peer::cache("vault")?)?;
    let accounts = (0..accounts).map(account).collect::<Result<Vec<_>>>()?;
    let mut blob = Blob::create(folder.path().join("blob.json"), &accounts)?;
    // Two that share the files, as two processes would: what one has written, the other must read.
    let [mut writer, mut reader] = phone::pair(&folder.path().join("home"), accounts)?;
    reader.accounts(NOW)?;

    let mut samples: [Samples; 4] = Default::default();
    let [added, added_blob, listed, listed_blob] = &mut samples;
    rounds(list.name, turns, |round| {
        let new = account(1_000_000 + round as usize)?;
        let copy = vec![new.clone()];
        let (nanoseconds, result) = timed(|| writer.add(copy, NOW));
        added.push(nanoseconds);
        ensure!(result?.iter().all(|added| !added.duplicate), "a duplicate");
        let (nanoseconds, result) = timed(|| blob.add(&new));
        added_blob.push(nanoseconds);
        result?;

        let read = |reader: &mut Authenticator| reader.accounts(NOW);
        let (nanoseconds, views) = timed(|| read(&mut reader));
        listed.push(nanoseconds);
        let (nanoseconds, entries) = timed(|| blob.list());
        listed_blob.push(nanoseconds);
        let (views, entries) = (views?, entries?);
        ensure!(
            views.len() == entries.len()
                && views.last().map(|view| &view.card.label)
                    == entries.last().map(|entry| &entry.name),
            "the two don't hold the same accounts"
        );
        Ok(())
    })?;
    Ok([
        list.times(listed, listed_blob),
        add.times(added, added_blob),
    ])
}

fn account(number: usize) -> Result<Account> {
    let seed: [u8; 20] = random()?;
    Ok(Account {
        otp: Otp {
            secret: SecretBytes::new(seed.to_vec()),
            algorithm: Algorithm::Sha1,
            digits: 6,
            kind: Kind::Totp { period: 30 },
        },
        card: Card {
            issuer: format!("Issuer {}", number % 97),
            label: format!("user{number}@example.dk"),
            ..Card::default()
        },
    })
}
