//! The links that a service puts into QR codes.

use core::str::FromStr;

use data_encoding::BASE32_NOPAD;

use crate::wire::Bytes;

/// `kodevagt://activate?s=SERVER&r=ROOT&t=TICKET`: where to activate, whose keys to trust, and what lets
/// the phone in. SERVER is the service's URL, percent-encoded; ROOT the SHA-256 of its root key,
/// base64url; TICKET base32.
#[derive(Clone, PartialEq, Eq)]
pub struct Activation {
    /// The service's URL, without a slash at its end.
    pub server: String,
    /// SHA-256 of the root key.
    pub root_key_hash: [u8; 32],
    /// Base32, upper case, no padding.
    pub ticket: String,
}

impl core::fmt::Debug for Activation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Activation")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

/// The text isn't a link of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an activation link")]
pub struct NotALink;

impl core::fmt::Display for Activation {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("s", &self.server)
            .append_pair("r", &Bytes::from(&self.root_key_hash[..]).to_string())
            .append_pair("t", &self.ticket);
        write!(f, "kodevagt://activate?{}", query.finish())
    }
}

impl FromStr for Activation {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        let link = url::Url::parse(text.trim()).map_err(|_| NotALink)?;
        if link.scheme() != "kodevagt" || link.host_str() != Some("activate") {
            return Err(NotALink);
        }
        let field = |name: &str| {
            let mut all = link.query_pairs().filter(|(key, _)| key == name);
            let first = all.next().map(|(_, value)| value.into_owned());
            first.filter(|_| all.next().is_none()).ok_or(NotALink)
        };
        let server = server(&field("s")?).ok_or(NotALink)?;
        let root: Bytes = field("r")?.parse().map_err(|_| NotALink)?;
        Ok(Self {
            server,
            root_key_hash: root.array().ok_or(NotALink)?,
            ticket: ticket(&field("t")?).ok_or(NotALink)?,
        })
    }
}

/// A service's URL as a person types it: `https` unless said otherwise, no path, no slash at the end.
/// `None` for what can't be one. Plain HTTP is for loopback only.
#[must_use]
pub fn server(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let full = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let url = url::Url::parse(&full).ok()?;
    let bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let loopback = match url.host()? {
        url::Host::Domain(name) => name == "localhost",
        url::Host::Ipv4(address) => address.is_loopback(),
        url::Host::Ipv6(address) => address.is_loopback(),
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    (bare && scheme && url.fragment().is_none())
        .then(|| url.as_str().trim_end_matches('/').to_owned())
}

/// A ticket as it was scanned or typed: base32 in any case, blanks and dashes dropped; 5 bytes or more.
#[must_use]
pub fn ticket(typed: &str) -> Option<String> {
    let ticket: String = typed
        .chars()
        .filter(|c| !" -".contains(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let bytes = BASE32_NOPAD.decode(ticket.as_bytes()).ok()?;
    (5..=64).contains(&bytes.len()).then_some(ticket)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_it_is_written() {
        let link = Activation {
            server: "https://auth.kommune.example:8443".to_owned(),
            root_key_hash: [7; 32],
            ticket: "MFRGGZDFMZTWQ2LK".to_owned(),
        };
        assert_eq!(link.to_string().parse(), Ok(link.clone()));
        for odd in [
            "",
            "kodevagt://activate",
            "kodevagt://transfer?s=https://a&r=&t=",
            "kodevagt://activate?s=http://example.com&r=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc&t=MFRGGZDF",
        ] {
            assert_eq!(odd.parse::<Activation>(), Err(NotALink), "{odd}");
        }
    }

    #[test]
    fn plain_http_is_for_loopback() {
        assert_eq!(
            server("auth.example"),
            Some("https://auth.example".to_owned())
        );
        assert_eq!(
            server("http://127.0.0.1:8080/"),
            Some("http://127.0.0.1:8080".to_owned())
        );
        for odd in [
            "http://example.com",
            "ftp://example.com",
            "https://u:p@e.x",
            "",
        ] {
            assert_eq!(server(odd), None, "{odd}");
        }
    }
}
