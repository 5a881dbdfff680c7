//! The people whom the service knows.

mod add;
mod fields;
pub(crate) mod password;

pub(crate) use add::{AddPerson, NewPerson};
pub(crate) use fields::{Login, Mail, Mobile, Name, NotAField, Role};
