//! SMS: Kannel and gateways with an HTTP interface.

mod alphabet;
mod gateway;
mod kannel;
mod report;
mod template;

pub(crate) use alphabet::septets;
pub use gateway::{BodyKind, Gateway, GatewaySettings};
pub use kannel::{Kannel, KannelSettings};
pub use report::{Delivery, ReportWords};
