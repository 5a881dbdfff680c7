//! QR codes: reading what was drawn here under every condition that we can make, and picture files
//! that mean harm.
#![allow(clippy::unwrap_used)]

mod drawn;
mod files;
mod hostile;
mod scene;
