//! The `hoahoi` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    hoahoi::cli::main()
}
