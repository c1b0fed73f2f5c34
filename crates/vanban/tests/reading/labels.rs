//! The marks with which documents number their parts.

use crate::read;
use vanban::Document;

fn plan(body: &str) -> Document {
    read(&format!("KẾ HOẠCH\n\nTRỒNG HỒI\n\n{body}"))
}

/// Path and heading of each section.
fn outline(document: &Document) -> Vec<(&str, &str)> {
    let sections = document.all_sections();
    sections.into_iter().map(|s| (s.path.as_str(), s.heading.as_deref().unwrap_or_default())).collect()
}

#[test]
fn dashes_strokes_and_full_stops_number_as_brackets_do() {
    let plan = plan(
        "I - MỤC TIÊU\n\n1- Mục tiêu chung\n\nTrồng hồi.\n\n2- Mục tiêu cụ thể\n\na. Giống\n\nb. Vườn ươm\n\nII - TỔ CHỨC THỰC HIỆN\n\n1/ Sở Y tế\n\na/ Kiểm nghiệm dầu hồi.\n\nb/ Công bố kết quả.\n\n2/ Sở Tài chính\n\n➢ Bố trí kinh phí.\n",
    );
    assert_eq!(
        outline(&plan),
        [
            ("I", "MỤC TIÊU"),
            ("I.1", "Mục tiêu chung"),
            ("I.2", "Mục tiêu cụ thể"),
            ("I.2.a", "Giống"),
            ("I.2.b", "Vườn ươm"),
            ("II", "TỔ CHỨC THỰC HIỆN"),
            ("II.1", "Sở Y tế"),
            ("II.1.a", ""),
            ("II.1.b", ""),
            ("II.2", "Sở Tài chính"),
        ]
    );
    let told: Vec<_> = plan.duties.iter().map(|duty| (duty.owners.join(""), duty.text.as_str())).collect();
    let expected = [
        ("Sở Y tế", "Kiểm nghiệm dầu hồi."),
        ("Sở Y tế", "Công bố kết quả."),
        ("Sở Tài chính", "Bố trí kinh phí."),
    ];
    assert_eq!(told, expected.map(|(owner, text)| (owner.to_owned(), text)));
}

#[test]
fn numbers_of_four_levels_and_letters_with_numbers_stand_below_their_own() {
    let plan = plan(
        "Phần A. GIỐNG\n\nI. NHIỆM VỤ\n\n1.1. Giống hồi\n\n1.1.1. Chọn cây mẹ\n\n1.1.1.1. Cây mẹ già\n\n1.1.1.2. Cây mẹ non\n\n1.1.2. Ghép\n\na) Gốc ghép\n\na.1) Gốc một năm.\n\na.2) Gốc hai năm.\n\nb) Mắt ghép\n\nb1. Mắt già.\n\nPhần B. CHẾ BIẾN\n\nI. NHIỆM VỤ\n",
    );
    assert_eq!(
        outline(&plan).into_iter().map(|(path, _)| path).collect::<Vec<_>>(),
        [
            "Phần A",
            "Phần A.I",
            "Phần A.I.1.1",
            "Phần A.I.1.1.1",
            "Phần A.I.1.1.1.1",
            "Phần A.I.1.1.1.2",
            "Phần A.I.1.1.2",
            "Phần A.I.1.1.2.a",
            "Phần A.I.1.1.2.a.1",
            "Phần A.I.1.1.2.a.2",
            "Phần A.I.1.1.2.b",
            "Phần A.I.1.1.2.b.b1",
            "Phần B",
            "Phần B.I",
        ]
    );
}

#[test]
fn lines_that_begin_with_days_sums_symbols_or_places_are_no_items() {
    let plan = plan(
        "I. NHIỆM VỤ\n\n1. Trồng hồi theo Nghị quyết số\n13/ NQ-HĐND, khen thưởng tại Quyết định ngày\n01.02.2025 của Chủ tịch, kinh phí\n2.500.000 đồng mỗi hộ, tại\np. Tam Thanh và\nx. Chi Lăng, giai đoạn 2025-\n30- Quý IV.\n",
    );
    assert_eq!(outline(&plan).len(), 2);
    assert!(plan.diagnostics.iter().all(|finding| finding.code != "numbering-defect"));
}
