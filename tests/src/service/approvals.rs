//! What waits for the phone, and what it says.

use kodevagt_protocol::approval::{Challenges, Decided, Decision, State, Verb};
use kodevagt_protocol::{Id, Refusal};

use super::{Answer, Service, json};

/// What applications ask.
pub mod asked {
    use kodevagt_protocol::approval::{Challenge, Origin};
    use kodevagt_protocol::{Bytes, Id};

    use super::Service;

    /// A sign-in that waits.
    #[derive(Clone, Debug)]
    pub struct Waiting {
        /// As it is signed.
        pub challenge: Challenge,
        /// The number on the sign-in page.
        pub number: String,
        /// Until when, by the service's clock.
        pub expires_ms: i64,
    }

    impl Service {
        /// Asks for a sign-in within `ttl_ms`.
        ///
        /// # Panics
        /// If no phone was activated.
        pub fn ask(&mut self, ttl_ms: i64) -> Id {
            let device = self.device.as_ref().unwrap().id;
            let id = Id([self.byte(); 16]);
            let challenge = Challenge {
                id,
                nonce: Bytes(vec![self.byte(); 16]),
                application: "Sagsbehandling".to_owned(),
                person: "mette".to_owned(),
                origin: Origin {
                    ip: Some("192.0.2.7".to_owned()),
                    place: Some("Odense".to_owned()),
                    browser: None,
                },
                text: None,
                transaction: None,
                issued_at_ms: self.clock_ms,
                device,
                epoch: 1,
                digits: 3,
            };
            self.waiting.push(Waiting {
                challenge,
                number: "042".to_owned(),
                expires_ms: self.clock_ms + ttl_ms,
            });
            id
        }
    }
}

impl Service {
    pub(super) fn challenges(&self, nonce: &str) -> Answer {
        let open = self
            .waiting
            .iter()
            .filter(|waiting| self.clock_ms < waiting.expires_ms);
        json(&Challenges {
            challenges: open
                .map(|waiting| self.sign_challenge(waiting, nonce))
                .collect(),
        })
    }

    pub(super) fn decide(&mut self, id: Id, decision: &Decision) -> Answer {
        let place = self
            .waiting
            .iter()
            .position(|waiting| waiting.challenge.id == id);
        let waiting = self.waiting[place.ok_or(Refusal::ChallengeUnknown)?].clone();
        if self.clock_ms >= waiting.expires_ms {
            return Err(Refusal::ChallengeExpired);
        }
        let device = self.device.as_ref().unwrap();
        decision
            .verify(&waiting.challenge.hash(), &device.key, &device.vault_key)
            .map_err(|_| Refusal::DecisionUnsigned)?;
        let state = match decision.verb {
            Verb::Approve if decision.number.as_ref() != Some(&waiting.number) => State::Mismatch,
            Verb::Approve => State::Approved,
            Verb::Deny => State::Denied,
            Verb::Report => State::Reported,
        };
        self.waiting.retain(|waiting| waiting.challenge.id != id);
        self.decided.push((id, state));
        json(&Decided { state })
    }
}
