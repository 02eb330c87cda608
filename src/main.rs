//! The `clausier` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    clausier::cli::run()
}
