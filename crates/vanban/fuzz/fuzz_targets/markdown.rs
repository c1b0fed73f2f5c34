//! Text below the head of a plan, so that the duties are reached.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let head = "**KẾ HOẠCH**\n\n**TRỒNG HỒI**\n\n**I. TỔ CHỨC THỰC HIỆN**\n\n";
    vanban_fuzz::read(format!("{head}{text}").as_bytes());
});
