//! The attacks that Kodevagt must withstand, a file for each, by their numbers. `cargo xtask red` takes
//! each protection out of the source (`tests/red`) and demands that its test fails.
//!
//! Here are the phone's; where a service is needed, one in memory stands in. The service's own are with it.
#![allow(clippy::unwrap_used)]

mod a01_killed_in_an_attempt;
mod a01_on_a_real_disk;
mod a02_restored;
mod a03_second_device;
mod a04_many_at_once;
mod a05_trace;
mod a06_after_lockout;
mod a07_tampered;
mod a08_key_store_fails;
mod a09_weak_pins;
mod a10_memory;
mod a15_killed_in_an_unblock;
mod a16_old_halves;
mod a29_clocks;
mod a31_fields;
mod a47_counters;
mod a53_otpauth;
mod a55_images;
mod a56_deleted_secrets;
mod a61_rotated_keys;
mod a64_texts;
mod a65_removed;
mod a67_confirmation_lost;
