//! Attack 30: a decision said again, to the same request, another, or one restored from a backup; and signed
//! otherwise.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::application::Outcome;
use kodevagt_protocol::approval::{Decided, Decision, State, Verb};
use kodevagt_service::store::Value;
use reqwest::Method;

use crate::phone::{malleated, read, refusal};
use crate::scene::{Scene, decide_at, execute};

#[tokio::test(flavor = "multi_thread")]
async fn a30_the_same_decision_gets_the_same_answer_and_is_one() {
    let mut scene = Scene::sqlite().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let approval = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&asked.number));
    let denial = scene.phone.decision(&challenge, Verb::Deny, None);
    let first = scene.phone.decide(asked.id, &approval).await.unwrap();
    assert_eq!(first.state, State::Approved);
    let told = scene.application.look(asked.id).await.unwrap();
    scene.advance(1_000);
    assert_eq!(
        scene.phone.decide(asked.id, &approval).await,
        Ok(first.clone())
    );
    let refused = scene.phone.decide(asked.id, &denial).await;
    assert_eq!(refusal(refused), Refusal::ChallengeDecided);
    assert_eq!(scene.application.look(asked.id).await, Ok(told));
    scene.application.consume(asked.id, None).await.unwrap();
    // Consumed, past its time, it was approved all the same.
    scene.advance(60_000);
    assert_eq!(scene.phone.decide(asked.id, &approval).await, Ok(first));
    assert_eq!(scene.application.state(asked.id).await, State::Consumed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a30_a_malleated_signature_makes_no_second_decision() {
    let mut scene = Scene::sqlite().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let wrong = Scene::other_than(&asked.number);
    let decision = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&wrong));
    let copy = Decision {
        device_signature: malleated(&decision.device_signature),
        ..decision.clone()
    };
    assert_ne!(decision, copy);
    for decision in [&decision, &copy, &decision, &copy] {
        let decided = scene.phone.decide(asked.id, decision).await.unwrap();
        assert_eq!(decided.state, State::Mismatch);
    }
    let counted = "SELECT mismatches AS n FROM people";
    assert_eq!(scene.world.count(counted).await, 1, "one wrong number");
    assert_eq!(ends(&scene.application.look(asked.id).await.unwrap()), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a30_a_request_sent_again_is_refused_however_its_signature_is_written() {
    let mut scene = Scene::two_instances().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let denial = scene.phone.decision(&challenge, Verb::Deny, None);
    let path = format!("/v1/phone/challenges/{}/decision", asked.id);
    let nonce = scene.phone.fresh_nonce().await.unwrap();
    let body = serde_json::to_vec(&denial).unwrap();
    let request = scene.phone.sign(&Method::POST, &path, &body, &nonce);
    let again = || request.try_clone().unwrap();
    read::<Decided>(again()).await.unwrap();
    assert_eq!(refusal(read::<Decided>(again()).await), Refusal::Unsigned);
    let mut other = again().build().unwrap();
    *other.url_mut() = format!("{}{path}", scene.other_url()).parse().unwrap();
    let signature = other.headers()["kodevagt-signature"].to_str().unwrap();
    let signature = malleated(&signature.parse().unwrap()).to_string();
    let signature = signature.parse().unwrap();
    other.headers_mut().insert("kodevagt-signature", signature);
    let answer = scene.phone.client.execute(other).await.unwrap();
    let answer = crate::phone::answer::<Decided>(answer).await;
    assert_eq!(refusal(answer), Refusal::Unsigned);
}

#[tokio::test(flavor = "multi_thread")]
async fn a30_a_decision_fits_no_other_request() {
    let mut scene = Scene::sqlite().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let approval = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&asked.number));
    let retried = scene.application.retry(asked.id).await.unwrap();
    let old = scene.phone.decide(asked.id, &approval).await;
    assert_eq!(refusal(old), Refusal::ChallengeSuperseded);
    let new = scene.phone.decide(retried.id, &approval).await;
    assert_eq!(refusal(new), Refusal::DecisionUnsigned);
    assert_eq!(scene.application.state(retried.id).await, State::Pending);
    // Nor is a request anybody else's to decide.
    let mut stranger = crate::scene::person(&scene.world, "ola", "+4587654321").await;
    let theirs = stranger.decision(&scene.fetched().await, Verb::Deny, None);
    let refused = stranger.decide(retried.id, &theirs).await;
    assert_eq!(refusal(refused), Refusal::ChallengeUnknown);
}

#[tokio::test(flavor = "multi_thread")]
async fn a30_on_a_restored_request_it_gets_the_same_answer_or_is_late() {
    let mut scene = Scene::two_instances().await;
    let asked = scene.application.ask("kari").await.unwrap();
    let challenge = scene.fetched().await;
    let approval = scene
        .phone
        .decision(&challenge, Verb::Approve, Some(&asked.number));
    let first = scene.phone.decide(asked.id, &approval).await.unwrap();
    let restore = "UPDATE challenges SET state = 'pending', decided_at = NULL, decision_hash = NULL \
                   WHERE id = $1";
    let id = [Value::from(asked.id.0)];
    assert_eq!(execute(&scene.world, restore, &id).await, 1);
    let again = decide_at(&scene.phone, scene.other_url(), asked.id, &approval).await;
    assert_eq!(again, Ok(first));
    execute(&scene.world, restore, &id).await;
    scene.advance(25_000);
    let late = decide_at(&scene.phone, scene.other_url(), asked.id, &approval).await;
    assert_eq!(refusal(late), Refusal::ChallengeExpired);
    assert_eq!(scene.application.state(asked.id).await, State::Expired);
}

fn ends(outcome: &Outcome) -> usize {
    let is_end = |event: &str| State::from_name(event).is_some();
    let events = outcome.timeline.iter();
    events.filter(|event| is_end(&event.event)).count()
}
