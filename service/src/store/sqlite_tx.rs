//! One transaction on SQLite. Every future it answers with is ready at once.

use std::borrow::Cow;
use std::future::ready;
use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ToSql};

use super::transaction::{Answered, Tx};
use super::{Fault, LOCK, Row, Topic, Value};
use crate::clock::Clock;

/// The writer's connection, as a transaction sees it. It owns the connection: rusqlite's may be moved to
/// another thread, but not shared by two.
pub(super) struct SqliteTx {
    pub(super) connection: Connection,
    pub(super) clock: Clock,
    /// How far the development clock was moved, in milliseconds.
    pub(super) offset: i64,
    pub(super) wakes: Vec<Topic>,
}

impl Tx for SqliteTx {
    fn now(&mut self) -> Answered<'_, i64> {
        Box::pin(ready(Ok(self.clock.now().saturating_add(self.offset))))
    }

    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, Vec<Row>> {
        Box::pin(ready(self.query(sql, values)))
    }

    fn execute<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, u64> {
        Box::pin(ready(self.change(sql, values)))
    }

    fn wake(&mut self, topic: Topic) {
        self.wakes.push(topic);
    }
}

impl SqliteTx {
    fn prepare(&self, sql: &str, values: &[Value]) -> Result<CachedStatement<'_>, Fault> {
        let mut statement = self.connection.prepare_cached(&spelled(sql))?;
        for (index, value) in values.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, value)?;
        }
        Ok(statement)
    }

    fn query(&self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let mut statement = self.prepare(sql, values)?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            let values: Result<Vec<Value>, Fault> = (0..columns.len())
                .map(|index| value(row.get_ref(index)?))
                .collect();
            answer.push(Row::new(Arc::clone(&columns), values?));
        }
        Ok(answer)
    }

    fn change(&self, sql: &str, values: &[Value]) -> Result<u64, Fault> {
        let changed = self.prepare(sql, values)?.raw_execute()?;
        Ok(changed as u64)
    }
}

/// `$1` is a name to SQLite, numbered by where it comes first; `?1` is the first parameter.
fn spelled(sql: &str) -> Cow<'_, str> {
    let sql = sql.strip_suffix(" SKIP LOCKED").unwrap_or(sql);
    let sql = sql.strip_suffix(LOCK).unwrap_or(sql);
    match sql.contains('$') {
        true => Cow::Owned(sql.replace('$', "?")),
        false => Cow::Borrowed(sql),
    }
}

fn value(value: ValueRef<'_>) -> Result<Value, Fault> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(bytes) => String::from_utf8(bytes.to_vec())
            .map(Value::Text)
            .map_err(|_| Fault::Corrupt("a text that isn't UTF-8".to_owned())),
        ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
        ValueRef::Real(_) => Err(Fault::Failed("a column is a fraction".to_owned())),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}
