//! Signed requests, and what comes back.

use kodevagt_protocol::phone::{Nonce, NonceFor};
use kodevagt_protocol::request::{self, Signed};
use kodevagt_protocol::{Bytes, Problem, Refusal};
use reqwest::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Phone;

/// What the service said no with.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub status: u16,
    pub problem: Problem,
}

impl Refused {
    /// Its number as a name.
    pub fn refusal(&self) -> Option<Refusal> {
        self.problem.refusal()
    }
}

/// What a call comes to.
pub type Answer<T> = Result<T, Refused>;

/// The refusal that a call came to; panics if it was none.
#[track_caller]
pub fn refusal<T>(answer: Answer<T>) -> Refusal {
    let refused = answer.err().expect("it was not refused");
    refused.refusal().expect("a known refusal")
}

impl Phone {
    /// A signed `GET`.
    pub async fn get<T: DeserializeOwned>(&mut self, path: &str) -> Answer<T> {
        self.signed(Method::GET, path, Vec::new()).await
    }

    /// A signed `POST` of JSON.
    pub async fn post<T: DeserializeOwned>(
        &mut self,
        path: &str,
        body: &impl Serialize,
    ) -> Answer<T> {
        let body = serde_json::to_vec(body).unwrap();
        self.signed(Method::POST, path, body).await
    }

    /// Signs a request and sends it.
    pub async fn signed<T: DeserializeOwned>(
        &mut self,
        method: Method,
        path: &str,
        body: Vec<u8>,
    ) -> Answer<T> {
        let nonce = self.nonce().await?;
        let request = self.sign(&method, path, &body, &nonce);
        self.send_signed(request).await
    }

    /// Sends what [`Phone::sign`] made, and keeps the nonce that comes back.
    pub async fn send_signed<T: DeserializeOwned>(&mut self, request: RequestBuilder) -> Answer<T> {
        let response = request.send().await.unwrap();
        let next = response.headers().get(request::NEXT_NONCE_HEADER);
        self.next_nonce = next.map(|nonce| nonce.to_str().unwrap().to_owned());
        answer(response).await
    }

    /// A nonce: the one that came last, or a new one.
    pub async fn nonce(&mut self) -> Answer<String> {
        match self.next_nonce.take() {
            Some(nonce) => Ok(nonce),
            None => self.fresh_nonce().await,
        }
    }

    /// `POST /v1/phone/nonce`.
    pub async fn fresh_nonce(&self) -> Answer<String> {
        let device = self.device();
        let request = self.to(Method::POST, "/v1/phone/nonce");
        let nonce: Nonce = read(request.json(&NonceFor { device })).await?;
        Ok(nonce.nonce)
    }

    /// A request with everything that the device signs.
    pub fn sign(&self, method: &Method, path: &str, body: &[u8], nonce: &str) -> RequestBuilder {
        let grant = &self.account().grant;
        let signed = Signed {
            method: method.as_str(),
            path,
            body,
            device: grant.device,
            epoch: grant.epoch,
            nonce,
        };
        let signature = self.device_signature(&signed.bytes());
        let request = self
            .to(method.clone(), path)
            .header(request::DEVICE_HEADER, grant.device.to_string())
            .header(request::EPOCH_HEADER, grant.epoch.to_string())
            .header(request::NONCE_HEADER, nonce)
            .header(request::SIGNATURE_HEADER, signature.to_string());
        if body.is_empty() {
            return request;
        }
        request
            .header("content-type", "application/json")
            .body(body.to_vec())
    }

    /// A request without anything.
    pub fn to(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, format!("{}{path}", self.server))
    }
}

/// The same bytes signed otherwise: `s` replaced by `n - s` (the curve's order), which verifies as well.
pub fn malleated(signature: &Bytes) -> Bytes {
    const ORDER: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
        0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let mut out = signature.0.clone();
    let mut borrow = 0;
    for place in (0..32).rev() {
        let difference = i16::from(ORDER[place]) - i16::from(signature.0[32 + place]) - borrow;
        borrow = i16::from(difference < 0);
        out[32 + place] = u8::try_from(difference & 0xff).unwrap();
    }
    Bytes(out)
}

/// An HTTP client of its own; plain HTTP needs no certificates, but a TLS provider must stand.
pub fn client() -> reqwest::Client {
    // An error means that another test was first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client without options")
}

/// Sends a request and reads its answer.
pub async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Answer<T> {
    answer(request.send().await.unwrap()).await
}

/// Reads an answer: JSON, or a problem document.
pub async fn answer<T: DeserializeOwned>(response: Response) -> Answer<T> {
    let status = response.status();
    assert!(
        response.headers().contains_key(request::TIME_HEADER),
        "every answer to a phone tells the time"
    );
    let body = response.bytes().await.unwrap();
    if status.is_success() {
        let body = if body.is_empty() { &b"null"[..] } else { &body };
        return Ok(serde_json::from_slice(body).unwrap());
    }
    Err(Refused {
        status: status.as_u16(),
        problem: serde_json::from_slice(&body).expect("a problem document"),
    })
}
