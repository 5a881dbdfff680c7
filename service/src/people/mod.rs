//! The people whom the service knows.

mod add;
mod fields;
pub(crate) mod lookup;
pub(crate) mod password;
mod record;

pub(crate) use add::{AddPerson, NewPerson};
pub(crate) use fields::{Login, Mail, Mobile, Name, NotAField, Role};
pub(crate) use record::Person;
