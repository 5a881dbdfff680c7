//! The command line: what can be written, and who does it.

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::settings::{Given, Settings};

mod administer;
mod outbox;
mod person;
mod secure;
mod serve;
mod stop;
mod support;
mod ticket;

use stop::Stop;

/// Kodevagt's service: activates phones by SMS or ticket, has sign-ins approved on them within 25 seconds,
/// and lets support help a blocked one.
///
/// To try it: kodevagt-service serve --development. The other commands work beside a running service, on
/// the same --data-dir, --database and --config.
#[derive(Debug, Parser)]
#[command(name = "kodevagt-service", version, max_term_width = 100, after_help = EXITS)]
struct Cli {
    #[command(flatten)]
    everywhere: Everywhere,
    #[command(subcommand)]
    command: Command,
}

const EXITS: &str = "Exit codes: 0 done, 1 something else, 2 not understood, 5 refused, \
                     6 the database or an address can't be reached. What a number such as KV-1002 means \
                     stands in docs/errors.md.";

#[derive(Args, Debug)]
struct Everywhere {
    #[command(flatten)]
    given: Given,
    /// Answer in JSON, for scripts; a failure's last line on standard error is
    /// {"error":{"code","what","why","do"}}
    #[arg(long, global = true)]
    json: bool,
    /// The language of what is said about failures
    #[arg(long, global = true, value_name = "da|nb|en", env = "KODEVAGT_LANG")]
    lang: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service; the first line of standard output is its URL
    Serve(serve::Serve),
    /// The people whom the service knows
    #[command(subcommand)]
    Person(administer::PersonCommand),
    /// Let a phone in: a ticket to scan or to type, for ten minutes, once
    Ticket(ticket::Ticket),
    /// The systems that ask for approvals
    #[command(subcommand)]
    Application(administer::ApplicationCommand),
    /// Help people
    #[command(subcommand)]
    Support(support::SupportCommand),
    /// Move the clock of every instance; in development only
    Clock(administer::Clock),
    /// What would have been sent; in development only
    Outbox(outbox::Outbox),
    /// The keys that sign and seal
    #[command(subcommand)]
    Keys(secure::KeysCommand),
    /// The record of who did what
    #[command(subcommand)]
    Audit(secure::AuditCommand),
    /// Check settings, keys and database without serving
    CheckConfig(serve::Serve),
}

/// What every command works with.
struct Context {
    settings: Settings,
    json: bool,
}

impl Context {
    /// Says the answer: the JSON for scripts, else the text.
    fn say(&self, json: &serde_json::Value, text: &str) {
        if self.json {
            println!("{json}");
        } else {
            println!("{text}");
        }
    }
}

/// Runs the command that the process was started with.
#[must_use]
pub fn command() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return stop::not_understood(&error),
    };
    let language = stop::language(cli.everywhere.lang.as_deref());
    let json = cli.everywhere.json;
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.tell(json, language),
    }
}

fn run(cli: Cli) -> Result<(), Stop> {
    let Everywhere {
        mut given, json, ..
    } = cli.everywhere;
    if let Command::Serve(serve) | Command::CheckConfig(serve) = &cli.command {
        serve.lay_over(&mut given);
    }
    let settings = Settings::load(given)?;
    let context = Context { settings, json };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::internal(&error))?;
    runtime.block_on(async {
        match cli.command {
            Command::Serve(_) => serve::serve(context).await,
            Command::CheckConfig(_) => serve::check(&context).await,
            Command::Person(command) => command.run(&context).await,
            Command::Ticket(ticket) => ticket.run(&context).await,
            Command::Application(command) => command.run(&context).await,
            Command::Support(command) => command.run(&context).await,
            Command::Keys(command) => command.run(&context).await,
            Command::Audit(command) => command.run(&context).await,
            Command::Clock(command) => command.run(&context).await,
            Command::Outbox(command) => command.run(&context).await,
        }
    })
}
