//! Quantified targets: what is measured, the figure, its unit and the year.

use crate::model::{Change, Section, Target};
use crate::text::Flat;
use regex::Regex;
use std::sync::LazyLock;

struct Grammar {
    figure: Regex,
    year: Regex,
    sentence: Regex,
}

static GRAMMAR: LazyLock<Option<Grammar>> = LazyLock::new(|| {
    let regex = |pattern: &str| Regex::new(pattern).ok();
    let verb = r"tăng|giảm|đạt|chiếm|duy trì|thay thế|có";
    let least = r"(?:(?:thêm|trên|dưới|tối thiểu|ít nhất|khoảng|tối đa|từ|hơn|bình quân|được|lên) )*";
    Some(Grammar {
        // Groups: 1 the verb, 2 the figure, 3 its unit.
        figure: regex(&format!(
            r"\b({verb}) {least}(\d+(?:\.\d{{3}})*(?:,\d+)?)\s*(%|(?:doanh nghiệp|hợp tác xã|mô hình|sản phẩm|nhiệm vụ|giống|dự án|đề tài|cơ sở|tỷ đồng|triệu đồng|ha|người|lượt|văn bằng|sáng chế|trung tâm|phòng thí nghiệm)\b)"
        ))?,
        year: regex(r"(?i)đến (?:hết )?năm (\d{4})")?,
        sentence: regex(r"[.;] ")?,
    })
});

/// Finds the targets below sections whose title speaks of goals or targets.
pub(crate) fn find(source: &str, sections: &[Section]) -> Vec<Target> {
    let mut targets = Vec::new();
    for section in sections {
        walk(source, section, false, None, &mut targets);
    }
    targets
}

fn walk(source: &str, section: &Section, within: bool, by: Option<&str>, targets: &mut Vec<Target>) {
    let Some(grammar) = GRAMMAR.as_ref() else { return };
    let title = section.heading.as_deref().unwrap_or_default();
    let lower = title.to_lowercase();
    let states = within || ["mục tiêu", "chỉ tiêu"].iter().any(|word| lower.contains(word));
    let own = grammar.year.captures(title).and_then(|found| found.get(1)).map(|year| year.as_str());
    let by = own.or(by);
    if states {
        for paragraph in &section.paragraphs {
            let flat = Flat::new(source, paragraph.span);
            sentences(grammar, flat.text())
                .for_each(|range| targets.extend(target(grammar, &flat, range, by)));
        }
    }
    section.sections.iter().for_each(|child| walk(source, child, states, by, targets));
}

fn sentences<'t>(grammar: &'t Grammar, text: &'t str) -> impl Iterator<Item = std::ops::Range<usize>> + 't {
    let mut start = 0;
    let ends = grammar.sentence.find_iter(text).map(|found| (found.start() + 1, found.end()));
    ends.chain(std::iter::once((text.len(), text.len()))).map(move |(end, next)| {
        let range = start..end;
        start = next;
        range
    })
}

fn target(grammar: &Grammar, flat: &Flat, range: std::ops::Range<usize>, by: Option<&str>) -> Option<Target> {
    let sentence = flat.text().get(range.clone())?;
    let found = grammar.figure.captures(sentence)?;
    let (whole, verb, figure) = (found.get(0)?, found.get(1)?, found.get(2)?);
    let value = figure.as_str().replace('.', "").replace(',', ".").parse().ok()?;
    let change = match verb.as_str() {
        "tăng" => Change::Increase,
        "giảm" => Change::Decrease,
        _ => Change::Reach,
    };
    let before = sentence[..whole.start()].trim().trim_end_matches([',', ':']);
    let after = sentence[whole.end()..].trim_matches([' ', '.', ';', ',']);
    let measure = if before.split(' ').count() < 2 { after } else { before };
    let own = grammar.year.captures(sentence).and_then(|found| found.get(1)).map(|year| year.as_str());
    Some(Target {
        span: flat.span(range),
        measure: measure.to_owned(),
        value,
        unit: found.get(3).map(|unit| unit.as_str().to_owned()),
        change,
        by: own.or(by).map(str::to_owned),
        owners: Vec::new(),
    })
}
