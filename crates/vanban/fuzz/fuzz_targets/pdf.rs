//! PDFs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::read(&[b"%PDF-1.7\n", bytes].concat()));
