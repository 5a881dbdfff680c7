//! What rules may rely on, the same on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used)]

mod both;
#[path = "../common/cluster.rs"]
mod cluster;
mod faults;
mod suite;
mod waking;
