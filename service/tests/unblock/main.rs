//! The attacks on unblocking, on what the operator holds, and on those who have left: attacks 12–15, 17, 18, 59,
//! 61, 63, 65 and 67, as far as the service is concerned.
#![allow(clippy::unwrap_used)]

#[path = "../common/cluster.rs"]
mod cluster;
#[path = "../common/phone.rs"]
mod phone;
#[path = "../common/world.rs"]
mod world;

mod a12_anothers_code;
mod a13_guesses;
mod a14_dump;
mod a15_crashes;
mod a17_refusals;
mod a18_support;
mod a59_operator;
mod a61_former_key;
mod a63_erased;
mod a65_removed_midway;
mod a67_confirmation_lost;
mod scene;
