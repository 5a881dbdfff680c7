//! The commands, a file per theme; docs/phone.md is their contract.
//!
//! - `shape`, `online`: what they print as JSON
//! - `pins`, `intake`, `codes`, `accounts`, `leave`, `about`: the themes
//! - `activate`, `approvals`, `unblock`: those that go online

mod about;
mod accounts;
mod activate;
mod approvals;
mod codes;
mod intake;
mod leave;
mod online;
mod pins;
mod shape;
mod unblock;

use kodevagt_bindings::Refuse;

use crate::cli::Command;
use crate::context::{Answer, Context};
use crate::tour;

/// Runs one command.
pub(crate) fn run(command: Command, context: &mut Context) -> Answer {
    match command {
        Command::Init(digits) => pins::init(context, digits),
        Command::ChangePin(digits) => pins::change(context, digits),
        Command::Recover { code, digits } => pins::recover(context, &code, digits),
        Command::RecoveryCode => pins::recovery_code(context),
        Command::StartOver { yes: _ } => pins::start_over(context),
        Command::Add { uri } => intake::add(context, &uri),
        Command::Scan { images } => intake::scan(context, &images),
        Command::Decode { images } => intake::decode(context, &images),
        Command::Import { file, format } => intake::import(context, &file, format),
        Command::Formats => intake::formats(context),
        Command::Restore { file } => intake::restore(context, &file),
        Command::Codes { at } => codes::all(context, at),
        Command::Code { query, at } => codes::one(context, &query, at),
        Command::Accounts => accounts::all(context),
        Command::Search { words } => accounts::search(context, &words),
        Command::Edit { query, change } => accounts::edit(context, &query, change),
        Command::Remove { query, now } => accounts::remove(context, &query, now),
        Command::Undo { query } => accounts::undo(context, query.as_deref()),
        Command::Removed => accounts::removed(context),
        Command::Qr {
            query,
            png,
            svg,
            force,
        } => leave::qr(context, &query, png, svg, force),
        Command::Export { format, out, force } => leave::export(context, format, out, force),
        Command::Backup { file, force } => leave::backup(context, &file, force),
        Command::Activate(options) => activate::run(context, options),
        Command::Approvals { wait } => approvals::all(context, wait),
        Command::Approve { id, number } => approvals::approve(context, &id, &number),
        Command::Deny { id } => approvals::refuse(context, &id, Refuse::Deny),
        Command::Report { id } => approvals::refuse(context, &id, Refuse::Report),
        Command::Unblock { code: None } => unblock::ask(context),
        Command::Unblock { code: Some(code) } => unblock::open(context, &code),
        Command::Status => about::status(context),
        Command::Clock { seconds } => about::clock(context, seconds),
        Command::Tour(options) => tour::run(context, options),
        Command::Demo { dir } => tour::demo(context, dir),
        Command::Completions { shell } => about::completions(context, shell),
        Command::Man => about::man(context),
    }
}
