//! The whole way, as it is meant.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::phone::State;

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a_phone_is_activated_by_sms() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let info = phone.service().await.unwrap();
    assert!(info.sms);
    assert_eq!(info.time_ms, world.clock.now());
    let started = phone.start("+45 12 34 56 78").await.unwrap();
    assert_eq!(
        (
            started.code_digits,
            started.resend_after_ms,
            started.expires_in_ms
        ),
        (8, 30_000, 600_000)
    );
    let code = world.code(MOBILE).await;
    assert_eq!(code.len(), 8);
    phone.confirm_sms(started.activation, &code).await.unwrap();
    let account = phone.account();
    assert_eq!(
        (account.grant.login.as_str(), account.grant.epoch),
        ("kari", 1)
    );
    assert_eq!(account.seed.len(), 20);
    assert_eq!(account.keys, info.keys.statement);
    // Before its PIN is chosen it counts for nothing but this.
    assert_eq!(phone.status().await.unwrap().state, State::Pending);
    assert_eq!(
        world
            .count("SELECT COUNT(*) AS n FROM devices WHERE state = 'active'")
            .await,
        0
    );
    let activated = phone.activate().await.unwrap();
    assert_eq!(activated.device, phone.device());
    world.clock.advance(1000);
    assert_eq!(
        phone.activate().await.unwrap(),
        activated,
        "the same again is no error"
    );
    assert_eq!(phone.status().await.unwrap().state, State::Active);
    let outbox = world.outbox().await;
    let mail = outbox.iter().find(|message| message.kind == "mail");
    assert_eq!(mail.unwrap().to, "kari@example.org");
}

#[tokio::test]
async fn a_phone_is_activated_by_ticket_and_takes_the_former_ones_place() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (_, scanned) = world.ticket("kari");
    let mut old = Phone::activated_by_ticket(world.url(), &scanned)
        .await
        .unwrap();
    let (typed, _) = world.ticket("kari");
    let mut new = Phone::new(world.url());
    let lower = typed.to_lowercase();
    let blanks = format!("{} {}", &lower[..4], &lower[4..]);
    new.confirm_ticket(&blanks, Some(MOBILE)).await.unwrap();
    assert_eq!(new.account().grant.epoch, 2);
    // Until the new one is active, the old one is.
    assert_eq!(old.status().await.unwrap().state, State::Active);
    new.activate().await.unwrap();
    assert_eq!(old.status().await.unwrap().state, State::Removed);
    assert_eq!(refusal(old.wait(0).await), Refusal::DeviceUnknown);
    assert_eq!(new.status().await.unwrap().state, State::Active);
    let shown = world.shell(&["person", "show", "kari"]);
    let states: Vec<_> = shown["phones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|phone| &phone["state"])
        .collect();
    assert_eq!(states, ["removed", "active"]);
}
