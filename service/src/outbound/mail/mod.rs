//! Mail: SMTP.

mod smtp;

pub use smtp::{Security, Smtp, SmtpSettings};
