//! The contract with whoever implements the other side: what each message looks like, and the exact bytes
//! that are signed. A change here breaks every phone that is out there.
#![allow(clippy::unwrap_used)]

mod document;
mod fields;
mod flipped;
mod literals;
mod samples;
mod snapshots;
mod vectors;
