//! PIN and recovery code, and the order of standard input.

use serde_json::json;

use super::*;

#[test]
fn a_pin_is_chosen_and_changed() {
    let phone = Phone::new();
    let fresh = phone.run(&[], "status").ok();
    assert_eq!(fresh["state"], "no_pin");
    assert_eq!(fresh["attempts_left"], json!(null));
    phone.run(&[PIN], "codes").fails(5, "KV-0105");
    phone.run(&["1234"], "init").fails(5, "KV-0126");
    phone.run(&["80x2"], "init").fails(5, "KV-0120");
    phone.run(&["80421"], "init").fails(5, "KV-0121");
    phone.run(&[], "init").fails(2, "KV-0606");
    let made = phone.run(&[PIN], "init").ok();
    assert_eq!(keys(&made), ["recovery_code"]);
    phone.run(&["6193"], "init").fails(5, "KV-0106");

    let status = phone.run(&[], "status").ok();
    assert_eq!(status["state"], "closed");
    assert_eq!(status["attempts_left"], 3);
    assert_eq!(status["accounts"], 0);
    assert_eq!(status["clock_offset_s"], 0);
    assert_eq!(status["pin_digits"], 4);
    assert_eq!(
        (&status["recovery"], &status["biometrics"]),
        (&json!(true), &json!(false))
    );

    // The existing PIN stands before the new one; what is wrong with the new one costs no try.
    phone.run(&[PIN, "2222"], "change-pin").fails(5, "KV-0124");
    phone.run(&[PIN, PIN], "change-pin").fails(5, "KV-0123");
    phone.run(&[PIN], "change-pin").fails(2, "KV-0606");
    assert_eq!(phone.run(&[], "status").ok()["attempts_left"], 3);
    assert_eq!(
        phone.run(&[PIN, "6193"], "change-pin").ok(),
        json!({"changed": true})
    );
    phone.run(&[PIN], "codes").fails(3, "KV-0101");
    assert_eq!(phone.run(&["6193"], "codes").ok(), json!([]));
}

#[test]
fn six_digits_stay_six_unless_four_are_asked_for() {
    let phone = Phone::new();
    phone.run(&["804217"], "init").fails(5, "KV-0121");
    phone.run(&["804217"], "init --digits 6").ok();
    assert_eq!(phone.run(&[], "status").ok()["pin_digits"], 6);
    phone
        .run(&["804217", "6193"], "change-pin")
        .fails(5, "KV-0121");
    phone.run(&["804217", "619308"], "change-pin").ok();
    phone.run(&["619308", "6193"], "change-pin --digits 4").ok();
    assert_eq!(phone.run(&["6193"], "codes").ok(), json!([]));
}

#[test]
fn lines_may_end_as_on_windows_and_the_last_need_not_end() {
    let phone = Phone::new();
    phone.run(&["8042\r"], "init").ok();
    let mut command = program();
    command.arg("--home").arg(phone.path("home"));
    command.args(["codes", "--pin-stdin", "--json"]);
    let pin = phone.file("pin", PIN.as_bytes());
    command.stdin(std::fs::File::open(pin).unwrap());
    assert_eq!(command.output().unwrap().stdout, b"[]\n");
}

#[test]
fn a_recovery_code_works_once_and_a_new_one_replaces_it() {
    let (phone, first) = Phone::set_up();
    phone
        .args(
            &[PIN],
            &[
                "add",
                &format!("otpauth://totp/Bank?secret={SECRET}&digits=8"),
            ],
        )
        .ok();
    let second = phone.run(&[PIN], "recovery-code").ok()["recovery_code"].clone();
    assert_ne!(second, first);
    phone
        .run(&["6193"], &format!("recover {first}"))
        .fails(5, "KV-0150");
    phone.run(&["6193"], "recover 0000").fails(5, "KV-0153");
    // The code may also be the line after the new PIN.
    let second = second.as_str().unwrap();
    phone
        .run(&["1111", second], "recover -")
        .fails(5, "KV-0124");
    let third = phone
        .run(&["6193", &second.to_lowercase()], "recover -")
        .ok();
    assert_eq!(keys(&third), ["recovery_code"]);
    phone
        .run(&["5070"], &format!("recover {second}"))
        .fails(5, "KV-0150");
    let codes = phone.run(&["6193"], "codes --at 59").ok();
    assert_eq!(codes[0]["code"], "94287082");
}
