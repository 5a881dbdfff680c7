//! What a check needs from the system, installed when we may.

use std::path::Path;

use anyhow::bail;

use crate::check::Part;
use crate::shell::{capture, cargo, command, on_path, run, succeeds};

/// Something that a part of the check needs, and the Debian package that brings it.
struct Need {
    package: &'static str,
    parts: &'static [Part],
    present: fn() -> bool,
}

/// What builds our own code, tests and all.
const BUILD: &[Part] = &[
    Part::Rust,
    Part::Fuzz,
    Part::Interop,
    Part::Red,
    Part::Kotlin,
];
/// What runs the attack tests, and the service's against real gateways.
const ATTACKS: &[Part] = &[Part::Rust, Part::Red];
const FUZZ: &[Part] = &[Part::Fuzz];
const INTEROP: &[Part] = &[Part::Interop];
const KOTLIN: &[Part] = &[Part::Kotlin];

const NEEDS: &[Need] = &[
    need("gcc", BUILD, || on_path("cc")),
    need("git", BUILD, || on_path("git")),
    need("libclang-dev", BUILD, libclang),
    need("strace", ATTACKS, || on_path("strace")),
    need("kannel", ATTACKS, || {
        Path::new("/usr/sbin/bearerbox").exists()
    }),
    need("kannel-extras", ATTACKS, || {
        Path::new("/usr/lib/kannel/test/fakesmsc").exists()
    }),
    need("postgresql", ATTACKS, || {
        Path::new("/usr/lib/postgresql").exists() || on_path("initdb")
    }),
    need("exim4-daemon-light", ATTACKS, || {
        Path::new("/usr/sbin/exim4").exists()
    }),
    need("g++", FUZZ, || on_path("c++")),
    need("qrencode", INTEROP, || on_path("qrencode")),
    need("oathtool", INTEROP, || on_path("oathtool")),
    need("python3", INTEROP, || on_path("python3")),
    need("python3-venv", INTEROP, || {
        succeeds("python3", &["-c", "import ensurepip, venv"])
    }),
    need("default-jdk-headless", KOTLIN, || on_path("javac")),
    need("maven", KOTLIN, || on_path("mvn")),
];

const fn need(package: &'static str, parts: &'static [Part], present: fn() -> bool) -> Need {
    Need {
        package,
        parts,
        present,
    }
}

/// Sees to it that everything which `parts` need is here.
///
/// # Errors
/// Names exactly what is missing and couldn't be installed.
pub(crate) fn ensure(parts: &[Part]) -> anyhow::Result<()> {
    ensure_packages(parts)?;
    ensure_component("rustfmt", "cargo-fmt")?;
    ensure_component("clippy", "cargo-clippy")?;
    ensure_cargo_deny()
}

fn ensure_packages(parts: &[Part]) -> anyhow::Result<()> {
    let missing = missing(parts);
    if missing.is_empty() {
        return Ok(());
    }
    let Some(prefix) = installer() else {
        bail!(
            "missing: {}. Install them (Debian: apt-get install {0}); this user may not",
            missing.join(" ")
        );
    };
    println!("missing, to be installed: {}", missing.join(" "));
    let apt = |arguments: &[&str]| {
        let mut words = prefix.to_vec();
        words.extend(["apt-get", "-q"]);
        words.extend(arguments);
        run(command(words[0])
            .args(&words[1..])
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)?;
    let still = self::missing(parts);
    if !still.is_empty() {
        bail!("missing even after installing: {}", still.join(" "));
    }
    Ok(())
}

fn missing(parts: &[Part]) -> Vec<&'static str> {
    NEEDS
        .iter()
        .filter(|need| need.parts.iter().any(|part| parts.contains(part)))
        .filter(|need| !(need.present)())
        .map(|need| need.package)
        .collect()
}

/// The words before `apt-get` when this user may install, else nothing.
fn installer() -> Option<&'static [&'static str]> {
    if !on_path("apt-get") {
        return None;
    }
    let uid = capture(command("id").arg("-u")).ok()?;
    if uid.stdout.trim_ascii() == b"0" {
        return Some(&[]);
    }
    succeeds("sudo", &["-n", "true"]).then_some(&["sudo", "-n"])
}

/// bindgen (for sqlite-plugin) looks for libclang where the system and LLVM keep it.
fn libclang() -> bool {
    if std::env::var_os("LIBCLANG_PATH").is_some() {
        return true;
    }
    let holds = |folder: &Path| {
        std::fs::read_dir(folder).is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                name.starts_with("libclang") && name.contains(".so")
            })
        })
    };
    let llvm = std::fs::read_dir("/usr/lib")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().contains("llvm"))
        .map(|path| path.join("lib"));
    let multiarch = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    llvm.chain([multiarch.into(), "/usr/lib64".into(), "/usr/lib".into()])
        .any(|folder| holds(&folder))
}

fn ensure_component(component: &str, program: &str) -> anyhow::Result<()> {
    let subcommand = program.trim_start_matches("cargo-");
    if capture(cargo(subcommand).arg("--version")).is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    if !on_path("rustup") {
        bail!("missing: {program} (and no rustup to install {component} with)");
    }
    run(command("rustup").args(["component", "add", component]))
}

fn ensure_cargo_deny() -> anyhow::Result<()> {
    if capture(&mut cargo("deny --version")).is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    println!("cargo-deny is missing and is built now, about two minutes");
    // A target folder of its own would be lost; the workspace's keeps nothing of it either way.
    run(cargo("install cargo-deny --locked").env_remove("CARGO_TARGET_DIR"))
}
