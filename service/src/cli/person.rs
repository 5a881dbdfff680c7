//! `person list`, `show`, `invite`, `remove-phone`, `export` and `erase`.

use std::sync::Arc;

use clap::Args;
use kodevagt_texts::{Code, Language};
use serde_json::json;

use super::administer::beside;
use super::{Context, Stop};
use crate::keys::random;
use crate::people::erase::Erase;
use crate::people::export::Export;
use crate::people::invite::Invite;
use crate::people::phones::RemovePhones;
use crate::people::roster::{Show, Shown};
use crate::published::Published;

/// Whom a command is about.
#[derive(Args, Debug)]
pub(super) struct Whom {
    /// What the person signs in by
    login: String,
}

/// Whom a command writes to, and how.
#[derive(Args, Debug)]
pub(super) struct WrittenTo {
    #[command(flatten)]
    whom: Whom,
    /// The language that the person is written to in: da, nb or en
    #[arg(long, default_value = "da")]
    language: Language,
}

pub(super) async fn list(context: &Context) -> Result<(), Stop> {
    let people = show(context, None).await?;
    let lines: Vec<String> = people.iter().map(line).collect();
    context.say(&json!(people), &lines.join("\n"));
    Ok(())
}

impl Whom {
    pub(super) async fn show(self, context: &Context) -> Result<(), Stop> {
        let people = show(context, Some(self.login.clone())).await?;
        let Some(person) = people.first() else {
            return Err(unknown(self.login));
        };
        let phones = person.phones.iter().map(|phone| {
            let model = phone.model.as_deref().unwrap_or("?");
            format!("  {} {model} ({})", phone.id, phone.state)
        });
        let lines: Vec<String> = [line(person)].into_iter().chain(phones).collect();
        context.say(&json!(person), &lines.join("\n"));
        Ok(())
    }

    pub(super) async fn export(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        let keys = Arc::new(keys);
        let login = self.login.clone();
        let exported = store.run(Export { keys, login }).await?;
        store.close().await;
        let exported = json!(exported.ok_or_else(|| unknown(self.login))?);
        let text = serde_json::to_string_pretty(&exported).unwrap_or_default();
        context.say(&exported, &text);
        Ok(())
    }

    pub(super) async fn erase(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        let erase = Erase {
            keys: Arc::new(keys),
            login: self.login.clone(),
            nobody: random(),
        };
        let erased = store.run(erase).await?;
        let id = erased.ok_or_else(|| unknown(self.login))?;
        // The person is erased by now. Should this fail, the remains go with the next one.
        store.scrub().await?;
        store.close().await;
        context.say(&json!({ "id": id }), &format!("Erased {id}."));
        Ok(())
    }
}

impl WrittenTo {
    pub(super) async fn invite(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        let url = match &context.settings.public_url {
            Some(url) => Some(url.clone()),
            None => store.run(Published).await?,
        };
        let invite = Invite {
            keys: Arc::new(keys),
            login: self.whom.login.clone(),
            url: url.ok_or_else(|| Stop::refused(Code::ServiceNotStarted))?,
            language: self.language,
            contact: context.settings.organisation.contact(),
        };
        let invited = store.run(invite).await?;
        store.close().await;
        let by = invited.ok_or_else(|| unknown(self.whom.login))?;
        let json = json!({ "by": by });
        context.say(&json, &format!("Invited by {}.", by.unwrap_or("nothing")));
        Ok(())
    }

    pub(super) async fn remove_phone(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        let remove = RemovePhones {
            keys: Arc::new(keys),
            login: self.whom.login.clone(),
            contact: context.settings.organisation.contact(),
            language: self.language,
        };
        let removed = store.run(remove).await?;
        store.close().await;
        let count = removed.ok_or_else(|| unknown(self.whom.login))?;
        context.say(&json!({ "removed": count }), &format!("Removed {count}."));
        Ok(())
    }
}

async fn show(context: &Context, login: Option<String>) -> Result<Vec<Shown>, Stop> {
    let (store, keys) = beside(context).await?;
    let keys = Arc::new(keys);
    let people = store.run(Show { keys, login }).await?;
    store.close().await;
    Ok(people)
}

fn line(person: &Shown) -> String {
    let phones = person.phones.iter();
    let active = phones.filter(|phone| phone.state == "active").count();
    format!(
        "{} {} ({}, {}, {active} phones)",
        person.login, person.name, person.role, person.state
    )
}

fn unknown(login: String) -> Stop {
    Stop::refused(Code::PersonUnknown).with("login", login)
}
