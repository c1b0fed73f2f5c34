//! Texts from before Unicode.
#![no_main]

use viet::legacy;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = legacy::as_latin(bytes);
    if let Some(from) = legacy::recognise(&text) {
        let _ = legacy::to_unicode(&text, from);
    }
    vanban_fuzz::read(bytes);
});
