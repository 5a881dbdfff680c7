//! An organisation's service in memory: it seals, signs and checks as a real one does, by the protocol
//! alone, for one person and one phone. What passes between the two can be kept and changed.

#![expect(
    clippy::unwrap_used,
    reason = "only tests stand here, and a service that fails them ends them"
)]

mod approvals;
mod phones;
pub mod steps;
mod unblocks;

use std::collections::BTreeSet;

use kodevagt_core::authenticator::{Authenticator, Error};
use kodevagt_core::exchange::{Reply, Request};
use kodevagt_core::organisation::Address;
use kodevagt_core::time::Now;
use kodevagt_core::vault::RootId;
use kodevagt_protocol::activation::{Contact, Policy, ServiceInfo, Started};
use kodevagt_protocol::approval::SignedChallenge;
use kodevagt_protocol::keys::{self, SignedStatement, Statement};
use kodevagt_protocol::request::{self, Signed};
use kodevagt_protocol::sealed::PrivateKey;
use kodevagt_protocol::{Bytes, Id, Problem, Refusal};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

pub use approvals::asked;
pub use unblocks::Unblock;

/// Where it says it is.
pub const SERVER: &str = "https://kodevagt.example";
/// The organisation.
pub const ORG: RootId = RootId([7; 16]);
/// The code in every SMS.
pub const CODE: &str = "12345678";
/// A ticket.
pub const TICKET: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOA";
/// The code that support gives out.
pub const SUPPORT: &str = "123456782";

/// A service for one person. A clone is what a restored backup of it would be.
#[derive(Clone)]
pub struct Service {
    /// Seeds of the keys that sign: the root's, the online one's.
    root: u8,
    signing: u8,
    hpke: PrivateKey,
    /// Its statement's serial.
    pub serial: u64,
    /// Its own clock: milliseconds since the Unix epoch.
    pub clock_ms: i64,
    /// The activation that was started.
    pub activation: Option<Id>,
    /// What it demands.
    pub policy: Policy,
    /// The phone that it knows.
    pub device: Option<Device>,
    /// Whether it has taken the phone out.
    pub removed: bool,
    /// What waits.
    pub waiting: Vec<asked::Waiting>,
    /// What was decided, by the id of what was asked.
    pub decided: Vec<(Id, kodevagt_protocol::approval::State)>,
    /// A blocked phone's request for help.
    pub unblock: Option<Unblock>,
    nonces: BTreeSet<String>,
    random: u8,
}

/// A phone, as the service knows it.
#[derive(Clone)]
pub struct Device {
    /// Its name.
    pub id: Id,
    /// Its key: P-256.
    pub key: Vec<u8>,
    /// Whether a PIN stands behind it.
    pub active: bool,
    /// Its vault key; empty before it is active.
    pub vault_key: Vec<u8>,
    /// The halves of unblock slots that the service holds, by their serials.
    pub halves: Vec<(u64, Vec<u8>)>,
    /// The code seed.
    pub seed: Vec<u8>,
    /// What was confirmed, and the reply.
    confirmed: (Vec<u8>, Vec<u8>),
}

/// How a service refuses.
pub(crate) type Answer = Result<Vec<u8>, Refusal>;

impl Service {
    /// A service whose clock shows `clock_ms`.
    #[must_use]
    pub fn new(clock_ms: i64) -> Self {
        Self {
            root: 1,
            signing: 2,
            hpke: PrivateKey::from_random(&Zeroizing::new([3; 32])),
            serial: 1,
            clock_ms,
            activation: None,
            policy: Policy::default(),
            device: None,
            removed: false,
            waiting: Vec::new(),
            decided: Vec::new(),
            unblock: None,
            nonces: BTreeSet::new(),
            random: 100,
        }
    }

    /// The address as a ticket's link gives it.
    #[must_use]
    pub fn address(&self) -> Address {
        Address {
            server: SERVER.to_owned(),
            root_key_hash: Some(self.keys().root_key_hash()),
        }
    }

    /// The root key becomes a stranger's.
    pub fn strange(&mut self) {
        self.root = 99;
    }

    /// A new signing key, said by a statement of the next serial.
    pub fn rotate(&mut self) {
        self.serial += 1;
        self.signing = self.byte();
    }

    /// Its key statement.
    #[must_use]
    pub fn keys(&self) -> SignedStatement {
        let statement = Statement {
            organisation: Id(ORG.0),
            serial: self.serial,
            signing_key: pair(self.signing).public_key().as_ref().into(),
            hpke_key: Bytes(self.hpke.public().to_vec()),
            not_before_ms: 1_780_000_000_000,
            not_after_ms: 1_810_000_000_000,
        };
        SignedStatement {
            signature: pair(self.root).sign(&statement.bytes()).as_ref().into(),
            root_key: pair(self.root).public_key().as_ref().into(),
            statement,
        }
    }

    /// Carries `request` here and answers it: the driver and the service in one. `app` signs.
    ///
    /// # Errors
    /// As [`Authenticator::sign_request`].
    pub fn call(&mut self, app: &Authenticator, request: &Request) -> Result<Reply, Error> {
        let nonce = request.signer.map(|_| self.nonce());
        self.call_with(app, request, nonce)
    }

    /// As [`Service::call`], with a nonce that the driver had.
    ///
    /// # Errors
    /// As [`Authenticator::sign_request`].
    pub fn call_with(
        &mut self,
        app: &Authenticator,
        request: &Request,
        nonce: Option<String>,
    ) -> Result<Reply, Error> {
        assert_eq!(request.server, SERVER);
        let answer = match &nonce {
            None => self.unsigned(request),
            Some(nonce) => {
                let headers = app.sign_request(request, nonce)?;
                self.check(request, &headers)
                    .and_then(|()| self.signed(request, nonce))
            }
        };
        let (status, body) = match answer {
            Ok(body) => (200, body),
            Err(refusal) => (refusal.status(), problem(refusal)),
        };
        Ok(Reply {
            status,
            body,
            nonce,
            time_ms: Some(self.clock_ms),
            begun: request.begun,
        })
    }

    /// A nonce for one signed request.
    pub fn nonce(&mut self) -> String {
        let nonce = format!("nonce-{}", self.byte());
        self.nonces.insert(nonce.clone());
        nonce
    }

    fn check(
        &mut self,
        request: &Request,
        headers: &kodevagt_core::exchange::Headers,
    ) -> Result<(), Refusal> {
        let device = self.device.as_ref().ok_or(Refusal::DeviceUnknown)?;
        let nonce = &headers[request::NONCE_HEADER];
        let signed = Signed {
            method: request.method,
            path: &request.path,
            body: &request.body,
            device: headers[request::DEVICE_HEADER].parse().unwrap(),
            epoch: headers[request::EPOCH_HEADER].parse().unwrap(),
            nonce,
        };
        let signature: Bytes = headers[request::SIGNATURE_HEADER].parse().unwrap();
        keys::verify_device(&device.key, &signed.bytes(), &signature.0)
            .map_err(|_| Refusal::Unsigned)?;
        if !self.nonces.remove(nonce) {
            return Err(Refusal::Unsigned);
        }
        if self.removed || device.id != signed.device || signed.epoch != 1 {
            return Err(Refusal::DeviceUnknown);
        }
        Ok(())
    }

    fn unsigned(&mut self, request: &Request) -> Answer {
        match (request.method, request.path.as_str()) {
            ("GET", "/v1/service") => json(&ServiceInfo {
                name: "Kommune".to_owned(),
                keys: self.keys(),
                contact: contact(),
                sms: true,
                time_ms: self.clock_ms,
            }),
            ("POST", "/v1/activations") => json(&self.start()),
            ("POST", "/v1/activations/confirm") => self.confirm(&read(request)),
            ("POST", path) if path.ends_with("/resend") => {
                let asked = path.split('/').nth(3).unwrap();
                assert_eq!(Some(asked.parse().unwrap()), self.activation);
                json(&self.start())
            }
            _ => Err(Refusal::NotFound),
        }
    }

    fn signed(&mut self, request: &Request, nonce: &str) -> Answer {
        let mut path = request.path.trim_start_matches("/v1/phone/").split('/');
        let (theme, id, step) = (path.next(), path.next(), path.next());
        let id = id.and_then(|id| id.parse::<Id>().ok());
        match (request.method, theme, id, step) {
            ("POST", Some("active"), None, None) => self.active(&read(request)),
            ("GET", Some("status"), None, None) => self.standing(),
            ("GET", Some("challenges"), None, None) => self.challenges(nonce),
            ("POST", Some("challenges"), Some(id), Some("decision")) => {
                self.decide(id, &read(request))
            }
            ("POST", Some("unblocks"), None, None) => self.unblock_start(&read(request)),
            ("GET", Some("unblocks"), Some(id), None) => self.unblock_standing(id),
            ("POST", Some("unblocks"), Some(id), Some("release")) => {
                self.release(id, &read(request))
            }
            ("POST", Some("unblocks"), Some(id), Some("stage")) => self.stage(id, &read(request)),
            ("POST", Some("unblocks"), Some(id), Some("confirm")) => self.unblock_confirm(id),
            _ => Err(Refusal::NotFound),
        }
    }

    fn start(&mut self) -> Started {
        let activation = Id([self.byte(); 16]);
        self.activation = Some(activation);
        Started {
            activation,
            code_digits: 8,
            resend_after_ms: 30_000,
            expires_in_ms: 600_000,
        }
    }

    /// A challenge as a fetch with `nonce` gives it out.
    #[must_use]
    pub fn sign_challenge(&self, waiting: &asked::Waiting, nonce: &str) -> SignedChallenge {
        let left = waiting.expires_ms.saturating_sub(self.clock_ms);
        let remaining_ms = u64::try_from(left).unwrap_or(0);
        let bytes = SignedChallenge::bytes(&waiting.challenge, remaining_ms, nonce);
        SignedChallenge {
            challenge: waiting.challenge.clone(),
            remaining_ms,
            signature: pair(self.signing).sign(&bytes).as_ref().into(),
        }
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Bytes {
        pair(self.signing).sign(bytes).as_ref().into()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.random = self.random.wrapping_add(1);
        self.random
    }

    pub(crate) fn once(&mut self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new([self.byte(); 32])
    }
}

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

/// Support, as the organisation writes it.
#[must_use]
pub fn contact() -> Contact {
    Contact {
        phone: "+45 33 12 34 56".to_owned(),
        menu: "2".to_owned(),
        hours: "8–16".to_owned(),
        note: String::new(),
    }
}

/// Moves `now` on by `ms`, on every clock of the phone.
#[must_use]
pub fn later(now: Now, ms: u32) -> Now {
    Now {
        wall_ms: now.wall_ms + i64::from(ms),
        boot_ms: now.boot_ms + u64::from(ms),
        ..now
    }
}

/// A refusal as the service writes it.
#[must_use]
pub fn problem(refusal: Refusal) -> Vec<u8> {
    let problem = Problem {
        kind: format!("about:blank#{refusal}"),
        status: refusal.status(),
        code: refusal.to_string(),
        ..Problem::default()
    };
    serde_json::to_vec(&problem).unwrap()
}

pub(crate) fn json(body: &impl Serialize) -> Answer {
    Ok(serde_json::to_vec(body).unwrap())
}

fn read<T: DeserializeOwned>(request: &Request) -> T {
    serde_json::from_slice(&request.body).unwrap()
}
