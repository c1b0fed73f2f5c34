//! Draws the report up: facts in, sections out. The outline is the one in use (I results, II money, III shortcomings
//! and causes, IV directions, V recommendations); what nobody reported is said to be missing, never made up.

mod ahead;
mod money;
mod results;
mod targets;

use super::facts::{Cover, Facts};
use super::model::{OPENING, Section};
use crate::reporting::store::accepted::AcceptedLine;
use crate::reporting::words::name_of_code;

/// Letters of points (điểm) in order, as legal texts use them.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// A sentence resting on more lines than this carries no marks; the report's annex leads to them.
const MOST_MARKS: usize = 100;

const NOTHING: &str = "Chưa có nội dung trong các báo cáo được tiếp nhận.";

/// The sections of the report in order.
#[must_use]
pub fn draft(facts: &Facts) -> Vec<Section> {
    let mut sections = vec![
        section(OPENING, 0, "", "", opening(facts)),
        section("I", 1, "I.", "KẾT QUẢ THỰC HIỆN", String::new()),
        section("I.1", 2, "1.", "Tình hình báo cáo", results::punctuality(facts)),
        section("I.2", 2, "2.", "Kết quả theo mục tiêu, chỉ tiêu", targets::told(facts)),
        section("I.3", 2, "3.", "Kết quả theo nhiệm vụ, giải pháp", String::new()),
    ];
    for ((path, heading), letter) in facts.task_sections.iter().zip(LETTERS.chars().cycle()) {
        let text = results::by_task(facts, path);
        sections.push(section(&format!("I.3.{path}"), 3, &format!("{letter})"), heading, text));
    }
    sections.extend([
        section("I.4", 2, "4.", "Kết quả theo cơ quan, đơn vị", results::by_agency(facts)),
        section("II", 1, "II.", "KINH PHÍ THỰC HIỆN", money::told(&facts.money)),
        section("III", 1, "III.", "KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN", ahead::difficulties(facts)),
        section("IV", 1, "IV.", "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", ahead::ahead(facts)),
        section("V", 1, "V.", "KIẾN NGHỊ, ĐỀ XUẤT", ahead::proposals(facts)),
    ]);
    sections
}

fn section(code: &str, level: i64, label: &str, heading: &str, text: String) -> Section {
    Section { code: code.into(), level, label: label.into(), heading: heading.into(), text }
}

/// How the plan is named in a sentence: `Kế hoạch số 182/KH-UBND ngày 06/9/2023 của UBND tỉnh Lạng Sơn`.
#[must_use]
pub fn plan_named(cover: &Cover) -> String {
    let plan = &cover.plan;
    let mut named = String::from("Kế hoạch");
    if let Some(number) = &plan.number {
        named.push_str(&format!(" số {number}"));
    }
    if let Some(day) = plan.issued_on {
        named.push_str(&format!(" ngày {}", day.show()));
    }
    if let Some(issuer) = &plan.issuer {
        named.push_str(&format!(" của {issuer}"));
    }
    named
}

fn opening(facts: &Facts) -> String {
    format!(
        "Thực hiện {}, {} tổng hợp, báo cáo kết quả thực hiện {} (số liệu từ ngày {} đến ngày {}) như sau:",
        plan_named(&facts.cover),
        facts.cover.coordinator,
        name_of_code(&facts.cover.period.code),
        facts.cover.period.starts_on.show(),
        facts.cover.period.closes_on.show(),
    )
}

/// The lines whose words may be told: not those of security and defence.
fn told(facts: &Facts) -> impl Iterator<Item = &AcceptedLine> {
    facts.lines.iter().filter(|line| !line.restricted)
}

fn marked(facts: &Facts, line: &AcceptedLine, mut text: String) -> String {
    if let Some(mark) = facts.marks.get(&line.line) {
        text.push_str(&format!(" [{mark}]"));
    }
    text
}

/// The sentence with the marks of its lines, as long as they can still be followed.
fn all_marked(facts: &Facts, lines: &[&AcceptedLine], text: String) -> String {
    if lines.len() > MOST_MARKS {
        return text;
    }
    lines.iter().fold(text, |text, line| marked(facts, line, text))
}

fn or_nothing(said: Vec<String>) -> String {
    if said.is_empty() { NOTHING.to_owned() } else { said.join("\n") }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence with an end.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?', ';', ':', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The first words of a duty.
fn short(text: &str) -> String {
    const WORDS: usize = 24;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() <= WORDS {
        words.join(" ").trim_end_matches('.').to_owned()
    } else {
        format!("{} …", words[..WORDS].join(" "))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashMap;

    use super::*;
    use crate::consolidated::facts::PlanFacts;
    use crate::db::Day;
    use crate::ids::{DutyId, LineId, OrgId, PeriodId, PlanId, RegimeId, SubmissionId};
    use crate::organisations::System;
    use crate::reporting::model::{Frequency, Progress, Source};
    use crate::reporting::money::Totals;
    use crate::reporting::store::accepted::PeriodOf;

    fn day(iso: &str) -> Day {
        iso.parse().unwrap()
    }

    fn facts(lines: Vec<AcceptedLine>) -> Facts {
        let period = PeriodOf {
            id: PeriodId::new(),
            code: "2026-H1".into(),
            starts_on: day("2025-12-15"),
            closes_on: day("2026-06-14"),
            due_on: day("2026-06-17"),
            regime_id: RegimeId::new(),
            regime_name: "6 tháng".into(),
            frequency: Frequency::HalfYearly,
            plan_id: PlanId::new(),
            plan_name: "8/KH-UBND".into(),
            coordinator_id: OrgId::new(),
            recipient_id: None,
        };
        let plan = PlanFacts {
            number: Some("8/KH-UBND".into()),
            issued_on: Some(day("2026-03-10")),
            issuer: None,
            place: None,
            title: "Phát triển cây hồi".into(),
        };
        let coordinator = "Sở Khoa học và Công nghệ".into();
        Facts {
            cover: Cover { period, plan, coordinator, superior: None, recipient: None },
            money: Totals::default(),
            followed: HashMap::new(),
            marks: lines.iter().map(|line| line.line).zip(1..).collect(),
            lines,
            task_sections: Vec::new(),
            carries_out: HashMap::new(),
            targets: Vec::new(),
            goals: Vec::new(),
            figure_marks: HashMap::new(),
            agencies: Vec::new(),
            today: day("2026-06-20"),
        }
    }

    fn line(org: &str, result: &str, restricted: bool) -> AcceptedLine {
        AcceptedLine {
            line: LineId::new(),
            submission: SubmissionId::new(),
            duty: DutyId(uuid::Uuid::nil()),
            org_id: OrgId::new(),
            org_name: org.into(),
            system: System::State,
            section_path: "IV.16".into(),
            paragraph: 1,
            text: "Vận động Nhân dân trồng hồi.".into(),
            restricted,
            deadline: None,
            progress: Some(Progress::Continuing),
            result: result.into(),
            difficulty: String::new(),
            cause: String::new(),
            proposal: String::new(),
            figures: Vec::new(),
        }
    }

    fn text<'a>(sections: &'a [Section], code: &str) -> &'a str {
        sections.iter().find(|s| s.code == code).map(|s| s.text.as_str()).unwrap_or_default()
    }

    #[test]
    fn agencies_that_say_the_same_stand_together_with_all_their_sources() {
        let said = draft(&facts(vec![
            line("Xã Ba Sơn", "Đã lồng ghép.", false),
            line("Xã Hữu Lũng", "Đã trồng 3 ha.", false),
            line("Xã Cai Kinh", "Đã  lồng ghép", false),
        ]));
        assert_eq!(
            text(&said, "I.4"),
            "1) Xã Ba Sơn; Xã Cai Kinh:\n- Nhiệm vụ tại mục IV.16: thực hiện thường xuyên. Đã lồng ghép. [1] [3]\n\
             2) Xã Hữu Lũng:\n- Nhiệm vụ tại mục IV.16: thực hiện thường xuyên. Đã trồng 3 ha. [2]"
        );
    }

    #[test]
    fn what_very_many_agencies_say_of_one_duty_is_counted() {
        let many: Vec<AcceptedLine> =
            (0..25).map(|n| line(&format!("Xã {n}"), &format!("Đã trồng {n} ha."), false)).collect();
        let known = facts(many);
        let said = results::by_task(&known, "IV");
        assert!(said.starts_with(
            "- Nhiệm vụ tại mục IV.16: 25 cơ quan, đơn vị báo cáo (thực hiện thường xuyên 25). [1] [2]"
        ));
        assert!(said.ends_with("[25]"));
        let few = results::by_task(&facts(known.lines.into_iter().take(20).collect()), "IV");
        assert_eq!(few.lines().count(), 20);
    }

    #[test]
    fn an_agency_with_very_many_duties_is_told_in_one_sentence() {
        let mut lines: Vec<AcceptedLine> =
            (0..41).map(|n| line("Xã Ba Sơn", &format!("Việc {n}."), false)).collect();
        for line in &mut lines {
            line.org_id = OrgId(uuid::Uuid::nil());
        }
        lines[0].progress = Some(Progress::Done);
        let said = draft(&facts(lines));
        assert!(text(&said, "I.4").starts_with(
            "1) Xã Ba Sơn:\n- 41 nhiệm vụ có báo cáo (đã hoàn thành 1; thực hiện thường xuyên 40); nội dung tại báo cáo của cơ quan, đơn vị. [1]"
        ));
    }

    #[test]
    fn money_is_added_up_by_year_and_source_and_what_is_missing_is_said() {
        use crate::reporting::money::Sum;
        let mut known = facts(Vec::new());
        assert_eq!(text(&draft(&known), "II"), "Chưa có số liệu kinh phí trong các báo cáo được tiếp nhận.");
        let sum = |source, allotted, disbursed| Sum { source, year: 2026, allotted, disbursed };
        known.money.sums =
            vec![sum(Source::Central, Some(1_234_500_000), None), sum(Source::Provincial, Some(0), Some(1))];
        known.money.areas.border_disbursed = Some(1);
        (known.money.reported, known.money.lines) = (1, 2);
        assert_eq!(
            text(&draft(&known), "II"),
            "Năm 2026:\n- Ngân sách trung ương: được giao 1.234,5 triệu đồng, đã giải ngân chưa có số liệu.\n\
             - Ngân sách tỉnh: được giao 0 triệu đồng, đã giải ngân 1 đồng.\n\
             Tổng cộng: được giao 1.234,5 triệu đồng, đã giải ngân 1 đồng.\n\
             Trong đó, khu vực biên giới: được giao chưa có số liệu, đã giải ngân 1 đồng.\n\
             Số liệu tổng hợp từ 1 trên 2 dòng báo cáo có số liệu kinh phí."
        );
    }

    #[test]
    fn nothing_of_security_and_defence_is_told_and_nothing_is_made_up() {
        let said = draft(&facts(vec![line("Công an tỉnh", "Bí mật.", true)]));
        assert!(said.iter().all(|s| !s.text.contains("Bí mật") && !s.text.contains("Công an")));
        assert!(
            text(&said, "I.1").contains("quốc phòng, an ninh được theo dõi, báo cáo theo quy định riêng")
        );
        assert_eq!(text(&said, "I.4"), NOTHING);
        assert_eq!(text(&said, "V"), NOTHING);
    }
}
