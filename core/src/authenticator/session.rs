//! What an open phone holds, and when it closes by itself.

use std::collections::BTreeMap;

use crate::account::Id;
use crate::codes::Board;
use crate::ports::Fault;
use crate::time::Now;
use crate::vault::records::{self, Entry, RecordKeys};
use crate::vault::roots::Roots;
use crate::vault::store::Turn;
use crate::vault::{Error as VaultError, RootId};

use super::{Authenticator, Error};

/// The opened secrets. Dropping it wipes them.
pub(super) struct Session {
    pub(super) roots: Roots,
    pub(super) keys: RecordKeys,
    /// Every account whose root is open, the removed ones too.
    pub(super) entries: BTreeMap<Id, Entry>,
    /// The generators of the accounts that are shown, made when codes are first asked for.
    board: Option<Board>,
    /// The last step that a person took.
    touched: Now,
    /// As [`Store::vault_version`](crate::vault::store::Store::vault_version): another process wrote
    /// when it differs.
    version: i64,
}

impl Session {
    /// The entry of `id`, unless it is removed.
    pub(super) fn find(&self, id: Id) -> Result<&Entry, Error> {
        let live = |entry: &&Entry| entry.removed_ms.is_none();
        self.entries
            .get(&id)
            .filter(live)
            .ok_or(Error::UnknownAccount)
    }

    /// The entry of `id`, if it is removed and can be brought back.
    pub(super) fn find_removed(&self, id: Id) -> Result<&Entry, Error> {
        let removed = |entry: &&Entry| entry.removed_ms.is_some();
        self.entries
            .get(&id)
            .filter(removed)
            .ok_or(Error::UnknownAccount)
    }

    /// The entries that aren't removed, in no order that means anything.
    pub(super) fn live(&self) -> impl Iterator<Item = &Entry> {
        self.entries
            .values()
            .filter(|entry| entry.removed_ms.is_none())
    }

    /// Takes over what has just been written to the file.
    pub(super) fn put(&mut self, entry: Entry) {
        if let Some(board) = &mut self.board {
            match entry.removed_ms {
                None => board.insert(entry.id, &entry.record.account.otp),
                Some(_) => drop(board.remove(&entry.id)),
            }
        }
        self.entries.insert(entry.id, entry);
    }

    /// As [`Session::put`], where nothing that makes codes has changed.
    pub(super) fn put_card(&mut self, entry: Entry) {
        self.entries.insert(entry.id, entry);
    }

    /// Drops an entry whose row is gone.
    pub(super) fn forget(&mut self, id: Id) {
        if let Some(board) = &mut self.board {
            board.remove(&id);
        }
        self.entries.remove(&id);
    }

    /// Drops an organisation: its root and its entries. The keys are the caller's to read again.
    pub(super) fn leave(&mut self, root: RootId) {
        let gone = self.entries.values().filter(|entry| entry.root == root);
        let gone: Vec<Id> = gone.map(|entry| entry.id).collect();
        gone.into_iter().for_each(|id| self.forget(id));
        self.roots = self.roots.only(|held| held != root);
    }

    /// The generators of every account that isn't removed.
    pub(super) fn board(&mut self) -> &mut Board {
        let Self { board, entries, .. } = self;
        board.get_or_insert_with(|| {
            let mut board = Board::new();
            for entry in entries.values().filter(|entry| entry.removed_ms.is_none()) {
                board.insert(entry.id, &entry.record.account.otp);
            }
            board
        })
    }
}

impl Authenticator {
    /// Reads the accounts with `roots` and leaves the phone open; what can no longer be undone is erased.
    pub(super) fn open_session(&mut self, roots: Roots, now: Now) -> Result<(), Error> {
        let turn = self.store.turn()?;
        let roots = self.ours(&roots)?;
        let keys = match RecordKeys::read(&self.store, &roots, &*self.keystore) {
            Err(VaultError::Keystore(Fault::Missing | Fault::Invalidated)) => {
                return Err(Error::HardwareLost);
            }
            keys => keys?,
        };
        self.destroy_stray_file_keys(&keys)?;
        let entries = by_id(records::read_all(&self.store.vault, &keys)?);
        let version = self.store.vault_version()?;
        self.revision += 1;
        self.session = Some(Session {
            roots,
            keys,
            entries,
            board: None,
            touched: now,
            version,
        });
        self.erase_expired(now)?;
        drop(turn);
        Ok(())
    }

    /// Those of `roots` that this phone still has a claim to.
    pub(super) fn ours(&self, roots: &Roots) -> Result<Roots, Error> {
        let mut ours = roots.ids();
        for id in roots.ids() {
            if !self.is_ours(id)? {
                ours.retain(|held| *held != id);
            }
        }
        Ok(roots.only(|id| ours.contains(&id)))
    }

    /// The session of an open phone whose own root is open too.
    pub(super) fn own_session(&self) -> Result<&Session, Error> {
        let session = self.session.as_ref().ok_or(Error::Closed)?;
        if session.roots.find(RootId::OWN).is_none() {
            return Err(Error::OwnClosed);
        }
        Ok(session)
    }

    /// Closes the phone if nothing was done on it for a minute, or it was restarted. Call it from a
    /// timer; every step below asks too.
    ///
    /// Returns whether the phone is open.
    pub fn tick(&mut self, now: Now) -> bool {
        let idle = self.options.idle_ms;
        let fresh = |session: &Session| now.since(&session.touched).is_some_and(|age| age < idle);
        if !self.session.as_ref().is_some_and(fresh) {
            self.lock();
        }
        self.session.is_some()
    }

    /// The person is at work (a key, a touch) without a step of their own here: the minute begins anew.
    ///
    /// # Errors
    /// [`Error::Closed`], [`Error::Vault`].
    pub fn touch(&mut self, now: Now) -> Result<(), Error> {
        self.open_now(now).map(drop)
    }

    /// The open session, for a look that a person took at `now`.
    pub(super) fn open_now(&mut self, now: Now) -> Result<&mut Session, Error> {
        self.step(now)?;
        self.session.as_mut().ok_or(Error::Closed)
    }

    /// The open session, for what a screen asks by itself: a timer must not keep the phone open.
    pub(super) fn watched(&mut self, now: Now) -> Result<&mut Session, Error> {
        self.fresh_turn(now)?;
        self.session.as_mut().ok_or(Error::Closed)
    }

    /// The turn on the home for a step that a person took at `now`, with the session as the files stand
    /// in this turn: what is written from it overwrites nothing that another process wrote.
    pub(super) fn step(&mut self, now: Now) -> Result<Turn, Error> {
        let turn = self.fresh_turn(now)?;
        if let Some(session) = &mut self.session {
            session.touched = now;
        }
        Ok(turn)
    }

    fn fresh_turn(&mut self, now: Now) -> Result<Turn, Error> {
        if !self.tick(now) {
            return Err(Error::Closed);
        }
        let turn = self.store.turn()?;
        self.refresh()?;
        Ok(turn)
    }

    /// Reads the accounts again if another process has written them.
    fn refresh(&mut self) -> Result<(), Error> {
        let version = self.store.vault_version()?;
        let stale = |session: &&mut Session| session.version != version;
        let Some(session) = self.session.as_mut().filter(stale) else {
            return Ok(());
        };
        session.keys = RecordKeys::read(&self.store, &session.roots, &*self.keystore)?;
        session.entries = by_id(records::read_all(&self.store.vault, &session.keys)?);
        self.revision += 1;
        session.board = None;
        session.version = version;
        Ok(())
    }
}

fn by_id(entries: Vec<Entry>) -> BTreeMap<Id, Entry> {
    entries.into_iter().map(|entry| (entry.id, entry)).collect()
}

/// Overwrites the part of the stack that opened secrets have passed through. Keys on the heap wipe
/// themselves; what the compiler spilled here can't.
pub(super) fn overwrite_stack() {
    #[inline(never)]
    fn overwrite(depth: usize) -> u8 {
        let page = std::hint::black_box([0_u8; 16 * 1024]);
        let below = if depth == 0 { 0 } else { overwrite(depth - 1) };
        std::hint::black_box(&page)[depth] ^ below
    }
    std::hint::black_box(overwrite(15));
}
