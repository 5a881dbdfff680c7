//! Administration from the shell, beside a running service.

use std::io::Read as _;

use clap::{Args, Subcommand};
use kodevagt_protocol::text::Shown;
use kodevagt_protocol::wire::Id;
use kodevagt_texts::Code;
use serde_json::json;
use zeroize::Zeroizing;

use super::person::{self, Whom, WrittenTo};
use super::{Context, Stop};
use crate::applications::AddApplication;
use crate::clock::Clock as Time;
use crate::keys::Keys;
use crate::people::{AddPerson, Mail, Mobile, Name, NewPerson, NotAField, Role, password};
use crate::start::open;
use crate::store::Store;

#[derive(Debug, Subcommand)]
pub(super) enum PersonCommand {
    /// Add a person
    Add(AddArgs),
    /// Write to a person where to activate a phone: by mail, or by SMS
    Invite(WrittenTo),
    /// Everybody
    List,
    /// A person and their phones
    Show(Whom),
    /// Remove a person's phones; another is let in by ticket only
    RemovePhone(WrittenTo),
    /// Everything that the service has about a person, as JSON, for that person to have
    Export(Whom),
    /// Erase a person for good: nothing about them can be read any more, in backups made from now on neither
    Erase(Whom),
}

#[derive(Args, Debug)]
pub(super) struct AddArgs {
    /// What the person signs in by
    login: String,
    /// What the person is called
    #[arg(long)]
    name: String,
    /// The mobile number, with its country: +4512345678
    #[arg(long)]
    mobile: Option<String>,
    /// The mail address
    #[arg(long)]
    mail: Option<String>,
    /// What the person may do
    #[arg(long, value_enum, default_value_t)]
    role: Role,
    /// Read a password for the pages from standard input
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ApplicationCommand {
    /// Add a system that asks for approvals; prints its API key, once
    Add {
        /// Its name, as people see it on the phone
        name: String,
    },
}

#[derive(Args, Debug)]
pub(super) struct Clock {
    /// How far to move it, in seconds; backwards if negative
    #[arg(long, value_name = "S", allow_negative_numbers = true)]
    advance: i64,
}

impl PersonCommand {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        match self {
            Self::Add(args) => args.run(context).await,
            Self::Invite(whom) => whom.invite(context).await,
            Self::List => person::list(context).await,
            Self::Show(whom) => whom.show(context).await,
            Self::RemovePhone(whom) => whom.remove_phone(context).await,
            Self::Export(whom) => whom.export(context).await,
            Self::Erase(whom) => whom.erase(context).await,
        }
    }
}

impl AddArgs {
    async fn run(self, context: &Context) -> Result<(), Stop> {
        let person = NewPerson {
            login: self.login.parse()?,
            name: self.name.parse::<Name>()?,
            mobile: self
                .mobile
                .as_deref()
                .map(str::parse::<Mobile>)
                .transpose()?,
            mail: self.mail.as_deref().map(str::parse::<Mail>).transpose()?,
            role: self.role,
            password_hash: match self.password_stdin {
                true => {
                    Some(password::hash(&from_stdin()?).map_err(|error| Stop::internal(&error))?)
                }
                false => None,
            },
        };
        let (store, keys) = beside(context).await?;
        let added = store.run(AddPerson::new(&person, &keys)).await?;
        store.close().await;
        let id =
            added.ok_or_else(|| Stop::refused(Code::PersonExists).with("login", self.login))?;
        let id = Id(id).to_string();
        context.say(&json!({ "id": id }), &format!("Added {id}."));
        Ok(())
    }
}

/// The first line of standard input, without its end.
fn from_stdin() -> Result<Zeroizing<String>, Stop> {
    let mut text = Zeroizing::new(String::with_capacity(4096));
    std::io::stdin()
        .lock()
        .take(4096)
        .read_to_string(&mut text)
        .map_err(|error| Stop::internal(&error))?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Stop::usage(Code::InputEnded));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

impl ApplicationCommand {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let Self::Add { name } = self;
        let shown = Shown::new(name.trim())
            .ok()
            .filter(|shown| !shown.as_str().is_empty())
            .ok_or_else(|| NotAField {
                field: "name",
                value: name.clone(),
            })?;
        let (store, keys) = beside(context).await?;
        let (transaction, key) = AddApplication::new(&shown, &keys);
        let added = store.run(transaction).await?;
        store.close().await;
        if added.is_none() {
            return Err(Stop::refused(Code::ApplicationExists).with("name", name));
        }
        context.say(&json!({ "api_key": *key }), &key);
        Ok(())
    }
}

impl Clock {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let (store, _) = beside(context).await?;
        let ms = self.advance.saturating_mul(1000);
        let moved = store.run(crate::clock::Advance(ms)).await?;
        store.close().await;
        let offset = moved.ok_or_else(|| Stop::refused(Code::NotDevelopment))?;
        let seconds = offset / 1000;
        context.say(
            &json!({ "offset_s": seconds }),
            &format!("The clock is {seconds} s ahead."),
        );
        Ok(())
    }
}

/// Database and keys of the service that the command works beside. The clock is that service's, moved or not:
/// outside development there is no offset to find.
pub(super) async fn beside(context: &Context) -> Result<(Store, Keys), Stop> {
    Ok(open(&context.settings, Time::system(), true).await?)
}
