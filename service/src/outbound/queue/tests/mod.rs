//! The queue with gateways that do as they're told and a clock that is moved by hand, on both databases.
#![allow(clippy::unwrap_used)]

/// Makes a test of each function for SQLite and one for PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(super::On::Sqlite).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(super::On::Postgres).await;
            })*
        }
    };
}

mod bench;
#[path = "../../../../tests/common/cluster.rs"]
mod cluster;
mod hook;
mod sending;
