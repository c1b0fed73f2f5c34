//! Annexes and workbooks: XLSX, CSV and tables in Markdown.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = vanban::workbook::read(bytes);
    let _ = vanban::annex::read(bytes);
});
