//! Activation, over HTTP: attacks 19–26, 61, 62 and 65 as far as the service is concerned, and what phones ask
//! beside.
#![allow(clippy::unwrap_used)]

#[path = "../common/phone.rs"]
mod phone;
#[path = "../common/world.rs"]
mod world;

mod flow;
