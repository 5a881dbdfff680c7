//! Accounts leaving: an export, a backup, an account's QR. Each asks for the PIN anew.

use std::path::{Path, PathBuf};

use kodevagt_bindings::{ExportFormat, draw_qr};
use kodevagt_texts::{id, text};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::cli::Leaving;
use crate::context::{Answer, Context, Phone, find};
use crate::files;
use crate::look::{Ink, plain, speaks_unicode};
use crate::stop::Stop;

/// `export --format uri|migration`: the person's own accounts in the clear.
pub(super) fn export(
    context: &Context,
    format: Leaving,
    out: Option<PathBuf>,
    force: bool,
) -> Answer {
    #[derive(Serialize)]
    struct Exported {
        uris: Vec<String>,
        left_out: Vec<String>,
        file: Option<String>,
    }
    if let Some(out) = &out {
        files::can_write(out, force)?;
    }
    let phone = context.ready()?;
    context.notice(&context.say(id!("cli-warn-export")));
    let pin = context.ask.pin()?;
    let which = match format {
        Leaving::Uri => ExportFormat::Uri,
        Leaving::Migration => ExportFormat::Migration,
    };
    let export = context.busy(id!("cli-busy-pin"), || phone.export(&pin, which))?;
    let mut uris = Vec::with_capacity(export.uris.len());
    for uri in export.uris {
        uris.push(uri.take()?);
    }
    if !export.left_out.is_empty() {
        let names = plain(&export.left_out.join(", "));
        context.notice(&text!(context.language, "cli-left-out", accounts = &names));
    }
    if let Some(out) = &out {
        let size = uris.iter().map(|uri| uri.len() + 1).sum();
        let mut lines = Zeroizing::new(Vec::with_capacity(size));
        for uri in &uris {
            lines.extend_from_slice(uri.as_bytes());
            lines.push(b'\n');
        }
        files::write(out, &lines, force)?;
    }
    let exported = Exported {
        uris,
        left_out: export.left_out,
        file: out.map(|out| out.to_string_lossy().into_owned()),
    };
    if !context.json && exported.file.is_none() && format == Leaving::Migration {
        return drawings(&exported.uris);
    }
    context.answer(&exported, |look| match &exported.file {
        Some(file) => look.paint(
            Ink::Good,
            &text!(context.language, "cli-written", file = &plain(file)),
        ),
        None => exported.uris.join("\n"),
    })
}

/// One code after the other, to be scanned in any order.
fn drawings(uris: &[String]) -> Answer {
    let mut shown = Vec::with_capacity(uris.len());
    for (number, uri) in uris.iter().enumerate() {
        let drawing = draw_qr(uri)?;
        let blocks = if speaks_unicode() {
            drawing.blocks
        } else {
            drawing.ascii
        };
        shown.push(format!("{}/{}\n{blocks}", number + 1, uris.len()));
    }
    Ok(shown.join("\n"))
}

/// `backup FILE`: the PIN first, then the passphrase.
pub(super) fn backup(context: &Context, file: &Path, force: bool) -> Answer {
    #[derive(Serialize)]
    struct BackedUp {
        file: String,
        bytes: usize,
    }
    files::can_write(file, force)?;
    let phone = context.ready()?;
    let pin = context.ask.pin()?;
    let passphrase = context.ask.new_passphrase()?;
    let sealed = context.busy(id!("cli-busy-backup"), || phone.backup(&pin, &passphrase))?;
    files::write(file, &sealed, force)?;
    let done = BackedUp {
        file: file.to_string_lossy().into_owned(),
        bytes: sealed.len(),
    };
    context.answer(&done, |look| {
        look.paint(
            Ink::Good,
            &text!(context.language, "cli-written", file = &plain(&done.file)),
        )
    })
}

/// `qr QUERY`: an account's own QR code.
pub(super) fn qr(
    context: &Context,
    query: &str,
    png: Option<PathBuf>,
    svg: Option<PathBuf>,
    force: bool,
) -> Answer {
    #[derive(Serialize)]
    struct Drawn {
        id: String,
        uri: Option<String>,
        png: Option<String>,
        svg: Option<String>,
    }
    for file in [&png, &svg].into_iter().flatten() {
        files::can_write(file, force)?;
    }
    let phone = context.ready()?;
    let pin = context.ask.pin()?;
    context.notice(&context.say(id!("cli-warn-qr")));
    let id = context.busy(id!("cli-busy-pin"), || named(&phone, query, &pin))?;
    let uri = context.busy(id!("cli-busy-pin"), || phone.account_uri(&id, &pin))?;
    let uri = uri.take()?;
    let drawing = draw_qr(&uri)?;
    if let Some(file) = &png {
        files::write(file, &drawing.png, force)?;
    }
    if let Some(file) = &svg {
        files::write(file, drawing.svg.as_bytes(), force)?;
    }
    let shown = |file: &PathBuf| file.to_string_lossy().into_owned();
    let drawn = Drawn {
        id,
        uri: Some(uri),
        png: png.as_ref().map(shown),
        svg: svg.as_ref().map(shown),
    };
    context.answer(&drawn, |look| {
        let files: Vec<_> = [&drawn.png, &drawn.svg].into_iter().flatten().collect();
        if files.is_empty() && speaks_unicode() {
            return drawing.blocks;
        }
        if files.is_empty() {
            return drawing.ascii;
        }
        let written = files.iter().map(|file| {
            let done = text!(context.language, "cli-written", file = &plain(file));
            look.paint(Ink::Good, &done)
        });
        written.collect::<Vec<_>>().join("\n")
    })
}

/// The id that `query` names; the list has to be open to look.
fn named(phone: &Phone, query: &str, pin: &[u8]) -> Result<String, Stop> {
    phone.unlock(pin)?;
    Ok(find(phone.accounts()?, query)?.id)
}
