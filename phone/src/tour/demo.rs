//! `demo`: a service that runs, a phone in the terminal that is activated with it, and how to ask for an
//! approval.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use kodevagt_texts::{Code, id, text};
use serde::Serialize;

use super::guide::Guide;
use super::service::Service;
use super::{Folder, in_the_way};
use crate::app;
use crate::context::{Answer, Context};
use crate::stop::{Exit, Stop};

const PIN: &str = "2750";
const PERSON: &str = "kari";
const MOBILE: &str = "+4520304050";

/// Runs until the app is left, or, without a terminal, until the process is ended.
pub(crate) fn run(context: &Context, dir: Option<PathBuf>) -> Answer {
    #[derive(Serialize)]
    struct Ready<'a> {
        url: &'a str,
        api_key: &'a str,
        person: &'a str,
        pin: &'a str,
        home: String,
    }
    let folder = Folder::make(dir)?;
    let mut guide = Guide::new(context, folder.path().to_owned(), false)?;
    guide.hush();
    let service = Service::start(&folder.path().join("service"))?;
    activate(&mut guide, &service)?;
    let home = folder.path().join("phone");
    let ready = Ready {
        url: service.url(),
        api_key: service.api_key(),
        person: PERSON,
        pin: PIN,
        home: home.to_string_lossy().into_owned(),
    };
    let told = context.answer(&ready, |_| {
        text!(
            context.language,
            "cli-demo-ready",
            url = ready.url,
            key = ready.api_key,
            pin = PIN,
            home = &ready.home
        )
    })?;
    let mut out = io::stdout();
    writeln!(out, "{told}").map_err(|_| Stop::new(Code::CannotWrite, Exit::Other))?;
    if !io::stdin().is_terminal() || !out.is_terminal() || context.json {
        // Whoever started it ends it: by closing its standard input, or by a signal.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        return Ok(String::new());
    }
    let _ = write!(out, "\n{}", context.say(id!("cli-demo-enter")));
    let _ = out.flush();
    let _ = io::stdin().read_line(&mut String::new());
    let place = crate::open::Place::new(Some(home), None, None)?;
    app::run(&place, context.language)?;
    Ok(String::new())
}

fn activate(guide: &mut Guide<'_>, service: &Service) -> Result<(), Stop> {
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
    in_the_way(added.is_some(), "person add")?;
    let sent = guide.run(
        &[],
        &["activate", "--server", service.url(), "--mobile", MOBILE],
    )?;
    in_the_way(sent.exit == 0, "activate --mobile")?;
    let sms = service.last_sms().unwrap_or_default();
    let code = sms.rsplit('#').next().unwrap_or_default().trim().to_owned();
    let done = guide.run(&[PIN], &["activate", "--code", &code])?;
    in_the_way(done.exit == 0, "activate --code")
}
