//! Prints what is read of a file as JSON: `cargo run -p vanban --example read -- FILE`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: read FILE");
        return ExitCode::from(2);
    };
    let document = std::fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| vanban::read(&bytes).map_err(|error| error.to_string()))
        .and_then(|document| serde_json::to_string_pretty(&document).map_err(|error| error.to_string()));
    match document {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(3)
        }
    }
}
