//! Attack 23: until the right code nobody learns whose a number is. Attack 25: after the first phone SMS alone
//! lets none in.

use std::time::{Duration, Instant};

use kodevagt_protocol::Refusal;
use reqwest::Method;

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

const UNKNOWN: &str = "+4599999999";
const SHARED: &str = "+4511111111";
const WITH_PHONE: &str = "+4522222222";
const KINDS: [&str; 4] = [MOBILE, UNKNOWN, SHARED, WITH_PHONE];

/// Somebody, nobody, two, and one who has a phone.
async fn town(settings: &str) -> World {
    let world = World::with(settings).await;
    world.person("kari", MOBILE);
    world.person("one", SHARED);
    world.person("two", SHARED);
    world.person("ola", WITH_PHONE);
    let (_, ticket) = world.ticket("ola");
    Phone::activated_by_ticket(world.url(), &ticket)
        .await
        .unwrap();
    world
}

#[tokio::test]
async fn a23_the_same_is_answered_and_written_for_every_number() {
    let world = town("").await;
    let phone = Phone::new(world.url());
    // The address and the service have their limits' rows from now on.
    phone.start("+4512121212").await.unwrap();
    let mut seen = Vec::new();
    for mobile in KINDS {
        let before = rows(&world).await;
        let start = serde_json::json!({ "mobile": mobile, "language": "da" });
        let response = phone
            .to(Method::POST, "/v1/activations")
            .json(&start)
            .send()
            .await
            .unwrap();
        let status = response.status();
        let mut headers: Vec<String> = response.headers().keys().map(ToString::to_string).collect();
        headers.sort();
        let mut body: serde_json::Value = response.json().await.unwrap();
        let activation = body["activation"].take().as_str().unwrap().parse().unwrap();
        let after = rows(&world).await;
        let written: Vec<i64> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
        let mut answers = Vec::new();
        world.clock.advance(30_000);
        answers.push(
            phone
                .resend(activation)
                .await
                .map(|again| again.resend_after_ms)
                .ok(),
        );
        let mut guesses = Phone::new(world.url());
        for _ in 0..6 {
            let refused = guesses.confirm_sms(activation, "wrong").await.unwrap_err();
            answers.push(Some(u64::from(refused.refusal().unwrap().number())));
            answers.push(refused.problem.tries_left.map(u64::from));
        }
        seen.push((status, headers, body, written, answers));
    }
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
    assert_eq!(seen[0].0, 201);
    // To nobody nothing leaves.
    assert!(world.codes(UNKNOWN).await.is_empty());
    assert_eq!(world.codes(WITH_PHONE).await.len(), 2);
}

async fn rows(world: &World) -> Vec<i64> {
    let mut all = Vec::new();
    for table in ["activations", "messages", "limits", "audit", "devices"] {
        all.push(
            world
                .count(&format!("SELECT COUNT(*) AS n FROM {table}"))
                .await,
        );
    }
    all
}

/// Measured turn by turn, so that what else the machine does falls on all alike.
#[tokio::test]
async fn a23_starting_takes_the_same_time_for_every_number() {
    let many =
        "sms_per_number_hour = 10000\nsms_per_number_day = 10000\nsms_per_source_hour = 10000";
    let world = town(&format!("[activation]\n{many}")).await;
    let phone = Phone::new(world.url());
    let mut took = [const { Vec::new() }; KINDS.len()];
    for _ in 0..60 {
        for (kind, mobile) in KINDS.iter().enumerate() {
            let began = Instant::now();
            phone.start(mobile).await.unwrap();
            took[kind].push(began.elapsed());
        }
    }
    let medians: Vec<Duration> = took
        .iter_mut()
        .map(|times| {
            times.sort();
            times[times.len() / 2]
        })
        .collect();
    let (least, most) = (medians.iter().min().unwrap(), medians.iter().max().unwrap());
    assert!(*most < 2 * *least, "{medians:?}");
}

#[tokio::test]
async fn a23_refusals_come_after_the_right_code_only() {
    let world = town("").await;
    world.person("gone", "+4533333333");
    let sql = "UPDATE people SET state = 'closed' WHERE login_index = $1 RETURNING id";
    let gone = world.keys.login_index("gone");
    assert_eq!(world.rows(sql, &[gone.into()]).await.len(), 1);
    for (mobile, expected) in [
        (SHARED, Refusal::NumberShared),
        (WITH_PHONE, Refusal::TicketNeeded),
        ("+4533333333", Refusal::Barred),
    ] {
        let mut phone = Phone::new(world.url());
        let activation = phone.start(mobile).await.unwrap().activation;
        let wrong = phone.confirm_sms(activation, "wrong").await;
        assert_eq!(refusal(wrong), Refusal::CodeWrong);
        let code = world.code(mobile).await;
        // The answer may be lost: the same again is refused the same way.
        for _ in 0..2 {
            assert_eq!(
                refusal(phone.confirm_sms(activation, &code).await),
                expected
            );
        }
        let other = Phone::new(world.url()).confirm_sms(activation, &code).await;
        assert_eq!(refusal(other), Refusal::CodeOver, "the code is used up");
    }
}

#[tokio::test]
async fn a25_sms_alone_lets_no_second_phone_in_on_sqlite() {
    no_second_phone(&World::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a25_sms_alone_lets_no_second_phone_in_on_two_instances() {
    no_second_phone(&crate::two().await).await;
}

async fn no_second_phone(world: &World) {
    world.person("kari", MOBILE);
    let last = world.instances.last().unwrap().url();
    let code = || world.code(MOBILE);
    let mut hers = Phone::activated_by_sms(world.url(), MOBILE, code)
        .await
        .unwrap();
    for removed in [false, true] {
        world.clock.advance(60_000);
        if removed {
            world.shell(&["person", "remove-phone", "kari"]);
        }
        let mails = mails(world).await;
        world.clock.advance(60_000);
        let thief = Phone::activated_by_sms(last, MOBILE, code).await;
        assert_eq!(refusal(thief.map(drop)), Refusal::TicketNeeded);
        let told = self::mails(world).await;
        assert_eq!(told, mails + 1, "the mail address is told");
    }
    assert_eq!(refusal(hers.wait(0).await), Refusal::DeviceUnknown);
    // A ticket does.
    let (_, ticket) = world.ticket("kari");
    let again = Phone::activated_by_ticket(last, &ticket).await.unwrap();
    assert_eq!(again.account().grant.epoch, 2);
}

async fn mails(world: &World) -> usize {
    let all = world.outbox().await;
    all.iter()
        .filter(|message| message.kind == "mail" && message.to == "kari@example.org")
        .count()
}
