//! Activation, over HTTP.
#[path = "../common/phone.rs"]
mod phone;
