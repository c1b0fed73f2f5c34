//! The text layer of a PDF, by the boxes of its words, as poppler's `pdftotext` finds them: of the readers that were tried
//! it alone is right on every file. It runs as a child, fed and read through pipes; whoever limits this process limits it
//! too.

mod boxes;
mod columns;
mod edges;
mod grid;
mod page;
mod prose;
mod regions;
mod rows;
mod write;

use crate::child::{self, Ended, Limits, Ran};
use crate::error::ReadError;
use boxes::{Failure, Page};
use page::Text;
use std::io::{BufReader, ErrorKind};
use std::process::Command;
use std::time::Duration;

/// A page with fewer letters than this is a picture of one.
const FEWEST_LETTERS: usize = 20;
/// What the tool may take; the 168 pages of the longest document at hand take it a second.
const LIMITS: Limits = Limits { longest: Duration::from_secs(20), memory: 3 << 29 };

/// The text of all pages, with what stands at their edges.
pub(super) fn text(bytes: &[u8]) -> Result<Text, ReadError> {
    let pages = words("pdftotext", LIMITS, bytes)?;
    if is_scan(&pages) {
        return Err(ReadError::Scan);
    }
    Ok(page::text(&pages))
}

fn words(program: &str, limits: Limits, bytes: &[u8]) -> Result<Vec<Page>, ReadError> {
    let mut tool = Command::new(program);
    tool.args(["-q", "-bbox-layout", "-enc", "UTF-8", "-", "-"]);
    let ran = child::run(tool, bytes, limits, |output| boxes::pages(BufReader::new(output)));
    match ran {
        Ok(Ran { ended: Ended::TooLong, .. }) => Err(ReadError::TooLong),
        Ok(Ran { output: Err(Failure::TooMuch), .. }) => Err(ReadError::TooLarge),
        Ok(Ran { ended: Ended::Well, output: Ok(pages) }) => Ok(pages),
        Ok(_) => Err(ReadError::Damaged("PDF")),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(missing()),
        Err(_) => Err(ReadError::Damaged("PDF")),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_the_tool_says_what_to_install() {
        let error = words("khong-co-chuong-trinh-nay", LIMITS, b"%PDF-1.4").unwrap_err();
        assert!(error.to_string().contains("poppler-utils"), "{error}");
        assert!(error.english().contains("poppler-utils"), "{}", error.english());
    }

    /// A page that draws ten forms, each of which draws ten, and so on: a word ten milliards of times.
    fn bomb() -> Vec<u8> {
        let mut pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R/Resources<</XObject<</F 10 0 R>>>>>>endobj\n\
            9 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
            .to_vec();
        for at in 10..21 {
            let (draws, next) =
                if at < 20 { ("/F Do ".repeat(10), at + 1) } else { ("BT /T 9 Tf (x) Tj ET".to_owned(), 20) };
            pdf.extend(
                format!(
                    "{at} 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</F {next} 0 R>>/Font<</T 9 0 R>>>>\
                     /Length {}>>stream\n{draws}\nendstream endobj\n",
                    draws.len()
                )
                .into_bytes(),
            );
        }
        pdf.extend(b"trailer<</Root 1 0 R>>\n");
        pdf
    }

    #[test]
    fn a_page_that_never_ends_is_given_up() {
        if Command::new("pdftotext").arg("-v").output().is_err() {
            eprintln!("skipped: pdftotext (poppler-utils) is not installed");
            return;
        }
        let limits = Limits { longest: Duration::from_millis(300), ..LIMITS };
        assert_eq!(words("pdftotext", limits, &bomb()), Err(ReadError::TooLong));
    }
}
