//! Writes the Kotlin and Swift of the bindings: `kodevagt-bindgen generate --library … --language kotlin`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
