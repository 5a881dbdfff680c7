//! One transaction on PostgreSQL.

use std::error::Error;
use std::sync::Arc;

use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::transaction::{Answered, Tx};
use super::{Fault, Options, Row, Topic, Value};

/// The server's clock at this very moment, in milliseconds, as a statement of its own: `now()` would be the
/// transaction's beginning, and a clock read within the update would be read before the lock was had.
const NOW: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + \
                   CAST($1 AS BIGINT)";
const NOW_DEVELOPMENT: &str = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + CAST($1 AS BIGINT) + \
     COALESCE((SELECT number FROM meta WHERE name = 'clock_offset'), 0)";

pub(super) struct PostgresTx<'a> {
    begun: deadpool_postgres::Transaction<'a>,
    options: &'a Options,
    wakes: Vec<Topic>,
}

impl<'a> PostgresTx<'a> {
    pub(super) fn new(begun: deadpool_postgres::Transaction<'a>, options: &'a Options) -> Self {
        Self {
            begun,
            options,
            wakes: Vec::new(),
        }
    }

    /// What is left to do: to notify and to commit.
    pub(super) fn finish(self) -> (deadpool_postgres::Transaction<'a>, Vec<Topic>) {
        (self.begun, self.wakes)
    }

    async fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.begun.prepare_cached(sql).await?;
        let columns: Arc<[String]> = statement
            .columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect();
        let found = self.begun.query(&statement, &parameters(values)).await?;
        found
            .iter()
            .map(|row| {
                let values: Result<Vec<Value>, Fault> = (0..columns.len())
                    .map(|index| Ok(row.try_get::<_, Value>(index)?))
                    .collect();
                Ok(Row::new(Arc::clone(&columns), values?))
            })
            .collect()
    }

    async fn clock(&self) -> Result<i64, Fault> {
        let sql = match self.options.development {
            true => NOW_DEVELOPMENT,
            false => NOW,
        };
        // A test's clock takes the place of the server's, and is moved by the same offset.
        if let Some(given) = self.options.clock.given() {
            let moved = match self.options.development {
                true => self.query(super::OFFSET, &[]).await?,
                false => Vec::new(),
            };
            let offset = moved.first().map_or(Ok(0), |row| row.read("number"))?;
            return Ok(given.saturating_add(offset));
        }
        let statement = self.begun.prepare_cached(sql).await?;
        let row = self.begun.query_one(&statement, &[&0_i64]).await?;
        Ok(row.try_get(0)?)
    }
}

impl Tx for PostgresTx<'_> {
    fn now(&mut self) -> Answered<'_, i64> {
        Box::pin(self.clock())
    }

    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, Vec<Row>> {
        Box::pin(self.query(sql, values))
    }

    fn execute<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, u64> {
        Box::pin(async move {
            let statement = self.begun.prepare_cached(sql).await?;
            Ok(self.begun.execute(&statement, &parameters(values)).await?)
        })
    }

    fn wake(&mut self, topic: Topic) {
        self.wakes.push(topic);
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| value as &(dyn ToSql + Sync))
        .collect()
}

type Failure = Box<dyn Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            // `LIMIT $1` is a bigint already, but a literal beside a parameter may make it an integer.
            Self::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Self::Int(number) => number.to_sql_checked(kind, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(kind, out),
            Self::Text(text) => text.to_sql_checked(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Whether it fits depends on the value, and is checked with it.
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        Ok(match *kind {
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(kind, raw)?.into()),
            Type::BYTEA => Self::Bytes(Vec::from_sql(kind, raw)?),
            _ => Self::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Failure> {
        Ok(Self::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(
            *kind,
            Type::INT8 | Type::INT4 | Type::BOOL | Type::BYTEA | Type::TEXT | Type::VARCHAR
        )
    }
}
