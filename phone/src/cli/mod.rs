//! The command line: what can be written, and what its help says.
//!
//! - `help`: the texts of the help, in the person's language
//! - `language`: which language that is
//! - `usage`: what is said when a command isn't understood

pub(crate) mod help;
pub(crate) mod language;
pub(crate) mod usage;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Everything that can be written after `kodevagt`. What each part is for stands in `cli.ftl`.
#[derive(Debug, Parser)]
#[command(
    name = "kodevagt",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) flags: Flags,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// The flags of every command.
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "KODEVAGT_HOME",
        hide_env = true
    )]
    pub(crate) home: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "KODEVAGT_KEYSTORE",
        hide_env = true
    )]
    pub(crate) keystore: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "da|nb|en", value_parser = ["da", "nb", "en"], hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true)]
    pub(crate) pin_stdin: bool,
    #[arg(long, global = true)]
    pub(crate) passphrase_stdin: bool,
    #[arg(long, global = true, value_name = "S", allow_negative_numbers = true)]
    pub(crate) clock_offset: Option<i64>,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Digits),
    Add {
        uri: String,
    },
    Scan {
        #[arg(value_name = "IMAGE", required = true)]
        images: Vec<PathBuf>,
    },
    Codes {
        #[command(flatten)]
        at: At,
    },
    Code {
        query: String,
        #[command(flatten)]
        at: At,
    },
    Accounts,
    Search {
        #[arg(required = true)]
        words: Vec<String>,
    },
    Edit {
        query: String,
        #[command(flatten)]
        change: Change,
    },
    Remove {
        query: String,
        #[arg(long)]
        now: bool,
    },
    Undo {
        query: Option<String>,
    },
    Removed,
    Qr {
        query: String,
        #[arg(long, value_name = "FILE")]
        png: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
        #[arg(long)]
        force: bool,
    },
    Decode {
        #[arg(value_name = "IMAGE", required = true)]
        images: Vec<PathBuf>,
    },
    Import {
        file: PathBuf,
        #[arg(long, value_name = "FORMAT")]
        format: Option<String>,
    },
    Formats,
    Export {
        #[arg(
            long,
            value_enum,
            hide_possible_values = true,
            value_name = "uri|migration"
        )]
        format: Leaving,
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[arg(long)]
        force: bool,
    },
    Backup {
        file: PathBuf,
        #[arg(long)]
        force: bool,
    },
    Restore {
        file: PathBuf,
    },
    ChangePin(Digits),
    Recover {
        code: String,
        #[command(flatten)]
        digits: Digits,
    },
    RecoveryCode,
    Activate(Activate),
    Approvals {
        #[arg(long, value_name = "S")]
        wait: Option<u64>,
    },
    Approve {
        id: String,
        #[arg(long, value_name = "N")]
        number: String,
    },
    Deny {
        id: String,
    },
    Report {
        id: String,
    },
    Unblock {
        #[arg(long, value_name = "C")]
        code: Option<String>,
    },
    Status,
    Clock {
        #[arg(value_name = "S", allow_negative_numbers = true)]
        seconds: Option<i64>,
    },
    StartOver {
        #[arg(long, required = true)]
        yes: bool,
    },
    Tour(Tour),
    Demo {
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    Completions {
        #[arg(value_enum, hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    Man,
}

/// What lets the phone in: a number for an SMS, the code in it, or a ticket.
#[derive(Debug, Args)]
#[group(required = true, multiple = true, args = ["mobile", "code", "resend", "ticket", "image"])]
pub(crate) struct Activate {
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    #[arg(long, value_name = "+45…")]
    pub(crate) mobile: Option<String>,
    #[arg(long, value_name = "12345678", conflicts_with_all = ["mobile", "resend", "ticket", "image", "server"])]
    pub(crate) code: Option<String>,
    #[arg(long, conflicts_with_all = ["mobile", "ticket", "image", "server"])]
    pub(crate) resend: bool,
    #[arg(long, value_name = "T", conflicts_with = "image")]
    pub(crate) ticket: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["server", "mobile"])]
    pub(crate) image: Option<PathBuf>,
    #[arg(long)]
    pub(crate) with_own: bool,
}

/// The moment that codes are shown for.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct At {
    #[arg(long, value_name = "UNIX")]
    pub(crate) at: Option<u64>,
}

/// How long a new PIN is to be.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Digits {
    #[arg(long, value_name = "4|6", value_parser = four_or_six(), hide_possible_values = true)]
    pub(crate) digits: Option<u8>,
}

fn four_or_six() -> impl TypedValueParser<Value = u8> {
    PossibleValuesParser::new(["4", "6"]).map(|digits| if digits == "6" { 6 } else { 4 })
}

/// What to change about an account; at least one of them.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Change {
    #[arg(long, value_name = "TEXT")]
    pub(crate) issuer: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) label: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) group: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) icon: Option<String>,
    #[arg(long, value_name = "true|false", hide_possible_values = true)]
    pub(crate) favourite: Option<bool>,
    #[arg(long, value_name = "N")]
    pub(crate) place: Option<u32>,
}

/// How accounts leave in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Leaving {
    Uri,
    Migration,
}

/// The tour.
#[derive(Debug, Args)]
pub(crate) struct Tour {
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    #[arg(long)]
    pub(crate) keep: bool,
    #[arg(long)]
    pub(crate) slow: bool,
}
