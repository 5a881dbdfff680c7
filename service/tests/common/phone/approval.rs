//! Sign-ins, decisions and codes.

use kodevagt_protocol::Id;
use kodevagt_protocol::approval::{Challenges, Decided, Decision, SignedChallenge, Verb};
use reqwest::Method;
use ring::hmac;

use super::{Answer, Phone};

impl Phone {
    /// What waits, each checked against the service's key and this fetch.
    pub async fn challenges(&mut self) -> Answer<Vec<SignedChallenge>> {
        let path = "/v1/phone/challenges";
        let nonce = self.nonce().await?;
        let signed = self.sign(&Method::GET, path, &[], &nonce);
        let all: Challenges = self.send_signed(signed).await?;
        let key = &self.account().keys.signing_key.0;
        for challenge in &all.challenges {
            challenge
                .verify(key, &nonce)
                .expect("the service signed it");
        }
        Ok(all.challenges)
    }

    /// Types the number and the PIN.
    pub async fn approve(&mut self, challenge: &SignedChallenge, number: &str) -> Answer<Decided> {
        let decision = self.decision(challenge, Verb::Approve, Some(number));
        self.decide(challenge.challenge.id, &decision).await
    }

    /// Says no.
    pub async fn deny(&mut self, challenge: &SignedChallenge) -> Answer<Decided> {
        let decision = self.decision(challenge, Verb::Deny, None);
        self.decide(challenge.challenge.id, &decision).await
    }

    /// Says that it was somebody else.
    pub async fn report(&mut self, challenge: &SignedChallenge) -> Answer<Decided> {
        let decision = self.decision(challenge, Verb::Report, None);
        self.decide(challenge.challenge.id, &decision).await
    }

    /// A decision, signed as it must be.
    pub fn decision(
        &self,
        challenge: &SignedChallenge,
        verb: Verb,
        number: Option<&str>,
    ) -> Decision {
        let bytes = Decision::bytes(&challenge.challenge.hash(), verb, number);
        let approves = verb == Verb::Approve;
        Decision {
            verb,
            number: number.map(ToOwned::to_owned),
            device_signature: self.device_signature(&bytes),
            vault_signature: approves.then(|| self.vault_signature(&bytes)),
        }
    }

    /// `POST /v1/phone/challenges/{id}/decision`.
    pub async fn decide(&mut self, challenge: Id, decision: &Decision) -> Answer<Decided> {
        self.post(
            &format!("/v1/phone/challenges/{challenge}/decision"),
            decision,
        )
        .await
    }

    /// The code that the account shows at `at_ms` (RFC 6238: SHA-1, 30 s, six digits).
    pub fn code(&self, at_ms: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.account().seed);
        let tag = hmac::sign(&key, &(at_ms / 30_000).to_be_bytes());
        let tag = tag.as_ref();
        let offset = usize::from(tag[19] & 15);
        let word = u32::from_be_bytes(tag[offset..offset + 4].try_into().unwrap());
        format!("{:06}", (word & 0x7fff_ffff) % 1_000_000)
    }
}
