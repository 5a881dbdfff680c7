//! `ticket LOGIN`: lets a phone in.

use std::sync::Arc;

use clap::Args;
use kodevagt_protocol::link::Activation;
use kodevagt_texts::Code;
use serde_json::json;

use super::administer::beside;
use super::{Context, Stop};
use crate::keys::Online;
use crate::published::Published;
use crate::tickets::{Fresh, Issue};

#[derive(Args, Debug)]
pub(super) struct Ticket {
    /// Whose phone it lets in, within ten minutes, once
    login: String,
}

impl Ticket {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        let online = Online::find(&keys, &store).await?;
        let server = match &context.settings.public_url {
            Some(url) => Some(url.clone()),
            None => store.run(Published).await?,
        };
        // Both are there once a service has been started.
        let (Some(online), Some(server)) = (online, server) else {
            return Err(Stop::refused(Code::ServiceNotStarted));
        };
        let issue = Issue {
            keys: Arc::new(keys),
            login: self.login.clone(),
            actor: "shell".to_owned(),
            fresh: Fresh::draw(),
        };
        let issued = store.run(issue).await?;
        store.close().await;
        let ticket =
            issued.ok_or_else(|| Stop::refused(Code::PersonUnknown).with("login", self.login))?;
        let link = Activation {
            server,
            root_key_hash: online.statement().root_key_hash(),
            ticket: ticket.scanned.to_string(),
        };
        let uri = link.to_string();
        let typed = ticket.typed.as_ref().unwrap_or(&ticket.scanned).as_str();
        let json = json!({ "ticket": typed, "uri": uri, "expires_at": ticket.expires_at });
        context.say(&json, &format!("{typed}\n{uri}"));
        Ok(())
    }
}
