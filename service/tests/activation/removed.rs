//! Attack 65: a removed phone.

use kodevagt_protocol::Refusal;
use kodevagt_protocol::phone::{Push, State};

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

#[tokio::test]
async fn a65_a_removed_phones_signatures_are_refused_at_once_and_it_is_told() {
    let world = World::new().await;
    world.person("kari", MOBILE);
    let code = || world.code(MOBILE);
    let mut phone = Phone::activated_by_sms(world.url(), MOBILE, code)
        .await
        .unwrap();
    // Ready before, sent after.
    let nonce = phone.nonce().await.unwrap();
    let under_way = phone.sign(&reqwest::Method::GET, "/v1/phone/challenges", &[], &nonce);
    assert_eq!(
        world.shell(&["person", "remove-phone", "kari"])["removed"],
        1
    );
    let challenges = phone.send_signed::<serde_json::Value>(under_way).await;
    assert_eq!(refusal(challenges), Refusal::DeviceUnknown);
    assert_eq!(refusal(phone.wait(0).await), Refusal::DeviceUnknown);
    assert_eq!(
        refusal(phone.push(&Push::None).await),
        Refusal::DeviceUnknown
    );
    assert_eq!(refusal(phone.activate().await), Refusal::DeviceUnknown);
    let standing = phone.status().await.unwrap();
    assert_eq!(
        standing.state,
        State::Removed,
        "its next contact tells it to erase"
    );
    let sql = "SELECT COUNT(*) AS n FROM devices WHERE seed_sealed IS NOT NULL OR puk_sealed IS NOT NULL \
               OR push_target_sealed IS NOT NULL";
    assert_eq!(world.count(sql).await, 0, "its secrets are gone here too");
    let told = world.outbox().await;
    let mails = told.iter().filter(|message| message.kind == "mail").count();
    assert_eq!(mails, 2, "activated, removed");
    assert_eq!(
        world.shell(&["person", "remove-phone", "kari"])["removed"],
        0
    );
}
