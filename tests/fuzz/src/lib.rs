//! What libFuzzer runs, and the tests run over the seeds: each target takes any bytes and panics when
//! the core breaks a promise, not only when it panics itself.

mod disk;
mod phone;
mod targets;

/// A target: its name, which is also its folder under `seeds`, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("otpauth", targets::otpauth),
    ("migration", targets::migration),
    ("backup", targets::backup),
    ("qr_image", targets::qr_image),
    ("vault_file", targets::vault_file),
];

/// The target called `name`.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, run)| *run)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::*;

    #[test]
    fn every_seed_passes() {
        for (name, run) in TARGETS {
            let seeds = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("seeds")
                .join(name);
            let files: Vec<_> = std::fs::read_dir(&seeds).unwrap().flatten().collect();
            assert!(files.len() >= 5, "{name} has too few seeds");
            for file in files {
                let mut input = std::fs::read(file.path()).unwrap();
                run(&input);
                // With a byte more it is one of those that a target does most with.
                let sum: u32 = input.iter().copied().map(u32::from).sum();
                input.push(u8::try_from(sum.wrapping_neg() % targets::SHARES).unwrap());
                run(&input);
            }
        }
    }

    #[test]
    fn a_target_is_found_by_its_name() {
        assert!(target("otpauth").is_some());
        assert!(target("otpaut").is_none());
    }
}
