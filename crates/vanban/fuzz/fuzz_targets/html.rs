//! Pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|page: &str| vanban_fuzz::read(format!("<!DOCTYPE html>{page}").as_bytes()));
