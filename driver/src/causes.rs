//! What a library's error says, by the causes that it carries.

use std::error::Error as Cause;
use std::io;

use crate::error::{Error, Why};
use crate::resolver::NoAddress;

/// What went wrong on the way to `host`.
pub(crate) fn read<F>(host: &str, error: &(dyn Cause + 'static)) -> Error<F> {
    let host = host.to_owned();
    match find(error) {
        Some(Found::Certificate) => Error::Untrusted { host },
        Some(Found::Why(why)) => Error::Unreachable { host, why },
        None => Error::Unreachable {
            host,
            why: Why::Broken,
        },
    }
}

enum Found {
    Certificate,
    Why(Why),
}

/// The first cause that says something. An `io::Error` hides what it wraps from `source`, so it is asked.
fn find(error: &(dyn Cause + 'static)) -> Option<Found> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = one(error) {
            return Some(found);
        }
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        next = match wrapped {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

fn one(error: &(dyn Cause + 'static)) -> Option<Found> {
    if error.is::<NoAddress>() {
        return Some(Found::Why(Why::NoSuchName));
    }
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return Some(match tls {
            rustls::Error::InvalidCertificate(_) => Found::Certificate,
            _ => Found::Why(Why::Tls),
        });
    }
    if error
        .downcast_ref::<reqwest::Error>()
        .is_some_and(reqwest::Error::is_timeout)
    {
        return Some(Found::Why(Why::Timeout));
    }
    match error.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::ConnectionRefused => Some(Found::Why(Why::Refused)),
        io::ErrorKind::TimedOut
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::HostUnreachable => Some(Found::Why(Why::Timeout)),
        _ => None,
    }
}
