//! Asking the services, through the phone.

use kodevagt_bindings::{ApprovalState, Authenticator, Failure, PhoneInfo, Problem, decode_image};
use kodevagt_texts::{Code, Language};

use super::{done, home_expanded, looks_like_path, read, taken, unquoted};
use crate::app::effect::{Reply, Request};
use crate::app::secret::Typed;

pub(super) fn ask(phone: &Authenticator, request: Request) -> Result<Reply, Failure> {
    Ok(match request {
        Request::StartActivation {
            server,
            mobile,
            language,
        } => Reply::CodeSent(phone.start_activation(&server, &mobile, language.tag())?),
        Request::ResendCode(organisation) => {
            Reply::CodeSent(phone.resend_activation_code(&organisation)?)
        }
        Request::ConfirmCode {
            organisation,
            code,
            language,
        } => Reply::Confirmed(phone.confirm_activation_code(
            &organisation,
            code.as_str(),
            about(language),
        )?),
        Request::ConfirmTicket { ticket, language } => {
            let link = link(&ticket)?;
            let info = about(language);
            Reply::Confirmed(phone.confirm_activation_ticket(link.as_str(), None, None, info)?)
        }
        Request::CompleteActivation { organisation, pin } => {
            let activated = phone.complete_activation(&organisation, pin.bytes(), false)?;
            let code = activated.recovery_code.as_ref().map(taken).transpose()?;
            match (code, activated.untold) {
                // It is told at the next contact; the recovery code is shown now or never.
                (None, Some(problem)) => return Err(Failure::Unreachable { problem }),
                (code, _) => Reply::Activated(activated.organisation, code),
            }
        }
        Request::Approve { id, number, pin } => {
            decided(phone.approve(&id, &number, pin.bytes())?)?
        }
        Request::Refuse(id, how) => decided(phone.refuse(&id, how)?)?,
        Request::Fetch => {
            if phone.fetch_approvals()?.is_empty() {
                Reply::NothingWaits
            } else {
                Reply::Done
            }
        }
        Request::AskHelp(organisation) => {
            phone.ask_for_help(&organisation)?;
            Reply::HelpAsked
        }
        Request::GiveCode { organisation, code } => {
            done(phone.give_unblock_code(&organisation, code.as_str()))?
        }
        Request::CompleteUnblock { organisation, pin } => {
            done(phone.complete_unblock(&organisation, pin.bytes()))?
        }
        _ => Reply::Done,
    })
}

/// A wrong number is told as a problem.
fn decided(state: ApprovalState) -> Result<Reply, Failure> {
    match state {
        ApprovalState::Mismatch => Err(Failure::Refused {
            problem: Problem::of(Code::NumberWrong),
        }),
        state => Ok(Reply::Decided(state)),
    }
}

/// The activation link: as it is, or from the picture of its QR code.
fn link(given: &Typed) -> Result<Typed, Failure> {
    let text = unquoted(given.as_str().trim());
    let path = home_expanded(text.strip_prefix("file://").unwrap_or(text));
    if !path.is_file() && !looks_like_path(text) {
        return Ok(Typed::take(text.to_owned()));
    }
    let found = decode_image(&read(&path)?)?.into_iter();
    let mut links = found.filter(|text| text.to_ascii_lowercase().starts_with("kodevagt:"));
    let none = || Failure::Refused {
        problem: Problem::of(Code::TicketInvalid),
    };
    links.next().map(Typed::take).ok_or_else(none)
}

fn about(language: Language) -> PhoneInfo {
    PhoneInfo {
        platform: "terminal".to_owned(),
        model: std::env::consts::OS.to_owned(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        language: language.tag().to_owned(),
    }
}
