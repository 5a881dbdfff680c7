//! The app over fixed data and a fixed clock.
#![allow(clippy::unwrap_used)]

mod flow;
mod online;
mod real;
mod screens;

use std::collections::HashMap;

use kodevagt_bindings::{Account, AccountKind, Code, Owner, Problem, Snapshot, State, Status};
use kodevagt_texts::Language;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::KeyCode;

use super::draw::text::width;
use super::effect::{Input, Key, Reply, Request};
use super::secret::Typed;
use super::state::{App, Wish};
use super::theme::Theme;
use super::world::{About, Online, World};

/// 14 November 2026, 08:00:07 UTC: seven seconds into a step of thirty.
const NOW_MS: i64 = 1_794_643_207_000;

/// The computer has run for an hour.
const BOOT_MS: u64 = 3_600_000;

/// As the façade hands an account out.
const URI: &str = "otpauth://totp/GitHub:astrid%40example.dk?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\
    &issuer=GitHub&algorithm=SHA1&digits=6&period=30";

/// An app in front of a phone in `state`.
fn app(state: State, language: Language) -> App {
    let accounts = if state == State::Open {
        accounts()
    } else {
        Vec::new()
    };
    App::new(world(state, language, accounts))
}

fn world(state: State, language: Language, accounts: Vec<Account>) -> World {
    let codes = codes(&accounts);
    World {
        language,
        theme: Theme { colour: true },
        snapshot: snapshot(state, accounts),
        codes,
        now_ms: NOW_MS,
        boot_ms: BOOT_MS,
        online: Online::default(),
        about: About {
            home: "/home/astrid/.local/share/kodevagt".to_owned(),
            keystore: "/home/astrid/.local/state/kodevagt/keys".to_owned(),
        },
    }
}

fn snapshot(state: State, accounts: Vec<Account>) -> Snapshot {
    Snapshot {
        version: 1,
        status: Status {
            state,
            attempts_left: match state {
                State::NoPin | State::HardwareLost => None,
                State::Blocked => Some(0),
                State::Closed | State::Open => Some(3),
            },
            accounts: 6,
            pin_digits: 4,
            biometrics: false,
            recovery: true,
            clock_offset_ms: 0,
            closed_accounts: 0,
        },
        accounts,
    }
}

/// Accounts as people have them: a favourite, a counter, wide letters, a long name, groups, eight and
/// ten digits, a period about to end.
fn accounts() -> Vec<Account> {
    vec![
        account("GitHub", "astrid@example.dk", |account| {
            account.favourite = true
        }),
        account("Borgerservice", "sagsbehandler", |account| {
            account.digits = 8
        }),
        account("VPN", "token 7741", |account| {
            account.kind = AccountKind::Hotp;
            account.period = None;
            account.counter = Some(41);
        }),
        account("日本語サービス", "🦊 fox@例え.jp", |account| {
            account.period = Some(15)
        }),
        account(
            "Styrelsen for Institutioner og Uddannelsesstøtte, den lange afdeling",
            "astrid.holm-mikkelsen@kommunen.example.dk",
            |account| {
                account.group = Some("Arbejde".to_owned());
                account.digits = 10;
                account.note = "Ring til Bo, hvis den driller.".to_owned();
            },
        ),
        account("", "Steam", |account| {
            account.kind = AccountKind::Steam;
            account.digits = 5;
            account.group = Some("Fritid".to_owned());
        }),
    ]
}

fn account(issuer: &str, label: &str, change: impl FnOnce(&mut Account)) -> Account {
    let mut account = Account {
        id: format!("{issuer}/{label}"),
        owner: Owner::Personal,
        issuer: issuer.to_owned(),
        label: label.to_owned(),
        icon: None,
        note: String::new(),
        group: None,
        favourite: false,
        kind: AccountKind::Totp,
        algorithm: "SHA1".to_owned(),
        digits: 6,
        period: Some(30),
        counter: None,
        uses: 0,
        last_used_ms: None,
        removed_ms: None,
    };
    change(&mut account);
    account
}

fn codes(accounts: &[Account]) -> HashMap<String, Code> {
    let now = u64::try_from(NOW_MS / 1000).unwrap();
    let of_clock = accounts
        .iter()
        .filter(|account| account.kind != AccountKind::Hotp);
    of_clock
        .map(|account| {
            let period = u64::from(account.period.unwrap_or(30));
            let from = now - now % period;
            let (code, next) = if account.kind == AccountKind::Steam {
                ("X7K2M", "P9QRT")
            } else {
                let digits = usize::from(account.digits);
                (&"2849016735"[..digits], &"5501928374"[..digits])
            };
            let code = Code {
                code: code.to_owned(),
                valid_from: from,
                valid_until: from + period,
                next: next.to_owned(),
            };
            (account.id.clone(), code)
        })
        .collect()
}

impl App {
    fn press(&mut self, code: KeyCode) -> Vec<Wish> {
        self.input(&Input::Key(code.into()))
    }

    fn shifted(&mut self, code: KeyCode) -> Vec<Wish> {
        let key = Key {
            shift: true,
            ..code.into()
        };
        self.input(&Input::Key(key))
    }

    /// Types letters; the wishes of the last one.
    fn write(&mut self, text: &str) -> Vec<Wish> {
        text.chars()
            .map(|letter| self.press(KeyCode::Char(letter)))
            .last()
            .unwrap_or_default()
    }

    fn paste(&mut self, text: &str) -> Vec<Wish> {
        self.input(&Input::Paste(Typed::take(text.to_owned())))
    }

    fn replied(&mut self, reply: Reply) -> Vec<Wish> {
        self.answer(Ok(reply))
    }

    fn refused(&mut self, problem: Problem) -> Vec<Wish> {
        self.answer(Err(problem))
    }

    /// The picture, line by line.
    fn picture(&self, columns: u16, lines: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(columns, lines)).unwrap();
        terminal.draw(|frame| self.draw(frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let shown = (0..lines).map(|line| {
            // A wide letter takes two columns; the second of them is hidden behind it.
            let mut row = String::new();
            let mut column = 0;
            while column < columns {
                let symbol = buffer[(column, line)].symbol();
                row.push_str(symbol);
                column += u16::try_from(width(symbol)).unwrap().max(1);
            }
            row.trim_end().to_owned()
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    /// The title at the head, in English.
    fn place(&self) -> String {
        let head = self.picture(80, 24);
        let head = head.lines().next().unwrap_or_default();
        head.trim_start_matches(" Kodevagt · ").to_owned()
    }
}

/// The one request among the wishes.
fn asked(wishes: Vec<Wish>) -> Request {
    match wishes.into_iter().next() {
        Some(Wish::Ask(request)) => request,
        _ => panic!("nothing was asked"),
    }
}

fn recovery_code() -> Typed {
    Typed::take("7Q4N-XK2M-9RTA-BCDE-FGH3-JK5M-NP8".to_owned())
}
