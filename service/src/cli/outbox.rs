//! What would have been sent, in development.

use clap::Args;
use kodevagt_texts::Code;
use serde_json::json;

use super::Context;
use super::administer::beside;
use super::stop::Stop;
use crate::clock::Advance;
use crate::outbound::queue::posted;

#[derive(Args, Debug)]
pub(super) struct Outbox {}

impl Outbox {
    /// Oldest first; a mail's text is its plain part.
    pub(super) async fn run(self, context: &Context) -> Result<(), Stop> {
        let (store, keys) = beside(context).await?;
        // Elsewhere the texts are somebody's codes.
        let development = store.run(Advance(0)).await?.is_some();
        let posted = match development {
            true => posted(&store, &keys).await?,
            false => return Err(Stop::refused(Code::NotDevelopment)),
        };
        store.close().await;
        let shown: Vec<_> = posted
            .iter()
            .map(|one| {
                json!({
                    "kind": one.kind.as_str(), "to": *one.to, "subject": one.subject.as_deref(),
                    "text": *one.text, "at": one.at, "state": one.state,
                })
            })
            .collect();
        let lines: Vec<String> = posted
            .iter()
            .map(|one| format!("{} {}\n{}\n", one.kind.as_str(), *one.to, *one.text))
            .collect();
        context.say(&json!(shown), &lines.join("\n"));
        Ok(())
    }
}
