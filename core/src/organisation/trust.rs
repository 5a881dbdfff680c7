//! Which service, and whose keys: what a phone knows of a service before it is activated there, and how
//! it goes on trusting it.

use kodevagt_protocol::activation::{Contact, ServiceInfo};
use kodevagt_protocol::keys::{Distrust, Pin, SignedStatement, Statement};
use kodevagt_protocol::link;

use super::{Error, Record};
use crate::time::Now;
use crate::vault::RootId;

/// Where a service is, and, if a link said so, whose root key it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The service's URL, without a slash at its end.
    pub server: String,
    /// SHA-256 of its root key; `None` for a typed address: the first answer is trusted.
    pub root_key_hash: Option<[u8; 32]>,
}

impl Address {
    /// Reads an address as a person types it; `None` for what can't be one. Plain HTTP is for loopback.
    #[must_use]
    pub fn typed(typed: &str) -> Option<Self> {
        Some(Self {
            server: link::server(typed)?,
            root_key_hash: None,
        })
    }

    /// The address in a ticket's link.
    #[must_use]
    pub fn of(link: &link::Activation) -> Self {
        Self {
            server: link.server.clone(),
            root_key_hash: Some(link.root_key_hash),
        }
    }
}

/// A service as it describes itself, its keys checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The organisation.
    pub organisation: RootId,
    /// Its name, for people.
    pub name: String,
    /// Whom to ask for help.
    pub contact: Contact,
    /// Whether activation by SMS is offered.
    pub sms: bool,
    pub(crate) keys: SignedStatement,
}

/// Checks what a service says of itself. `known` is what the phone keeps of the organisation, if it does.
///
/// # Errors
/// [`Error::Distrusted`]; [`Error::Forged`] for an organisation without a proper id.
pub(crate) fn service(
    info: ServiceInfo,
    address: &Address,
    known: Option<&Record>,
    now: Now,
) -> Result<Service, Error> {
    let pin = match (known, address.root_key_hash) {
        (Some(known), Some(named)) if known.root_key_hash != named => {
            return Err(Distrust::StrangersRoot.into());
        }
        (Some(known), _) => pin(known),
        (None, named) => Pin {
            root_key_hash: named.unwrap_or_else(|| info.keys.root_key_hash()),
            serial: 0,
        },
    };
    let organisation = organisation(info.keys.trusted(&pin, now.wall_ms)?)?;
    if known.is_some_and(|known| known.id != organisation) {
        return Err(Error::Forged);
    }
    Ok(Service {
        organisation,
        name: shown(&info.name)?,
        contact: info.contact,
        sms: info.sms,
        keys: info.keys,
    })
}

/// What a phone remembers of a service's keys.
pub(crate) fn pin(record: &Record) -> Pin {
    Pin {
        root_key_hash: record.root_key_hash,
        serial: record.statement_serial,
    }
}

/// The keys that a phone holds a service to, as they stand in its record, looked at anew: they may have
/// run out.
///
/// # Errors
/// [`Error::Distrusted`].
pub(crate) fn keys(record: &Record, now: Now) -> Result<Statement, Error> {
    let keys: SignedStatement =
        serde_json::from_slice(&record.statement).map_err(|_| Distrust::Malformed)?;
    Ok(keys.trusted(&pin(record), now.wall_ms)?.clone())
}

/// Takes a later statement into the record; the one that is known changes nothing.
///
/// # Errors
/// [`Error::Distrusted`] for an older one, a stranger's, or another with the known one's serial.
pub(crate) fn renew(record: &mut Record, keys: &SignedStatement, now: Now) -> Result<(), Error> {
    let statement = keys.trusted(&pin(record), now.wall_ms)?;
    if organisation(statement)? != record.id {
        return Err(Error::Forged);
    }
    if statement.serial == record.statement_serial {
        let known: Option<SignedStatement> = serde_json::from_slice(&record.statement).ok();
        let same = known.is_some_and(|known| known.statement == *statement);
        return if same {
            Ok(())
        } else {
            Err(Distrust::Older.into())
        };
    }
    record.statement_serial = statement.serial;
    record.statement = written(keys);
    Ok(())
}

/// A statement as it is kept.
pub(crate) fn written(keys: &SignedStatement) -> Vec<u8> {
    serde_json::to_vec(keys).expect("a statement is plain data with text keys")
}

/// A service's text, if it can be shown without lying.
///
/// # Errors
/// [`Error::Forged`].
pub(crate) fn shown(text: &str) -> Result<String, Error> {
    kodevagt_protocol::text::Shown::new(text)
        .map(kodevagt_protocol::text::Shown::into_string)
        .map_err(|_| Error::Forged)
}

fn organisation(statement: &Statement) -> Result<RootId, Error> {
    let id = RootId(statement.organisation.0);
    if id == RootId::OWN {
        return Err(Error::Forged);
    }
    Ok(id)
}
