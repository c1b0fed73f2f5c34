//! Word documents: the parts around sound packing, because a random archive is refused at its first bytes.
#![no_main]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMES: [&str; 5] = [
    "word/document.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
];
const RELATIONSHIPS: &str = r#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;

libfuzzer_sys::fuzz_target!(|text: &str| {
    // Parts are set apart by a character that XML does not allow.
    let parts = NAMES.into_iter().zip(text.split('\u{1}'));
    if let Ok(bytes) = pack(parts) {
        vanban_fuzz::read(&bytes);
        let _ = vanban::annex::read(&bytes);
    }
});

fn pack<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in std::iter::once(("_rels/.rels", RELATIONSHIPS)).chain(parts) {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
