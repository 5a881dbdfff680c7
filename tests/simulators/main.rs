//! The simulators themselves: what they must see on a toy, before anything is proven with them.
#![allow(clippy::unwrap_used)]

mod disk;
mod keystore;
