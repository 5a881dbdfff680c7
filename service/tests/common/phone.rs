//! A small phone for tests: `protocol` and two keys, nothing of the real one. It says what a phone says, and
//! tests may take it apart to say what a phone wouldn't.

// Each test binary uses its own part of it. The paths make the module the same wherever it is included from.
#![allow(dead_code, unused_imports, clippy::unwrap_used, unreachable_pub)]

#[path = "phone/approval.rs"]
mod approval;
#[path = "phone/http.rs"]
mod http;
#[path = "phone/unblock.rs"]
mod unblock;

use kodevagt_protocol::activation::{
    self, Activated, Active, Confirm, Confirmed, Grant, PhoneInfo, ServiceInfo, Start, Started, Way,
};
use kodevagt_protocol::keys::{Pin, Statement};
use kodevagt_protocol::phone::{Push, Standing, Waited};
use kodevagt_protocol::sealed::{self, PrivateKey};
use kodevagt_protocol::{Bytes, Id};
use reqwest::Method;
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
};
use zeroize::Zeroizing;

pub use http::{Answer, Refused, answer, client, malleated, read, refusal};

/// A phone, with an account once it is activated.
pub struct Phone {
    /// The service's URL, no slash at its end.
    pub server: String,
    /// How the phone speaks HTTP.
    pub client: reqwest::Client,
    /// P-256, PKCS #8.
    device_key: Zeroizing<Vec<u8>>,
    hpke: PrivateKey,
    vault_key: Ed25519KeyPair,
    /// What the vault key is made from.
    pub vault_seed: [u8; 32],
    /// S_srv.
    pub half: [u8; 32],
    /// Which half it is.
    pub half_serial: u64,
    /// What the service trusts it with.
    pub account: Option<Account>,
    /// A nonce that came with the last answer.
    pub next_nonce: Option<String>,
}

/// What a confirmed phone holds.
#[derive(Clone)]
pub struct Account {
    pub grant: Grant,
    /// The code seed, 20 bytes.
    pub seed: Vec<u8>,
    /// The keys that the service signs and opens with.
    pub keys: Statement,
}

/// Fresh random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).unwrap();
    bytes
}

impl Phone {
    /// A phone out of its box, for the service at `server`.
    pub fn new(server: &str) -> Self {
        let system = SystemRandom::new();
        let device_key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &system);
        let vault_seed = random();
        Self {
            server: server.trim_end_matches('/').to_owned(),
            client: client(),
            device_key: Zeroizing::new(device_key.unwrap().as_ref().to_vec()),
            hpke: PrivateKey::from_random(&Zeroizing::new(random())),
            vault_key: Ed25519KeyPair::from_seed_unchecked(&vault_seed).unwrap(),
            vault_seed,
            half: random(),
            half_serial: 1,
            account: None,
            next_nonce: None,
        }
    }

    /// A phone that went through all of it, by SMS; `code` finds the code where the SMS went.
    pub async fn activated_by_sms<F, C>(server: &str, mobile: &str, code: F) -> Answer<Self>
    where
        F: FnOnce() -> C,
        C: Future<Output = String>,
    {
        let mut phone = Self::new(server);
        let started = phone.start(mobile).await?;
        phone.confirm_sms(started.activation, &code().await).await?;
        phone.activate().await?;
        Ok(phone)
    }

    /// A phone that went through all of it, by the ticket of a QR code.
    pub async fn activated_by_ticket(server: &str, ticket: &str) -> Answer<Self> {
        let mut phone = Self::new(server);
        phone.confirm_ticket(ticket, None).await?;
        phone.activate().await?;
        Ok(phone)
    }

    /// `GET /v1/service`.
    pub async fn service(&self) -> Answer<ServiceInfo> {
        read(self.to(Method::GET, "/v1/service")).await
    }

    /// `POST /v1/activations`.
    pub async fn start(&self, mobile: &str) -> Answer<Started> {
        let start = Start {
            mobile: mobile.to_owned(),
            language: "da".to_owned(),
        };
        read(self.to(Method::POST, "/v1/activations").json(&start)).await
    }

    /// `POST /v1/activations/{id}/resend`.
    pub async fn resend(&self, activation: Id) -> Answer<Started> {
        read(self.to(
            Method::POST,
            &format!("/v1/activations/{activation}/resend"),
        ))
        .await
    }

    /// Confirms with the code of an SMS.
    pub async fn confirm_sms(&mut self, activation: Id, code: &str) -> Answer<()> {
        let code = code.to_owned();
        let confirm = self.confirmation(Way::Sms { activation, code });
        self.confirm(&confirm).await
    }

    /// Confirms with a ticket; a typed one goes with the number.
    pub async fn confirm_ticket(&mut self, ticket: &str, mobile: Option<&str>) -> Answer<()> {
        let confirm = self.confirmation(Way::Ticket {
            ticket: ticket.to_owned(),
            mobile: mobile.map(ToOwned::to_owned),
        });
        self.confirm(&confirm).await
    }

    /// A signed confirm.
    pub fn confirmation(&self, way: Way) -> Confirm {
        let mut confirm = Confirm {
            way,
            device_key: self.device_public(),
            hpke_key: Bytes::from(&self.hpke.public()[..]),
            phone: PhoneInfo {
                platform: "terminal".to_owned(),
                model: "test".to_owned(),
                app_version: "0.1.0".to_owned(),
                language: "da".to_owned(),
            },
            attestation: None,
            signature: Bytes::default(),
        };
        confirm.signature = self.device_signature(&confirm.bytes());
        confirm
    }

    /// Sends a confirm and checks and opens the reply, as a phone does that trusts the root key that it is
    /// told of.
    pub async fn confirm(&mut self, confirm: &Confirm) -> Answer<()> {
        let confirmed = self.send_confirm(confirm).await?;
        self.account = Some(self.open(confirm, &confirmed));
        Ok(())
    }

    /// `POST /v1/activations/confirm`.
    pub async fn send_confirm(&self, confirm: &Confirm) -> Answer<Confirmed> {
        read(
            self.to(Method::POST, "/v1/activations/confirm")
                .json(confirm),
        )
        .await
    }

    /// Opens the reply to a confirm; panics if it isn't this service's reply to this confirm.
    pub fn open(&self, confirm: &Confirm, confirmed: &Confirmed) -> Account {
        let pin = Pin {
            root_key_hash: confirmed.keys.root_key_hash(),
            serial: 0,
        };
        let at = confirmed.keys.statement.not_before_ms;
        let keys = confirmed.keys.trusted(&pin, at).unwrap().clone();
        let bytes = Confirmed::bytes(confirm, &confirmed.sealed);
        kodevagt_protocol::keys::verify_ed25519(
            &keys.signing_key.0,
            &bytes,
            &confirmed.signature.0,
        )
        .unwrap();
        let info = activation::grant_info(confirm);
        let opened = sealed::open(&self.hpke, &info, &confirmed.sealed, activation::SEED).unwrap();
        Account {
            grant: serde_json::from_slice(&opened.plain).unwrap(),
            seed: opened.exported.to_vec(),
            keys,
        }
    }

    /// `POST /v1/phone/active`.
    pub async fn activate(&mut self) -> Answer<Activated> {
        let active = Active {
            vault_key: self.vault_public(),
            half: self.sealed_half(),
            half_serial: self.half_serial,
        };
        self.post("/v1/phone/active", &active).await
    }

    /// `GET /v1/phone/status`.
    pub async fn status(&mut self) -> Answer<Standing> {
        self.get("/v1/phone/status").await
    }

    /// `GET /v1/phone/wait`.
    pub async fn wait(&mut self, seconds: u64) -> Answer<Waited> {
        self.get(&format!("/v1/phone/wait?seconds={seconds}")).await
    }

    /// `PUT /v1/phone/push`.
    pub async fn push(&mut self, push: &Push) -> Answer<serde_json::Value> {
        let body = serde_json::to_vec(push).unwrap();
        self.signed(Method::PUT, "/v1/phone/push", body).await
    }

    /// The account; panics before the confirm.
    pub fn account(&self) -> &Account {
        self.account.as_ref().expect("a confirmed phone")
    }

    /// The device's name at the service.
    pub fn device(&self) -> Id {
        self.account().grant.device
    }

    /// What never leaves the phone: the private halves of its keys.
    pub fn secrets(&self) -> [Vec<u8>; 3] {
        [
            // PKCS #8 of P-256 has its private scalar at this place (RFC 5915).
            self.device_key[36..68].to_vec(),
            self.hpke.bytes().to_vec(),
            self.vault_seed.to_vec(),
        ]
    }

    /// The device key's public half.
    pub fn device_public(&self) -> Bytes {
        Bytes::from(self.device_pair().public_key().as_ref())
    }

    /// The device key signs.
    pub fn device_signature(&self, bytes: &[u8]) -> Bytes {
        let signature = self.device_pair().sign(&SystemRandom::new(), bytes);
        Bytes::from(signature.unwrap().as_ref())
    }

    /// The vault key's public half.
    pub fn vault_public(&self) -> Bytes {
        Bytes::from(self.vault_key.public_key().as_ref())
    }

    /// The vault key signs.
    pub fn vault_signature(&self, bytes: &[u8]) -> Bytes {
        Bytes::from(self.vault_key.sign(bytes).as_ref())
    }

    /// S_srv sealed for the service.
    pub fn sealed_half(&self) -> sealed::Sealed {
        let account = self.account();
        activation::seal_half(
            &account.keys.hpke_key.0,
            account.grant.device,
            self.half_serial,
            &self.half,
            &Zeroizing::new(random()),
        )
        .unwrap()
    }

    fn device_pair(&self) -> EcdsaKeyPair {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        EcdsaKeyPair::from_pkcs8(algorithm, &self.device_key, &SystemRandom::new()).unwrap()
    }
}
