//! What the phone and an organisation's service do together. Each step is two calls: one gives the
//! request, the other takes the answer; between them the phone may be closed, restarted or lost, because
//! both ask the locker where they stand.
//!
//! - `contact`: signing requests, reading answers, what every answer tells
//! - `service`: which service, and where the activations with it stand
//! - `activate`: a phone becomes a person's
//! - `approvals`: sign-ins that wait for this phone
//! - `support`: a blocked phone asks for help; `reopen`: it gets it

mod activate;
mod approvals;
mod contact;
mod reopen;
mod service;
mod support;

pub use activate::Proof;
pub use approvals::Verdict;
pub use contact::Errand;
pub use service::{Progress, Step};
pub use support::{Help, Stage};
