//! Phones that come and stand.

use kodevagt_protocol::activation::{
    self, Activated, Active, Confirm, Confirmed, Grant, Way, grant_info, half_info,
};
use kodevagt_protocol::sealed::{self, Export};
use kodevagt_protocol::{Id, Refusal, phone};

use super::{Answer, CODE, Device, ORG, Service, TICKET, contact, json};

impl Service {
    pub(super) fn confirm(&mut self, confirm: &Confirm) -> Answer {
        let bytes = confirm.bytes();
        if let Some(device) = &self.device
            && device.confirmed.0 == bytes
        {
            return Ok(device.confirmed.1.clone());
        }
        confirm.verify().map_err(|_| Refusal::Malformed)?;
        match &confirm.way {
            Way::Sms { activation, code } => {
                if Some(*activation) != self.activation || code != CODE {
                    return Err(Refusal::CodeWrong);
                }
            }
            Way::Ticket { ticket, .. } if ticket != TICKET => return Err(Refusal::TicketInvalid),
            Way::Ticket { .. } => (),
        }
        let device = Id([self.byte(); 16]);
        let grant = Grant {
            organisation: Id(ORG.0),
            name: "Kommune".to_owned(),
            device,
            epoch: 1,
            login: "mette".to_owned(),
            contact: contact(),
            policy: self.policy,
        };
        let made = sealed::seal(
            &confirm.hpke_key.0,
            &grant_info(confirm),
            &serde_json::to_vec(&grant).unwrap(),
            activation::SEED,
            &self.once(),
        )
        .unwrap();
        let reply = json(&Confirmed {
            signature: self.sign(&Confirmed::bytes(confirm, &made.sealed)),
            keys: self.keys(),
            sealed: made.sealed,
        })?;
        self.device = Some(Device {
            id: device,
            key: confirm.device_key.0.clone(),
            active: false,
            vault_key: Vec::new(),
            halves: Vec::new(),
            seed: made.exported.to_vec(),
            confirmed: (bytes, reply.clone()),
        });
        (self.activation, self.removed) = (None, false);
        Ok(reply)
    }

    pub(super) fn active(&mut self, active: &Active) -> Answer {
        let half = self.open_half(&active.half, active.half_serial)?;
        let device = self.device.as_mut().unwrap();
        if !device.active {
            device.active = true;
            device.vault_key.clone_from(&active.vault_key.0);
            device.halves = vec![(active.half_serial, half)];
        }
        assert_eq!(device.vault_key, active.vault_key.0);
        json(&Activated {
            device: device.id,
            activated_at_ms: self.clock_ms,
        })
    }

    pub(super) fn open_half(&self, half: &sealed::Sealed, serial: u64) -> Result<Vec<u8>, Refusal> {
        let device = self.device.as_ref().unwrap().id;
        let info = half_info(device, serial);
        let opened = sealed::open(&self.hpke, &info, half, Export::NONE);
        Ok(opened.map_err(|_| Refusal::Malformed)?.plain.to_vec())
    }

    pub(super) fn standing(&self) -> Answer {
        let active = self.device.as_ref().is_some_and(|device| device.active);
        json(&phone::Standing {
            state: if active {
                phone::State::Active
            } else {
                phone::State::Pending
            },
            name: "Kommune".to_owned(),
            keys: self.keys(),
            contact: contact(),
            policy: self.policy,
            time_ms: self.clock_ms,
        })
    }
}
