//! Quantified targets: what is measured, the figure, its unit and the year.

use crate::model::{Change, Section, Target};
use crate::scan::{self, Scan};
use crate::text::Flat;
use std::ops::Range;

/// A verb, a figure and its unit: "tăng thêm 20%".
struct Figure<'t> {
    verb: &'static str,
    figure: &'t str,
    unit: &'t str,
}

/// Words between the verb and the figure.
pub(crate) const BETWEEN: &[&str] = &[
    "thêm ",
    "trên ",
    "dưới ",
    "tối thiểu ",
    "ít nhất ",
    "khoảng ",
    "tối đa ",
    "hơn ",
    "bình quân ",
    "được ",
    "lên ",
];

fn figure<'t>(scan: &mut Scan<'t>) -> Option<Figure<'t>> {
    const VERBS: &[&str] = &["tăng", "giảm", "đạt", "chiếm", "duy trì", "thay thế", "có"];
    const UNITS: &[&str] = &[
        "doanh nghiệp",
        "hợp tác xã",
        "mô hình",
        "sản phẩm",
        "nhiệm vụ",
        "giống",
        "dự án",
        "đề tài",
        "cơ sở",
        "tỷ đồng",
        "triệu đồng",
        "ha",
        "người",
        "lượt",
        "văn bằng",
        "sáng chế",
        "trung tâm",
        "phòng thí nghiệm",
    ];
    scan.begins_word()?;
    let verb = scan.any(VERBS)?;
    scan.word(" ")?;
    scan.repeat(usize::MAX, |scan| scan.any(BETWEEN).or_else(|| scan.any(&["từ "])).map(|_| ()));
    let from = scan.at();
    scan.digits(usize::MAX)?;
    scan.repeat(usize::MAX, |scan| {
        scan.word(".")?;
        scan.digits(3).filter(|group| group.len() == 3).map(|_| ())
    });
    scan.attempt(|scan| scan.word(",").and_then(|()| scan.digits(usize::MAX)));
    let figure = scan.since(from);
    scan.spaces()?;
    let from = scan.at();
    if scan.word("%").is_none() {
        let len = scan::whole_word(scan.rest(), UNITS)?;
        scan.word(&scan.rest()[..len])?;
    }
    Some(Figure { verb, figure, unit: scan.since(from) })
}

/// The year that a text says something is to be reached by.
fn year(text: &str) -> Option<&str> {
    scan::has_digit(text).then_some(())?;
    let by = |scan: &mut Scan<'_>| {
        scan.folded("đến ")?;
        scan.attempt(|scan| scan.folded("hết "));
        scan.folded("năm ")?;
        scan.year().map(|_| ())
    };
    let (range, ()) = scan::find(text, 0, by)?;
    text.get(range.end - "2030".len()..range.end)
}

/// Finds the targets below sections whose title speaks of goals or targets.
pub(crate) fn find(source: &str, sections: &[Section]) -> Vec<Target> {
    let mut targets = Vec::new();
    for section in sections {
        walk(source, section, false, None, &mut targets);
    }
    targets
}

fn walk(source: &str, section: &Section, within: bool, by: Option<&str>, targets: &mut Vec<Target>) {
    let title = section.heading.as_deref().unwrap_or_default();
    let states = within || states_targets(title);
    let own = year(title);
    let by = own.or(by);
    if states {
        for paragraph in &section.paragraphs {
            let flat = Flat::new(source, paragraph.span);
            sentences(flat.text()).for_each(|range| targets.extend(target(&flat, range, by)));
        }
    }
    section.sections.iter().for_each(|child| walk(source, child, states, by, targets));
}

/// Whether a part with this title says what is to be reached.
pub(crate) fn states_targets(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["mục tiêu", "chỉ tiêu"].iter().any(|word| lower.contains(word))
}

fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    let ends = text.match_indices(". ").chain(text.match_indices("; ")).map(|(at, _)| (at + 1, at + 2));
    let mut ends: Vec<(usize, usize)> = ends.collect();
    ends.sort_unstable();
    ends.into_iter().chain(std::iter::once((text.len(), text.len()))).map(move |(end, next)| {
        let range = start..end;
        start = next;
        range
    })
}

fn target(flat: &Flat, range: Range<usize>, by: Option<&str>) -> Option<Target> {
    let sentence = flat.text().get(range.clone())?;
    scan::has_digit(sentence).then_some(())?;
    let (whole, Figure { verb, figure, unit }) = scan::find(sentence, 0, figure)?;
    let value = figure.replace('.', "").replace(',', ".").parse().ok()?;
    let change = match verb {
        "tăng" => Change::Increase,
        "giảm" => Change::Decrease,
        _ => Change::Reach,
    };
    let before = sentence[..whole.start].trim().trim_end_matches([',', ':']);
    let after = sentence[whole.end..].trim_matches([' ', '.', ';', ',']);
    let measure = if scan::words(before) < 2 { after } else { before };
    Some(Target {
        span: flat.span(range),
        measure: measure.to_owned(),
        value,
        unit: Some(unit.to_owned()),
        change,
        by: year(sentence).or(by).map(str::to_owned),
        owners: Vec::new(),
    })
}
