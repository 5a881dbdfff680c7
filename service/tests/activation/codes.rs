//! Attack 19: guessing. Attack 22: attestation.

use futures_util::future::join_all;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::{Attestation, Way};

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a19_at_most_five_guesses_are_looked_at_on_sqlite() {
    five_guesses(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a19_at_most_five_guesses_are_looked_at_on_two_instances() {
    five_guesses(&crate::two().await).await;
}

async fn five_guesses(world: &World) {
    world.person("kari", MOBILE);
    let phones: Vec<Phone> = world
        .instances
        .iter()
        .cycle()
        .take(60)
        .map(|service| Phone::new(service.url()))
        .collect();
    let activation = phones[0].start(MOBILE).await.unwrap().activation;
    let code = world.code(MOBILE).await;
    let wrong = |guess: usize| {
        format!(
            "{:08}",
            (code.parse::<usize>().unwrap() + guess) % 100_000_000
        )
    };
    let guesses = phones.iter().enumerate().map(|(guess, phone)| {
        let code = wrong(guess + 1);
        let confirm = phone.confirmation(Way::Sms { activation, code });
        async move { refusal(phone.send_confirm(&confirm).await) }
    });
    let answers = join_all(guesses).await;
    let count = |wanted| answers.iter().filter(|answer| **answer == wanted).count();
    // Four were wrong, the fifth was the last, the others weren't looked at.
    assert_eq!(count(Refusal::CodeWrong), 4);
    let ended = count(Refusal::CodeTriesUsed) + count(Refusal::TooMany);
    assert_eq!(ended, 56, "{answers:?}");
    assert_eq!(world.count("SELECT tries AS n FROM activations").await, 5);
    let confirm = phones[0].confirmation(Way::Sms {
        activation,
        code: code.clone(),
    });
    let late = refusal(phones[0].send_confirm(&confirm).await);
    assert!(
        [Refusal::CodeTriesUsed, Refusal::TooMany].contains(&late),
        "{late:?}"
    );
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM devices").await, 0);
}

/// 10⁶ guesses take 50,000 activations of five: the number's own limit ends it at twenty a day.
#[tokio::test]
async fn a19_the_numbers_limit_holds_across_activations() {
    let world =
        World::with("[activation]\nsms_per_number_hour = 1000\nsms_per_number_day = 1000").await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let mut looked_at = 0;
    for _ in 0..8 {
        world.clock.advance(1000);
        let activation = phone.start(MOBILE).await.unwrap().activation;
        for _ in 0..5 {
            match refusal(phone.confirm_sms(activation, "no code").await) {
                Refusal::CodeWrong | Refusal::CodeTriesUsed => looked_at += 1,
                Refusal::TooMany => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(looked_at, 20);
    // The right one isn't looked at either, until a day has passed.
    let activation = phone.start(MOBILE).await.unwrap().activation;
    let code = world.code(MOBILE).await;
    let refused = phone.confirm_sms(activation, &code).await.unwrap_err();
    assert_eq!(refused.refusal(), Some(Refusal::TooMany));
    let wait = refused.problem.retry_at.unwrap() - world.clock.now();
    assert!((23 * 3_600_000..=24 * 3_600_000).contains(&wait), "{wait}");
    world.clock.advance(wait);
    let activation = phone.start(MOBILE).await.unwrap().activation;
    let code = world.code(MOBILE).await;
    phone.confirm_sms(activation, &code).await.unwrap();
}

#[tokio::test]
async fn wrong_codes_are_counted_down_and_a_late_one_is_over() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let activation = phone.start(MOBILE).await.unwrap().activation;
    let code = world.code(MOBILE).await;
    for left in [4, 3, 2, 1] {
        let refused = phone.confirm_sms(activation, "00").await.unwrap_err();
        assert_eq!(refused.refusal(), Some(Refusal::CodeWrong));
        assert_eq!(refused.problem.tries_left, Some(left));
    }
    world.clock.advance(10 * 60_000);
    let late = phone.confirm_sms(activation, &code).await;
    assert_eq!(refusal(late), Refusal::CodeOver);
    let strange = phone
        .confirm_sms(kodevagt_protocol::Id([1; 16]), &code)
        .await;
    assert_eq!(refusal(strange), Refusal::CodeOver);
}

#[tokio::test]
async fn a22_each_attestation_gets_its_policys_answer() {
    for (policy, kind, noted) in [
        ("none", Some("android-key"), Ok(None)),
        ("recorded", None, Ok(None)),
        (
            "recorded",
            Some("android-key"),
            Ok(Some("claimed android-key, not verified")),
        ),
        (
            "recorded",
            Some("x'; DROP"),
            Ok(Some("claimed other, not verified")),
        ),
        ("required", None, Err(Refusal::AttestationRefused)),
        // Nothing that can't be verified passes as proof.
        (
            "required",
            Some("android-key"),
            Err(Refusal::AttestationRefused),
        ),
        (
            "required",
            Some("app-attest"),
            Err(Refusal::AttestationRefused),
        ),
    ] {
        let world = World::with(&format!("[activation]\nattestation = \"{policy}\"")).await;
        world.person("kari", MOBILE);
        let phone = Phone::new(world.url());
        let activation = phone.start(MOBILE).await.unwrap().activation;
        let code = world.code(MOBILE).await;
        let mut confirm = phone.confirmation(Way::Sms { activation, code });
        confirm.attestation = kind.map(|kind| Attestation {
            kind: kind.to_owned(),
            data: vec![vec![1, 2, 3].into()],
        });
        confirm.signature = phone.device_signature(&confirm.bytes());
        let answer = phone.send_confirm(&confirm).await;
        match noted {
            Err(expected) => {
                assert_eq!(refusal(answer), expected, "{policy} {kind:?}");
                assert_eq!(world.count("SELECT COUNT(*) AS n FROM devices").await, 0);
            }
            Ok(expected) => {
                answer.unwrap();
                let rows = world.rows("SELECT attestation FROM devices", &[]).await;
                let note: Option<String> = rows[0].read("attestation").unwrap();
                assert_eq!(note.as_deref(), expected, "{policy} {kind:?}");
            }
        }
    }
}
