//! Findings, and how they are printed.

use crate::{PRINT, codes, read};
use vanban::emit::{Language, ReportStyle, report, report_in};
use vanban::model::Severity;

#[test]
fn the_real_plan_lacks_what_a_reader_would_miss() {
    let plan = read(PRINT);
    let found = codes(&plan);
    let count = |code: &str| found.iter().filter(|known| **known == code).count();
    assert_eq!(count("duty-many-owners"), 6); // headings that name several
    assert_eq!(count("task-no-owner"), 1);
    let open = plan.diagnostics.iter().find(|found| found.code == "task-no-owner").unwrap();
    assert!(open.message.contains(" tại mục III (III.1"), "{}", open.message);
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
    assert_eq!(found.message, "thời hạn 01/4/2026 sớm hơn ngày ban hành 10/5/2026");
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

/// The sections of the manual: code, example, output.
fn manual() -> Vec<(&'static str, Option<&'static str>, Option<&'static str>)> {
    let block = |section: &'static str, language: &str| {
        let (_, rest) = section.split_once(&format!("```{language}\n"))?;
        Some(rest.split_once("```")?.0)
    };
    let sections = include_str!("../../../../docs/diagnostics.md").split("\n## ").skip(1);
    sections
        .filter_map(|section| {
            let code = section.lines().next()?;
            (!code.contains(' ')).then(|| (code, block(section, "text"), block(section, "console")))
        })
        .collect()
}

#[test]
fn every_code_is_explained_in_the_manual_in_order() {
    let explained: Vec<&str> = manual().into_iter().map(|(code, ..)| code).collect();
    let codes: Vec<&str> = vanban::diagnostics::CODES.iter().map(|code| code.code).collect();
    assert_eq!(explained, codes);
}

#[test]
fn every_example_of_the_manual_gives_its_finding_as_printed() {
    for (code, example, output) in manual() {
        // the net under the reader: no text is known that sets it off
        if code == "text-unread" {
            continue;
        }
        let printed = report_in(
            &read(example.unwrap()),
            "van-ban.txt",
            ReportStyle { all: true, ..ReportStyle::default() },
        );
        let output = output.unwrap();
        assert!(output.contains(&format!("[{code}]")), "the example of {code} prints something else");
        assert!(printed.contains(output), "{code}\n{printed}\n{output}");
    }
}
