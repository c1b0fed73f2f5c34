//! Draws the report up: facts in, sections out. The outline is the one in use (I results, II money, III shortcomings
//! and causes, IV directions, V recommendations); what nobody reported is said to be missing, never made up.

use std::collections::HashMap;

use super::facts::{Agency, Cover, Facts, GoalFacts, IndicatorFacts};
use super::model::{OPENING, Section};
use crate::ids::OrgId;
use crate::indicators::model::{Change, Rollup};
use crate::indicators::texts::IndicatorTexts;
use crate::indicators::words::with_unit;
use crate::recommendations::model::State as Recommended;
use crate::recommendations::store::Followed;
use crate::reporting::entry::show_value;
use crate::reporting::model::{Progress, Source, Timeliness, Unit, show_amount};
use crate::reporting::money::Totals;
use crate::reporting::store::accepted::AcceptedLine;
use crate::reporting::words::name_of_code;

/// Letters of points (điểm) in order, as legal texts use them.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// An agency with more duties than this is told in one sentence that counts them: nobody reads a thousand.
const MOST_DUTIES: usize = 40;
/// So many agencies may each say something of their own about one duty; beyond it they are counted.
const MOST_SENTENCES: usize = 20;
/// A sentence resting on more lines than this carries no marks; the report's annex leads to them.
const MOST_MARKS: usize = 100;

const NOTHING: &str = "Chưa có nội dung trong các báo cáo được tiếp nhận.";

/// The sections of the report in order.
#[must_use]
pub fn draft(facts: &Facts) -> Vec<Section> {
    let mut sections = vec![
        section(OPENING, 0, "", "", opening(facts)),
        section("I", 1, "I.", "KẾT QUẢ THỰC HIỆN", String::new()),
        section("I.1", 2, "1.", "Tình hình báo cáo", punctuality(facts)),
        section("I.2", 2, "2.", "Kết quả theo mục tiêu, chỉ tiêu", targets(facts)),
        section("I.3", 2, "3.", "Kết quả theo nhiệm vụ, giải pháp", String::new()),
    ];
    for ((path, heading), letter) in facts.cover.plan.task_sections.iter().zip(LETTERS.chars().cycle()) {
        let text = by_task(facts, path);
        sections.push(section(&format!("I.3.{path}"), 3, &format!("{letter})"), heading, text));
    }
    sections.extend([
        section("I.4", 2, "4.", "Kết quả theo cơ quan, đơn vị", by_agency(facts)),
        section("II", 1, "II.", "KINH PHÍ THỰC HIỆN", money(&facts.money)),
        section("III", 1, "III.", "KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN", difficulties(facts)),
        section("IV", 1, "IV.", "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", ahead(facts)),
        section("V", 1, "V.", "KIẾN NGHỊ, ĐỀ XUẤT", proposals(facts)),
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

fn punctuality(facts: &Facts) -> String {
    let owing: Vec<&Agency> = facts.agencies.iter().filter(|a| a.timeliness.is_some()).collect();
    let (state, asked): (Vec<&Agency>, Vec<&Agency>) =
        owing.into_iter().partition(|agency| agency.system.is_subordinate());
    let count =
        |test: fn(Timeliness) -> bool| state.iter().filter(|a| a.timeliness.is_some_and(test)).count();
    let on_time = count(|t| t == Timeliness::OnTime);
    let late = count(|t| matches!(t, Timeliness::Late(_)));
    let accepted = state.iter().filter(|a| a.accepted).count();
    let mut text = format!(
        "Đến ngày {}, {} trên {} cơ quan, đơn vị đã gửi báo cáo (đúng hạn {on_time}, sau hạn {late}); đã tiếp nhận {accepted} báo cáo.",
        facts.today.show(),
        on_time + late,
        state.len(),
    );
    let missing: Vec<&str> =
        state.iter().filter(|a| a.timeliness.is_some_and(|t| !t.is_in())).map(|a| a.name.as_str()).collect();
    if !missing.is_empty() {
        text.push_str(&format!("\nChưa gửi báo cáo ({}): {}.", missing.len(), missing.join("; ")));
    }
    let came: Vec<&str> = asked.iter().filter(|a| a.accepted).map(|a| a.name.as_str()).collect();
    if !came.is_empty() {
        text.push_str(&format!("\nCác cơ quan, tổ chức phối hợp cung cấp thông tin: {}.", came.join("; ")));
    }
    let restricted = facts.lines.iter().filter(|l| l.restricted).count();
    if restricted > 0 {
        text.push_str("\nNhiệm vụ về quốc phòng, an ninh được theo dõi, báo cáo theo quy định riêng, không tổng hợp nội dung tại báo cáo này.");
    }
    text
}

/// Every target with its figure, what it rests on and how it was worked out; then the goals in words as they were
/// judged. What is not known is said to be missing.
fn targets(facts: &Facts) -> String {
    let mut said = Vec::new();
    for target in &facts.targets {
        match &target.place {
            Some(place) if target.indicators.is_empty() => {
                said.push(format!("- {} Kết quả: chưa có số liệu.", ended(&one_line(&place.text))));
            }
            Some(place) => {
                said.push(format!("Chỉ tiêu tại mục {}: {}", place.clause(), ended(&one_line(&place.text))));
            }
            None => said.push("Chỉ tiêu do cơ quan chủ trì theo dõi thêm:".to_owned()),
        }
        said.extend(target.indicators.iter().map(|indicator| figure(facts, indicator)));
    }
    if facts.goals.iter().any(|goal| goal.judged.is_some()) {
        said.push("Đánh giá các mục tiêu định tính:".to_owned());
        said.extend(facts.goals.iter().map(judged));
    }
    or_nothing(said)
}

/// One indicator in a sentence: `- Hợp tác xã: 12 hợp tác xã (số liệu chưa đầy đủ: 1/2 cơ quan đã báo cáo); …`.
fn figure(facts: &Facts, of: &IndicatorFacts) -> String {
    const T: &IndicatorTexts = &IndicatorTexts::VI;
    let indicator = &of.course.indicator;
    let (target, unit) = (indicator.target(), indicator.unit.as_str());
    let mut text = format!("- {}: ", one_line(&indicator.name));
    match of.rolled.value {
        Some(value) => text.push_str(&with_unit(value, unit)),
        None => text.push_str("chưa có số liệu"),
    }
    let reported = T.reported(&of.rolled);
    if of.rolled.is_partial() {
        text.push_str(&format!(" (số liệu chưa đầy đủ: {reported})"));
    } else if !reported.is_empty() {
        text.push_str(&format!(" ({reported})"));
    }
    match (of.rolled.value.and_then(|value| T.growth_formula(indicator, value)), indicator.baseline) {
        (Some(formula), _) => text.push_str(&format!("; so với số gốc: {formula}")),
        (None, None) => text.push_str("; số gốc chưa xác định, mức tăng, giảm chưa tính được"),
        (None, Some(baseline)) => text.push_str(&format!("; số gốc {}", with_unit(baseline, unit))),
    }
    if let Some(asked) = T.figure(indicator) {
        text.push_str(&format!("; chỉ tiêu {asked}"));
        if let Some(by) = indicator.target_by {
            text.push_str(&format!(" đến {}", T.when(by)));
        }
        if let Some(wanted) = target.wanted().filter(|_| indicator.change != Change::Reach) {
            text.push_str(&format!(", tức {}", with_unit(wanted, unit)));
        }
    }
    text.push_str(match (indicator.rollup, of.course.reporters.is_empty()) {
        (Rollup::Register, _) => ". Cách tính: đếm mục đã công bố trong cơ sở dữ liệu.",
        (_, true) => ". Số liệu do cơ quan chủ trì nhập, có ghi nguồn.",
        (Rollup::Sum, false) => ". Cách tính: tổng số liệu của các cơ quan.",
        (Rollup::Mean, false) => ". Cách tính: trung bình cộng số liệu của các cơ quan.",
        (Rollup::Ratio, false) => ". Cách tính: tổng tử số chia tổng mẫu số của các cơ quan.",
    });
    if let Some((above, below)) = of.rolled.parts {
        text.push_str(&format!(" Tử số, mẫu số: {} / {}.", above.show(), below.show()));
    }
    for mark in of.observations.iter().filter_map(|id| facts.figure_marks.get(id)) {
        text.push_str(&format!(" [{mark}]"));
    }
    text
}

/// A goal in words as the coordinator judged it in the period.
fn judged(goal: &GoalFacts) -> String {
    let clause = goal.place.clause();
    match &goal.judged {
        Some((level, words)) => {
            let level = IndicatorTexts::VI.level_name(*level).to_lowercase();
            let text = format!("- Mục tiêu tại mục {clause}: {level}. {}", one_line(words));
            ended(text.trim_end())
        }
        None => format!("- Mục tiêu tại mục {clause}: chưa đánh giá trong kỳ."),
    }
}

fn by_task(facts: &Facts, path: &str) -> String {
    let below = format!("{path}.");
    let lines: Vec<&AcceptedLine> = told(facts)
        .filter(|line| {
            let carried = facts.carries_out.get(&line.duty);
            let under = |section: &str| section == path || section.starts_with(&below);
            under(&line.section_path) || carried.is_some_and(|all| all.iter().any(|s| under(s)))
        })
        .collect();
    or_nothing(lines.chunk_by(|a, b| a.duty == b.duty).flat_map(|lines| of_duty(facts, lines)).collect())
}

/// What agencies said of one duty; those that said the same stand together, and where too many said something of
/// their own the sentence counts them.
fn of_duty(facts: &Facts, lines: &[&AcceptedLine]) -> Vec<String> {
    let mut said: Vec<Sentence<'_>> = Vec::new();
    for line in lines {
        let words = words(line);
        match said.iter().position(|(same, _)| *same == words) {
            Some(at) => said[at].1.push(line),
            None => said.push((words, vec![line])),
        }
        if said.len() > MOST_SENTENCES {
            let text = format!(
                "- Nhiệm vụ tại mục {}: {} cơ quan, đơn vị báo cáo ({}).",
                line.section_path,
                viet::number::show(lines.len()),
                how_far(lines)
            );
            return vec![all_marked(facts, lines, text)];
        }
    }
    said.into_iter()
        .map(|(words, lines)| {
            let names: Vec<&str> = lines.iter().map(|line| &*line.org_name).collect();
            all_marked(facts, &lines, format!("- {}: {words}", names.join("; ")))
        })
        .collect()
}

/// `đã hoàn thành 3; đang thực hiện 12`.
fn how_far(lines: &[&AcceptedLine]) -> String {
    let kinds = [
        (Progress::Done, "đã hoàn thành"),
        (Progress::InProgress, "đang thực hiện"),
        (Progress::Continuing, "thực hiện thường xuyên"),
        (Progress::NotStarted, "chưa triển khai"),
    ];
    let counts = kinds.into_iter().filter_map(|(progress, name)| {
        let count = lines.iter().filter(|line| line.progress == Some(progress)).count();
        (count > 0).then(|| format!("{name} {}", viet::number::show(count)))
    });
    counts.collect::<Vec<_>>().join("; ")
}

/// A sentence with the lines it rests on.
type Sentence<'a> = (String, Vec<&'a AcceptedLine>);

/// What each agency said; agencies that said the same words of the same duties stand together.
fn by_agency(facts: &Facts) -> String {
    let mut places: HashMap<OrgId, usize> = HashMap::new();
    let mut agencies: Vec<(&str, Vec<&AcceptedLine>)> = Vec::new();
    for line in told(facts) {
        let place = *places.entry(line.org_id).or_insert_with(|| {
            agencies.push((&line.org_name, Vec::new()));
            agencies.len() - 1
        });
        agencies[place].1.push(line);
    }
    let mut groups: Vec<(Vec<&str>, Vec<Sentence<'_>>)> = Vec::new();
    for (name, lines) in agencies {
        let said = of_agency(lines);
        let same = |group: &[Sentence<'_>]| {
            group.len() == said.len() && group.iter().zip(&said).all(|(a, b)| a.0 == b.0)
        };
        match groups.iter_mut().find(|(_, group)| same(group)) {
            Some((names, group)) => {
                names.push(name);
                for ((_, lines), (_, new)) in group.iter_mut().zip(said) {
                    lines.extend(new);
                }
            }
            None => groups.push((vec![name], said)),
        }
    }
    let told = groups.into_iter().zip(1..).map(|((names, said), number): (_, usize)| {
        let sentences: Vec<String> =
            said.into_iter().map(|(sentence, lines)| all_marked(facts, &lines, sentence)).collect();
        format!("{number}) {}:\n{}", names.join("; "), sentences.join("\n"))
    });
    or_nothing(told.collect())
}

/// An agency's duties in a sentence each; very many of them are counted.
fn of_agency(lines: Vec<&AcceptedLine>) -> Vec<Sentence<'_>> {
    if lines.len() > MOST_DUTIES {
        let text = format!(
            "- {} nhiệm vụ có báo cáo ({}); nội dung tại báo cáo của cơ quan, đơn vị.",
            viet::number::show(lines.len()),
            how_far(&lines)
        );
        return vec![(text, lines)];
    }
    let sentence = |line: &AcceptedLine| format!("- Nhiệm vụ tại mục {}: {}", line.section_path, words(line));
    lines.into_iter().map(|line| (sentence(line), vec![line])).collect()
}

/// Money by year and source. An amount that nobody gave is said to be missing.
fn money(totals: &Totals) -> String {
    if totals.is_empty() {
        return "Chưa có số liệu kinh phí trong các báo cáo được tiếp nhận.".to_owned();
    }
    let mut said = Vec::new();
    let mut years: Vec<i64> = totals.sums.iter().map(|sum| sum.year).collect();
    years.dedup();
    for year in years {
        let of = totals.sums.iter().filter(|sum| sum.year == year);
        said.push(format!("Năm {year}:"));
        said.extend(
            of.map(|sum| format!("- {}: {}.", source_name(sum.source), both(sum.allotted, sum.disbursed))),
        );
    }
    let (allotted, disbursed) = totals.all();
    said.push(format!("Tổng cộng: {}.", both(allotted, disbursed)));
    let areas = &totals.areas;
    let tagged = [
        ("khu vực biên giới", areas.border_allotted, areas.border_disbursed),
        ("vùng đồng bào dân tộc thiểu số", areas.minority_allotted, areas.minority_disbursed),
        ("vùng khó khăn", areas.difficult_allotted, areas.difficult_disbursed),
    ];
    for (area, allotted, disbursed) in tagged {
        if allotted.is_some() || disbursed.is_some() {
            said.push(format!("Trong đó, {area}: {}.", both(allotted, disbursed)));
        }
    }
    said.push(format!(
        "Số liệu tổng hợp từ {} trên {} dòng báo cáo có số liệu kinh phí.",
        totals.reported, totals.lines
    ));
    said.join("\n")
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Central => "Ngân sách trung ương",
        Source::Provincial => "Ngân sách tỉnh",
        Source::Commune => "Ngân sách xã",
        Source::Other => "Nguồn khác",
    }
}

fn both(allotted: Option<i64>, disbursed: Option<i64>) -> String {
    let show = |amount: Option<i64>| {
        let Some(dong) = amount else { return "chưa có số liệu".to_owned() };
        let (unit, name) =
            if dong % 1000 == 0 { (Unit::Million, "triệu đồng") } else { (Unit::Dong, "đồng") };
        format!("{} {name}", show_amount(dong, unit))
    };
    format!("được giao {}, đã giải ngân {}", show(allotted), show(disbursed))
}

fn difficulties(facts: &Facts) -> String {
    let said = told(facts).filter(|line| !line.difficulty.trim().is_empty()).map(|line| {
        let mut text = format!("- {}: {}", line.org_name, ended(&one_line(&line.difficulty)));
        if !line.cause.trim().is_empty() {
            text.push_str(&format!(" Nguyên nhân: {}", ended(&one_line(&line.cause))));
        }
        marked(facts, line, text)
    });
    or_nothing(said.collect())
}

fn ahead(facts: &Facts) -> String {
    let mut said: Vec<String> = told(facts)
        .filter(|line| line.deadline.is_some() && line.progress != Some(Progress::Done))
        .map(|line| {
            let by = line.deadline.map(|day| format!(" (thời hạn {})", day.show())).unwrap_or_default();
            let text = format!("- {}: tiếp tục thực hiện “{}”{by}.", line.org_name, short(&line.text));
            marked(facts, line, text)
        })
        .collect();
    let standing =
        told(facts).filter(|line| line.deadline.is_none() && line.progress != Some(Progress::Done)).count();
    if standing > 0 {
        said.push(format!(
            "- Các cơ quan, đơn vị tiếp tục thực hiện {standing} nội dung thường xuyên theo nhiệm vụ được giao."
        ));
    }
    or_nothing(said)
}

/// What agencies recommend, by the body that is competent, with how far each has come; last what is still to be
/// routed.
fn proposals(facts: &Facts) -> String {
    let mut groups: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for line in told(facts).filter(|line| !line.proposal.trim().is_empty()) {
        let followed = facts.followed.get(&line.line);
        let mut text = format!("- {}: {}", line.org_name, ended(&one_line(&line.proposal)));
        if let Some(so_far) = followed.and_then(so_far) {
            text.push_str(&format!(" {so_far}"));
        }
        let text = marked(facts, line, text);
        let to = followed.and_then(|one| one.to_name.as_deref());
        match groups.iter_mut().find(|(name, _)| *name == to) {
            Some((_, said)) => said.push(text),
            None => groups.push((to, vec![text])),
        }
    }
    // a stable sort: within bodies the order of the plan stays
    groups.sort_by_key(|(to, _)| (to.is_none(), to.map(viet::sort_key)));
    let headed = groups.iter().any(|(to, _)| to.is_some());
    let told = groups.into_iter().zip(1..).map(|((to, said), number): (_, usize)| match to {
        Some(to) => format!("{number}) Kiến nghị với {to}:\n{}", said.join("\n")),
        None if headed => {
            format!("{number}) Kiến nghị chưa chuyển cơ quan có thẩm quyền:\n{}", said.join("\n"))
        }
        None => said.join("\n"),
    });
    or_nothing(told.collect())
}

/// How far a recommendation has come, in a sentence; nothing while it waits to be routed.
fn so_far(followed: &Followed) -> Option<String> {
    let answered = match (&followed.answer_number, followed.answer_date, followed.answered_on) {
        (Some(number), Some(day), _) => {
            Some(format!("Đã được trả lời tại Văn bản số {number} ngày {}.", day.show()))
        }
        (_, _, Some(day)) => Some(format!("Đã được trả lời ngày {}.", day.show())),
        _ => None,
    };
    let with = |end: &str| {
        let closing = followed.closing.as_deref().map(one_line).filter(|text| !text.is_empty());
        let end = closing.map_or_else(|| format!("{end}."), |why| format!("{end}: {}", ended(&why)));
        answered.iter().cloned().chain([end]).collect::<Vec<_>>().join(" ")
    };
    match followed.state {
        Recommended::Routed => {
            let day = followed.routed_on.map(|day| format!(" ngày {}", day.show())).unwrap_or_default();
            Some(format!("Đã chuyển{day}, chưa có trả lời."))
        }
        Recommended::Answered => answered,
        Recommended::Resolved => Some(with("Đã giải quyết")),
        Recommended::NotTakenUp => Some(with("Không tiếp thu")),
        Recommended::New | Recommended::Declined | Recommended::Withdrawn => None,
    }
}

/// The lines whose words may be told: not those of security and defence.
fn told(facts: &Facts) -> impl Iterator<Item = &AcceptedLine> {
    facts.lines.iter().filter(|line| !line.restricted)
}

/// How far, the result in its own words, the figures.
fn words(line: &AcceptedLine) -> String {
    let mut text = match line.progress {
        Some(Progress::NotStarted) => "chưa triển khai.",
        Some(Progress::InProgress) => "đang thực hiện.",
        Some(Progress::Done) => "đã hoàn thành.",
        Some(Progress::Continuing) => "thực hiện thường xuyên.",
        Some(Progress::OnTrack | Progress::Behind) | None => "",
    }
    .to_owned();
    let result = one_line(&line.result);
    if !result.is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&ended(&result));
    }
    let figures: Vec<String> = line
        .figures
        .iter()
        .filter_map(|figure| {
            let value = figure.value.as_deref()?;
            Some(format!("{} {} {}", figure.name, show_value(Some(value)), figure.unit).trim().to_owned())
        })
        .collect();
    if !figures.is_empty() {
        text.push_str(&format!(" Số liệu: {}.", figures.join("; ")));
    }
    text
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
    use crate::reporting::model::Frequency;
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
            task_sections: Vec::new(),
        };
        let coordinator = "Sở Khoa học và Công nghệ".into();
        Facts {
            cover: Cover { period, plan, coordinator, superior: None, recipient: None },
            money: Totals::default(),
            followed: HashMap::new(),
            marks: lines.iter().map(|line| line.line).zip(1..).collect(),
            lines,
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
        let said = by_task(&known, "IV");
        assert!(said.starts_with(
            "- Nhiệm vụ tại mục IV.16: 25 cơ quan, đơn vị báo cáo (thực hiện thường xuyên 25). [1] [2]"
        ));
        assert!(said.ends_with("[25]"));
        let few = by_task(&facts(known.lines.into_iter().take(20).collect()), "IV");
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
