//! Activation, over HTTP: attacks 19–25, 61, 62 and 65 as far as the service is concerned, and what phones ask
//! beside.
#![allow(clippy::unwrap_used)]

#[path = "../common/cluster.rs"]
mod cluster;
#[path = "../common/phone.rs"]
mod phone;
#[path = "../common/world.rs"]
mod world;

mod codes;
mod flow;
mod keys;
mod limits;
mod once;
mod removed;
mod requests;
mod tickets;
mod unseen;
mod waiting;

/// A number for tests.
const MOBILE: &str = "+4512345678";

/// Two instances on a PostgreSQL.
async fn two() -> world::World {
    world::World::on(Some(cluster::database().await), 2, "").await
}
