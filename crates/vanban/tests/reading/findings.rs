//! Findings, and how they are printed.

use crate::{PRINT, codes, read};
use vanban::emit::{Language, report};
use vanban::model::Severity;

#[test]
fn the_real_plan_lacks_what_a_reader_would_miss() {
    let plan = read(PRINT);
    let found = codes(&plan);
    let count = |code: &str| found.iter().filter(|known| **known == code).count();
    assert_eq!(count("duty-many-owners"), 9);
    assert_eq!(count("task-no-owner"), 10);
    assert_eq!(count("annex-missing"), 1);
    assert_eq!(count("doubled-word"), 4);
    assert_eq!(count("header-incomplete"), 1);
    assert_eq!(count("text-unread"), 0);
    assert!(plan.diagnostics.iter().all(|found| found.severity != Severity::Error));
}

#[test]
fn a_deadline_before_the_date_of_issue_is_an_error() {
    let plan = read(
        "Số: 9/KH-UBND\n\nHải Đăng, ngày 10 tháng 5 năm 2026\n\nKẾ HOẠCH\n\nTrồng rừng\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nBáo cáo trước ngày 01/4/2026.\n",
    );
    let found = plan.diagnostics.iter().find(|found| found.code == "deadline-before-date").unwrap();
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(found.message, "thời hạn 01/04/2026 sớm hơn ngày ban hành 10/05/2026");
}

#[test]
fn a_finding_is_printed_with_its_line_and_marks_under_the_words() {
    let plan =
        read("KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nHằng năm thực hiện các các chương trình.\n");
    let printed = report(&plan, "ke-hoach.txt", Language::Vietnamese);
    let expected = "\
lưu ý[doubled-word]: từ “các” in hai lần liền nhau
 --> ke-hoach.txt:7:20
  |
7 | Hằng năm thực hiện các các chương trình.
  |                    ^^^^^^^
";
    assert!(printed.contains(expected), "{printed}");
    assert!(printed.lines().last().unwrap().contains("2 mục, 1 nhiệm vụ được giao"), "{printed}");
    assert!(report(&plan, "x", Language::English).contains("the word “các” is printed twice"));
}

#[test]
fn every_code_is_explained_in_the_manual() {
    let manual = include_str!("../../../../docs/diagnostics.md");
    for code in vanban::diagnostics::CODES {
        assert!(manual.contains(&format!("## {}", code.code)), "{} is not in docs/diagnostics.md", code.code);
    }
    for heading in manual.lines().filter_map(|line| line.strip_prefix("## ")) {
        assert!(vanban::diagnostics::CODES.iter().any(|code| code.code == heading), "{heading} is no code");
    }
}
