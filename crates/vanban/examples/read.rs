//! Prints what is read of a file: `cargo run -p vanban --example read -- FILE [json|md|akn|text]`.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(path) = args.next() else {
        eprintln!("usage: read FILE [json|md|akn|text]");
        return ExitCode::from(2);
    };
    let format = args.next();
    let document = std::fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| vanban::read(&bytes).map_err(|error| error.to_string()));
    let written = document.and_then(|document| match format.as_deref() {
        Some("md") => Ok(vanban::emit::markdown(&document)),
        Some("akn") => Ok(vanban::emit::akn(&document)),
        Some("text") => Ok(vanban::emit::text(&document).to_owned()),
        _ => vanban::emit::json(&document).map_err(|error| error.to_string()),
    });
    match written {
        // whoever reads may have enough before the end: `… | head`
        Ok(text) => {
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::from(3)
        }
    }
}
