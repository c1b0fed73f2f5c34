//! Any bytes: whatever they are taken for, they are read soundly or refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vanban_fuzz::read(bytes));
