//! Which sign-ins this home has seen lately: a command's process is new each time, and one that no longer
//! waits is told apart by what is remembered of it. No names and no places, only ids.

use std::path::PathBuf;

use kodevagt_bindings::{Approval, Clock as _, Organisation};
use kodevagt_texts::Code;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::files;
use crate::open::Place;
use crate::stop::Stop;

/// Where the home keeps it.
pub(crate) const FILE: &str = "seen.json";
/// How long one is remembered after its time.
const KEPT_MS: i64 = 60 * 60 * 1_000;

/// The sign-ins seen lately.
pub(crate) struct Seen {
    file: PathBuf,
    list: Vec<One>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct One {
    id: String,
    organisation: String,
    /// By the service's clock.
    expires_at_ms: i64,
    /// Whether it was decided here.
    decided: bool,
}

impl Seen {
    /// What the home remembers; nothing, if that can't be read.
    pub(crate) fn read(place: &Place) -> Self {
        let file = place.home.join(FILE);
        let read = std::fs::read(&file).ok();
        let list = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self {
            file,
            list: list.unwrap_or_default(),
        }
    }

    /// Remembers what waits now.
    pub(crate) fn keep(mut self, waiting: &[Approval]) -> Result<(), Stop> {
        let before = self.list.clone();
        for waiting in waiting {
            if !self.list.iter().any(|one| one.id == waiting.id) {
                self.list.push(One {
                    id: waiting.id.clone(),
                    organisation: waiting.organisation.clone(),
                    expires_at_ms: waiting.expires_at_ms,
                    decided: false,
                });
            }
        }
        let newest = self.list.iter().map(|one| one.expires_at_ms).max();
        let oldest = newest.unwrap_or(0).saturating_sub(KEPT_MS);
        self.list.retain(|one| one.expires_at_ms >= oldest);
        if self.list == before {
            return Ok(());
        }
        self.write()
    }

    /// Remembers that one was decided here.
    pub(crate) fn decide(mut self, id: &str) -> Result<(), Stop> {
        for one in &mut self.list {
            one.decided |= one.id == id;
        }
        self.write()
    }

    /// Why the sign-in `id`, which isn't among those that wait, doesn't.
    pub(crate) fn gone(&self, id: &str, organisations: &[Organisation]) -> Code {
        let Some(one) = self.list.iter().find(|one| one.id == id) else {
            return Code::ChallengeUnknown;
        };
        let mut askers = organisations.iter();
        let asker = askers.find(|known| known.id == one.organisation);
        let offset = asker.map_or(0, |known| known.clock_offset_ms);
        let service_ms = clock::System.now().wall_ms.saturating_add(offset);
        if one.decided {
            Code::ChallengeDecided
        } else if service_ms >= one.expires_at_ms {
            Code::ChallengeExpired
        } else {
            // Nothing but a newer request ends one before its time without this phone.
            Code::ChallengeSuperseded
        }
    }

    fn write(&self) -> Result<(), Stop> {
        let bytes = serde_json::to_vec(&self.list).expect("texts and numbers are JSON");
        files::write(&self.file, &bytes, true)
    }
}
