//! The phone waits, by long poll and by WebSocket, on one instance and across two.

use futures_util::StreamExt as _;
use kodevagt_protocol::phone::Waited;
use kodevagt_protocol::{Refusal, request};
use reqwest::Method;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::MOBILE;
use crate::phone::{Phone, refusal};
use crate::world::World;

async fn with_phone(world: &World) -> Phone {
    world.person("kari", MOBILE);
    let (_, ticket) = world.ticket("kari");
    Phone::activated_by_ticket(world.url(), &ticket)
        .await
        .unwrap()
}

/// A sign-in that wants the phone's approval.
async fn sign_in(world: &World, url: &str, key: &str) {
    let ask = serde_json::json!({ "person": "kari" });
    let client = crate::phone::client();
    let request = client.post(format!("{url}/v1/approvals")).bearer_auth(key);
    let response = request.json(&ask).send().await.unwrap();
    assert_eq!(response.status(), 201, "{}", world.url());
}

fn application(world: &World) -> String {
    let added = world.shell(&["application", "add", "Portal"]);
    added["api_key"].as_str().unwrap().to_owned()
}

/// The phone's socket on the service at its URL.
async fn socket(phone: &mut Phone) -> WebSocketStream<TcpStream> {
    let path = "/v1/phone/socket";
    let nonce = phone.nonce().await.unwrap();
    let signed = phone.sign(&Method::GET, path, &[], &nonce).build().unwrap();
    let address = phone.server.strip_prefix("http://").unwrap().to_owned();
    let mut request = format!("ws://{address}{path}")
        .into_client_request()
        .unwrap();
    for (name, value) in signed.headers() {
        request.headers_mut().insert(name.clone(), value.clone());
    }
    let stream = TcpStream::connect(&address).await.unwrap();
    let (socket, response) = client_async(request, stream).await.unwrap();
    assert!(response.headers().contains_key(request::TIME_HEADER));
    socket
}

async fn hint(socket: &mut WebSocketStream<TcpStream>) -> Waited {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_wakes_the_waiting_phone_on_the_other_instance() {
    let world = crate::two().await;
    let key = application(&world);
    let mut phone = with_phone(&world).await;
    let mut waiting = Phone::new(world.url());
    assert_eq!(
        phone.wait(0).await.unwrap(),
        Waited::default(),
        "nothing yet"
    );
    let mut open = socket(&mut phone).await;
    let other = world.instances[1].url();
    let (waited, ()) = tokio::join!(phone.wait(60), sign_in(&world, other, &key));
    let woken = waited.unwrap().hint.unwrap();
    assert_eq!(woken.0.len(), 16);
    assert_eq!(hint(&mut open).await.hint, Some(woken.clone()));
    // Opened late, it still finds the request.
    assert_eq!(phone.wait(0).await.unwrap().hint, Some(woken.clone()));
    assert_eq!(hint(&mut socket(&mut phone).await).await.hint, Some(woken));
    assert_eq!(phone.challenges().await.unwrap().len(), 1);
    assert_eq!(
        phone.wait(0).await.unwrap(),
        Waited::default(),
        "it has been fetched"
    );
    waiting.account = phone.account.clone();
    assert_eq!(
        refusal(waiting.wait(0).await),
        Refusal::Unsigned,
        "a stranger hears nothing"
    );
}

#[tokio::test]
async fn a_removed_phones_socket_is_closed() {
    let world = World::new().await;
    let mut phone = with_phone(&world).await;
    let mut open = socket(&mut phone).await;
    world.shell(&["person", "remove-phone", "kari"]);
    loop {
        match open.next().await {
            Some(Ok(Message::Ping(_))) => {}
            Some(Ok(Message::Close(_))) | None => break,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(refusal(phone.wait(0).await), Refusal::DeviceUnknown);
}

#[tokio::test]
async fn stopping_ends_every_wait() {
    let mut world = World::new().await;
    let mut phone = with_phone(&world).await;
    let mut open = socket(&mut phone).await;
    let before = used(&world).await;
    let waiting = tokio::spawn(async move { phone.wait(60).await });
    // Its nonce is used up: it waits.
    while used(&world).await == before {
        tokio::task::yield_now().await;
    }
    world.instances.remove(0).stop().await;
    let waited = waiting.await.unwrap();
    assert!(waited.is_ok_and(|waited| waited.hint.is_none()));
    assert!(matches!(
        open.next().await,
        Some(Ok(Message::Close(_))) | None
    ));
}

async fn used(world: &World) -> i64 {
    world.count("SELECT COUNT(*) AS n FROM nonces").await
}
