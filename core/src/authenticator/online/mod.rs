//! What the phone and an organisation's service do together. Each step is two calls: one gives the
//! request, the other takes the answer; between them the phone may be closed, restarted or lost, because
//! both ask the locker where they stand.
//!
//! - `contact`: signing requests, reading answers, what every answer tells
//! - `activate`: a phone becomes a person's
//! - `approvals`: sign-ins that wait for this phone
//! - `support`: a blocked phone is helped

mod activate;
mod approvals;
mod contact;
mod support;

pub use activate::{Progress, Proof, Step};
pub use approvals::Verdict;
pub use contact::Errand;
pub use support::{Help, Stage};
