//! Prints the findings on a file: `cargo run -p vanban --example check -- FILE`.

use std::process::ExitCode;
use vanban::emit::{ReportStyle, report_in};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: check FILE");
        return ExitCode::from(2);
    };
    let document = std::fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| vanban::read(&bytes).map_err(|error| error.to_string()));
    match document {
        Ok(document) => {
            print!("{}", report_in(&document, &path, ReportStyle { all: true, ..ReportStyle::default() }));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(3)
        }
    }
}
