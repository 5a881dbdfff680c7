//! The people whom the service knows.

mod add;
pub(crate) mod erase;
pub(crate) mod export;
mod fields;
pub(crate) mod invite;
pub(crate) mod lookup;
pub(crate) mod password;
pub(crate) mod phones;
mod record;
pub(crate) mod roster;

pub(crate) use add::{AddPerson, NewPerson};
pub(crate) use fields::{Login, Mail, Mobile, Name, NotAField, Role};
pub(crate) use record::Person;
