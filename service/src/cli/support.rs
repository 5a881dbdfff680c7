//! Support from the shell: looking a person up, and helping a blocked phone. Written into the audit as the
//! operator's.

use std::sync::Arc;

use clap::{Args, Subcommand};
use kodevagt_protocol::Id;
use kodevagt_texts::Code;
use serde_json::{Value, json};

use super::administer::beside;
use super::{Context, Stop};
use crate::keys::random;
use crate::people::lookup::{Found, Lookup};
use crate::unblock::vouch::{Actor, NoCode, Vouch};

#[derive(Debug, Subcommand)]
pub(super) enum SupportCommand {
    /// Show a person, the person's phones and last sign-ins
    Lookup {
        /// What the person signs in by
        login: String,
    },
    /// Give out a code for a blocked phone, to be read out to the caller
    Unblock(UnblockArgs),
}

#[derive(Args, Debug)]
pub(super) struct UnblockArgs {
    /// What the person signs in by
    login: String,
    /// The six digits that the blocked phone shows
    #[arg(long, value_name = "L")]
    lock_number: String,
    /// The two words that the blocked phone shows; they are tried once
    #[arg(long, value_name = "W1 W2")]
    words: String,
    /// How the caller was identified, for the audit
    #[arg(long, value_name = "TEXT")]
    identity_check: String,
}

impl SupportCommand {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        match self {
            Self::Lookup { login } => lookup(context, &login).await,
            Self::Unblock(args) => args.run(context).await,
        }
    }
}

impl UnblockArgs {
    async fn run(self, context: &Context) -> Result<(), Stop> {
        if self.identity_check.trim().is_empty() {
            return Err(Stop::refused(Code::IdentityCheckMissing));
        }
        let (store, keys) = beside(context).await?;
        let vouch = Vouch {
            keys: Arc::new(keys),
            login: self.login.clone(),
            lock_number: self.lock_number.split_whitespace().collect(),
            words: self.words,
            identity_check: self.identity_check,
            actor: Actor::Operator,
            dice: u64::from_be_bytes(random()),
            language: context.settings.organisation.language,
            contact: context.settings.organisation.contact(),
        };
        let vouched = store.run(vouch).await;
        store.close().await;
        let code = vouched?.map_err(|why| no_code(why, &self.login))?;
        let shown = json!({ "code": code.code, "expires_at": code.expires_at });
        context.say(&shown, &code.code);
        Ok(())
    }
}

fn no_code(why: NoCode, login: &str) -> Stop {
    match why {
        NoCode::PersonUnknown => Stop::refused(Code::PersonUnknown).with("login", login),
        NoCode::LockNumberUnknown => Stop::refused(Code::LockNumberUnknown),
        NoCode::WordsWrong => Stop::refused(Code::WordsWrong),
        NoCode::Own => Stop::refused(Code::NotForYourself),
        NoCode::TooMany => Stop::refused(Code::TooManyUnblocks),
    }
}

async fn lookup(context: &Context, login: &str) -> Result<(), Stop> {
    let (store, keys) = beside(context).await?;
    let lookup = Lookup {
        keys: Arc::new(keys),
        login: login.to_owned(),
    };
    let found = store.run(lookup).await;
    store.close().await;
    let found = found?.ok_or_else(|| Stop::refused(Code::PersonUnknown).with("login", login))?;
    let shown = shown(&found);
    let text = serde_json::to_string_pretty(&shown).unwrap_or_default();
    context.say(&shown, &text);
    Ok(())
}

fn shown(found: &Found) -> Value {
    let phones: Vec<Value> = found
        .phones
        .iter()
        .map(|phone| {
            json!({
                "id": Id(phone.id).to_string(),
                "state": phone.state,
                "platform": phone.platform,
                "model": phone.model,
                "app_version": phone.app_version,
                "activated_at": phone.activated_at,
                "last_contact": phone.last_contact,
            })
        })
        .collect();
    let sign_ins: Vec<Value> = found
        .sign_ins
        .iter()
        .map(|sign_in| {
            json!({
                "at": sign_in.at,
                "application": sign_in.application,
                "state": sign_in.state,
            })
        })
        .collect();
    json!({
        "id": Id(found.id).to_string(),
        "login": *found.login,
        "name": *found.name,
        "mobile": found.mobile.as_deref(),
        "mail": found.mail.as_deref(),
        "role": found.role,
        "state": found.state,
        "had_phone": found.had_phone,
        "approvals_stopped": found.approvals_stopped,
        "codes_off": found.codes_off,
        "phones": phones,
        "sign_ins": sign_ins,
    })
}
