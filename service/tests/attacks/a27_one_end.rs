//! Attack 27: approving, denying and expiry race; each request ends once, as everybody is told.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use kodevagt_protocol::Refusal;
use kodevagt_protocol::application::Outcome;
use kodevagt_protocol::approval::{Decided, Decision, State, Verb};
use serde_json::json;

use crate::application::Application;
use crate::phone::{Answer, Phone, random, refusal};
use crate::scene::{Scene, decide_at, person};
use crate::world::World;

/// People whose requests race at the same time.
const PEOPLE: usize = 12;
/// How long the races go on, unless `KODEVAGT_RACES` says how many are to be run: 10,000 in the nightly run.
const LONG: Duration = Duration::from_secs(12);

#[tokio::test(flavor = "multi_thread")]
async fn a27_approve_deny_and_expiry_end_in_one_state() {
    races(Scene::sqlite().await, "SQLite").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a27_approve_deny_and_expiry_end_in_one_state_on_two_instances() {
    races(Scene::two_instances().await, "two instances").await;
}

async fn races(scene: Scene, on: &str) {
    let wanted: Option<usize> = std::env::var("KODEVAGT_RACES")
        .ok()
        .map(|races| races.parse().unwrap());
    let Scene {
        world,
        phone,
        application,
    } = scene;
    let mut people = vec![("kari".to_owned(), phone)];
    for number in 1..PEOPLE {
        let login = format!("person{number}");
        let phone = person(&world, &login, &format!("+45123456{number:02}")).await;
        people.push((login, phone));
    }
    let (start, mut raced) = (Instant::now(), 0);
    let mut ends = BTreeMap::new();
    while wanted.map_or_else(|| start.elapsed() < LONG, |wanted| raced < wanted) {
        for state in race(&world, &application, &mut people).await {
            *ends.entry(state.as_str()).or_insert(0) += 1;
            raced += 1;
        }
    }
    println!("a27 on {on}: {raced} races, {ends:?}");
    let all: Vec<_> = ends.keys().copied().collect();
    assert_eq!(
        all,
        ["approved", "denied", "expired"],
        "each wins sometimes"
    );
}

/// One race for each person, a millisecond before the deadline, which passes after some of the answers.
async fn race(
    world: &World,
    application: &Application,
    people: &mut [(String, Phone)],
) -> Vec<State> {
    let asked = people.iter_mut().map(|(login, phone)| async move {
        let body = json!({ "person": login, "ttl_ms": 5000 });
        let asked = application.ask_for(&body).await.unwrap();
        let challenge = phone.challenges().await.unwrap().remove(0);
        (&*phone, asked, challenge)
    });
    let asked = join_all(asked).await;
    world.clock.advance(4_999);
    let passes_after = usize::from(random::<1>()[0]) % (2 * PEOPLE);
    let answers = AtomicUsize::new(0);
    let decide = async |phone, server: &str, id, decision: &Decision| {
        let answer = decide_at(phone, server, id, decision).await;
        if answers.fetch_add(1, Ordering::Relaxed) == passes_after {
            world.clock.advance(1);
        }
        answer
    };
    let runs = asked.iter().map(|(phone, asked, challenge)| async {
        let one = world.url();
        let two = world.instances.last().unwrap().url();
        let approval = phone.decision(challenge, Verb::Approve, Some(&asked.number));
        let denial = phone.decision(challenge, Verb::Deny, None);
        let (approved, denied, looked) = tokio::join!(
            decide(phone, one, asked.id, &approval),
            decide(phone, two, asked.id, &denial),
            application.look(asked.id),
        );
        looked.unwrap();
        let outcome = application.at(two).look(asked.id).await.unwrap();
        assert_eq!(outcome, application.look(asked.id).await.unwrap());
        ended_once(&outcome);
        told(approved, State::Approved, outcome.state);
        told(denied, State::Denied, outcome.state);
        outcome.state
    });
    join_all(runs).await
}

/// What a phone was told of its decision is how the request ended.
fn told(answer: Answer<Decided>, decided: State, end: State) {
    match answer {
        Ok(told) => assert_eq!((told.state, end), (decided, decided)),
        refused => {
            assert_ne!(end, decided, "it was told otherwise");
            let expected = match end {
                State::Expired => Refusal::ChallengeExpired,
                _ => Refusal::ChallengeDecided,
            };
            assert_eq!(refusal(refused), expected);
        }
    }
}

fn ended_once(outcome: &Outcome) {
    let ends: Vec<_> = outcome
        .timeline
        .iter()
        .filter(|event| State::from_name(&event.event).is_some())
        .collect();
    assert_eq!(ends.len(), 1, "{outcome:?}");
    assert_eq!(ends[0].event, outcome.state.as_str());
    let in_time = ends[0].at < outcome.expires_at;
    assert_eq!(in_time, outcome.state != State::Expired, "{outcome:?}");
}
