#![allow(clippy::unwrap_used)]

use super::*;

fn record() -> Record {
    Record {
        id: RootId([7; 16]),
        name: "Kommune".to_owned(),
        server: "https://kodevagt.example".to_owned(),
        root_key_hash: [3; 32],
        statement: b"statement".to_vec(),
        statement_serial: 4,
        device: Some(Id([9; 16])),
        epoch: 2,
        device_key: DeviceKey {
            alias: "device/1".to_owned(),
            public: vec![4; 65],
        },
        vault_key: Vec::new(),
        account: Some(account::Id([6; 16])),
        contact: Contact::default(),
        policy: Policy::default(),
        standing: Standing::Activating(Activating {
            activation: None,
            mobile: "+4512345678".to_owned(),
            hpke_key: SecretBytes::new(b"hpke private".to_vec()),
            confirm: None,
            granted: None,
        }),
        half: Some(Half {
            serial: 1,
            secret: Key::from_slice(&[0xA5; 32]),
            request: None,
        }),
        unblock: Some(Unblock {
            lock_number: "042137".to_owned(),
            request: None,
            words: Some(["kaffe".to_owned(), "hest".to_owned()]),
            request_key: SecretBytes::new(b"request private".to_vec()),
            released: Vec::new(),
            staged: false,
        }),
        last_contact_ms: Some(1_790_000_000_000),
        clock_offset_ms: -94_000,
    }
}

#[test]
fn it_reads_what_it_wrote() {
    let json = serde_json::to_vec(&record()).unwrap();
    let read: Record = serde_json::from_slice(&json).unwrap();
    assert_eq!(serde_json::to_vec(&read).unwrap(), json);
    assert_eq!(read.id, RootId([7; 16]));
    let half = read.half.unwrap().secret.unwrap();
    assert_eq!(half.bytes(), &[0xA5; 32]);
    let Standing::Activating(activating) = read.standing else {
        panic!("another standing");
    };
    assert_eq!(activating.hpke_key.bytes(), b"hpke private");
}

#[test]
fn it_shows_no_secret_and_no_number() {
    let shown = format!("{:?}", record());
    for hidden in [
        "hpke private",
        "request private",
        "kaffe",
        "+4512345678",
        "165",
    ] {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
    assert!(shown.contains("redacted"));
}

#[test]
fn it_is_joined_once_a_pin_stands_behind_it_until_it_is_removed() {
    let mut record = record();
    assert!(!record.is_joined());
    record.vault_key = vec![1; 32];
    assert!(record.is_joined());
    record.standing = Standing::Active;
    assert!(record.is_joined());
    record.standing = Standing::Removed;
    assert!(!record.is_joined());
}

#[test]
fn what_is_not_a_record_is_refused() {
    let json = serde_json::to_string(&record()).unwrap();
    let id = "07070707070707070707070707070707";
    for broken in [
        json.replace(id, "07"),
        json.replace(id, "xx"),
        String::new(),
    ] {
        assert!(serde_json::from_str::<Record>(&broken).is_err());
    }
}
