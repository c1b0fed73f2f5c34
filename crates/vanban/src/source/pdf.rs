//! The text layer of a PDF, by the boxes of its words, as poppler's `pdftotext` finds them: of the readers that were tried
//! it alone is right on every file. It runs as a child, fed and read through pipes; whoever limits this process limits it
//! too.

mod boxes;
mod columns;
mod edges;
mod grid;
mod page;
mod prose;
mod rows;
mod write;

use crate::child::{self, Ended, Ran};
use crate::error::ReadError;
use boxes::{Failure, Page};
use page::Text;
use std::io::BufReader;
use std::process::Command;
use std::time::Duration;

/// A page with fewer letters than this is a picture of one.
const FEWEST_LETTERS: usize = 20;
/// Longest time that the words are waited for.
const LONGEST: Duration = Duration::from_secs(20);

/// The text of all pages, with what stands at their edges.
pub(super) fn text(bytes: &[u8]) -> Result<Text, ReadError> {
    let mut tool = Command::new("pdftotext");
    tool.args(["-q", "-bbox-layout", "-enc", "UTF-8", "-", "-"]);
    let ran = child::run(tool, bytes, LONGEST, |output| boxes::pages(BufReader::new(output)));
    let pages = match ran {
        Ok(Ran { ended: Ended::TooLong, .. }) => return Err(ReadError::TooLong),
        Ok(Ran { output: Err(Failure::TooMuch), .. }) => return Err(ReadError::TooLarge),
        Ok(Ran { ended: Ended::Well, output: Ok(pages) }) => pages,
        Ok(_) => return Err(ReadError::Damaged("PDF")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(missing()),
        Err(_) => return Err(ReadError::Damaged("PDF")),
    };
    if is_scan(&pages) {
        return Err(ReadError::Scan);
    }
    Ok(page::text(&pages))
}

fn is_scan(pages: &[Page]) -> bool {
    let words = pages.iter().flat_map(|page| &page.words);
    let letters = words.flat_map(|word| word.text.chars()).filter(|c| c.is_alphabetic());
    letters.take(FEWEST_LETTERS).count() < FEWEST_LETTERS
}

fn missing() -> ReadError {
    ReadError::NotReadYet {
        format: "PDF",
        advice_vi: "Hãy cài gói poppler-utils (lệnh pdftotext) trên máy chủ, hoặc lưu thành tệp .docx rồi thử lại.",
        advice_en: "Install the package poppler-utils (the command pdftotext) on the server, or save it as .docx.",
    }
}
