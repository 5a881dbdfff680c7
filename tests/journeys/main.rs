//! A phone's ordinary life, and every crash in its longer steps.

#![allow(clippy::unwrap_used)]

mod accounts;
mod biometrics;
mod crashes;
mod facade;
mod idle;
mod organisation_crashes;
mod organisation_faults;
mod organisations;
mod recovery;
mod service_crashes;
mod services;
mod unblock;
