//! The steps, in order.

use kodevagt_texts::{id, text};

use super::guide::{Guide, Told};
use super::pictures::{self, GITHUB, LIST, PARTS};
use crate::stop::Stop;

const PIN: &str = "8042";
const NEW_PIN: &str = "6193";
const WRONG: &str = "5070";
const PASSPHRASE: &str = "sne kaffe lanterne fjord";
/// The secret in `tour/github.txt`.
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// Which of the system's tools took part.
pub(super) struct Tools {
    pub(super) qrencode: bool,
    pub(super) oathtool: bool,
}

/// Tells the whole story.
///
/// # Errors
/// When something isn't as it was told.
pub(super) fn tell(guide: &mut Guide<'_>) -> Result<Tools, Stop> {
    let recovery = set_up(guide)?;
    let tools = scan(guide)?;
    import(guide)?;
    migrate(guide)?;
    count(guide)?;
    look_after(guide)?;
    back_up(guide)?;
    try_again(guide)?;
    block(guide)?;
    recover(guide, &recovery)?;
    Ok(tools)
}

fn set_up(guide: &mut Guide<'_>) -> Result<String, Stop> {
    guide.step(id!("cli-tour-set-up"), id!("cli-tour-set-up-told"));
    let weak = guide.run(&["1234"], &["init"])?;
    guide.expect(
        weak.exit == 5 && weak.error["code"] == "KV-0126",
        "init 1234",
    )?;
    let made = guide.run(&[PIN], &["init"])?;
    let code = made.out["recovery_code"].as_str().map(str::to_owned);
    guide.expect(made.exit == 0 && code.is_some(), "init")?;
    let status = guide.run(&[], &["status"])?;
    guide.expect(is(&status, "closed", 3), "status")?;
    Ok(code.unwrap_or_default())
}

fn scan(guide: &mut Guide<'_>) -> Result<Tools, Stop> {
    guide.step(id!("cli-tour-scan"), id!("cli-tour-scan-told"));
    let qrencode = pictures::draw(guide)?;
    let language = guide.context.language;
    guide.confirm(&if qrencode {
        text!(language, "cli-tour-drawn-now", file = GITHUB.name)
    } else {
        text!(language, "cli-tour-drawn-before", file = GITHUB.name)
    });
    let scanned = guide.run(&[PIN], &["scan", GITHUB.name])?;
    guide.expect(outcomes(&scanned) == ["imported"], "scan")?;
    let shown = guide.run(&[PIN], &["code", "github"])?;
    guide.expect(shown.exit == 0, "code github")?;
    let from = shown.out["valid_from"].as_u64().unwrap_or(0);
    let at = format!("@{from}");
    let theirs = guide.tool("oathtool", &["--totp", "-b", "--now", &at, "-"], SECRET);
    let oathtool = theirs.is_some();
    match theirs {
        Some(theirs) => {
            guide.expect(shown.out["code"] == theirs.as_str(), "oathtool")?;
            guide.confirm(&text!(language, "cli-tour-oathtool", code = &theirs));
        }
        // What oathtool 2.6 says for this secret at second 59.
        None => {
            let shown = guide.run(&[PIN], &["code", "github", "--at", "59"])?;
            guide.expect(shown.out["code"] == AT_59, "code --at 59")?;
            guide.confirm(&text!(language, "cli-tour-no-oathtool", code = AT_59));
        }
    }
    Ok(Tools { qrencode, oathtool })
}

/// `oathtool --totp -b --now @59`.
const AT_59: &str = "503347";

fn import(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-import"), id!("cli-tour-import-told"));
    let read = guide.run(&[PIN], &["import", LIST.0])?;
    let expected = ["imported", "imported", "duplicate", "refused"];
    guide.expect(outcomes(&read) == expected, "import")?;
    // RFC 6238, appendix B.
    let shown = guide.run(&[PIN], &["code", "netbank", "--at", "59"])?;
    guide.expect(shown.out["code"] == "94287082", "RFC 6238")?;
    guide.confirm(&guide.context.say(id!("cli-tour-rfc-6238")));
    Ok(())
}

fn migrate(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-migrate"), id!("cli-tour-migrate-told"));
    let [first, second] = &PARTS;
    let half = guide.run(&[PIN], &["scan", second.name])?;
    guide.expect(
        half.out["missing"] == serde_json::json!(["1/2"]),
        "scan part-2",
    )?;
    guide.confirm(&guide.context.say(id!("cli-tour-part-missing")));
    let both = guide.run(&[PIN], &["scan", second.name, first.name])?;
    let expected = ["duplicate", "duplicate", "imported", "imported", "imported"];
    guide.expect(outcomes(&both) == expected, "scan part-2 part-1")?;
    guide.expect(
        both.out["missing"] == serde_json::json!([]),
        "scan part-2 part-1",
    )
}

fn count(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-count"), id!("cli-tour-count-told"));
    // RFC 4226, appendix D.
    for code in ["755224", "287082"] {
        let counted = guide.run(&[PIN], &["code", "klubben"])?;
        guide.expect(counted.out["code"] == code, "RFC 4226")?;
    }
    guide.confirm(&guide.context.say(id!("cli-tour-rfc-4226")));
    Ok(())
}

fn look_after(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-look-after"), id!("cli-tour-look-after-told"));
    let found = guide.run(&[PIN], &["search", "holm"])?;
    guide.expect(length(&found) == 2, "search")?;
    let removed = guide.run(&[PIN], &["remove", "posten"])?;
    guide.expect(removed.exit == 0, "remove")?;
    let found = guide.run(&[PIN], &["search", "holm"])?;
    guide.expect(length(&found) == 1, "search")?;
    let back = guide.run(&[PIN], &["undo"])?;
    guide.expect(back.out["issuer"] == "Posten", "undo")?;
    let all = guide.run(&[PIN], &["accounts"])?;
    guide.expect(length(&all) == 8, "accounts")
}

fn back_up(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-back-up"), id!("cli-tour-back-up-told"));
    let written = guide.run(&[PIN, PASSPHRASE], &["backup", "backup.kodevagt"])?;
    guide.expect(written.exit == 0, "backup")?;
    let here = guide.run(&[PIN], &["code", "kommunen", "--at", "1800000000"])?;
    guide.take("second-phone");
    let made = guide.run(&["2750"], &["init"])?;
    guide.expect(made.exit == 0, "init")?;
    let restored = guide.run(&["2750", PASSPHRASE], &["restore", "backup.kodevagt"])?;
    guide.expect(outcomes(&restored) == ["imported"; 8], "restore")?;
    let there = guide.run(&["2750"], &["code", "kommunen", "--at", "1800000000"])?;
    guide.expect(here.out["code"].is_string(), "code kommunen")?;
    guide.expect(here.out["code"] == there.out["code"], "code kommunen")?;
    guide.take("phone");
    guide.confirm(&guide.context.say(id!("cli-tour-same-codes")));
    Ok(())
}

fn try_again(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-try-again"), id!("cli-tour-try-again-told"));
    for left in [2, 1] {
        let wrong = guide.run(&[WRONG], &["codes"])?;
        guide.expect(
            wrong.exit == 3 && wrong.error["attempts_left"] == left,
            "codes",
        )?;
    }
    let right = guide.run(&[PIN], &["code", "github"])?;
    guide.expect(right.exit == 0, "code github")?;
    let status = guide.run(&[], &["status"])?;
    guide.expect(is(&status, "closed", 3), "status")
}

fn block(guide: &mut Guide<'_>) -> Result<(), Stop> {
    guide.step(id!("cli-tour-block"), id!("cli-tour-block-told"));
    for exit in [3, 3, 4] {
        let wrong = guide.run(&[WRONG], &["codes"])?;
        guide.expect(wrong.exit == exit, "codes")?;
    }
    let right = guide.run(&[PIN], &["codes"])?;
    guide.expect(right.exit == 4, "codes")?;
    guide.confirm(&guide.context.say(id!("cli-tour-right-refused")));
    let status = guide.run(&[], &["status"])?;
    guide.expect(is(&status, "blocked", 0), "status")
}

fn recover(guide: &mut Guide<'_>, recovery: &str) -> Result<(), Stop> {
    guide.step(id!("cli-tour-recover"), id!("cli-tour-recover-told"));
    let recovered = guide.run(&[NEW_PIN], &["recover", recovery])?;
    let next = recovered.out["recovery_code"].as_str();
    guide.expect(next.is_some_and(|next| next != recovery), "recover")?;
    let old = guide.run(&[PIN], &["code", "github"])?;
    guide.expect(old.exit == 3, "code github")?;
    let again = guide.run(&[NEW_PIN], &["code", "github", "--at", "59"])?;
    guide.expect(again.out["code"] == AT_59, "code github")?;
    // Not 755224 again: a counter never goes back.
    let counted = guide.run(&[NEW_PIN], &["code", "klubben"])?;
    guide.expect(counted.out["code"] == "359152", "RFC 4226")?;
    guide.confirm(&guide.context.say(id!("cli-tour-codes-again")));
    Ok(())
}

fn outcomes(told: &Told) -> Vec<&str> {
    let entries = told.out["entries"].as_array().into_iter().flatten();
    entries
        .filter_map(|entry| entry["outcome"].as_str())
        .collect()
}

fn length(told: &Told) -> usize {
    told.out.as_array().map_or(0, Vec::len)
}

fn is(told: &Told, state: &str, attempts_left: u8) -> bool {
    told.out["state"] == state && told.out["attempts_left"] == attempts_left
}
