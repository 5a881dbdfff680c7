//! Any text as a migration or a list, and any bytes as the message inside a migration.

use data_encoding::BASE64URL_NOPAD;
use kodevagt_core::account::Account;
use kodevagt_core::import::{self, Entry, migration as google};
use kodevagt_core::{account::otpauth, export};

/// Whatever is read ends as an account that can leave and come back, or refused.
pub(crate) fn migration(input: &[u8]) {
    if let Ok(batch) = import::read(input, None) {
        assert!(!batch.entries.is_empty() && batch.entries.len() <= import::ENTRY_LIMIT);
        return leave_and_come_back(batch.entries);
    }
    let data = BASE64URL_NOPAD.encode(input);
    if let Ok(part) = google::parse(&format!("otpauth-migration://offline?data={data}")) {
        leave_and_come_back(part.entries);
    }
}

fn leave_and_come_back(entries: Vec<Entry>) {
    let accounts: Vec<Account> = entries
        .into_iter()
        .filter_map(|entry| entry.result.ok())
        .collect();
    accounts.iter().for_each(super::otpauth::check);
    for (account, uri) in accounts.iter().zip(export::uris(&accounts)) {
        assert_eq!(otpauth::parse(uri.as_str()).as_ref(), Ok(account));
    }

    let migration = export::migration(&accounts, 7);
    let mut carried = accounts
        .iter()
        .enumerate()
        .filter(|(at, _)| !migration.left_out.contains(at));
    for part in &migration.parts {
        let part = google::parse(part.as_str()).expect("our own part is read");
        for entry in part.entries {
            let back = entry.result.expect("our own entry is read");
            let (_, account) = carried.next().expect("no more comes back than left");
            assert_eq!(
                (&back.otp, &back.card.issuer, &back.card.label),
                (&account.otp, &account.card.issuer, &account.card.label)
            );
        }
    }
    assert!(carried.next().is_none());
}
