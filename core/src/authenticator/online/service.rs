//! Which service: what a phone learns of it first, and where its activations stand.

use kodevagt_protocol::activation::{Policy, ServiceInfo};

use crate::authenticator::{Authenticator, Error};
use crate::exchange::{Reply, Request};
use crate::organisation::{
    Activating, Address, DeviceKey, Record, Service, Standing, answer, trust,
};
use crate::secret::SecretBytes;
use crate::time::Now;
use crate::vault::RootId;

/// An activation that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The organisation.
    pub organisation: RootId,
    /// Its name, for people.
    pub name: String,
    /// Its service's URL.
    pub server: String,
    /// What comes next.
    pub step: Step,
}

/// What comes next in an activation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The mobile number, or a ticket.
    Start,
    /// The code in the SMS to this number (or a ticket).
    Code {
        /// E.164.
        mobile: String,
    },
    /// The PIN: [`Authenticator::complete_activation`].
    Pin {
        /// The person's user name.
        login: String,
    },
    /// Telling the service: [`Authenticator::begin_active`].
    Tell,
}

impl Authenticator {
    /// Asks a service what it is.
    #[must_use]
    pub fn begin_service(&self, address: &Address, now: Now) -> Request {
        Request {
            server: address.server.clone(),
            method: "GET",
            path: "/v1/service".to_owned(),
            body: Vec::new(),
            signer: None,
            begun: now,
        }
    }

    /// Takes the answer, and begins with that organisation: its root key is pinned, and the keys are made
    /// that speak for this phone. An activation that was begun with it and not finished starts over; one
    /// that was begun elsewhere is given up, unless its PIN has been chosen.
    ///
    /// # Errors
    /// [`Error::AlreadyActive`]; [`Error::Service`] for keys that aren't the address's, or that aren't
    /// trusted; [`Error::Vault`].
    pub fn finish_service(
        &mut self,
        address: &Address,
        reply: &Reply,
        now: Now,
    ) -> Result<Service, Error> {
        let info: ServiceInfo = answer::read(reply)?;
        let id = RootId(info.keys.statement.organisation.0);
        let known = match self.organisation(id) {
            Ok(record) => Some(record),
            Err(Error::UnknownOrganisation) => None,
            Err(error) => return Err(error),
        };
        let service = trust::service(info, address, known.as_ref(), now)?;
        for other in self.activations()? {
            if other.organisation != id && other.step != Step::Tell {
                self.forget_organisation(other.organisation)?;
            }
        }
        let hpke_key = SecretBytes::new(self.private_key()?.bytes().to_vec());
        let offset = answer::clock_offset_ms(reply, now).unwrap_or(0);
        let described = |key| describe(&service, address, key, hpke_key, offset, now);
        self.enrol(service.organisation, described)?;
        Ok(service)
    }

    /// The activations that have begun and wait for the next step.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub fn activations(&self) -> Result<Vec<Progress>, Error> {
        let records = self.organisations()?.into_iter();
        Ok(records.filter_map(progress).collect())
    }
}

fn describe(
    service: &Service,
    address: &Address,
    device_key: DeviceKey,
    hpke_key: SecretBytes,
    clock_offset_ms: i64,
    now: Now,
) -> Record {
    Record {
        id: service.organisation,
        name: service.name.clone(),
        server: address.server.clone(),
        root_key_hash: service.keys.root_key_hash(),
        statement: trust::written(&service.keys),
        statement_serial: service.keys.statement.serial,
        device: None,
        epoch: 0,
        device_key,
        vault_key: Vec::new(),
        account: None,
        contact: service.contact.clone(),
        policy: Policy::default(),
        standing: Standing::Activating(Activating {
            activation: None,
            mobile: String::new(),
            hpke_key,
            confirm: None,
            granted: None,
        }),
        half: None,
        unblock: None,
        last_contact_ms: Some(now.wall_ms),
        clock_offset_ms,
    }
}

fn progress(record: Record) -> Option<Progress> {
    let Standing::Activating(activating) = &record.standing else {
        return None;
    };
    let step = match (&activating.granted, activating.activation) {
        (Some(_), _) if record.is_joined() => Step::Tell,
        (Some(granted), _) => Step::Pin {
            login: granted.login.clone(),
        },
        (None, Some(_)) => Step::Code {
            mobile: activating.mobile.clone(),
        },
        (None, None) => Step::Start,
    };
    Some(Progress {
        organisation: record.id,
        name: record.name,
        server: record.server,
        step,
    })
}
