//! The attacks on approvals and codes, over HTTP: each test's number is its attack's. Where instances matter, two
//! share one PostgreSQL.
#![allow(clippy::unwrap_used)]

#[path = "../common/cluster.rs"]
mod cluster;
#[path = "../common/phone.rs"]
mod phone;
#[path = "../common/world.rs"]
mod world;

mod application;
mod scene;

mod a27_one_end;
mod a28_deadline;
mod a30_replays;
mod a31_signed_fields;
mod a32_wrong_numbers;
mod a33_nothing_told;
mod a34_floods;
mod a35_both_signatures;
mod a36_consumed_once;
mod a37_push_lost;
mod a54_codes_once;
mod a58_codes_guessed;
mod a64_texts_that_lie;
mod requests;
mod waiting;
