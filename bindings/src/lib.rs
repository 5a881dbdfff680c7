//! The UniFFI façade, and nothing else: one [`Authenticator`] object, an `impl` block and a file per
//! theme. Kotlin and Swift get it generated; the terminal phone uses this Rust API as it stands.
//!
//! - [`authenticator`](Authenticator): opening a phone; its [`Snapshot`]
//! - `pins`, `biometrics`, `accounts`, `codes`, `scan`, `files`: its themes
//! - [`online`]: organisations, activation, approvals, unblock
//! - [`ports`]: what a shell brings: [`Keystore`] and [`Clock`]
//! - [`failure`]: the one failure type, whose variants say what the caller should do
//! - [`secret`]: the only way that a secret crosses
//! - `worker`: one thread owns the core; commands are messages that run to their end

mod accounts;
mod authenticator;
mod biometrics;
mod codes;
pub mod failure;
mod files;
pub mod online;
mod pins;
pub mod ports;
mod scan;
pub mod secret;
mod texts;
pub mod types;
mod worker;

pub use accounts::Edit;
pub use authenticator::{Authenticator, Config};
pub use biometrics::Prompt;
pub use failure::{Argument, Failure, Problem, Value};
pub use files::{Export, ExportFormat, Imported, import_formats};
pub use online::*;
pub use ports::{Clock, Features, Keystore, KeystoreFault, Now, Purpose};
pub use scan::{Drawing, Taken, decode_image, draw_qr};
pub use secret::Secret;
pub use texts::{Explained, explain};
pub use types::*;

uniffi::setup_scaffolding!();
