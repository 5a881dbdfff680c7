//! Where the service is reached, for commands beside it: an address with a free port is known to nobody else.

use crate::store::{Fault, Transaction, Tx};

/// Remembers the URL.
pub(crate) struct Publish(pub(crate) String);

impl Transaction for Publish {
    type Answer = ();

    async fn run(&self, tx: &mut dyn Tx) -> Result<(), Fault> {
        let sql = "INSERT INTO meta (name, bytes) VALUES ('url', $1) \
                   ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes";
        tx.execute(sql, &[self.0.as_bytes().into()]).await?;
        Ok(())
    }
}

/// The URL, once a service has been started.
pub(crate) struct Published;

impl Transaction for Published {
    type Answer = Option<String>;

    async fn run(&self, tx: &mut dyn Tx) -> Result<Option<String>, Fault> {
        let row = tx
            .row("SELECT bytes FROM meta WHERE name = 'url'", &[])
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let url = String::from_utf8(row.read("bytes")?);
        url.map(Some)
            .map_err(|_| Fault::Corrupt("the service's URL".to_owned()))
    }
}
