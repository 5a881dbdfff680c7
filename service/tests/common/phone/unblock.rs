//! A blocked phone and support.

use kodevagt_protocol::sealed::PrivateKey;
use kodevagt_protocol::{Bytes, Id, unblock};
use reqwest::Method;
use zeroize::Zeroizing;

use super::{Answer, Phone, random};

impl Phone {
    /// Asks for help; the key opens what is released.
    pub async fn unblock(&mut self, lock_number: &str) -> Answer<(unblock::Started, PrivateKey)> {
        let key = PrivateKey::from_random(&Zeroizing::new(random()));
        let started = self.unblock_with(lock_number, &key).await?;
        Ok((started, key))
    }

    /// Asks for help with a key of before: the same request.
    pub async fn unblock_with(
        &mut self,
        lock_number: &str,
        key: &PrivateKey,
    ) -> Answer<unblock::Started> {
        let start = unblock::Start {
            lock_number: lock_number.to_owned(),
            request_key: Bytes::from(&key.public()[..]),
        };
        self.post("/v1/phone/unblocks", &start).await
    }

    /// Where the request stands.
    pub async fn unblock_standing(&mut self, unblock: Id) -> Answer<unblock::Standing> {
        self.get(&format!("/v1/phone/unblocks/{unblock}")).await
    }

    /// Gives support's code; opens what comes.
    pub async fn release(
        &mut self,
        unblock: Id,
        key: &PrivateKey,
        code: &str,
    ) -> Answer<Vec<(u64, Vec<u8>)>> {
        let body = unblock::Release {
            code: code.to_owned(),
        };
        let path = format!("/v1/phone/unblocks/{unblock}/release");
        let released: unblock::Released = self.post(&path, &body).await?;
        let device = self.device();
        let open = |half: &unblock::Half| {
            let opened = unblock::open_release(key, unblock, device, half).unwrap();
            (half.serial, opened.to_vec())
        };
        Ok(released.halves.iter().map(open).collect())
    }

    /// Stores the next half beside the old one.
    pub async fn stage(&mut self, unblock: Id) -> Answer<unblock::Standing> {
        self.half = random();
        self.half_serial += 1;
        let stage = unblock::Stage {
            serial: self.half_serial,
            half: self.sealed_half(),
        };
        self.post(&format!("/v1/phone/unblocks/{unblock}/stage"), &stage)
            .await
    }

    /// Tells that the new PIN opened.
    pub async fn unblock_confirm(&mut self, unblock: Id) -> Answer<unblock::Standing> {
        let path = format!("/v1/phone/unblocks/{unblock}/confirm");
        self.signed(Method::POST, &path, Vec::new()).await
    }
}
