//! What a rule sees of its database: statements, the time, and whom to wake.

use std::future::Future;
use std::pin::Pin;

use super::{Fault, Row, Topic, Value};

/// A future that a [`Tx`] answers with.
pub type Answered<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// One database transaction, the same to a rule on SQLite and on PostgreSQL.
///
/// Statements have parameters `$1`, `$2`, … and use BIGINT, `{blob}` and TEXT only; a sum is written
/// `CAST(SUM(x) AS BIGINT)`. A `SELECT` that ends in ` FOR UPDATE` or ` FOR UPDATE SKIP LOCKED` locks
/// its rows; SQLite, which has one writer at a time anyway, never sees those words.
pub trait Tx: Send {
    /// The time in milliseconds since 1970, read at this moment. Ask after the rows are locked: whoever waited
    /// for a lock decides by the time at which it was had.
    fn now(&mut self) -> Answered<'_, i64>;

    /// The rows of a query.
    fn rows<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, Vec<Row>>;

    /// Runs a statement and answers how many rows it changed.
    fn execute<'a>(&'a mut self, sql: &'a str, values: &'a [Value]) -> Answered<'a, u64>;

    /// Wakes who waits for `topic`, on every instance, once the transaction is committed.
    fn wake(&mut self, topic: Topic);
}

impl dyn Tx + '_ {
    /// The only row of a query, or none.
    ///
    /// # Errors
    /// As the query; `Corrupt` for more than one row.
    pub async fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Fault> {
        let mut rows = self.rows(sql, values).await?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            _ => Err(Fault::Corrupt("more than one row".to_owned())),
        }
    }
}

/// A named transaction: the rule that it stands for, and its statements.
///
/// It may be run several times before it is committed once, so it changes nothing but the database. What it
/// answers has happened; with a [`Fault`] nothing has.
pub trait Transaction: Send + Sync + 'static {
    /// What the caller is told after the commit.
    type Answer: Send + 'static;

    /// Does the work.
    fn run(&self, tx: &mut dyn Tx) -> impl Future<Output = Result<Self::Answer, Fault>> + Send;
}
