//! Part I.2: targets with their figures, goals in words with their assessments.

use super::super::facts::{Facts, GoalFacts, IndicatorFacts};
use super::{ended, one_line, or_nothing};
use crate::indicators::model::{Change, Rollup};
use crate::indicators::store::values::Value;
use crate::indicators::texts::IndicatorTexts;
use crate::indicators::words::with_unit;

/// Every target with its figure, what it rests on and how it was worked out; then the goals in words as they were
/// judged. What is not known is said to be missing.
pub fn told(facts: &Facts) -> String {
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
    text.push_str(&worked_out(facts, of));
    if let Some((above, below)) = of.rolled.parts {
        text.push_str(&format!(" Tử số, mẫu số: {} / {}.", above.show(), below.show()));
    }
    for mark in of.observations.iter().filter_map(|id| facts.figure_marks.get(id)) {
        text.push_str(&format!(" [{mark}]"));
    }
    text
}

/// How a figure came about: `. Cách tính: tổng số liệu của các cơ quan.`
fn worked_out(facts: &Facts, of: &IndicatorFacts) -> String {
    match (of.course.indicator.rollup, of.course.reporters.is_empty()) {
        (Rollup::Register, _) => {
            format!(". Cách tính: đếm mục đã công bố trong cơ sở dữ liệu, ngày {}.", facts.today.show())
        }
        (_, true) => {
            let closes_on = facts.cover.period.closes_on;
            let entered = of.course.values.iter().rfind(|value| value.on_day <= closes_on);
            let from = |value: &Value| {
                format!(". Số liệu đến ngày {}, nguồn: {}", value.on_day.show(), one_line(&value.source))
            };
            entered.map(from).map_or_else(|| ".".to_owned(), |text| ended(&text))
        }
        (Rollup::Sum, false) => ". Cách tính: tổng số liệu của các cơ quan.".to_owned(),
        (Rollup::Mean, false) => ". Cách tính: trung bình cộng số liệu của các cơ quan.".to_owned(),
        (Rollup::Ratio, false) => ". Cách tính: tổng tử số chia tổng mẫu số của các cơ quan.".to_owned(),
    }
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
