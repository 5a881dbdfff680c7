//! The accounts of an open phone.

use kodevagt_core::authenticator as core;

use crate::authenticator::Authenticator;
use crate::failure::Failure;
use crate::types::{Account, id};

/// What to change about how an account is shown; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct Edit {
    /// The issuer.
    #[uniffi(default = None)]
    pub issuer: Option<String>,
    /// The label.
    #[uniffi(default = None)]
    pub label: Option<String>,
    /// The icon; an empty text takes it away.
    #[uniffi(default = None)]
    pub icon: Option<String>,
    /// The note.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// The group; an empty text takes it out of its group.
    #[uniffi(default = None)]
    pub group: Option<String>,
    /// Whether it is kept at the top.
    #[uniffi(default = None)]
    pub favourite: Option<bool>,
}

impl From<Edit> for core::Edit {
    fn from(edit: Edit) -> Self {
        let or_none = |text: String| (!text.is_empty()).then_some(text);
        Self {
            issuer: edit.issuer,
            label: edit.label,
            icon: edit.icon.map(or_none),
            note: edit.note,
            group: edit.group.map(or_none),
            favourite: edit.favourite,
        }
    }
}

#[uniffi::export]
impl Authenticator {
    /// Every account: favourites first, then in the person's order.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn accounts(&self) -> Result<Vec<Account>, Failure> {
        self.worker
            .call(|phone, now| Ok(shown(phone.accounts(now)?)))
    }

    /// The accounts whose issuer, label, group or note holds every word of `query`.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn search(&self, query: &str) -> Result<Vec<Account>, Failure> {
        let query = query.to_owned();
        self.worker
            .call(move |phone, now| Ok(shown(phone.search(&query, now)?)))
    }

    /// What was removed and can still be brought back, the latest first.
    ///
    /// # Errors
    /// [`Failure::Closed`].
    pub fn removed(&self) -> Result<Vec<Account>, Failure> {
        self.worker
            .call(|phone, now| Ok(shown(phone.removed(now)?)))
    }

    /// Changes how an account is shown.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such account, or a text is too long; [`Failure::Closed`].
    pub fn edit(&self, account: &str, edit: Edit) -> Result<Account, Failure> {
        let id = id(account)?;
        self.worker
            .call(move |phone, now| Ok(phone.edit(id, edit.into(), now)?.into()))
    }

    /// Moves an account to `place` (0: first) in the person's order.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such account; [`Failure::Closed`].
    pub fn place(&self, account: &str, place: u32) -> Result<(), Failure> {
        let id = id(account)?;
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        self.worker
            .call(move |phone, now| Ok(phone.place(id, place, now)?))
    }

    /// Removes an account; for seven days it can be brought back.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such account; [`Failure::Closed`].
    pub fn remove(&self, account: &str) -> Result<(), Failure> {
        let id = id(account)?;
        self.worker
            .call(move |phone, now| Ok(phone.remove(id, now)?))
    }

    /// Brings a removed account back.
    ///
    /// # Errors
    /// [`Failure::Refused`]: it isn't among the removed; [`Failure::Closed`].
    pub fn bring_back(&self, account: &str) -> Result<Account, Failure> {
        let id = id(account)?;
        self.worker
            .call(move |phone, now| Ok(phone.bring_back(id, now)?.into()))
    }

    /// Ends the undo of one removed account, or of all of them: the key of their records is destroyed.
    ///
    /// # Errors
    /// [`Failure::Refused`]: it isn't among the removed; [`Failure::Closed`].
    pub fn erase(&self, account: Option<String>) -> Result<(), Failure> {
        let id = account.as_deref().map(id).transpose()?;
        self.worker
            .call(move |phone, now| Ok(phone.erase(id, now)?))
    }
}

fn shown(views: Vec<core::View>) -> Vec<Account> {
    views.into_iter().map(Into::into).collect()
}
