//! `keys` and `audit`: what an operator does for the service's own security.

use std::sync::Arc;

use clap::Subcommand;
use kodevagt_texts::Code;
use serde_json::json;

use super::administer::beside;
use super::{Context, Stop};
use crate::audit::{Verdict, verify};
use crate::keys::Online;

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Make new online keys and have the root key sign them; running instances take them up when they are
    /// started again, phones at their next contact
    Rotate,
    /// Seal everything again under the first sealing key of the list; afterwards the others can go
    RotateSealing,
}

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Check that no entry was changed, removed or moved
    Verify,
}

impl KeysCommand {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        match self {
            Self::Rotate => {
                let online = Online::rotate(&keys, &store, &context.settings.root()).await?;
                let serial = online.statement().statement.serial;
                let text = format!("Serial {serial} holds from now on. Start the instances again.");
                context.say(&json!({ "serial": serial }), &text);
            }
            Self::RotateSealing => {
                let count = Arc::new(keys).reseal(&store).await?;
                let text = format!("{count} values sealed again; the older keys can go.");
                context.say(&json!({ "sealed": count }), &text);
            }
        }
        store.close().await;
        Ok(())
    }
}

impl AuditCommand {
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let Self::Verify = self;
        let (store, keys) = beside(context).await?;
        let verdict = verify(&store, &Arc::new(keys)).await?;
        store.close().await;
        match verdict {
            Verdict::Whole(count) => {
                let text = format!("{count} entries, each in its place.");
                context.say(&json!({ "entries": count }), &text);
                Ok(())
            }
            Verdict::Broken(place) => {
                Err(Stop::refused(Code::AuditBroken).with("place", place.to_string()))
            }
        }
    }
}
