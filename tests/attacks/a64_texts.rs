//! Attack 64: Text with bidi, control or 10⁵ characters in a challenge: refused at the API, never drawn.
//! (Here: never drawn.)

use kodevagt_tests::service::asked::Waiting;
use kodevagt_tests::service::steps::{activated, fetch};
use kodevagt_tests::stand::{NOW, REUSABLE, open};

#[test]
fn a64_what_lies_is_never_drawn_and_the_others_are() {
    let (phone, mut service) = activated(REUSABLE);
    let mut app = open(&phone).unwrap();
    let honest = service.ask(25_000);
    service.ask(25_000);
    let long = "a".repeat(100_000);
    let plain = service.waiting[1].clone();
    for text in [
        "a\u{202e}b",
        "a\nb",
        "a\u{200b}b",
        "\u{1b}[2J",
        long.as_str(),
    ] {
        let fields: [fn(&mut Waiting, String); 4] = [
            |waiting, text| waiting.challenge.text = Some(text),
            |waiting, text| waiting.challenge.application = text,
            |waiting, text| waiting.challenge.origin.place = Some(text),
            |waiting, text| waiting.challenge.person = text,
        ];
        for set in fields {
            service.waiting[1] = plain.clone();
            set(&mut service.waiting[1], text.to_owned());
            fetch(&mut app, &mut service, NOW).unwrap();
            let shown: Vec<_> = app.approvals(NOW).iter().map(|one| one.id).collect();
            assert_eq!(shown, [honest], "{:?}", &text[..text.len().min(9)]);
        }
    }
    service.waiting[1] = plain;
    fetch(&mut app, &mut service, NOW).unwrap();
    assert_eq!(app.approvals(NOW).len(), 2);
}
