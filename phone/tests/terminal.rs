//! The app in a real terminal, tmux's: from set-up to a code, a lock and a wrong PIN.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long something may take to appear: debug builds on a busy machine check a PIN slowly.
const DEADLINE: Duration = Duration::from_secs(60);

const PIN: [&str; 4] = ["2", "8", "4", "9"];
const URI: &str = "otpauth://totp/GitHub:astrid%40example.dk?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=GitHub";

/// A terminal of its own, on a tmux server of its own, which ends with it.
struct Terminal {
    socket: String,
}

impl Terminal {
    fn open(columns: u16, lines: u16, command: &str) -> Self {
        let terminal = Self {
            socket: format!("kodevagt-{}-{columns}", std::process::id()),
        };
        let (columns, lines) = (columns.to_string(), lines.to_string());
        terminal.tmux(&[
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-s",
            "app",
            "-x",
            &columns,
            "-y",
            &lines,
            command,
        ]);
        terminal
    }

    fn tmux(&self, arguments: &[&str]) -> String {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new("tmux")
            .args(["-L", &self.socket])
            .args(arguments)
            .env_remove("TMUX")
            .output()
            .expect("tmux is installed by `cargo xtask check`");
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    fn keys(&self, keys: &[&str]) {
        self.tmux(&[&["send-keys", "-t", "app"], keys].concat());
    }

    /// Types text as it is.
    fn write(&self, text: &str) {
        self.tmux(&["send-keys", "-t", "app", "-l", text]);
    }

    fn screen(&self) -> String {
        self.tmux(&["capture-pane", "-p", "-t", "app"])
    }

    /// Waits until the screen shows all of `texts`; returns it.
    fn sees(&self, texts: &[&str]) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            // A sentence may go on in the next line.
            let flowing = screen.split_whitespace().collect::<Vec<_>>().join(" ");
            if texts
                .iter()
                .all(|text| screen.contains(text) || flowing.contains(text))
            {
                return screen;
            }
            assert!(start.elapsed() < DEADLINE, "no {texts:?} in\n{screen}");
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let end = Command::new("tmux")
            .args(["-L", &self.socket, "kill-server"])
            .stderr(Stdio::null())
            .status();
        assert!(end.is_ok());
    }
}

/// The command line of the app, and what it leaves behind said after it.
fn command(home: &Path, before: &str) -> String {
    format!(
        "{before} {} --home '{}' --lang en; echo \"left with $?\"; stty -a | grep -ow -- '-icanon\\|icanon'; exec cat",
        env!("CARGO_BIN_EXE_kodevagt"),
        home.display()
    )
}

/// Sets the phone up; returns the recovery code.
fn set_up(terminal: &Terminal) -> Vec<String> {
    terminal.sees(&["Welcome", "files, not in a secure chip"]);
    terminal.keys(&["Enter"]);
    terminal.sees(&["Choose a PIN"]);
    terminal.keys(&["1", "2", "3", "4"]);
    terminal.sees(&["too easy to guess"]);
    terminal.keys(&PIN);
    terminal.sees(&["Type the new PIN again"]);
    terminal.keys(&PIN);
    let shown = terminal.sees(&["only this once"]);
    let groups: Vec<String> = shown
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("1  "))
        .take(4)
        .filter(|line| line.trim_start().len() > 2)
        .flat_map(str::split_whitespace)
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect();
    assert_eq!(groups.len(), 7, "{shown}");
    terminal.keys(&["Enter"]);
    let asked = terminal.sees(&["Group "]);
    let number: usize = asked.split("Group ").nth(1).unwrap()[..1].parse().unwrap();
    terminal.write(&groups[number - 1]);
    terminal.keys(&["Enter"]);
    terminal.sees(&["You have no accounts yet"]);
    groups
}

fn add(terminal: &Terminal, picture: &Path) {
    terminal.keys(&["a"]);
    terminal.sees(&["Link or file"]);
    terminal.write(picture.to_str().unwrap());
    terminal.keys(&["Enter"]);
    terminal.sees(&["1 account added.", "+ GitHub (astrid@example.dk)"]);
    terminal.keys(&["Enter"]);
    terminal.sees(&["Accounts", "GitHub", " s "]);
}

/// A QR code as another system would show it.
fn picture(directory: &Path) -> std::path::PathBuf {
    let path = directory.join("qr.png");
    let drawn = Command::new("qrencode")
        .arg("-o")
        .arg(&path)
        .arg(URI)
        .status();
    assert!(
        drawn
            .expect("qrencode is installed by `cargo xtask check`")
            .success()
    );
    path
}

/// The numbers of every style that is switched on or off (ECMA-48, SGR).
fn styles(screen: &str) -> Vec<u8> {
    let sequences = screen.split("\x1b[").skip(1);
    let numbers = sequences.filter_map(|rest| rest.split_once('m'));
    numbers
        .flat_map(|(numbers, _)| numbers.split(';'))
        .filter_map(|number| number.parse().ok())
        .collect()
}

/// What the command line says the code and the next one are.
fn codes(home: &Path) -> [String; 2] {
    use std::io::Write as _;
    let mut child = Command::new(env!("CARGO_BIN_EXE_kodevagt"))
        .args(["--json", "--pin-stdin", "codes", "--home"])
        .arg(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"2849\n").unwrap();
    let said = child.wait_with_output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    ["code", "next"].map(|name| {
        let code = said[0][name].as_str().unwrap();
        format!("{} {}", &code[..3], &code[3..])
    })
}

#[test]
fn from_set_up_to_a_lock() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("home");
    let terminal = Terminal::open(80, 24, &command(&home, ""));
    set_up(&terminal);
    add(&terminal, &picture(directory.path()));

    // The command line, on the same home at the same time, says the same code.
    let codes = codes(&home);
    let screen = terminal.screen();
    assert!(
        codes.iter().any(|code| screen.contains(code)),
        "{codes:?}\n{screen}"
    );

    terminal.keys(&["l"]);
    let locked = terminal.sees(&["Type your PIN."]);
    assert!(!locked.contains("GitHub"));
    terminal.keys(&["1", "1", "1", "1"]);
    terminal.sees(&["Wrong PIN. 2 tries left."]);
    terminal.keys(&PIN);
    terminal.sees(&["Accounts", "GitHub"]);

    // Its QR takes the PIN again, and fits.
    terminal.keys(&["Enter"]);
    terminal.sees(&["changes every 30 s"]);
    terminal.keys(&["r"]);
    terminal.sees(&["Don't show it to others", "○"]);
    terminal.keys(&PIN);
    terminal.sees(&["█▀▀▀", "Press any key"]);
    terminal.keys(&["x", "q"]);

    // The terminal is given back as it was, and nothing of the app is left in it.
    let left = terminal.sees(&["left with 0", "\nicanon"]);
    let all = terminal.tmux(&["capture-pane", "-p", "-S", "-", "-t", "app"]);
    assert!(!left.contains("GitHub") && !all.contains("GitHub"), "{all}");
}

#[test]
fn small_and_without_colour_blocked_and_recovered() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("home");
    let terminal = Terminal::open(40, 20, &command(&home, "NO_COLOR=1"));
    let code = set_up(&terminal);
    add(&terminal, &picture(directory.path()));
    let styled = terminal.tmux(&["capture-pane", "-e", "-p", "-t", "app"]);
    let styles = styles(&styled);
    let is_colour = |style: &u8| matches!(style, 30..=38 | 40..=48 | 90..=107);
    assert!(!styles.iter().any(is_colour), "{styles:?}");
    assert!(
        styles.contains(&7),
        "what is marked is reversed: {styles:?}"
    );

    terminal.keys(&["C-l"]);
    terminal.sees(&["Type your PIN."]);
    for said in ["2 tries left", "1 try left"] {
        terminal.keys(&["1", "1", "1", "1"]);
        terminal.sees(&[said]);
    }
    terminal.keys(&["1", "1", "1", "1"]);
    terminal.sees(&["This is the last try."]);
    terminal.keys(&["Enter"]);
    terminal.sees(&["Blocked", "I have the recovery code"]);
    terminal.keys(&["Enter"]);
    terminal.sees(&["Type the code from your paper"]);
    terminal.write(&code.concat().to_lowercase());
    terminal.keys(&["Enter"]);
    terminal.sees(&["Choose a PIN"]);
    terminal.keys(&["7", "3", "0", "6"]);
    terminal.sees(&["Type the new PIN again"]);
    terminal.keys(&["7", "3", "0", "6"]);
    terminal.sees(&["only this once"]);
    terminal.keys(&["C-c"]);
    terminal.sees(&["left with 0", "\nicanon"]);
}
