//! The templated gateway against a stand-in.

use std::time::Duration;

use kodevagt_service::outbound::sms::Gateway;
use kodevagt_service::outbound::{Refusal, Sent, Sms, SmsMessage};
use serde_json::json;

use crate::endpoint::Endpoint;

#[tokio::test]
async fn json_is_filled_and_the_reference_read() {
    let mut endpoint = Endpoint::tls().await;
    let gateway = gateway(&format!(
        r#"
        url = {:?}
        headers = {{ authorization = "Bearer t0ken" }}
        body = '''{{"from":"{{sender}}","to":["{{to}}"],"text":"{{text}}","ref":"{{id}}","dlr":"{{report_to}}"}}'''
        reference = "/messages/0/id"
        sender = "1234"
        ca_file = {}
        "#,
        endpoint.url("/v2/messages"),
        endpoint.ca_toml(),
    ));
    endpoint.answers(201, &[], r#"{"messages":[{"id":8417}]}"#);
    let sent = gateway.send(&message()).await.unwrap();
    assert_eq!(
        sent,
        Sent {
            reference: Some("8417".to_owned())
        }
    );
    let heard = endpoint.heard().await;
    assert_eq!(
        (heard.method.as_str(), heard.uri.path()),
        ("POST", "/v2/messages")
    );
    assert_eq!(heard.header("content-type"), Some("application/json"));
    assert_eq!(heard.header("authorization"), Some("Bearer t0ken"));
    assert_eq!(
        heard.json(),
        json!({
            "from": "1234", "to": ["+4512345678"], "text": "\"Kode\" & 12345678\n@k.dk #12345678",
            "ref": "m1", "dlr": "https://k.dk/v1/hooks/sms/m1/t",
        })
    );

    // Taken, so it says, but without the reference: asking again could send it twice.
    endpoint.answers(200, &[], r#"{"error":"no credit"}"#);
    assert_eq!(
        gateway.send(&message()).await.unwrap_err().refusal,
        Refusal::Permanent
    );
}

#[tokio::test]
async fn a_form_and_a_url_are_percent_encoded() {
    let mut endpoint = Endpoint::plain().await;
    let gateway = gateway(&format!(
        r#"
        url = "{}?to={{to}}"
        body_kind = "form"
        body = "m={{text}}"
        success = [202]
        "#,
        endpoint.url("/send"),
    ));
    endpoint.answers(202, &[], "");
    assert_eq!(gateway.send(&message()).await, Ok(Sent::default()));
    let heard = endpoint.heard().await;
    assert_eq!(heard.uri.query(), Some("to=%2B4512345678"));
    assert_eq!(
        heard.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        String::from_utf8(heard.body).unwrap(),
        "m=%22Kode%22%20%26%2012345678%0A%40k%2Edk%20%2312345678"
    );
    for (status, refusal) in [
        (200, Refusal::Permanent),
        (400, Refusal::Permanent),
        (302, Refusal::Permanent),
        (401, Refusal::Temporary(None)),
        (500, Refusal::Temporary(None)),
        (429, Refusal::Temporary(Some(Duration::from_secs(7)))),
    ] {
        let retry: &[(&str, &str)] = if status == 429 {
            &[("retry-after", "7")]
        } else {
            &[]
        };
        endpoint.answers(status, retry, "");
        assert_eq!(
            gateway.send(&message()).await.unwrap_err().refusal,
            refusal,
            "{status}"
        );
        endpoint.heard().await;
    }
    // A redirection isn't followed: the code would go where nobody said it may.
    assert!(endpoint.is_silent());
}

#[tokio::test]
async fn neither_text_nor_recipient_stands_in_an_error_or_in_debug() {
    let gateway = gateway("url = \"https://localhost:1/?to={to}&t={text}\"\nmethod = \"GET\"");
    let refused = gateway.send(&message()).await.unwrap_err();
    for shown in [format!("{refused:?} {refused}"), format!("{:?}", message())] {
        assert!(!shown.contains("1234"), "{shown}");
        assert!(!shown.contains("k.dk"), "{shown}");
    }
}

fn gateway(settings: &str) -> Gateway {
    Gateway::new(&toml::from_str(settings).unwrap()).unwrap()
}

fn message() -> SmsMessage {
    SmsMessage {
        to: "+4512345678".to_owned().into(),
        text: "\"Kode\" & 12345678\n@k.dk #12345678".to_owned().into(),
        id: "m1".to_owned(),
        report_to: Some("https://k.dk/v1/hooks/sms/m1/t".to_owned().into()),
        validity: Duration::from_secs(600),
    }
}
