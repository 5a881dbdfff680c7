//! Attack 24: how many SMS leave. And when a code may be sent again.

use kodevagt_protocol::Refusal;

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a24_a_thousand_starts_send_within_the_limits() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let phone = Phone::new(world.url());
    for start in 0..1000 {
        // Three a minute, for five and a half hours.
        world.clock.advance(20_000);
        if let Err(refused) = phone.start(MOBILE).await {
            assert_eq!(refused.refusal(), Some(Refusal::TooMany), "start {start}");
            assert!(refused.problem.retry_at > Some(world.clock.now()));
        }
        if start == 170 {
            assert_eq!(world.codes(MOBILE).await.len(), 5, "in an hour");
        }
    }
    assert_eq!(world.codes(MOBILE).await.len(), 10, "in a day");
}

#[tokio::test]
async fn a24_one_address_asks_for_so_many_only() {
    let world = World::with("[activation]\nsms_per_source_hour = 7").await;
    let phone = Phone::new(world.url());
    let mut started = 0;
    for number in 0..20 {
        let mobile = format!("+4520000{number:03}");
        world.person(&format!("p{number}"), &mobile);
        started += usize::from(phone.start(&mobile).await.is_ok());
    }
    assert_eq!(started, 7);
    let sms = world.outbox().await;
    assert_eq!(
        sms.iter().filter(|message| message.kind == "sms").count(),
        7
    );
}

#[tokio::test]
async fn a_code_is_sent_again_after_30_60_and_120_seconds_and_kills_the_old() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let activation = phone.start(MOBILE).await.unwrap().activation;
    let first = world.code(MOBILE).await;
    for (wait, next) in [(30_000, 60_000), (60_000, 120_000), (120_000, 120_000)] {
        world.clock.advance(wait - 1);
        let refused = phone.resend(activation).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(Refusal::TooMany));
        assert_eq!(refused.problem.retry_at, Some(world.clock.now() + 1));
        world.clock.advance(1);
        assert_eq!(
            phone.resend(activation).await.unwrap().resend_after_ms,
            next
        );
    }
    let codes = world.codes(MOBILE).await;
    assert_eq!(codes.len(), 4);
    let old = phone.confirm_sms(activation, &first).await;
    assert_eq!(refusal(old), Refusal::CodeWrong);
    phone.confirm_sms(activation, &codes[3]).await.unwrap();
    assert_eq!(refusal(phone.resend(activation).await), Refusal::CodeOver);
}

#[tokio::test]
async fn only_phone_numbers_are_taken() {
    let world = World::new().await;
    let phone = Phone::new(world.url());
    for odd in ["", "12345678", "+45", "+45 1234 567x", "+0123456789"] {
        assert_eq!(
            refusal(phone.start(odd).await),
            Refusal::MobileInvalid,
            "{odd:?}"
        );
    }
}
