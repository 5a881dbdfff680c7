//! The steps with an organisation's service: activation by SMS, sign-ins, a lapse, a lockout, support.

use kodevagt_texts::{id, text};
use serde_json::json;

use super::guide::Guide;
use super::service::{Service, sign_in};
use crate::stop::Stop;

const PIN: &str = "2750";
const NEW_PIN: &str = "9316";
const WRONG: &str = "5070";
const PERSON: &str = "kari";
const MOBILE: &str = "+4520304050";

/// Tells it.
///
/// # Errors
/// When something isn't as it was told.
pub(super) fn tell(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-service"), id!("cli-tour-service-told"));
    let service = Service::start(&guide.directory.join("service"))?;
    let language = guide.context.language;
    guide.confirm(&text!(
        language,
        "cli-tour-service-runs",
        url = service.url()
    ));
    let added = service.administer(&[
        "person",
        "add",
        PERSON,
        "--name",
        "Kari Holm",
        "--mobile",
        MOBILE,
        "--mail",
        "kari@example.dk",
    ]);
    guide.expect(added.is_some(), "person add")?;
    guide.take("work-phone");
    activate(guide, &service)?;
    approve(guide, &service)?;
    lapse(guide, &service)?;
    block(guide)?;
    unblock(guide, &service)?;
    code(guide, &service)
}

fn activate(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
    guide.step(id!("cli-tour-activate"), id!("cli-tour-activate-told"));
    let sent = guide.run(
        &[],
        &["activate", "--server", service.url(), "--mobile", MOBILE],
    )?;
    guide.expect(sent.exit == 0, "activate --mobile")?;
    let sms = service.last_sms();
    guide.expect(sms.is_some(), "outbox")?;
    let sms = sms.unwrap_or_default();
    for line in sms.lines() {
        guide.say(&format!("      {line}"));
    }
    let code = sms.rsplit('#').next().unwrap_or_default().trim();
    let done = guide.run(&[PIN], &["activate", "--code", code])?;
    guide.expect(done.exit == 0, "activate --code")
}

fn approve(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
    guide.step(id!("cli-tour-approve"), id!("cli-tour-approve-told"));
    let asked = service.ask(PERSON);
    guide.expect(asked.is_some(), "POST /v1/approvals")?;
    let (id, number) = asked.unwrap_or_default();
    say_number(guide, &number);
    answer(guide, &id, &number)?;
    let consumed = service.post(&format!("/v1/approvals/{id}/consume"), &json!({}));
    let once = consumed.is_some_and(|answered| answered.status == 200);
    guide.expect(once, "consume")?;
    let again = service.post(&format!("/v1/approvals/{id}/consume"), &json!({}));
    let refused = again.is_some_and(|answered| answered.status == 409);
    guide.expect(refused, "consume twice")?;
    guide.confirm(&guide.context.say(id!("cli-tour-consumed")));
    Ok(())
}

/// The phone finds the sign-in and approves it with the number.
fn answer(guide: &mut Guide<'_>, id: &str, number: &str) -> Result<(), Stop> {
    let waiting = guide.run(&[], &["approvals"])?;
    let found = waiting.out.as_array().into_iter().flatten();
    guide.expect(
        found.into_iter().any(|waiting| waiting["id"] == id),
        "approvals",
    )?;
    let approved = guide.run(&[PIN], &["approve", id, "--number", number])?;
    guide.expect(approved.out["state"] == "approved", "approve")
}

fn lapse(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
    guide.step(id!("cli-tour-lapse"), id!("cli-tour-lapse-told"));
    let asked = service.ask(PERSON);
    guide.expect(asked.is_some(), "POST /v1/approvals")?;
    let (id, number) = asked.unwrap_or_default();
    guide.run(&[], &["approvals"])?;
    let moved = service.administer(&["clock", "--advance", "25"]);
    guide.expect(moved.is_some(), "clock --advance 25")?;
    let state = service.get(&format!("/v1/approvals/{id}"));
    let expired = state.is_some_and(|answered| answered.body["state"] == "expired");
    guide.expect(expired, "GET /v1/approvals")?;
    let late = guide.run(&[PIN], &["approve", &id, "--number", &number])?;
    guide.expect(late.exit == 5 && late.error["code"] == "KV-0731", "approve")?;
    guide.confirm(&guide.context.say(id!("cli-tour-lapsed")));
    let again = service.post(&format!("/v1/approvals/{id}/retry"), &json!({}));
    let again = again.as_ref().and_then(sign_in);
    guide.expect(again.is_some(), "retry")?;
    let (id, number) = again.unwrap_or_default();
    say_number(guide, &number);
    answer(guide, &id, &number)
}

fn block(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-work-block"), id!("cli-tour-work-block-told"));
    for exit in [3, 3, 4] {
        let wrong = guide.run(&[WRONG], &["codes"])?;
        guide.expect(wrong.exit == exit, "codes")?;
    }
    Ok(())
}

fn unblock(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
    guide.step(id!("cli-tour-unblock"), id!("cli-tour-unblock-told"));
    let help = guide.run(&[], &["unblock"])?;
    let lock_number = help.out["lock_number"].as_str().unwrap_or_default();
    let words: Vec<&str> = help.out["words"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|word| word.as_str())
        .collect();
    let words = words.join(" ");
    guide.expect(help.exit == 0 && !words.is_empty(), "unblock")?;
    let language = guide.context.language;
    guide.confirm(&text!(
        language,
        "cli-tour-lock-number",
        number = lock_number,
        words = &words
    ));
    let vouched = service.administer(&[
        "support",
        "unblock",
        PERSON,
        "--lock-number",
        lock_number,
        "--words",
        &words,
        "--identity-check",
        "ringet op på kendt nummer",
    ]);
    let code = vouched.and_then(|vouched| vouched["code"].as_str().map(str::to_owned));
    guide.expect(code.is_some(), "support unblock")?;
    let code = code.unwrap_or_default();
    guide.confirm(&text!(language, "cli-tour-support-code", code = &code));
    let opened = guide.run(&[NEW_PIN], &["unblock", "--code", &code])?;
    guide.expect(opened.exit == 0, "unblock --code")?;
    let old = guide.run(&[PIN], &["codes"])?;
    guide.expect(old.exit == 3, "codes")
}

fn code(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
    guide.step(id!("cli-tour-work-code"), id!("cli-tour-work-code-told"));
    let shown = guide.run(&[NEW_PIN], &["code", PERSON])?;
    let code = shown.out["code"].as_str().unwrap_or_default();
    let typed = json!({ "person": PERSON, "code": code });
    let verify = || service.post("/v1/codes/verify", &typed);
    let right = verify().is_some_and(|answered| answered.body["valid"] == true);
    guide.expect(right, "codes/verify")?;
    let again = verify().is_some_and(|answered| answered.body["reason"] == "used");
    guide.expect(again, "codes/verify twice")?;
    guide.confirm(&guide.context.say(id!("cli-tour-code-once")));
    Ok(())
}

fn say_number(guide: &Guide<'_>, number: &str) {
    let said = text!(guide.context.language, "cli-tour-number", number = number);
    guide.confirm(&said);
}
