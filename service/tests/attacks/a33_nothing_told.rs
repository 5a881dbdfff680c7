//! Attack 33: the wake-up names nobody, and the number is nowhere on the phone's way.

use futures_util::StreamExt as _;
use kodevagt_protocol::phone::Push;
use reqwest::Method;
use serde_json::json;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use crate::phone::Phone;
use crate::scene::{Scene, execute};

/// What would name the person, the application or the sign-in.
const TELLING: [&str; 6] = [
    "kari",
    "nordmann",
    "example.org",
    "12345678",
    "intranet",
    "odense",
];

#[tokio::test(flavor = "multi_thread")]
async fn a33_wake_ups_name_nobody_and_the_number_is_only_the_applications() {
    let mut scene = Scene::sqlite().await;
    // Six digits, so that they don't stand somewhere by chance.
    execute(&scene.world, "UPDATE applications SET digits = 6", &[]).await;
    let push = Push::Fcm {
        token: "phone-registration-token".to_owned(),
    };
    scene.phone.push(&push).await.unwrap();
    let body = json!({
        "person": "kari",
        "text": "Log ind",
        "where": { "ip": "192.0.2.7", "place": "Odense", "browser": "Firefox" },
    });
    let asked = scene.application.ask_for(&body).await.unwrap();
    let hints = [
        raw(&scene.phone, "/v1/phone/wait?seconds=5").await,
        first_frame(&scene.phone).await,
    ];
    let outbox = scene.world.outbox().await;
    let pushes: Vec<_> = outbox
        .iter()
        .filter(|message| message.kind == "push")
        .collect();
    assert_eq!(pushes.len(), 1);
    for told in hints.iter().chain([&pushes[0].text, &pushes[0].to]) {
        let lower = told.to_lowercase();
        assert!(TELLING.iter().all(|word| !lower.contains(word)), "{told}");
        assert!(!told.contains(&asked.id.to_string()), "{told}");
        assert!(!told.contains(&asked.number), "{told}");
    }
    assert_eq!(pushes[0].text.len(), 16, "80 random bits");
    let rows = "SELECT COUNT(*) AS n FROM messages WHERE kind = 'push' AND not_after <= \
                (SELECT expires_at FROM challenges)";
    assert_eq!(
        scene.world.count(rows).await,
        1,
        "not sent when it is too late"
    );
    // Nor does anything else tell the number, before or after.
    for path in ["/v1/phone/challenges", "/v1/phone/status", "/v1/service"] {
        let told = raw(&scene.phone, path).await;
        assert!(!told.contains(&asked.number), "{told}");
    }
    let challenge = scene.fetched().await;
    let denial = serde_json::to_vec(&scene.phone.decision(
        &challenge,
        kodevagt_protocol::approval::Verb::Deny,
        None,
    ));
    let path = format!("/v1/phone/challenges/{}/decision", asked.id);
    let nonce = scene.phone.fresh_nonce().await.unwrap();
    let decided = scene
        .phone
        .sign(&Method::POST, &path, &denial.unwrap(), &nonce);
    let decided = decided.send().await.unwrap();
    assert!(decided.status().is_success());
    let headers = format!("{:?}", decided.headers());
    let told = headers + &decided.text().await.unwrap();
    assert!(!told.contains(&asked.number), "{told}");
    // The application itself is told it once.
    let outcome = scene.application.look(asked.id).await.unwrap();
    let told = serde_json::to_string(&outcome).unwrap();
    assert!(!told.contains(&asked.number), "{told}");
}

/// An answer as it came, headers and all.
async fn raw(phone: &Phone, path: &str) -> String {
    let nonce = phone.fresh_nonce().await.unwrap();
    let request = phone.sign(&Method::GET, path, &[], &nonce);
    let response = request.send().await.unwrap();
    assert!(response.status().is_success(), "{path}");
    let headers = format!("{:?}", response.headers());
    headers + &response.text().await.unwrap()
}

/// What the open connection says first.
async fn first_frame(phone: &Phone) -> String {
    let nonce = phone.fresh_nonce().await.unwrap();
    let request = phone.sign(&Method::GET, "/v1/phone/socket", &[], &nonce);
    let request = request.build().unwrap();
    let address = phone.server.strip_prefix("http://").unwrap();
    let stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let mut upgrade = format!("ws://{address}/v1/phone/socket")
        .into_client_request()
        .unwrap();
    upgrade.headers_mut().extend(request.headers().clone());
    let (mut socket, _) = client_async(upgrade, stream).await.unwrap();
    let frame = socket.next().await.unwrap().unwrap();
    frame.into_text().unwrap().to_string()
}
