//! 1,000 codes in a call.

use std::fmt::Write as _;
use std::hint::black_box;

use anyhow::{Result, ensure};
use data_encoding::HEXLOWER;
use kodevagt_core::account::{Algorithm, Id, Kind, Otp};
use kodevagt_core::codes::Board;
use kodevagt_core::secret::SecretBytes;

use crate::peer::{self, Peer};
use crate::row::{Row, Title};
use crate::turns::{Samples, rounds, timed};
use crate::{Arguments, Group, random};

pub(crate) const GROUP: Group = Group {
    rows: &[
        NEW_STEP.name,
        NEW_STEP_STOCK.name,
        NEW_STEP_LIBOATH.name,
        ANY_STEP.name,
        WITHIN_STEP.name,
    ],
    run,
};

const NEW_STEP: Title = title("codes/new-step", "totp-rs", Some(0.6));
const NEW_STEP_STOCK: Title = title("codes/new-step/stock", "totp-rs, not wiping", Some(0.6));
const NEW_STEP_LIBOATH: Title = title("codes/new-step/liboath", "liboath", None);
const ANY_STEP: Title = title("codes/any-step", "totp-rs", None);
const WITHIN_STEP: Title = title("codes/within-step", "totp-rs", Some(0.05));

const fn title(name: &'static str, peer: &'static str, goal: Option<f64>) -> Title {
    Title {
        name,
        peer,
        unit: "us",
        goal,
    }
}

const ACCOUNTS: usize = 1_000;
const ROUNDS: u32 = 301;
const PERIOD: u64 = 30;

fn run(_: &Arguments) -> Result<Vec<Row>> {
    let seeds: Vec<[u8; 20]> = (0..ACCOUNTS).map(|_| random()).collect::<Result<_>>()?;
    let mut board = Board::new();
    for (number, seed) in (0_u128..).zip(&seeds) {
        let otp = Otp {
            secret: SecretBytes::new(seed.to_vec()),
            algorithm: Algorithm::Sha1,
            digits: 6,
            kind: Kind::Totp { period: 30 },
        };
        // In the order of their ids, which is the order in which the board answers.
        board.insert(Id(number.to_be_bytes()), &otp);
    }
    let theirs: Vec<_> = seeds
        .iter()
        .map(|seed| {
            totp_rs::Builder::new()
                .with_secret(*seed)
                .build_noncompliant()
        })
        .collect();
    let mut stock = with_seeds(peer::rust("totp-rs", &[]), &seeds);
    let mut liboath = with_seeds(peer::c("oath", "oath", "liboath-dev"), &seeds);

    let mut samples: [Samples; 7] = Default::default();
    let [
        new,
        new_peer,
        new_stock,
        new_liboath,
        within,
        within_peer,
        any,
    ] = &mut samples;
    let mut any_peer = Samples::default();
    let mut text = String::with_capacity(16);
    let mut time = 1_700_000_010 + u64::from(u16::from_le_bytes(random()?)) * PERIOD;
    board.codes(time);
    rounds("codes", ROUNDS, |round| {
        // The step moves by one: keyed states and the former next code are what is remembered.
        time += PERIOD;
        new.push(ours(&mut board, time));
        new_peer.push(in_process(&theirs, time, &mut text));
        let codes = list(&mut board, time);
        for (peer, samples) in [
            (&mut stock, &mut *new_stock),
            (&mut liboath, &mut *new_liboath),
        ] {
            if let Ok(peer) = peer {
                let (nanoseconds, said) = peer.ask(&time.to_string())?;
                ensure!(said == codes, "a peer makes other codes at {time}");
                samples.push(nanoseconds);
            }
        }

        // Another second of the same step: the shown codes are remembered.
        let later = time + 1 + u64::from(round) % (PERIOD - 1);
        within.push(ours(&mut board, later));
        within_peer.push(in_process(&theirs, later, &mut text));

        // Far from the last step: only the keyed states are remembered; code and next are made.
        time += PERIOD * 1_000;
        any.push(ours(&mut board, time));
        any_peer.push(in_process(&theirs, time, &mut text));
        Ok(())
    })?;

    let or_missing = |title: Title, peer: &Result<Peer>, samples: &Samples| match peer {
        Ok(_) => title.times(new, samples),
        Err(why) => title.missing(why),
    };
    Ok(vec![
        NEW_STEP.times(new, new_peer),
        or_missing(NEW_STEP_STOCK, &stock, new_stock),
        or_missing(NEW_STEP_LIBOATH, &liboath, new_liboath),
        ANY_STEP.times(any, &any_peer),
        WITHIN_STEP.times(within, within_peer),
    ])
}

/// Each code with its next and its times; the text of each is read.
fn ours(board: &mut Board, time: u64) -> f64 {
    let look = || {
        for (_, shown) in board.codes(time) {
            black_box(shown.code.as_str());
        }
    };
    timed(look).0
}

/// Each code written as text, in memory that is there already.
fn in_process(theirs: &[totp_rs::Totp], time: u64, text: &mut String) -> f64 {
    let make = || {
        for totp in theirs {
            text.clear();
            // Writing to a String can't fail.
            let _ = write!(text, "{}", totp.generate(time));
            black_box(text.as_str());
        }
    };
    timed(make).0
}

fn list(board: &mut Board, time: u64) -> String {
    let codes: Vec<_> = board
        .codes(time)
        .map(|(_, shown)| shown.code.as_str())
        .collect();
    codes.join(",")
}

fn with_seeds(peer: Result<Peer>, seeds: &[[u8; 20]]) -> Result<Peer> {
    let mut peer = peer?;
    let seeds: Vec<_> = seeds.iter().map(|seed| HEXLOWER.encode(seed)).collect();
    peer.tell(&seeds.join(","))?;
    Ok(peer)
}
