#![allow(clippy::unwrap_used)]

use crate::account::Refusal;
use crate::import::{Batch, Format, read};

fn outcomes(batch: &Batch) -> Vec<(usize, String, Option<Refusal>)> {
    batch
        .entries
        .iter()
        .map(|entry| {
            let refusal = entry.result.as_ref().err().cloned();
            (entry.line.unwrap(), entry.title.label.clone(), refusal)
        })
        .collect()
}

#[test]
fn every_line_ends_as_something() {
    let text = b"\xef\xbb\xbf# exported on a Sunday\r\n\
        otpauth://totp/Kommune:a?secret=ME\r\n\
        \r\n\
        \x20 otpauth://hotp/b?secret=ME&counter=4 \r\n\
        otpauth://totp/c?secret=1\n\
        otpauth://totp/\xe6?secret=ME\n\
        milk, eggs\n\
        steam://JBSWY3DPEHPK3PXP\n\
        otpauth-migration://offline?data=!\n\
        \x00";
    let batch = read(text, None).unwrap();
    assert_eq!(batch.format, Format::UriList);
    assert_eq!(
        outcomes(&batch),
        [
            (2, "a".to_owned(), None),
            (4, "b".to_owned(), None),
            (5, "c".to_owned(), Some(Refusal::BadSecret)),
            (6, String::new(), Some(Refusal::Damaged)),
            (7, String::new(), Some(Refusal::NotOtpauth)),
            (8, String::new(), None),
            (9, String::new(), Some(Refusal::Damaged)),
            (10, String::new(), Some(Refusal::NotOtpauth)),
        ]
    );
}

#[test]
fn a_migration_in_a_list_stands_for_all_that_is_in_it() {
    let text = "otpauth://totp/a?secret=ME\n\
        otpauth-migration://offline?data=Ch8KBdFBKZJTEgpUZXN0IFRva2VuGgQyRkFTIAEoATACEAEYASAAKIji6ej7%2F%2F%2F%2F%2FwE%3D\n";
    let batch = read(text.as_bytes(), None).unwrap();
    assert_eq!(batch.format, Format::UriList);
    assert_eq!(
        outcomes(&batch),
        [
            (1, "a".to_owned(), None),
            (2, "Test Token".to_owned(), None)
        ]
    );
}

#[test]
fn the_format_can_be_said() {
    let batch = read(b"milk", Some(Format::UriList)).unwrap();
    assert_eq!(
        outcomes(&batch),
        [(1, String::new(), Some(Refusal::NotOtpauth))]
    );
}
