//! TEMPORARY
use super::Keys;
use kodevagt_protocol::keys::{SignedStatement, Statement};
use kodevagt_protocol::sealed::{self, Export, PrivateKey, Sealed};
use kodevagt_protocol::{Bytes, Id};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

pub(crate) struct Online {
    statement: SignedStatement,
    signing: Ed25519KeyPair,
    hpke: PrivateKey,
}

impl Online {
    pub(crate) fn temporary(keys: &Keys) -> Self {
        let root = Ed25519KeyPair::from_seed_unchecked(&keys.hash("root", b"")).expect("seed");
        let signing =
            Ed25519KeyPair::from_seed_unchecked(&keys.hash("signing", b"")).expect("seed");
        let hpke = PrivateKey::from_random(&Zeroizing::new(keys.hash("hpke", b"")));
        let statement = Statement {
            organisation: Id([7; 16]),
            serial: 1,
            signing_key: Bytes::from(signing.public_key().as_ref()),
            hpke_key: Bytes::from(&hpke.public()[..]),
            not_before_ms: 0,
            not_after_ms: i64::MAX,
        };
        let signature = Bytes::from(root.sign(&statement.bytes()).as_ref());
        Self {
            statement: SignedStatement {
                statement,
                root_key: Bytes::from(root.public_key().as_ref()),
                signature,
            },
            signing,
            hpke,
        }
    }
    pub(crate) fn statement(&self) -> &SignedStatement {
        &self.statement
    }
    pub(crate) fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.signing.sign(bytes).as_ref().to_vec()
    }
    pub(crate) fn open(
        &self,
        info: &[u8],
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, sealed::DoesNotOpen> {
        Ok(sealed::open(&self.hpke, info, sealed, Export::NONE)?.plain)
    }
}
