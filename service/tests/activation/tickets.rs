//! Attack 62: tickets guessed, replayed, used by two phones, expired.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::activation::Way;

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a62_a_ticket_lets_one_phone_in_once() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let (_, ticket) = world.ticket("kari");
    let (one, two) = (Phone::new(world.url()), Phone::new(world.url()));
    let way = Way::Ticket {
        ticket: ticket.clone(),
        mobile: None,
    };
    let (mine, theirs) = (one.confirmation(way.clone()), two.confirmation(way));
    let (first, second) = tokio::join!(one.send_confirm(&mine), two.send_confirm(&theirs));
    let (winner, confirm, reply) = match (first, second) {
        (Ok(reply), Err(refused)) => {
            assert_eq!(refused.refusal(), Some(Refusal::TicketInvalid));
            (one, mine, reply)
        }
        (Err(refused), Ok(reply)) => {
            assert_eq!(refused.refusal(), Some(Refusal::TicketInvalid));
            (two, theirs, reply)
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(
        winner.send_confirm(&confirm).await.unwrap(),
        reply,
        "lost and asked again"
    );
    world.clock.advance(10 * 60_000);
    assert_eq!(
        refusal(winner.send_confirm(&confirm).await),
        Refusal::TicketInvalid
    );
    assert_eq!(world.count("SELECT COUNT(*) AS n FROM devices").await, 1);
}

#[tokio::test]
async fn a62_a_ticket_lives_ten_minutes_and_the_next_kills_it() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let (_, expired) = world.ticket("kari");
    world.clock.advance(10 * 60_000 + 60_000);
    assert_eq!(
        refusal(phone.confirm_ticket(&expired, None).await),
        Refusal::TicketInvalid
    );
    world.clock.advance(-10 * 60_000 - 60_000);
    let (_, former) = world.ticket("kari");
    let (_, last) = world.ticket("kari");
    world.clock.advance(1000);
    assert_eq!(
        refusal(phone.confirm_ticket(&former, None).await),
        Refusal::TicketInvalid
    );
    phone.confirm_ticket(&last, None).await.unwrap();
}

#[tokio::test]
async fn a62_guessing_a_typed_ticket_ends_after_five() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    world.person("ola", "+4587654321");
    let (typed, _) = world.ticket("kari");
    let mut phone = Phone::new(world.url());
    assert_eq!(
        refusal(phone.confirm_ticket(&typed, None).await),
        Refusal::MobileInvalid
    );
    let elsewhere = phone.confirm_ticket(&typed, Some("+4587654321")).await;
    assert_eq!(
        refusal(elsewhere),
        Refusal::TicketInvalid,
        "it belongs to its number"
    );
    for guess in ["AAAAAAAA", "BBBBBBBB", "CCCCCCCC", "DDDDDDDD", "EEEEEEEE"] {
        let wrong = phone.confirm_ticket(guess, Some(MOBILE)).await;
        assert_eq!(refusal(wrong), Refusal::TicketInvalid);
    }
    // Now the right one isn't looked at either, by nobody, whoever has the number.
    for (guess, mobile) in [(typed.as_str(), MOBILE), ("AAAAAAAA", MOBILE)] {
        let refused = phone.confirm_ticket(guess, Some(mobile)).await.unwrap_err();
        assert_eq!(refused.refusal(), Some(Refusal::TooMany));
        assert!(refused.problem.retry_at > Some(world.clock.now()));
    }
    world.clock.advance(10 * 60_000);
    let (_, scanned) = world.ticket("kari");
    phone.confirm_ticket(&scanned, None).await.unwrap();
}

#[tokio::test]
async fn a62_guessing_scanned_tickets_is_limited_by_address() {
    let world = World::with("[activation]\ntickets_per_source_hour = 3").await;
    world.person("kari", MOBILE);
    let mut phone = Phone::new(world.url());
    let guess = "MFRGGZDFMZTWQ2LKNNWG23TPOA";
    for _ in 0..3 {
        assert_eq!(
            refusal(phone.confirm_ticket(guess, None).await),
            Refusal::TicketInvalid
        );
    }
    let (_, ticket) = world.ticket("kari");
    assert_eq!(
        refusal(phone.confirm_ticket(&ticket, None).await),
        Refusal::TooMany
    );
    for odd in ["", "1", "MFRG", "not base32!"] {
        assert_eq!(
            refusal(phone.confirm_ticket(odd, None).await),
            Refusal::TicketInvalid
        );
    }
}

#[tokio::test]
async fn a_ticket_is_for_somebody_and_its_link_names_the_service() {
    let world = World::new().await;
    let output = world.command(&["ticket", "nobody"]);
    assert_eq!(output.status.code(), Some(5));
    assert!(String::from_utf8_lossy(&output.stderr).contains("KV-1031"));
    world.person("kari", MOBILE);
    let answer = world.shell(&["ticket", "kari"]);
    let link: kodevagt_protocol::link::Activation =
        answer["uri"].as_str().unwrap().parse().unwrap();
    assert_eq!(link.server, world.url());
    let info = Phone::new(world.url()).service().await.unwrap();
    assert_eq!(link.root_key_hash, info.keys.root_key_hash());
    assert_eq!(answer["ticket"].as_str().unwrap().len(), 8);
}

#[tokio::test]
async fn an_invitation_says_where_and_lets_nobody_in() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    assert_eq!(world.shell(&["person", "invite", "kari"])["by"], "mail");
    world.shell(&[
        "person",
        "add",
        "ola",
        "--name",
        "Ola",
        "--mobile",
        "+4587654321",
    ]);
    assert_eq!(
        world.shell(&["person", "invite", "ola", "--language", "nb"])["by"],
        "sms"
    );
    let outbox = world.outbox().await;
    assert_eq!(outbox.len(), 2);
    assert!(
        outbox
            .iter()
            .all(|message| message.text.contains(world.url()))
    );
    let listed = world.shell(&["person", "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 2);
}
