//! What a screen wants done, what it asks of the phone, and what it gets back.

use std::path::PathBuf;

use kodevagt_bindings::{
    Account, ApprovalState, CodeSent, CountedCode, Edit, ExportFormat, Organisation, Problem,
    Refuse, Taken,
};
use kodevagt_texts::Language;
use ratatui::crossterm::event::KeyCode;

use super::screens::Screen;
use super::secret::Typed;

/// What a person did.
#[derive(Debug)]
pub(crate) enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pasted text.
    Paste(Typed),
}

/// A key with what was held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The key.
    pub(crate) code: KeyCode,
    /// Control was held.
    pub(crate) control: bool,
    /// Shift was held.
    pub(crate) shift: bool,
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self {
            code,
            control: false,
            shift: false,
        }
    }
}

/// What a screen wants done. A screen does nothing by itself.
pub(crate) enum Effect {
    /// Nothing.
    None,
    /// One after the other.
    All(Vec<Effect>),
    /// Show a screen on top of this one.
    Push(Box<dyn Screen>),
    /// Show a screen instead of this one.
    Replace(Box<dyn Screen>),
    /// Back to the screen below.
    Back,
    /// Back to the first screen.
    Home,
    /// Back to the first screen, with this account marked.
    Show(String),
    /// A short word at the foot, for a few seconds.
    Flash(String),
    /// A problem, to be read and closed.
    Tell(Problem),
    /// Ask the phone; the answer comes to the screen on top.
    Ask(Request),
    /// Put a code on the clipboard.
    Copy(String),
    /// Speak another language from now on, and remember it.
    Speak(Language),
    /// Lock the phone.
    Lock,
    /// Leave the app.
    Quit,
}

/// A question to the phone.
#[derive(Debug)]
pub(crate) enum Request {
    /// Whether a new PIN is good enough.
    CheckPin(Typed),
    /// Set-up.
    SetPin(Typed),
    /// Open.
    Unlock(Typed),
    /// Whether a recovery code is typed right.
    CheckRecovery(Typed),
    /// Open with the recovery code, for a new PIN.
    Recover {
        /// The recovery code.
        code: Typed,
        /// The new PIN.
        pin: Typed,
    },
    /// Another PIN.
    ChangePin {
        /// The PIN until now.
        old: Typed,
        /// The PIN from now on.
        new: Typed,
    },
    /// Another recovery code.
    RenewRecovery(Typed),
    /// Destroy everything.
    StartOver,
    /// Which accounts hold these words.
    Search(String),
    /// The next code of an account that counts.
    Count(String),
    /// Change how an account is shown.
    Edit(String, Edit),
    /// Put the accounts into this order.
    Order(Vec<String>),
    /// Remove an account.
    Remove(String),
    /// Bring back what was removed last.
    Undo,
    /// What can be brought back.
    Removed,
    /// Bring one back.
    BringBack(String),
    /// End the undo of one, or of all.
    Erase(Option<String>),
    /// Take in a link or a file.
    Add(Typed),
    /// An account's URI, to show its QR.
    AccountUri {
        /// The account.
        id: String,
        /// The PIN.
        pin: Typed,
    },
    /// Write a backup.
    Backup {
        /// The PIN.
        pin: Typed,
        /// The passphrase.
        passphrase: Typed,
        /// The file.
        path: String,
    },
    /// Read a backup.
    Restore {
        /// The passphrase.
        passphrase: Typed,
        /// The file.
        path: String,
    },
    /// Write the accounts in the clear.
    Export {
        /// The PIN.
        pin: Typed,
        /// How.
        format: ExportFormat,
        /// The file, or what the pictures' names begin with.
        path: String,
    },
    /// Remember how far off the clock is: milliseconds to add.
    SetOffset(i64),
    /// A code by SMS.
    StartActivation {
        /// The service's address.
        server: String,
        /// The number, as it was typed.
        mobile: String,
        /// The language of the SMS.
        language: Language,
    },
    /// The SMS again.
    ResendCode(String),
    /// The code in the SMS.
    ConfirmCode {
        /// The organisation.
        organisation: String,
        /// The code.
        code: Typed,
        /// The language spoken.
        language: Language,
    },
    /// A ticket: a link, or a picture's file.
    ConfirmTicket {
        /// The link or the file.
        ticket: Typed,
        /// The language spoken.
        language: Language,
    },
    /// The PIN behind an activation.
    CompleteActivation {
        /// The organisation.
        organisation: String,
        /// The PIN, old or new.
        pin: Typed,
    },
    /// Approve a sign-in.
    Approve {
        /// The sign-in.
        id: String,
        /// The number on its page.
        number: String,
        /// The PIN.
        pin: Typed,
    },
    /// Say no to a sign-in.
    Refuse(String, Refuse),
    /// What waits.
    Fetch,
    /// Support's help: the words.
    AskHelp(String),
    /// Support's code.
    GiveCode {
        /// The organisation.
        organisation: String,
        /// The code.
        code: Typed,
    },
    /// A new PIN after support's code.
    CompleteUnblock {
        /// The organisation.
        organisation: String,
        /// The new PIN.
        pin: Typed,
    },
}

impl Request {
    /// Whether the answer is there at once, so that nothing has to be said meanwhile and no key is lost.
    pub(crate) fn is_quick(&self) -> bool {
        matches!(
            self,
            Self::CheckPin(_) | Self::CheckRecovery(_) | Self::Search(_)
        )
    }
}

/// An answer of the phone.
#[derive(Debug)]
pub(crate) enum Reply {
    /// It is done.
    Done,
    /// A recovery code, to be shown once.
    Recovery(Typed),
    /// Accounts that were searched for, by id.
    Found(Vec<String>),
    /// A code that was counted out.
    Counted(CountedCode),
    /// What became of everything that was read.
    Taken(Taken),
    /// What can be brought back.
    Removed(Vec<Account>),
    /// An account's URI.
    Uri(Typed),
    /// An SMS is on its way.
    CodeSent(CodeSent),
    /// The service has let the phone in; the PIN comes next.
    Confirmed(Organisation),
    /// The phone is activated: with whom, and the recovery code if the PIN is its first.
    Activated(Organisation, Option<Typed>),
    /// Where a sign-in stands.
    Decided(ApprovalState),
    /// Nothing waits.
    NothingWaits,
    /// Support was asked; what is to be read out is known.
    HelpAsked,
    /// Files that were written.
    Written {
        /// The files.
        files: Vec<PathBuf>,
        /// Accounts that aren't in them.
        left_out: Vec<String>,
    },
}
