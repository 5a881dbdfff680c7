//! Why no answer came.

use core::fmt;

/// Why there is no answer; `F` is the [`Signer`](crate::Signer)'s fault. An answer that refuses is no error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error<F> {
    /// The service wasn't reached, or the connection broke, within the driver's patience.
    #[error("{host} can't be reached: {why}")]
    Unreachable {
        /// Host and port.
        host: String,
        /// Why.
        why: Why,
    },
    /// The server's certificate isn't one that this phone trusts for that name.
    #[error("the certificate of {host} isn't trusted")]
    Untrusted {
        /// Host and port.
        host: String,
    },
    /// The answer is larger than 1 MiB; it was not read further.
    #[error("the answer of {host} is too large")]
    TooLarge {
        /// Host and port.
        host: String,
    },
    /// What answers isn't Kodevagt's service.
    #[error("{host} gave an answer that isn't the protocol's")]
    Odd {
        /// Host and port.
        host: String,
    },
    /// Neither HTTPS nor loopback: nothing was sent.
    #[error("the address is neither HTTPS nor this computer")]
    Insecure,
    /// The request couldn't be signed.
    #[error("the request couldn't be signed")]
    Signing(F),
}

/// Why a service can't be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Its name has no address: no network, or a typing mistake.
    NoSuchName,
    /// Nothing listens there.
    Refused,
    /// The TLS handshake failed, for another reason than the certificate.
    Tls,
    /// No answer in time.
    Timeout,
    /// The connection broke.
    Broken,
}

impl Why {
    /// A word for logs and scripts: `dns`, `refused`, `tls`, `timeout`, `broken`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoSuchName => "dns",
            Self::Refused => "refused",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::Broken => "broken",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
