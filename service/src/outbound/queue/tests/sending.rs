//! What becomes of a message, whatever its gateway says and whoever dies.

use super::bench::{Bench, On, START};
use crate::outbound::queue::claim::Claim;
use crate::outbound::queue::finish::{Finish, Outcome, Report};
use crate::outbound::queue::*;
use crate::outbound::sms::Delivery;

on_both!(
    a_message_leaves_once_and_its_text_is_wiped,
    a_temporary_refusal_is_tried_again_later_and_later,
    a_gateway_that_asks_for_time_gets_it,
    an_sms_that_would_come_too_late_is_not_sent,
    one_whose_next_try_would_be_too_late_ends_at_once,
    a_permanent_refusal_ends_it,
    a_dead_instances_message_comes_back_and_not_for_ever,
    who_lost_the_lease_notes_nothing,
    a_report_counts_even_before_the_sending_is_noted,
    a_person_erased_is_sent_nothing,
    the_outbox_shows_what_was_posted,
    the_worker_is_woken_and_stops,
    two_instances_share_what_is_due
);

async fn a_message_leaves_once_and_its_text_is_wiped(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    let id = bench.post(bench.sms()).await;
    bench.work().await;
    let sms = bench.heard.recv().await.unwrap();
    assert_eq!(
        (sms.to.as_str(), sms.text.as_str()),
        ("+4512345678", "Din kode er 12345678")
    );
    assert_eq!(sms.id, data_encoding::HEXLOWER.encode(&id));
    assert_eq!(sms.validity, Duration::from_secs(600));
    assert!(
        sms.report_to
            .unwrap()
            .starts_with("https://k.dk/v1/hooks/sms/")
    );
    let row = bench.row(id).await;
    assert_eq!(row.state, "sent");
    assert_eq!((row.attempts, row.text_length), (1, 0));
    bench.clock.advance(LEASE_MS * 10);
    bench.work().await;
    assert!(bench.heard.try_recv().is_err());
}

async fn a_temporary_refusal_is_tried_again_later_and_later(on: On) {
    let no = || Err(Refused::temporary("answered 500"));
    let mut bench = Bench::new(on, vec![no(), no()]).await;
    let id = bench.post(bench.sms()).await;
    bench.work().await;
    let row = bench.row(id).await;
    assert_eq!(
        (row.state.as_str(), row.attempts, row.next_in),
        ("queued", 1, 2_000)
    );
    bench.clock.advance(1_999);
    bench.work().await;
    assert_eq!(bench.row(id).await.attempts, 1);
    bench.clock.advance(1);
    bench.work().await;
    let row = bench.row(id).await;
    assert_eq!(
        (row.state.as_str(), row.attempts, row.next_in),
        ("queued", 2, 4_000)
    );
    bench.clock.advance(4_000);
    bench.work().await;
    assert_eq!(bench.row(id).await.state, "sent");
    // Each time the same message under the same id.
    let ids: Vec<String> = [(); 3].map(|()| bench.heard.try_recv().unwrap().id).into();
    assert!(ids.iter().all(|heard| *heard == ids[0]));
}

async fn a_gateway_that_asks_for_time_gets_it(on: On) {
    let later = Refused::later(Some(Duration::from_secs(30)), "answered 429");
    let bench = Bench::new(on, vec![Err(later)]).await;
    let id = bench.post(bench.sms()).await;
    bench.work().await;
    assert_eq!(bench.row(id).await.next_in, 30_000);
}

async fn an_sms_that_would_come_too_late_is_not_sent(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    let id = bench.post(bench.sms()).await;
    bench.clock.advance(600_000);
    bench.work().await;
    assert!(bench.heard.try_recv().is_err());
    let row = bench.row(id).await;
    assert_eq!(
        (row.state.as_str(), row.attempts, row.text_length),
        ("expired", 0, 0)
    );
}

async fn one_whose_next_try_would_be_too_late_ends_at_once(on: On) {
    let later = Refused::later(Some(Duration::from_secs(600)), "answered 503");
    let bench = Bench::new(on, vec![Err(later)]).await;
    let id = bench.post(bench.sms()).await;
    bench.work().await;
    let row = bench.row(id).await;
    assert_eq!((row.state.as_str(), row.text_length), ("expired", 0));
}

async fn a_permanent_refusal_ends_it(on: On) {
    let bench = Bench::new(on, vec![Err(Refused::permanent("answered 400"))]).await;
    let id = bench.post(bench.sms()).await;
    bench.work().await;
    let row = bench.row(id).await;
    assert_eq!(
        (row.state.as_str(), row.reason.as_deref()),
        ("failed", Some("answered 400"))
    );
}

async fn a_dead_instances_message_comes_back_and_not_for_ever(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    let id = bench
        .post(bench.sms().not_after(START + 100 * LEASE_MS))
        .await;
    for attempt in 1..=Kind::Sms.tries() {
        // Claimed, and the instance dies.
        let claimed = bench.queue.store.run(Claim { room: 1 }).await.unwrap();
        assert_eq!(claimed[0].attempt, attempt);
        assert!(
            bench
                .queue
                .store
                .run(Claim { room: 1 })
                .await
                .unwrap()
                .is_empty()
        );
        bench.clock.advance(LEASE_MS);
    }
    bench.work().await;
    assert!(bench.heard.try_recv().is_err());
    assert_eq!(bench.row(id).await.state, "failed");
}

async fn who_lost_the_lease_notes_nothing(on: On) {
    let bench = Bench::new(on, Vec::new()).await;
    let id = bench.post(bench.sms()).await;
    let slow = bench
        .queue
        .store
        .run(Claim { room: 1 })
        .await
        .unwrap()
        .remove(0);
    bench.clock.advance(LEASE_MS);
    bench.work().await;
    assert_eq!(bench.row(id).await.state, "sent");
    let finish = Finish {
        id,
        attempt: slow.attempt,
        not_after: slow.not_after,
        outcome: Outcome::Failed("no answer".into()),
        keep_text: false,
    };
    bench.queue.store.run(finish).await.unwrap();
    assert_eq!(bench.row(id).await.state, "sent");
}

async fn a_report_counts_even_before_the_sending_is_noted(on: On) {
    let bench = Bench::new(on, Vec::new()).await;
    let id = bench.post(bench.sms()).await;
    bench.queue.store.run(Claim { room: 1 }).await.unwrap();
    let report = |delivery| bench.queue.store.run(Report { id, delivery });
    report(Delivery::Delivered).await.unwrap();
    let sent = Finish {
        id,
        attempt: 1,
        not_after: None,
        outcome: Outcome::Sent(None),
        keep_text: false,
    };
    bench.queue.store.run(sent).await.unwrap();
    report(Delivery::Failed).await.unwrap();
    let row = bench.row(id).await;
    assert_eq!((row.state.as_str(), row.text_length), ("delivered", 0));
    bench.clock.advance(LEASE_MS * 10);
    assert!(
        bench
            .queue
            .store
            .run(Claim { room: 1 })
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_person_erased_is_sent_nothing(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    let id = bench.post_for_a_person().await;
    bench.destroy_keys().await;
    bench.work().await;
    assert!(bench.heard.try_recv().is_err());
    assert_eq!(bench.row(id).await.state, "failed");
}

async fn the_outbox_shows_what_was_posted(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    bench.queue = Arc::new(Queue {
        store: bench.queue.store.clone(),
        keys: Arc::clone(&bench.queue.keys),
        adapters: Adapters::outbox(),
        public_url: None,
        keep_texts: true,
    });
    bench.post(bench.sms()).await;
    bench.clock.advance(1);
    let owner = Owner::Service(&bench.queue.keys);
    bench
        .post(Letter::mail(owner, "aase@k.dk", "Låst op", "Hej Åse").html(owner, "<p>Hej"))
        .await;
    bench.work().await;
    let shown = posted(&bench.queue.store, &bench.queue.keys).await.unwrap();
    let shown: Vec<_> = shown
        .iter()
        .map(|one| {
            (
                one.kind.as_str(),
                one.to.as_str(),
                one.text.as_str(),
                one.at,
                one.state.as_str(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("sms", "+4512345678", "Din kode er 12345678", START, "sent"),
            ("mail", "aase@k.dk", "Hej Åse", START + 1, "sent"),
        ]
    );
}

/// The running worker: woken by a commit, it sends without waiting for its tick, and it stops when told.
async fn the_worker_is_woken_and_stops(on: On) {
    let mut bench = Bench::new(on, Vec::new()).await;
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(run(Arc::clone(&bench.queue), stopping));
    bench.post(bench.sms()).await;
    bench.heard.recv().await.unwrap();
    bench.post(bench.sms()).await;
    bench.heard.recv().await.unwrap();
    stop.send(true).unwrap();
    worker.await.unwrap();
}

/// Attack on the claim: two instances at once, each message to one of them.
async fn two_instances_share_what_is_due(on: On) {
    let bench = Bench::new(on, Vec::new()).await;
    let mut posted = Vec::new();
    for _ in 0..20 {
        posted.push(bench.post(bench.sms()).await);
    }
    let other = bench.another_instance().await;
    let (one, two) = tokio::join!(
        bench.queue.store.run(Claim { room: 20 }),
        other.run(Claim { room: 20 })
    );
    let rest = bench.queue.store.run(Claim { room: 20 }).await.unwrap();
    let claimed = one.unwrap().into_iter().chain(two.unwrap()).chain(rest);
    let mut ids: Vec<_> = claimed.map(|claimed| claimed.id).collect();
    ids.sort_unstable();
    posted.sort_unstable();
    assert_eq!(ids, posted);
}
