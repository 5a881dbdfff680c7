//! What a service grants to a phone that it lets in.

use kodevagt_protocol::activation::{self, Confirm, Confirmed, Grant};
use kodevagt_protocol::sealed::PrivateKey;

use super::{Error, Record, trust};
use crate::secret::SecretBytes;
use crate::time::Now;

/// A grant, and the code seed that came beside it without being sent.
pub(crate) struct Opened {
    pub(crate) grant: Grant,
    pub(crate) seed: SecretBytes,
}

/// Checks that the service which this phone pinned gave `answer` to this very `confirm`, and opens it.
/// Takes a later key statement into `record` on the way.
///
/// # Errors
/// [`Error::Distrusted`], [`Error::Forged`].
pub(crate) fn open(
    confirm: &Confirm,
    answer: &Confirmed,
    key: &PrivateKey,
    record: &mut Record,
    now: Now,
) -> Result<Opened, Error> {
    trust::renew(record, &answer.keys, now)?;
    let keys = &answer.keys.statement;
    let signed = Confirmed::bytes(confirm, &answer.sealed);
    kodevagt_protocol::keys::verify_ed25519(&keys.signing_key.0, &signed, &answer.signature.0)
        .map_err(|_| Error::Forged)?;
    let info = activation::grant_info(confirm);
    let opened = kodevagt_protocol::sealed::open(key, &info, &answer.sealed, activation::SEED)
        .map_err(|_| Error::Forged)?;
    let mut grant: Grant = serde_json::from_slice(&opened.plain).map_err(|_| Error::Forged)?;
    if grant.organisation != keys.organisation || ![4, 6].contains(&grant.policy.pin_digits) {
        return Err(Error::Forged);
    }
    grant.name = trust::shown(&grant.name)?;
    grant.login = trust::shown(&grant.login)?;
    Ok(Opened {
        grant,
        seed: SecretBytes::new(opened.exported.to_vec()),
    })
}
