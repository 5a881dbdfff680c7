//! The protocol's vectors made without us: docs/readers/read_protocol.py, written from docs/protocol.md.

use std::path::Path;

use crate::{program, venv};

#[test]
fn every_vector_follows_from_the_description() {
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/protocol.md");
    let text = std::fs::read_to_string(&document).unwrap();
    let vectors = text.matches("\n```json ").count();
    let made = program::run(
        venv::reader("read_protocol.py").arg(&document),
        "python3",
        "",
    );
    assert!(made.status.success(), "{made:?}");
    let lines = String::from_utf8(made.stdout).unwrap();
    assert_eq!(lines.lines().count(), vectors, "{lines}");
    assert!(vectors >= 15, "{lines}");
}
