//! People with activated phones, support at the shell, and answers as they came over the wire.

use std::process::Command;

use kodevagt_protocol::Id;
use kodevagt_protocol::sealed::PrivateKey;
use kodevagt_protocol::unblock::{Release, Stage, Standing, Started};
use kodevagt_service::Service;
use kodevagt_service::store::Row;
use reqwest::Method;
use serde::Serialize;

use crate::phone::{Answer, Phone};
use crate::world::World;

/// What the blocked phone shows.
pub(crate) const LOCK: &str = "493027";
/// How support is told to identify the caller.
pub(crate) const CHECK: &str = "saw the passport";

/// Adds a person and activates a phone for them.
pub(crate) async fn activated(world: &World, login: &str) -> Phone {
    world.person(login, "+4512345678");
    let (_, ticket) = world.ticket(login);
    Phone::activated_by_ticket(world.url(), &ticket)
        .await
        .unwrap()
}

/// What support writes to vouch for a caller.
pub(crate) fn vouching<'a>(login: &'a str, lock_number: &'a str, words: &'a str) -> [&'a str; 9] {
    [
        "support",
        "unblock",
        login,
        "--lock-number",
        lock_number,
        "--words",
        words,
        "--identity-check",
        CHECK,
    ]
}

/// Support types the words right, and reads the code out.
pub(crate) fn vouched(world: &World, login: &str, started: &Started) -> String {
    let shown = world.shell(&vouching(login, LOCK, &started.words.join(" ")));
    shown["code"].as_str().unwrap().to_owned()
}

/// A phone that asked for help and was given its code.
pub(crate) async fn with_code(
    world: &World,
    login: &str,
    phone: &mut Phone,
) -> (Started, PrivateKey, String) {
    let (started, key) = phone.unblock(LOCK).await.unwrap();
    let code = vouched(world, login, &started);
    (started, key, code)
}

/// Another code than `code`.
pub(crate) fn another(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:09}", (number + 1) % 1_000_000_000)
}

/// The answer's status and body, unread.
pub(crate) async fn raw(phone: &mut Phone, path: &str, body: &impl Serialize) -> (u16, String) {
    let nonce = phone.fresh_nonce().await.unwrap();
    let body = serde_json::to_vec(body).unwrap();
    let request = phone.sign(&Method::POST, path, &body, &nonce);
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

/// What comes back for a code, unread.
pub(crate) async fn released(phone: &mut Phone, unblock: Id, code: &str) -> (u16, String) {
    let body = Release {
        code: code.to_owned(),
    };
    raw(
        phone,
        &format!("/v1/phone/unblocks/{unblock}/release"),
        &body,
    )
    .await
}

/// Stores the phone's half once more, sealed anew.
pub(crate) async fn stage_again(phone: &mut Phone, unblock: Id) -> Answer<Standing> {
    let stage = Stage {
        serial: phone.half_serial,
        half: phone.sealed_half(),
    };
    let path = format!("/v1/phone/unblocks/{unblock}/stage");
    phone.post(&path, &stage).await
}

/// Stops the service and starts it on the same database; the phone finds it there.
pub(crate) async fn restart(world: &mut World, phone: &mut Phone) {
    for service in std::mem::take(&mut world.instances) {
        service.stop().await;
        let listener = Service::listen(&world.settings).await.unwrap();
        let started = Service::start(world.settings.clone(), world.clock.clock(), listener);
        world.instances.push(started.await.unwrap());
    }
    world.url().clone_into(&mut phone.server);
    phone.next_nonce = None;
}

/// The phone's row.
pub(crate) async fn device(world: &World, phone: &Phone) -> Row {
    let sql = "SELECT * FROM devices WHERE id = $1";
    let mut rows = world.rows(sql, &[phone.device().0.into()]).await;
    rows.pop().unwrap()
}

/// The half that the service would release, and the one beside it: as its sealing key opens them.
pub(crate) async fn halves(world: &World, phone: &Phone) -> [Option<Vec<u8>>; 2] {
    let row = device(world, phone).await;
    let serial: i64 = row.read("puk_serial").unwrap();
    let open = |column: &str, serial: i64| {
        let sealed: Option<Vec<u8>> = row.read(column).unwrap();
        let bound = kodevagt_service::keys::Bound {
            place: &format!("devices.puk.{serial}"),
            id: &phone.device().0,
        };
        sealed.map(|sealed| world.keys.open(bound, &sealed).unwrap().to_vec())
    };
    [
        open("puk_sealed", serial),
        open("puk_pending_sealed", serial + 1),
    ]
}

/// Every byte of the database's files and whatever lies beside them. Another process reads them: closing one of
/// them in this one would give up the service's locks on it (POSIX).
pub(crate) fn files(world: &World) -> Vec<u8> {
    let read = "cat \"$1\"/kodevagt.sqlite*";
    let output = Command::new("sh")
        .args(["-c", read, "sh"])
        .arg(world.data_dir())
        .output()
        .unwrap();
    assert!(output.status.success() && !output.stdout.is_empty());
    output.stdout
}

/// Moves the clock of the service and of the shell.
pub(crate) fn later(world: &World, phone: &mut Phone, seconds: u32) {
    world.shell(&["clock", "--advance", &seconds.to_string()]);
    // A nonce that is too old by now.
    phone.next_nonce = None;
}

/// Whether `all` has `part` in it.
pub(crate) fn holds(all: &[u8], part: &[u8]) -> bool {
    assert!(part.len() >= 8, "a short part stands anywhere by chance");
    all.windows(part.len()).any(|window| window == part)
}
