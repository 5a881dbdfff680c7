//! Codes by `oathtool`.

use std::process::Command;

use crate::program;

/// The code of a base32 `secret` by the clock: `algorithm` is `SHA1`, `SHA256` or `SHA512`, `at` a Unix time.
pub(crate) fn totp(secret: &str, algorithm: &str, digits: u8, period: u32, at: u64) -> String {
    let options = [
        format!("--totp={algorithm}"),
        format!("--digits={digits}"),
        format!("--time-step-size={period}s"),
        format!("--now=@{at}"),
    ];
    ask(&options, secret)
}

/// The code of a base32 `secret` at `counter`.
pub(crate) fn hotp(secret: &str, digits: u8, counter: u64) -> String {
    let options = [format!("--digits={digits}"), format!("--counter={counter}")];
    ask(&options, secret)
}

#[track_caller]
fn ask(options: &[String], secret: &str) -> String {
    let mut oathtool = Command::new("oathtool");
    oathtool.arg("--base32").args(options).arg("-");
    program::text(&mut oathtool, "oathtool", secret)
        .trim()
        .to_owned()
}
