//! One program for every target, so that it links once: `KODEVAGT_FUZZ` names the target.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("KODEVAGT_FUZZ").unwrap_or_default();
        let run = kodevagt_fuzz::target(&name).expect("KODEVAGT_FUZZ names a target");
        TARGET.get_or_init(|| run);
    },
    |input: &[u8]| {
        if let Some(run) = TARGET.get() {
            run(input);
        }
    }
);
