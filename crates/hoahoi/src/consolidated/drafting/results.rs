//! Part I: who reported, and what was reached by section of the plan and by agency.

use std::collections::HashMap;

use super::super::facts::{Agency, Facts};
use super::{all_marked, ended, one_line, or_nothing, told};
use crate::ids::OrgId;
use crate::reporting::entry::show_value;
use crate::reporting::model::{Progress, Timeliness};
use crate::reporting::store::accepted::AcceptedLine;

/// An agency with more duties than this is told in one sentence that counts them: nobody reads a thousand.
const MOST_DUTIES: usize = 40;
/// So many agencies may each say something of their own about one duty; beyond it they are counted.
const MOST_SENTENCES: usize = 20;

/// Who reported, in time and late, and who has not.
pub fn punctuality(facts: &Facts) -> String {
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

/// What was said of the duties of one section, and of those that carry out its tasks.
pub fn by_task(facts: &Facts, path: &str) -> String {
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
pub fn by_agency(facts: &Facts) -> String {
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
