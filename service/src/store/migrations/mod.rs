//! The tables, as numbered texts that are applied once each and never changed after a release.

use refinery::error::Kind;
use refinery::{Migration, Runner};
use rusqlite::Connection;

use super::Fault;

const TEXTS: [(&str, &str); 1] = [("V1__foundation", include_str!("V1__foundation.sql"))];

/// The words that the databases spell differently.
struct Dialect {
    blob: &'static str,
    serial: &'static str,
}

const SQLITE: Dialect = Dialect {
    blob: "BLOB",
    serial: "INTEGER PRIMARY KEY AUTOINCREMENT",
};

const POSTGRES: Dialect = Dialect {
    blob: "BYTEA",
    serial: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
};

/// Brings a SQLite database up to date.
///
/// # Errors
/// `Newer` for a database of a newer version, and what the database itself reports.
pub(super) fn sqlite(connection: &mut Connection) -> Result<(), Fault> {
    let runner = runner(&SQLITE)?;
    // Two processes may start at once: the one that comes second finds the first one's tables when it looks
    // again.
    match runner.run(connection) {
        Err(error) if matches!(error.kind(), Kind::Connection(..)) => runner.run(connection),
        other => other,
    }
    .map(drop)
    .map_err(Fault::from)
}

/// Brings a PostgreSQL database up to date; instances that start at once take turns.
///
/// # Errors
/// `Newer` for a database of a newer version, and what the database itself reports.
pub(super) async fn postgres(client: &mut tokio_postgres::Client) -> Result<(), Fault> {
    // Any number would do, as long as it stays the same. The lock falls with the connection.
    client
        .batch_execute("SELECT pg_advisory_lock(7305808869229538)")
        .await?;
    runner(&POSTGRES)?.run_async(client).await?;
    client
        .batch_execute("SELECT pg_advisory_unlock(7305808869229538)")
        .await?;
    Ok(())
}

fn runner(dialect: &Dialect) -> Result<Runner, Fault> {
    let migrations: Result<Vec<_>, _> = TEXTS
        .iter()
        .map(|(name, text)| {
            let text = text
                .replace("{blob}", dialect.blob)
                .replace("{serial}", dialect.serial);
            Migration::unapplied(name, &text)
        })
        .collect();
    Ok(Runner::new(&migrations?))
}

impl From<refinery::Error> for Fault {
    fn from(error: refinery::Error) -> Self {
        match error.kind() {
            Kind::MissingVersion(migration) => Self::Newer(migration.to_string()),
            Kind::DivergentVersion(applied, _) => {
                Self::Corrupt(format!("migration {applied} was another one"))
            }
            Kind::Connection(doing, source) => {
                let fault = if let Some(error) = source.downcast_ref::<rusqlite::Error>() {
                    error.into()
                } else if let Some(error) = source.downcast_ref::<tokio_postgres::Error>() {
                    error.into()
                } else {
                    Self::Failed(source.to_string())
                };
                match fault {
                    Self::Failed(text) => Self::Failed(format!("{doing}: {text}")),
                    fault => fault,
                }
            }
            _ => Self::Failed(error.to_string()),
        }
    }
}
