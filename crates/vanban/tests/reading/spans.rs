//! Every span is true, and nothing is lost.

use crate::soundness::assert_sound;
use crate::{PORTAL, PRINT, read};
use proptest::prelude::*;

#[test]
fn every_sample_is_read_with_true_spans_and_nothing_lost() {
    let samples: [&[u8]; 6] = [
        PRINT.as_bytes(),
        PORTAL.as_bytes(),
        include_bytes!("../../../../samples/van-ban-mau.txt"),
        include_bytes!("fixtures/ke-hoach.md"),
        include_bytes!("fixtures/ke-hoach.html"),
        include_bytes!("fixtures/ke-hoach.pdf"),
    ];
    for sample in samples {
        assert_sound(&vanban::read(sample).unwrap());
    }
}

#[test]
fn spans_count_bytes_of_the_file_with_mark_line_ends_and_decomposed_letters() {
    use unicode_normalization::UnicodeNormalization;
    let plan =
        "KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì thực hiện Kế hoạch số 88- \nCTr/TU.\n";
    let file: String = "\u{FEFF}".chars().chain(plan.replace('\n', "\r\n").nfd()).collect();
    let (composed, decomposed) = (read(plan), read(&file));
    assert_sound(&decomposed);
    assert_eq!(decomposed.source.spans_in, vanban::model::SpansIn::File);
    assert_eq!(decomposed.duties[0].text, composed.duties[0].text);
    assert_eq!(decomposed.duties[0].text, "Chủ trì thực hiện Kế hoạch số 88-CTr/TU.");
    let raw = &file.as_bytes()[decomposed.duties[0].span.start..decomposed.duties[0].span.end];
    assert!(String::from_utf8(raw.to_vec()).unwrap().nfc().collect::<String>().starts_with("Chủ trì"));
}

#[test]
fn a_piece_of_a_text_reads_as_it_does_within_the_whole() {
    // found by fuzzing: what looks like markup at the beginning of a span is none within its line
    for text in [
        "- # trồng hồi",
        "- * trồng hồi*",
        "1. a: *trồng*",
        "KẾ HOẠCH\n| a | b |\nKẾ HOẠCH\n\\]x\n",
        "  ## TRỒNG HỒI",
    ] {
        assert_sound(&read(text));
    }
}

/// Pieces that documents are made of, mixed at random with any characters.
pub fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("KẾ HOẠCH".to_owned()),
        Just("I. MỤC TIÊU".to_owned()),
        Just("1. Sở Y tế".to_owned()),
        Just("1.1. Lĩnh vực y dược: nghiên cứu".to_owned()),
        Just("a) Giao Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành.".to_owned()),
        Just("- tăng 50% so với năm 2023;".to_owned()),
        Just("Nơi nhận:".to_owned()),
        Just("- Như trên;".to_owned()),
        Just("KT. CHỦ TỊCH".to_owned()),
        Just("Nguyễn Văn Mẫu".to_owned()),
        Just("|".to_owned()),
        Just("| a | b |".to_owned()),
        Just("**Đậm** <b>thẻ</b> &amp; *nghiêng*".to_owned()),
        Just("Nghị quyết số 36-NQ/TW, ngày 30/01/2023 của Bộ Chính trị về phát triển (sau đây gọi tắt là Nghị quyết 36)".to_owned()),
        Just("[...]".to_owned()),
        Just("-----------".to_owned()),
        "\\PC{0,40}",
        any::<String>(),
    ];
    let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just(" "), Just("")];
    prop::collection::vec((piece, end), 1..40)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, end)| piece + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_is_read_with_true_spans_and_nothing_lost(text in pieces()) {
        if let Ok(document) = vanban::read(text.as_bytes()) {
            assert_sound(&document);
        }
    }

    #[test]
    fn a_piece_of_the_real_plan_is_read_with_true_spans_and_nothing_lost(from in 0usize..30_000, len in 1usize..4_000) {
        let cut = |at: usize| (at.min(PRINT.len())..=PRINT.len()).find(|&at| PRINT.is_char_boundary(at)).unwrap();
        if let Ok(document) = vanban::read(&PRINT.as_bytes()[cut(from)..cut(from + len)]) {
            assert_sound(&document);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = vanban::read(&bytes);
        let _ = vanban::annex::read(&bytes);
    }
}
