//! The Kotlin journey: the generated bindings over the host's library, on a plain JVM.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::shell::{cargo, command, root, run, target};

/// Builds the library, writes the Kotlin and runs its tests.
///
/// # Errors
/// When one of them fails.
pub(crate) fn run_journey() -> anyhow::Result<()> {
    // The debug library: `strip` takes the metadata that the bindings are made from.
    run(&mut cargo(
        "build --package kodevagt-bindings --package kodevagt-bindgen",
    ))?;
    let built = target().join("debug");
    generate(&built)?;

    println!("the first run fetches Kotlin and JUnit, about 100 MB");
    let mut library = std::ffi::OsString::from("-Dkodevagt.library=");
    library.push(&built);
    run(command("mvn")
        .args(["-B", "-ntp", "-Dstyle.color=never", "test"])
        .arg(library)
        .current_dir(project()))
}

/// Writes the Kotlin to `android/core/target/generated`, which git doesn't keep. What an earlier run left
/// goes first: a class whose source is gone would still be tested.
fn generate(built: &Path) -> anyhow::Result<()> {
    let old = project().join("target");
    if old.exists() {
        std::fs::remove_dir_all(&old).with_context(|| format!("can't empty {}", old.display()))?;
    }
    let name = format!(
        "{}kodevagt_bindings{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    );
    run(command(built.join("kodevagt-bindgen"))
        .args(["generate", "--language", "kotlin", "--no-format"])
        .args(["--config", "uniffi.toml", "--out-dir"])
        .arg(project().join("target/generated"))
        .arg(built.join(name)))
}

fn project() -> PathBuf {
    root().join("android/core")
}
