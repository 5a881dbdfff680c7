//! A phone's ordinary life, and every crash in its longer steps.

#![allow(clippy::unwrap_used)]

mod accounts;
mod biometrics;
mod crashes;
mod facade;
mod idle;
mod recovery;
#[path = "../attacks/stand.rs"]
#[allow(dead_code)]
mod stand;
