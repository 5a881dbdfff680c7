//! Attacks 20 and 21: one code lets one phone in, and nobody else's.

use kodevagt_protocol::activation::Way;
use kodevagt_protocol::phone::State;
use kodevagt_protocol::{Bytes, Refusal};

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a20_one_code_two_phones_at_once_on_sqlite() {
    one_device(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a20_one_code_two_phones_at_once_on_two_instances() {
    one_device(&crate::two().await).await;
}

async fn one_device(world: &World) {
    let last = world.instances.last().unwrap().url();
    for round in 0..8 {
        let (login, mobile) = (format!("p{round}"), format!("+451234560{round}"));
        world.person(&login, &mobile);
        let (mut one, mut two) = (Phone::new(world.url()), Phone::new(last));
        let started = one.start(&mobile).await.unwrap();
        let code = world.code(&mobile).await;
        let (first, second) = tokio::join!(
            one.confirm_sms(started.activation, &code),
            two.confirm_sms(started.activation, &code)
        );
        let (mut winner, loser) = match (first, second) {
            (Ok(()), Err(refused)) => (one, refused),
            (Err(refused), Ok(())) => (two, refused),
            other => panic!("{other:?}"),
        };
        assert_eq!(loser.refusal(), Some(Refusal::CodeOver));
        assert_eq!(winner.status().await.unwrap().state, State::Pending);
    }
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM devices").await, 8);
}

#[tokio::test]
async fn a21_the_victims_code_opens_no_other_activation() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    world.person("ola", "+4587654321");
    let (mut victim, mut attacker) = (Phone::new(world.url()), Phone::new(world.url()));
    let hers = victim.start(MOBILE).await.unwrap();
    let his = attacker.start("+4587654321").await.unwrap();
    let code = world.code(MOBILE).await;
    let with_his = attacker.confirm_sms(his.activation, &code).await;
    assert_eq!(refusal(with_his), Refusal::CodeWrong);
    victim.confirm_sms(hers.activation, &code).await.unwrap();
}

#[tokio::test]
async fn a21_a_confirm_under_way_serves_only_who_signed_it() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (victim, attacker) = (Phone::new(world.url()), Phone::new(world.url()));
    let activation = victim.start(MOBILE).await.unwrap().activation;
    let code = world.code(MOBILE).await;
    let confirm = victim.confirmation(Way::Sms { activation, code });
    let theirs = attacker.confirmation(confirm.way.clone());
    let mut other_device = confirm.clone();
    other_device.device_key = attacker.device_public();
    let mut other_seal = confirm.clone();
    other_seal.hpke_key = theirs.hpke_key.clone();
    let mut other_model = confirm.clone();
    other_model.phone.model = "mine".to_owned();
    let mut nobodys = confirm.clone();
    nobodys.signature = Bytes::default();
    for changed in [other_device, other_seal, other_model, nobodys] {
        assert_eq!(
            refusal(attacker.send_confirm(&changed).await),
            Refusal::Unsigned
        );
    }
    // Nothing of that was a try.
    assert_eq!(world.count("SELECT tries AS n FROM activations").await, 0);
    let reply = victim.send_confirm(&confirm).await.unwrap();
    let account = victim.open(&confirm, &reply);
    // Sent by somebody else: the same reply, which only the victim opens.
    let copied = attacker.send_confirm(&confirm).await.unwrap();
    assert_eq!(copied, reply);
    assert_eq!(
        refusal(attacker.send_confirm(&theirs).await),
        Refusal::CodeOver
    );
    assert_eq!(victim.open(&confirm, &copied).seed, account.seed);
    // For ten minutes, and byte for byte.
    world.clock.advance(10 * 60_000 - 1);
    assert_eq!(victim.send_confirm(&confirm).await.unwrap(), reply);
    world.clock.advance(1);
    assert_eq!(
        refusal(victim.send_confirm(&confirm).await),
        Refusal::CodeOver
    );
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM devices").await, 1);
}

#[tokio::test]
async fn a_new_activation_takes_the_pending_ones_place() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (_, first) = world.ticket("kari");
    let (mut pending, mut next) = (Phone::new(world.url()), Phone::new(world.url()));
    pending.confirm_ticket(&first, None).await.unwrap();
    let started = next.start(MOBILE).await.unwrap();
    let code = world.code(MOBILE).await;
    next.confirm_sms(started.activation, &code).await.unwrap();
    assert_eq!(
        next.account().grant.epoch,
        1,
        "a phone that never counted leaves no gap"
    );
    assert_eq!(refusal(pending.activate().await), Refusal::DeviceUnknown);
    next.activate().await.unwrap();
}
