//! One file as a disk has it: what is durable, and what was written since.

use std::collections::BTreeMap;

use sqlite_plugin::flags::LockLevel;

use super::Loss;
use crate::entropy::SimEntropy;

/// The unit that a disk writes as a whole, or tears.
const SECTOR: usize = 512;

#[derive(Clone, Default)]
pub(super) struct File {
    /// As of the last sync; `None` until there was one.
    durable: Option<Vec<u8>>,
    live: Vec<u8>,
    unsynced: Vec<Change>,
    /// SQLite's locks, by open handle.
    pub(super) locks: BTreeMap<u64, LockLevel>,
}

#[derive(Clone)]
enum Change {
    Write { offset: usize, data: Vec<u8> },
    Truncate(usize),
}

impl File {
    /// A file that has been on the disk for long.
    pub(super) fn durable(content: Vec<u8>) -> Self {
        Self {
            durable: Some(content.clone()),
            live: content,
            ..Self::default()
        }
    }

    /// Whether it was never synced, so that its first sync makes its directory durable too.
    pub(super) fn is_new(&self) -> bool {
        self.durable.is_none()
    }

    pub(super) fn live(&self) -> &[u8] {
        &self.live
    }

    pub(super) fn write(&mut self, offset: usize, data: &[u8]) {
        apply(&mut self.live, offset, data);
        self.unsynced.push(Change::Write {
            offset,
            data: data.to_vec(),
        });
    }

    pub(super) fn truncate(&mut self, size: usize) {
        self.live.resize(size, 0);
        self.unsynced.push(Change::Truncate(size));
    }

    pub(super) fn sync(&mut self) {
        self.durable = Some(self.live.clone());
        self.unsynced.clear();
    }

    /// What is found after the power went: `None` where not even the name had become durable.
    pub(super) fn after(&self, loss: Loss, choice: &SimEntropy) -> Option<Vec<u8>> {
        match loss {
            Loss::KeepAll => Some(self.live.clone()),
            Loss::DropAll => self.durable.clone(),
            Loss::Mixed(_) => self.mixed(choice),
        }
    }

    fn mixed(&self, choice: &SimEntropy) -> Option<Vec<u8>> {
        let mut content = match &self.durable {
            Some(durable) => durable.clone(),
            None if choice.below(2) == 0 => return None,
            None => Vec::new(),
        };
        for change in &self.unsynced {
            match change {
                Change::Truncate(size) if choice.below(2) == 0 => content.resize(*size, 0),
                Change::Truncate(_) => {}
                Change::Write { offset, data } => mix(&mut content, *offset, data, choice),
            }
        }
        Some(content)
    }
}

/// Writes each sector of `data`, or doesn't, or tears it.
fn mix(content: &mut Vec<u8>, offset: usize, data: &[u8], choice: &SimEntropy) {
    let mut at = 0;
    while at < data.len() {
        let end = data.len().min(at + SECTOR - (offset + at) % SECTOR);
        let sector = &data[at..end];
        match choice.below(5) {
            0 | 1 => {}
            2 | 3 => apply(content, offset + at, sector),
            _ => {
                let torn = choice.below(sector.len() + 1);
                if choice.below(2) == 0 {
                    apply(content, offset + at, &sector[..torn]);
                } else {
                    apply(content, offset + at + torn, &sector[torn..]);
                }
            }
        }
        at = end;
    }
}

fn apply(content: &mut Vec<u8>, offset: usize, data: &[u8]) {
    let end = offset + data.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[offset..end].copy_from_slice(data);
}
