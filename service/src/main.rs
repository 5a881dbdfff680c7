//! The service's binary; everything stands in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    kodevagt_service::command()
}
