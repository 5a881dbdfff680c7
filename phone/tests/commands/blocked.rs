//! Three wrong PINs.

use serde_json::json;

use super::*;

#[test]
fn three_wrong_pins_block_and_the_recovery_code_opens() {
    let (phone, recovery) = Phone::set_up();
    phone
        .args(
            &[PIN],
            &[
                "add",
                &format!("otpauth://totp/Bank?secret={SECRET}&digits=8"),
            ],
        )
        .ok();
    let wrong = |code: &str, exit: i32| phone.run(&["5070"], "codes").fails(exit, code);
    // Two wrong ones, then the right one gives the tries back; what is no PIN costs none.
    assert_eq!(wrong("KV-0101", 3)["attempts_left"], 2);
    assert_eq!(wrong("KV-0102", 3)["attempts_left"], 1);
    phone.run(&["x"], "codes").fails(5, "KV-0120");
    phone.run(&[PIN], "codes").ok();
    assert_eq!(phone.run(&[], "status").ok()["attempts_left"], 3);

    wrong("KV-0101", 3);
    wrong("KV-0102", 3);
    assert_eq!(wrong("KV-0103", 4)["attempts_left"], 0);
    for command in [
        "codes",
        "code bank",
        "accounts",
        "qr bank",
        "export --format uri",
    ] {
        phone.run(&[PIN], command).fails(4, "KV-0103");
    }
    phone.run(&[PIN, "6193"], "change-pin").fails(4, "KV-0103");
    phone.run(&[PIN], "init").fails(5, "KV-0106");
    let status = phone.run(&[], "status").ok();
    assert_eq!(status["state"], "blocked");
    assert_eq!(status["attempts_left"], 0);

    phone.run(&["6193"], &format!("recover {recovery}")).ok();
    let codes = phone.run(&["6193"], "codes --at 59").ok();
    assert_eq!(codes[0]["code"], "94287082");
    phone.run(&[PIN], "codes").fails(3, "KV-0101");
}

#[test]
fn a_blocked_phone_without_a_recovery_code_starts_over() {
    let (phone, _) = Phone::set_up();
    for _ in 0..3 {
        phone.run(&["5070"], "codes");
    }
    phone.run(&[], "start-over").fails(2, "KV-0601");
    assert_eq!(
        phone.run(&[], "start-over --yes").ok(),
        json!({"started_over": true})
    );
    assert_eq!(phone.run(&[], "status").ok()["state"], "no_pin");
    phone.run(&["6193"], "init").ok();
}

#[test]
fn a_lost_key_store_is_told_as_lost() {
    let (phone, _) = Phone::set_up();
    std::fs::remove_dir_all(phone.path("home-keys")).unwrap();
    assert_eq!(phone.run(&[], "status").ok()["state"], "hardware_lost");
    phone.run(&[PIN], "codes").fails(4, "KV-0104");
}
